// Opens the file: looks before it writes, checks it, brings an older one up to date, leaves a newer one alone.
import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { APPLICATION_ID, MIGRATIONS } from './schema.ts'
import { freeName, makePrivateFile, makePrivateFolder } from './private-place.ts'
import { Damaged, Newer, StoreUnavailable, folderInWords, inWords, resultCode } from './unavailable.ts'

type Stamp = { readonly application: number; readonly version: number }

/**
 * @param migrations what a newer or older build of this program would have
 * @throws StoreUnavailable in words for a person. @throws Damaged when the file should be set aside.
 */
export function openDatabase(file: string, migrations: readonly string[] = MIGRATIONS): DatabaseSync {
  makePlace(file)
  try {
    judgeStamp(readStamp(file), file, migrations.length)
    return openSound(file, migrations)
  } catch (error) {
    const code = resultCode(error)
    if (code === 11 || code === 26) throw new Damaged(file, { cause: error })
    throw inWords(error, file)
  }
}

function openSound(file: string, migrations: readonly string[]): DatabaseSync {
  const db = new DatabaseSync(file, { timeout: 2_000, enableForeignKeyConstraints: true })
  try {
    const [finding] = db.prepare('pragma quick_check(1)').all()
    if (finding?.['quick_check'] !== 'ok') throw new Damaged(`${file}: ${String(finding?.['quick_check'])}`)
    // FULL: a commit in WAL mode is on the disk before it returns, so "saved" stays true after a power cut.
    db.exec('pragma journal_mode = wal; pragma synchronous = full')
    migrate(db, file, migrations)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** The folder for its owner only, and a file that can be read and written. */
function makePlace(file: string): void {
  try {
    makePrivateFolder(dirname(file))
    makePrivateFile(file)
    // SQLite would open a file that it may not write for reading only, and say so at the first save.
    closeSync(openSync(file, 'r+'))
  } catch (error) {
    throw folderInWords(error, file)
  }
  if (!statSync(file).isFile()) throw folderInWords(new Error('not a file'), file)
}

/** Reads whose file it is without changing an octet: opening it for writing would fold its log into it on closing. */
function readStamp(file: string): Stamp | undefined {
  const size = statSync(file).size
  const logged = (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0
  if (size === 0 && !logged) return undefined
  if (size === 0) throw new Damaged(`${file} is empty, the log beside it is not`)
  return logged ? stampOfLogged(file) : stampOfHeader(file)
}

/** The database header (SQLite file format §1.3). */
function stampOfHeader(file: string): Stamp {
  const header = Buffer.alloc(100)
  const handle = openSync(file, 'r')
  try {
    const length = readSync(handle, header, 0, 100, 0)
    if (length < 100 || header.toString('latin1', 0, 16) !== 'SQLite format 3\0') throw new Damaged(`${file} is not a database`)
  } finally {
    closeSync(handle)
  }
  return { version: header.readInt32BE(60), application: header.readInt32BE(68) }
}

function stampOfLogged(file: string): Stamp {
  using db = new DatabaseSync(file, { readOnly: true, timeout: 2_000 })
  return { version: numberOf(db, 'user_version'), application: numberOf(db, 'application_id') }
}

function judgeStamp(stamp: Stamp | undefined, file: string, known: number): void {
  if (!stamp || (stamp.version === 0 && stamp.application === 0)) return
  if (stamp.application !== APPLICATION_ID || stamp.version < 1) throw new Damaged(`${file} is not a file of Lab 501`)
  if (stamp.version > known) {
    throw new Newer(
      `Your attempts were saved by a newer Lab 501 (file version ${stamp.version}; this one knows ${known}) and were left as they are: ${file}. `
      + 'Start the newer Lab 501, or name another data folder with --data.')
  }
}

function migrate(db: DatabaseSync, file: string, migrations: readonly string[]): void {
  const before = numberOf(db, 'user_version')
  if (before === migrations.length) return
  if (before === 0 && db.prepare('select count(*) as n from sqlite_schema').get()?.['n'] !== 0) {
    throw new Damaged(`${file} holds the tables of another program`)
  }
  if (before > 0) backUp(db, file, before)
  db.exec('begin immediate')
  try {
    // Another process may have done it while this one waited for the lock.
    for (const step of migrations.slice(numberOf(db, 'user_version'))) db.exec(step)
    db.exec(`pragma application_id = ${APPLICATION_ID}; pragma user_version = ${migrations.length}`)
    db.exec('commit')
  } catch (error) {
    if (db.isTransaction) db.exec('rollback')
    const why = error instanceof Error ? error.message : String(error)
    if (resultCode(error) !== 1 && resultCode(error) !== 19) throw error
    throw new StoreUnavailable(
      `Your attempts could not be brought from file version ${before} to ${migrations.length} and were left as they are (${why}): ${file}. `
      + 'Start the Lab 501 that saved them, or name another data folder with --data.', error)
  }
}

/** Keeps the older file, whole and readable by the older program: `lab501.version-1-<time>.sqlite`. */
function backUp(db: DatabaseSync, file: string, version: number): void {
  const copy = freeName(file, `version-${version}`)
  makePrivateFile(copy)
  db.prepare('vacuum into ?').run(copy)
}

function numberOf(db: DatabaseSync, pragma: 'user_version' | 'application_id'): number {
  return Number(db.prepare(`pragma ${pragma}`).get()?.[pragma])
}
