// Everything on one machine, on another: packs and key go along, what is there stays, what is hostile is named; killed in the middle it is done once more.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pass } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { backingUpAll, readingBackup, restoringAll } from '../../../electron/core/backup/whole-backup.ts'
import { Library } from '../../../electron/core/library/library.ts'
import { installationKey } from '../../../electron/core/results/installation-key.ts'
import { openStore, StoreUnavailable } from '../../../electron/core/store/store.ts'
import { atOnce } from '../../../electron/core/turns/in-turns.ts'
import { backUp, sealAnew, unseal } from '../../support/backups.ts'
import { saveRecords } from '../../support/segments.ts'
import { newKey, teaArchive } from '../packs/archive/archive-fixture.ts'
import { BRIEF, LAB, PACK, PROOF } from '../packs/pack-fixture.ts'
import { recordNo, START, temporaryFolder } from '../store/records.ts'

/** A data folder with what somebody may have in it. */
function machine({ pack, folder, key = true, attempts = 0 }: { pack?: Uint8Array; folder?: boolean; key?: boolean; attempts?: number } = {}): string {
  const data = temporaryFolder()
  mkdirSync(join(data, 'packs'))
  if (pack) writeFileSync(join(data, 'packs', 'tea.labpack'), pack)
  if (folder) {
    const place = join(data, 'packs', 'mine')
    mkdirSync(join(place, 'own-brew'), { recursive: true })
    writeFileSync(join(place, 'pack.yaml'), PACK.replace('id: tea', 'id: own').replace('[brew]', '[own-brew]'))
    for (const [name, text] of Object.entries({ 'lab.yaml': LAB.replace('id: brew', 'id: own-brew'), 'brief.md': BRIEF, 'proof.yaml': PROOF })) writeFileSync(join(place, 'own-brew', name), text)
  }
  if (key) installationKey(data)
  using store = openStore(data)
  for (let nth = 0; nth < attempts; nth += 1) saveRecords(store, store.beginAttempt({ ...START, startedWallMs: nth }).id, [recordNo(1, 250_000 + nth)])
  return data
}
function backedUp(data: string, withKey = true, file = join(temporaryFolder(), 'everything.lab501-backup')) {
  using store = openStore(data)
  return { file, said: atOnce(backingUpAll(store, data, file, { withKey })) }
}
function restored(data: string, file: string, withKey = true) {
  using store = openStore(data)
  using library = new Library({ folders: [{ path: join(data, 'packs'), source: 'installed' }], onChanged: () => undefined })
  return { said: atOnce(restoringAll({ store, dataFolder: data, library, path: file, withKey })), labs: library.labs().map(({ id }) => id) }
}
/** Every file below a folder with its bytes, but the store's, which changes by being opened, and what only says since when a signer is known. */
function filesIn(data: string): Record<string, string> {
  const names = readdirSync(data, { recursive: true, encoding: 'utf8' }).filter(name => statSync(join(data, name)).isFile() && !/^lab501[.]|known-keys/.test(name))
  return Object.fromEntries(names.sort().map(name => [name, readFileSync(join(data, name)).toString('hex')]))
}
/** Changes what a backup carries, as somebody would who wants to get in. */
function spoil(file: string, sql: string, ...values: readonly (string | Uint8Array)[]): void {
  {
    using db = new DatabaseSync(file)
    db.prepare(sql).run(...values)
  }
  sealAnew(file)
}
function segmentIn(file: string): Uint8Array {
  using db = new DatabaseSync(file, { readOnly: true })
  return db.prepare('select bytes from segments limit 1').get()?.['bytes'] as Uint8Array
}

describe('a backup of everything', () => {
  it('says what is in it, and brings all of it to an empty machine; once more it changes nothing', () => {
    const here = machine({ pack: teaArchive('1.2.0', { privateKey: newKey(), name: 'Tea Makers' }).bytes, folder: true, attempts: 2 })
    writeFileSync(join(here, 'packs', 'broken.labpack'), 'PK no more')
    const { file, said } = backedUp(here)
    expect(said).toMatchObject({ attempts: 2, benches: 0, requests: 0, hasKey: true, packs: ['own 1.0.0 (a folder)', 'tea 1.2.0'], strange: [] })
    expect(said.left).toEqual([expect.stringContaining('broken.labpack')])
    expect(statSync(file).mode & 0o077).toBe(0)
    const there = machine({ key: false })
    const first = restored(there, file)
    expect(first.said).toMatchObject({ added: 2, packs: [{ name: 'tea.labpack', outcome: 'added' }, { name: 'mine', outcome: 'added' }], key: { outcome: 'taken', key: installationKey(here).key }, strange: [] })
    expect(first.labs.length).toBeGreaterThan(1)
    rmSync(join(here, 'packs', 'broken.labpack'))
    expect(filesIn(there)).toEqual(filesIn(here))
    expect(statSync(join(there, 'installation.key')).mode & 0o077).toBe(0)
    const before = filesIn(there)
    expect(restored(there, file).said).toMatchObject({ added: 0, same: 2, packs: [{ outcome: 'same' }, { outcome: 'same' }], key: { outcome: 'same' } })
    expect(filesIn(there)).toEqual(before)
  })

  it('replaces no key and no pack that is there, and says so', () => {
    const { file } = backedUp(machine({ pack: teaArchive('2.0.0').bytes, folder: true }))
    const there = machine({ pack: teaArchive('1.0.0').bytes, folder: true })
    writeFileSync(join(there, 'packs', 'mine', 'pack.yaml'), `${readFileSync(join(there, 'packs', 'mine', 'pack.yaml'), 'utf8')}\n# changed here\n`)
    const before = filesIn(there)
    const { said } = restored(there, file)
    expect(said.packs).toMatchObject([{ outcome: 'left', why: expect.stringMatching(/^tea 1[.]0[.]0 is here and stays/) }, { outcome: 'left', why: expect.stringMatching(/^own 1[.]0[.]0 is here and stays/) }])
    expect(said.key).toMatchObject({ outcome: 'own', here: installationKey(there).key })
    expect(filesIn(there)).toEqual(before)
    // As it is told: once the pack is removed, the other one comes.
    rmSync(join(there, 'packs', 'tea.labpack'))
    expect(restored(there, file).said.packs[0]).toMatchObject({ pack: 'tea 2.0.0', outcome: 'added' })
  })

  it('leaves a key that cannot be read where it is, and leaves the key out when that is wanted', () => {
    const here = machine()
    const { file } = backedUp(here)
    const odd = machine({ key: false })
    writeFileSync(join(odd, 'installation.key'), 'not one', { mode: 0o600 })
    expect(restored(odd, file).said.key).toMatchObject({ outcome: 'own' })
    expect(readFileSync(join(odd, 'installation.key'), 'utf8')).toBe('not one')
    const { said } = backedUp(odd)
    expect([said.hasKey, said.left]).toEqual([false, [expect.stringContaining('installation.key')]])
    const fresh = machine({ key: false })
    expect(restored(fresh, file, false).said).not.toHaveProperty('key')
    expect(existsSync(join(fresh, 'installation.key'))).toBe(false)
    const without = backedUp(here, false)
    expect(without.said.hasKey).toBe(false)
    expect(readFileSync(without.file).includes('PRIVATE KEY')).toBe(false)
    expect(readFileSync(file).includes('PRIVATE KEY')).toBe(true)
  })

  it('of a Lab 501 that carried nothing is restored as before', () => {
    const here = machine({ attempts: 1 })
    const file = join(temporaryFolder(), 'old.sqlite')
    {
      using store = openStore(here)
      backUp(store, file)
    }
    unseal(file)
    {
      using db = new DatabaseSync(file)
      db.exec('drop table carried')
    }
    const said = restored(machine(), file).said
    expect(said).toMatchObject({ added: 1, packs: [], strange: [] })
    expect(said).not.toHaveProperty('key')
  })

  it.each([
    ['a name that leads out', ['update carried set name = ? where kind = ?', '../../evil.labpack', 'pack'], 'leads out of the folder'],
    ['a name of a device', ['update carried set name = ? where kind = ?', 'con', 'pack-folder'], 'con'],
    ['a folder in a folder', ['update carried set name = ? where kind = ?', 'a/b', 'pack-folder'], 'leads into a folder'],
    ['a pack that is none', ['update carried set bytes = ? where kind = ?', Buffer.from('PK no more'), 'pack'], ''],
    ['a pack that was changed', ['update carried set bytes = ? where kind = ?', teaArchive().bytes.map((octet, at) => at === 90 ? octet ^ 1 : octet), 'pack-folder'], ''],
    ['a key that is none', ['update carried set bytes = ? where kind = ?', Buffer.from('-----BEGIN PRIVATE KEY-----\n'), 'key'], 'no private key'],
    ['a key that is too long', ['update carried set bytes = ? where kind = ?', Buffer.alloc(20_000, 'A'), 'key'], 'no private key'],
    ['something unknown', ['update carried set kind = ? where kind = ?', 'program', 'pack'], 'of the kind \\"program\\"'],
  ] as const)('with %s is named, and the rest of it is taken', (_, [sql, ...values], says) => {
    const { file } = backedUp(machine({ pack: teaArchive().bytes, folder: true, attempts: 1 }))
    spoil(file, sql, ...values)
    const there = machine({ key: false })
    const before = filesIn(there)
    const { said } = restored(there, file)
    expect(said.added).toBe(1)
    const odd = [...said.packs.filter(({ outcome }) => outcome !== 'added'), ...said.strange, ...(said.key?.outcome === 'refused' ? [said.key] : [])]
    expect(odd).toHaveLength(1)
    expect(JSON.stringify(odd)).toContain(says)
    expect(filesIn(there)).toMatchObject(before)
    expect(Object.keys(filesIn(there)).filter(name => !/^(installation[.]key|packs.(tea[.]labpack|mine.))/.test(name))).toEqual([])
    using store = openStore(there)
    expect(() => atOnce(readingBackup(store, file))).not.toThrow()
  })

  it.each([
    ['a view in the place of what it carries', (db: DatabaseSync) => db.exec("drop table carried; create view carried as select 'key' as kind, 'k' as name, x'00' as bytes"), 'other tables'],
    ['a trigger on it', (db: DatabaseSync) => db.exec('create trigger t after insert on carried begin delete from attempts; end'), 'other tables'],
    ['more than any pack', (db: DatabaseSync) => db.prepare('insert into carried values (?, ?, zeroblob(40000000))').run('pack', 'bomb'), 'more than goes into a backup'],
    ['more of them than anybody has', (db: DatabaseSync) => db.exec("with recursive n (i) as (select 1 union all select i + 1 from n where i < 2100) insert into carried select 'pack', 'p' || i, x'00' from n"), 'more than goes into a backup'],
  ])('with %s is refused whole', (_, change, says) => {
    const { file } = backedUp(machine({ attempts: 1 }))
    {
      using db = new DatabaseSync(file)
      change(db)
    }
    sealAnew(file)
    const there = machine({ key: false })
    const before = filesIn(there)
    expect(() => restored(there, file)).toThrow(StoreUnavailable)
    expect(() => restored(there, file)).toThrow(says)
    expect(filesIn(there)).toEqual(before)
    using store = openStore(there)
    expect(store.attempts()).toEqual([])
  })

  it('of which one bit was changed anywhere, or a piece is missing, is refused whole, and says so', () => {
    const { file } = backedUp(machine({ pack: teaArchive().bytes, attempts: 2 }))
    const sound = readFileSync(file)
    const capture = sound.indexOf(segmentIn(file).subarray(1_000, 1_032))
    expect(capture).toBeGreaterThan(0)
    const there = machine({ key: false })
    const before = filesIn(there)
    const places = [0, 24, 100, 4_100, capture, sound.indexOf('PRIVATE KEY'), sound.length - 4_000, ...Array.from({ length: 24 }, (_, nth) => Math.floor((nth + 0.5) * sound.length / 24)), ...Array.from({ length: 80 }, (_, nth) => sound.length - 80 + nth)]
    for (const at of places) {
      const odd = Buffer.from(sound)
      odd[at] = (odd[at] ?? 0) ^ 0x20
      writeFileSync(file, odd)
      expect(() => restored(there, file), `octet ${at}`).toThrow(`This backup is not as it was written: ${file}.`)
    }
    for (const octets of [sound.length - 80, sound.length - 1]) {
      writeFileSync(file, sound.subarray(0, octets))
      expect(() => restored(there, file), `${octets} octets`).toThrow('is missing since')
    }
    expect(filesIn(there)).toEqual(before)
    using store = openStore(there)
    expect(store.attempts()).toEqual([])
    expect(() => atOnce(readingBackup(store, file))).toThrow('not as it was written')
    writeFileSync(file, sound)
    expect(atOnce(readingBackup(store, file))).not.toHaveProperty('isUnsealed')
  })

  it('from before there was a digest is restored, and it is said that it has none', () => {
    const { file } = backedUp(machine({ pack: teaArchive().bytes, attempts: 2 }))
    unseal(file)
    expect(restored(machine({ key: false }), file).said).toMatchObject({ isUnsealed: true, added: 2, packs: [{ outcome: 'added' }], key: { outcome: 'taken' }, strange: [] })
  })

  it('is whole or not there when writing it is killed; restoring one is killed again and again, and nothing that was there is changed', async () => {
    const here = machine({ pack: teaArchive('1.2.0').bytes, folder: true, attempts: 25 })
    const target = join(temporaryFolder(), 'killed.lab501-backup')
    const isPartThere = () => readdirSync(join(target, '..')).length > 0
    await killed(['backup', target, '--data', here], isPartThere, 0)
    if (existsSync(target)) {
      using store = openStore(here)
      expect(atOnce(readingBackup(store, target))).toMatchObject({ attempts: 25, hasKey: true, packs: [{}, {}].map(() => expect.any(String)) })
    }
    // What it had written is all that a backup holds, so the next one clears it away.
    backedUp(here, true, join(target, '..', 'next.lab501-backup'))
    expect(readdirSync(join(target, '..')).filter(name => name.startsWith('.'))).toEqual([])
    const { file } = backedUp(here)
    const there = machine({ key: false })
    let own = ''
    {
      using store = openStore(there)
      own = store.beginAttempt(START).id
    }
    const placed = () => readdirSync(there).some(name => name.startsWith('.restoring'))
    const hasKey = () => existsSync(join(there, 'installation.key'))
    const hasPack = () => existsSync(join(there, 'packs', 'tea.labpack'))
    for (const [isTime, afterMs] of [[placed, 0], [hasKey, 0], [hasPack, 0], [placed, 60], [hasPack, 20]] as const) {
      await killed(['restore', file, '--data', there], isTime, afterMs)
      using store = openStore(there)
      // Half of the attempts is never there, nor half of a file.
      expect([1, 26]).toContain(store.attempts().length)
      expect(store.attempt(own)).toBeDefined()
      const expected = filesIn(here)
      for (const [name, bytes] of Object.entries(filesIn(there)).filter(([path]) => !path.includes('.staging-') && !path.startsWith('.restoring'))) expect(bytes, name).toBe(expected[name])
    }
    const { said } = restored(there, file)
    expect(said.added + said.same).toBe(25)
    expect(filesIn(there)).toEqual(filesIn(here))
    expect(readdirSync(there).filter(name => /^[.](restoring|staging)/.test(name))).toEqual([])
  }, 120_000)
})

/** Runs a command and ends it the hard way once it is time. */
async function killed(args: readonly string[], isTime: () => boolean, afterMs: number): Promise<void> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../../electron/cli/lab501.js'), ...args], { stdio: 'ignore' })
  onTestFinished(() => void child.kill('SIGKILL'))
  const ended = once(child, 'exit')
  while (child.exitCode === null && !isTime()) await pass(1)
  await pass(afterMs)
  child.kill('SIGKILL')
  await ended
}
