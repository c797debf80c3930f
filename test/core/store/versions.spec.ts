import { copyFileSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { openDatabase } from '../../../electron/core/store/open-database.ts'
import { MIGRATIONS } from '../../../electron/core/store/schema.ts'
import { StoreUnavailable, openStore } from '../../../electron/core/store/store.ts'
import { START, addRows, recordNo, temporaryFolder, verdictOn } from './records.ts'

const ID = '3f0c1f0e-0000-4000-8000-000000000001'

/** The file as the first version left it: no verdicts, one attempt with two exchanges. */
function makeVersion1(file: string): void {
  using db = openDatabase(file, MIGRATIONS.slice(0, 1))
  db.prepare('insert into attempts (id, lab, pack_version, step, started_wall_ms) values (?, ?, ?, ?, ?)')
    .run(ID, START.lab, START.packVersion, START.step, START.startedWallMs)
  addRows(db, ID, [recordNo(1), recordNo(2)])
}

const backups = (folder: string) => readdirSync(folder).filter(name => name.startsWith('lab501.version-'))

function messageOf(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof StoreUnavailable) return error.message
    throw error
  }
  throw new Error('nothing was thrown')
}

describe('the versions of the file', () => {
  it('a new file is stamped with whose it is and with the version', () => {
    const folder = temporaryFolder()
    openStore(folder)[Symbol.dispose]()
    const header = readFileSync(join(folder, 'lab501.sqlite'))
    expect([header.toString('latin1', 68, 72), header.readInt32BE(60)]).toEqual(['L501', MIGRATIONS.length])
    expect(readdirSync(folder)).toEqual(['lab501.sqlite'])
  })

  it('an older file is brought up to date with all that it holds, and kept as it was beside it', () => {
    const folder = temporaryFolder()
    makeVersion1(join(folder, 'lab501.sqlite'))
    using store = openStore(folder)
    expect(store.exchanges(ID, 0, 10)).toEqual([recordNo(1), recordNo(2)])
    store.saveVerdicts(ID, [verdictOn('a', 'met')])
    expect(store.verdicts(ID)).toHaveLength(1)
    expect(backups(folder)).toEqual([expect.stringMatching(/^lab501\.version-1-\d{8}T\d{6}Z\.sqlite$/)])
    const backup = join(folder, backups(folder)[0] ?? '')
    expect(statSync(backup).mode & 0o777).toBe(0o600)
    using old = openDatabase(backup, MIGRATIONS.slice(0, 1))
    expect(old.prepare('select count(*) as n from exchanges').get()).toEqual({ n: 2 })
  })

  it('an older file with a log that was never folded in is read with it', () => {
    const [crashed, folder] = [temporaryFolder(), temporaryFolder()]
    const file = join(crashed, 'lab501.sqlite')
    makeVersion1(file)
    using db = new DatabaseSync(file)
    db.exec("update attempts set step = 'from-the-log'")
    for (const suffix of ['', '-wal']) copyFileSync(file + suffix, join(folder, `lab501.sqlite${suffix}`))
    using store = openStore(folder)
    expect(store.attempt(ID)?.step).toBe('from-the-log')
  })

  it('is not migrated or backed up twice', () => {
    const folder = temporaryFolder()
    makeVersion1(join(folder, 'lab501.sqlite'))
    openStore(folder)[Symbol.dispose]()
    openStore(folder)[Symbol.dispose]()
    expect(backups(folder)).toHaveLength(1)
  })

  it('a migration that fails changes nothing and says so', () => {
    const folder = temporaryFolder()
    const file = join(folder, 'lab501.sqlite')
    makeVersion1(file)
    const steps = [...MIGRATIONS, 'create table late (a) strict; create table attempts (a)']
    expect(messageOf(() => openDatabase(file, steps))).toMatch(new RegExp(`from file version 1 to ${steps.length} and were left as they are \\(.+\\): .*lab501\\.sqlite\\. Start`))
    using old = openDatabase(file, MIGRATIONS.slice(0, 1))
    expect(old.prepare("select count(*) as n from sqlite_schema where name in ('late', 'verdicts')").get()).toEqual({ n: 0 })
  })

  it('a newer file is left alone byte for byte, and both versions are named', () => {
    const folder = temporaryFolder()
    const file = join(folder, 'lab501.sqlite')
    openDatabase(file, [...MIGRATIONS, 'create table later (a)'])[Symbol.dispose]()
    const before = readFileSync(file)
    const message = messageOf(() => openStore(folder))
    expect(message).toContain(`file version ${MIGRATIONS.length + 1}; this one knows ${MIGRATIONS.length}`)
    expect(message).toContain(file)
    expect(readFileSync(file).equals(before)).toBe(true)
    expect(readdirSync(folder)).toEqual(['lab501.sqlite'])
  })

  it('a newer file whose version stands only in its log is left alone with its log', () => {
    const [crashed, folder] = [temporaryFolder(), temporaryFolder()]
    const file = join(crashed, 'lab501.sqlite')
    openStore(crashed)[Symbol.dispose]()
    using newer = openDatabase(file, [...MIGRATIONS, 'create table later (a)'])
    const bytes = () => ['', '-wal'].map(suffix => readFileSync(join(folder, `lab501.sqlite${suffix}`)))
    for (const suffix of ['', '-wal']) copyFileSync(file + suffix, join(folder, `lab501.sqlite${suffix}`))
    const before = bytes()
    expect(messageOf(() => openStore(folder))).toContain(`file version ${MIGRATIONS.length + 1}`)
    expect(bytes().map((content, at) => content.equals(before[at] ?? Buffer.alloc(0)))).toEqual([true, true])
    expect(newer.isOpen).toBe(true)
  })

  it('an empty file is a new one', () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'lab501.sqlite'), '')
    using store = openStore(folder)
    expect([store.notices, store.attempts()]).toEqual([[], []])
  })
})
