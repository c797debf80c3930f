// A backup through the page's calls: what is shown is what is saved, what is foretold is what becomes, and what is no backup changes nothing.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it, onTestFinished } from 'vitest'
import { BackupDesk, BadBackupCall, type BackupDeskOptions } from '../../../electron/core/backup/backup-desk.ts'
import { Library } from '../../../electron/core/library/library.ts'
import { installationKey } from '../../../electron/core/results/installation-key.ts'
import { openStore, StoreUnavailable } from '../../../electron/core/store/store.ts'
import { BACKUP_PART } from '../../../electron/model/backup-view.ts'
import { sealAnew } from '../../support/backups.ts'
import { saveRecords } from '../../support/segments.ts'
import { teaArchive } from '../packs/archive/archive-fixture.ts'
import { recordNo, START, temporaryFolder } from '../store/records.ts'

/** A machine with its desk, as the page sees it. */
function machine({ attempts = 0, pack, ...own }: { attempts?: number; pack?: Uint8Array } & Partial<BackupDeskOptions> = {}) {
  const dataFolder = temporaryFolder()
  mkdirSync(join(dataFolder, 'packs'))
  if (pack) writeFileSync(join(dataFolder, 'packs', 'tea.labpack'), pack)
  const store = openStore(dataFolder)
  const library = new Library({ folders: [{ path: join(dataFolder, 'packs'), source: 'installed' }], onChanged: () => undefined })
  const progress: number[] = []
  const desk = new BackupDesk({ store, library, dataFolder, still: work => work(), onProgress: (_, done) => progress.push(done), ...own })
  onTestFinished(async () => {
    await desk[Symbol.asyncDispose]()
    library[Symbol.dispose]()
    store[Symbol.dispose]()
  })
  const ids = Array.from({ length: attempts }, (_, nth) => {
    const { id } = store.beginAttempt({ ...START, startedWallMs: nth })
    saveRecords(store, id, [recordNo(1, 300_000 + nth)])
    return id
  })
  const count = () => ({ attempts: store.attempts().length, requests: store.savedRequests().length, packs: readdirSync(join(dataFolder, 'packs')).filter(name => !name.startsWith('.')), key: existsSync(join(dataFolder, 'installation.key')), waiting: readdirSync(dataFolder).filter(name => name.startsWith('.')) })
  return { dataFolder, store, desk, ids, progress, count }
}
type Machine = ReturnType<typeof machine>

async function madeBy({ desk }: Machine, withKey = true): Promise<Uint8Array> {
  const made = await desk.make(withKey)
  if ('refusal' in made) throw new Error(made.refusal)
  const pieces: Uint8Array[] = []
  for (let at = 0; ; at += BACKUP_PART) {
    const piece = desk.piece(made.backup, at)
    if (piece.length === 0) break
    pieces.push(piece)
  }
  const whole = Buffer.concat(pieces)
  expect(whole).toHaveLength(made.octets)
  await desk.leave(made.backup)
  return whole
}
function handOver({ desk }: Machine, bytes: Uint8Array, name = 'mine.lab501-backup'): string {
  const offered = desk.offer(name, bytes.length)
  if ('refusal' in offered) throw new Error(offered.refusal)
  for (let at = 0; at < bytes.length; at += BACKUP_PART) desk.take(offered.backup, at, bytes.subarray(at, at + BACKUP_PART))
  return offered.backup
}

describe('a backup through the page', () => {
  it('shows what is in it, hands over just that, foretells what becomes of it, and it becomes so; nothing is left lying about', async () => {
    const here = machine({ attempts: 3, pack: teaArchive('1.2.0').bytes })
    const { key } = installationKey(here.dataFolder)
    here.store.keepRequest({ id: 'r1', name: 'Tea', draft: { kind: 'raw', bytes: '' }, savedWallMs: 1 })
    const made = await here.desk.make(true)
    expect(made).toMatchObject({ name: expect.stringMatching(/^lab501-\d{4}-\d\d-\d\d[.]lab501-backup$/), held: { attempts: 3, benches: 0, requests: 1, packs: ['tea 1.2.0'], hasKey: true, strange: [] }, left: [] })
    const bytes = await madeBy(here)
    expect(here.count().waiting).toEqual([])
    const there = machine({ attempts: 1 })
    const before = there.count()
    const backup = handOver(there, bytes)
    const looked = await there.desk.look(backup)
    expect(looked).toEqual({
      held: { attempts: 3, benches: 0, requests: 1, packs: ['tea 1.2.0'], hasKey: true, strange: [] },
      will: { added: 3, extended: 0, beside: 0, same: 0, packs: [{ name: 'tea.labpack', pack: 'tea 1.2.0', outcome: 'added' }], key: { outcome: 'taken', key }, strange: [] },
    })
    expect({ ...there.count(), waiting: [] }).toEqual(before)
    const restored = await there.desk.restore(backup, true)
    expect(restored).toEqual({ became: (looked as { will: unknown }).will })
    expect(there.count()).toEqual({ attempts: 4, requests: 1, packs: ['tea.labpack'], key: true, waiting: [] })
    expect(there.ids.every(id => there.store.attempt(id) && there.store.lastSeq(id) === 1)).toBe(true)
    expect(there.progress.length).toBeGreaterThan(0)
    expect(there.progress.every(done => done >= 0 && done <= 1)).toBe(true)
  })

  it('leaves the key where it is not wanted, on either side, and keeps the one that is here', async () => {
    const here = machine({ attempts: 1 })
    installationKey(here.dataFolder)
    expect(Buffer.from(await madeBy(here, false)).includes('PRIVATE KEY')).toBe(false)
    const bytes = await madeBy(here)
    const fresh = machine()
    const backup = handOver(fresh, bytes)
    expect(await fresh.desk.look(backup)).toMatchObject({ will: { key: { outcome: 'taken' } } })
    expect(await fresh.desk.restore(backup, false)).not.toHaveProperty('became.key')
    expect(fresh.count().key).toBe(false)
    const own = machine()
    const { key } = installationKey(own.dataFolder)
    expect(await own.desk.look(handOver(own, bytes))).toMatchObject({ will: { key: { outcome: 'own', here: key } } })
  })

  it('foretells what goes on, what forked and what is here already', async () => {
    const here = machine({ attempts: 3 })
    const bytes = await madeBy(here)
    const there = machine()
    await there.desk.restore(handOver(there, bytes), true)
    const [first = '', second = ''] = here.ids
    for (const [id, who] of [[first, here], [second, here], [second, there]] as const) who.store.takeHint(id, { step: 'first', nth: who === here ? 1 : 2, takenWallMs: 5 })
    const backup = handOver(there, await madeBy(here))
    const will = { added: 0, extended: 1, beside: 1, same: 1 }
    expect(await there.desk.look(backup)).toMatchObject({ will })
    expect(await there.desk.restore(backup, true)).toMatchObject({ became: will })
    expect(there.count().attempts).toBe(4)
  })

  it('can go on while it is worked at; what is saved meanwhile is in the store, and the file is of one moment', async () => {
    const here = machine({ attempts: 12 })
    const making = here.desk.make(true)
    await new Promise(resolve => setImmediate(resolve))
    const { id } = here.store.beginAttempt(START)
    saveRecords(here.store, id, [recordNo(1)])
    const made = await making
    expect(made).toMatchObject({ held: { attempts: expect.toSatisfy((count: number) => count === 12 || count === 13) } })
    expect(here.store.attempts()).toHaveLength(13)
    expect(here.store.check()).toBe('ok')
  })

  it('holds off whoever would save while it is restored, says so, and lets them go on afterwards', async () => {
    const here = machine({ attempts: 12 })
    const there = machine({ attempts: 1 })
    const backup = handOver(there, await madeBy(here))
    const restoring = there.desk.restore(backup, true)
    await new Promise(resolve => setImmediate(resolve))
    const begin = () => there.store.beginAttempt(START)
    expect(begin).toThrow(StoreUnavailable)
    expect(begin).toThrow('Nothing can be saved while a backup is restored')
    expect(there.store.attempts()).toHaveLength(1)
    // Neither is there another one at once.
    await expect(there.desk.make(true)).rejects.toThrow(BadBackupCall)
    expect(() => there.desk.offer('x', 1)).toThrow('made or restored already')
    expect(await restoring).toMatchObject({ became: { added: 12 } })
    begin()
    expect(there.store.attempts()).toHaveLength(14)
  })

  const changed = (change: (db: DatabaseSync) => void) => (bytes: Uint8Array) => {
    const file = join(temporaryFolder(), 'odd.sqlite')
    writeFileSync(file, bytes)
    {
      using db = new DatabaseSync(file)
      change(db)
    }
    sealAnew(file)
    return readFileSync(file)
  }
  const sealedAnew = (bytes: Uint8Array) => {
    const file = join(temporaryFolder(), 'odd.sqlite')
    writeFileSync(file, bytes)
    sealAnew(file)
    return readFileSync(file)
  }
  it.each([
    ['nothing', () => new Uint8Array(), 'This is no backup of Lab 501, or it is damaged: mine.lab501-backup.'],
    ['a picture', () => Buffer.from('\u0089PNG\r\n\u001a\n'.repeat(50), 'latin1'), 'This is no backup'],
    ['a pack', () => teaArchive().bytes, 'This is no backup'],
    ['a part of one', (bytes: Uint8Array) => bytes.subarray(0, bytes.length - 5_000), 'This is no backup'],
    ['its beginning', (bytes: Uint8Array) => bytes.subarray(0, 50), 'This is no backup'],
    ['one with other bytes in it, and their digest', (bytes: Uint8Array) => sealedAnew(Buffer.from(bytes).fill(7, 4_096, 20_000)), 'This is no backup'],
    ['one with another octet in it', (bytes: Uint8Array) => Buffer.from(bytes).fill(7, 9_000, 9_001), 'This backup is not as it was written: mine.lab501-backup.'],
    ['one without its digest', (bytes: Uint8Array) => bytes.subarray(0, bytes.length - 80), 'This backup is not as it was written: mine.lab501-backup.'],
    ['of another program', changed(db => db.exec('pragma application_id = 7')), 'This is no backup'],
    ['of a later version', changed(db => db.exec('pragma user_version = 999')), 'was made by a newer Lab 501: mine.lab501-backup'],
    ['with a trigger', changed(db => db.exec('create trigger t after insert on attempts begin delete from attempts; end')), 'other tables'],
    ['with numbers that are none of ours', changed(db => db.exec('insert into events (attempt, nth, after_seq, at_wall_ms, control) select id, 9223372036854775807, 0, 0, 0 from attempts limit 1')), 'This is no backup'],
  ])('what is %s is refused with the reason, when it is looked at and when it is restored, and changes nothing', async (_, spoil, says) => {
    const bytes = spoil(await madeBy(machine({ attempts: 1, pack: teaArchive().bytes })))
    const there = machine({ attempts: 2 })
    const before = there.count()
    for (const act of [(backup: string) => there.desk.look(backup), (backup: string) => there.desk.restore(backup, true)]) {
      const backup = handOver(there, bytes)
      const { refusal } = await act(backup) as { refusal: string }
      expect(refusal).toContain(says)
      expect(refusal).not.toContain(there.dataFolder)
      await there.desk.leave(backup)
      expect(there.count()).toEqual(before)
    }
    expect(there.store.check()).toBe('ok')
    // What is sound is still taken.
    expect(await there.desk.restore(handOver(there, await madeBy(machine({ attempts: 1 }))), true)).toMatchObject({ became: { added: 1 } })
  })

  it('that is too long for a page is not begun with, nor handed over, and the way for it is named', async () => {
    const small = machine({ mostOctets: 200_000, attempts: 2 })
    expect(small.desk.offer('big.lab501-backup', 200_001)).toMatchObject({ refusal: expect.stringMatching(/^big[.]lab501-backup has 1 MiB.*"lab501 restore FILE"/) })
    expect(await small.desk.make(true)).toMatchObject({ refusal: expect.stringContaining('"lab501 backup FILE"') })
    expect(small.count().waiting).toEqual([])
  })

  it('takes parts in their order only, and acts on no file that is not whole or not the one that waits', async () => {
    const { desk, count } = machine()
    const offered = desk.offer('a', 20) as { backup: string }
    desk.take(offered.backup, 0, new Uint8Array(10))
    for (const [at, length] of [[0, 10], [5, 5], [11, 5], [10, 11]] as const) expect(() => desk.take(offered.backup, at, new Uint8Array(length))).toThrow(BadBackupCall)
    await expect(desk.look(offered.backup)).rejects.toThrow('do not follow')
    await expect(desk.restore(offered.backup, true)).rejects.toThrow(BadBackupCall)
    const other = desk.offer('b', 5) as { backup: string }
    expect(() => desk.take(offered.backup, 10, new Uint8Array(10))).toThrow('does not wait here any more')
    await desk.leave(offered.backup)
    expect(count().waiting).toHaveLength(1)
    await desk.leave(other.backup)
    expect(count().waiting).toEqual([])
  })

  it('clears away what waited when the program was ended', () => {
    const dataFolder = temporaryFolder()
    mkdirSync(join(dataFolder, '.backup-abc123'))
    writeFileSync(join(dataFolder, '.backup-abc123', 'lab501.sqlite'), 'secret')
    const store = openStore(dataFolder)
    onTestFinished(() => store[Symbol.dispose]())
    void new BackupDesk({ store, library: undefined as never, dataFolder, still: work => work(), onProgress: () => undefined })
    expect(readdirSync(dataFolder).filter(name => name.startsWith('.'))).toEqual([])
  })
})
