// Everything that the store keeps as one file, and back again. A backup is hostile until it was looked through.
import { chmodSync, copyFileSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openDatabase } from './open-database.ts'
import { makePrivateFile } from './private-place.ts'
import { mergeAttached, type Restored } from './restore.ts'
import { Damaged, folderInWords, inWords, StoreUnavailable } from './unavailable.ts'

const STAGING = '.restoring-'
/** What goes with the store: what its kind means is not for the store to know. */
const CARRIED = 'create table carried (kind text not null, name text not null, bytes blob not null, primary key (kind, name)) strict'
/** More than anybody adds, and no more octets than fit into memory one by one. */
const MOST_CARRIED = { octets: 33_554_432, count: 2_000 } as const

/** Something of this machine that is in no table: a pack that was added, a key. */
export interface Carried { readonly kind: string; readonly name: string; readonly bytes: Uint8Array }
/** How much of what is in a backup. */
export interface Held { readonly attempts: number; readonly benches: number; readonly requests: number }

/**
 * Writes all that is in the store as it stands now to `path`, for its owner only, and what goes with it.
 * @throws StoreUnavailable when there is a file, or no room; there is no part of a backup then
 */
export function backUpTo(db: DatabaseSync, path: string, carried: Iterable<Carried> = []): void {
  let staging: string | undefined
  try {
    if (existsSync(path)) throw new StoreUnavailable('There is a file already', path, 'Name another file: a backup is never written over.')
    sweepParts(dirname(path))
    staging = mkdtempSync(join(dirname(path), `.lab501-backup-${process.pid}-`))
    const part = join(staging, 'part')
    makePrivateFile(part)
    db.prepare('vacuum into ?').run(part)
    addCarried(part, carried)
    renameSync(part, path)
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error
    throw new StoreUnavailable('The backup cannot be written', `${path} (${whyOf(error)})`, 'Make room there, or name a file in another folder.', error)
  } finally {
    if (staging !== undefined) rmSync(staging, { recursive: true, force: true })
  }
}

/** A part holds all that a backup does, so what was ended in the middle is not left lying about. */
function sweepParts(folder: string): void {
  for (const name of readdirSync(folder)) {
    const writer = /^[.]lab501-backup-(\d+)-/.exec(name)?.[1]
    if (writer !== undefined && !isAlive(Number(writer))) rmSync(join(folder, name), { recursive: true, force: true })
  }
}

function isAlive(id: number): boolean {
  try {
    return process.kill(id, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function addCarried(part: string, carried: Iterable<Carried>): void {
  using db = new DatabaseSync(part)
  db.exec(`pragma journal_mode = delete; pragma synchronous = full; begin; ${CARRIED}`)
  const add = db.prepare('insert into carried (kind, name, bytes) values (?, ?, ?)')
  for (const { kind, name, bytes } of carried) add.run(kind, name, bytes)
  db.exec('commit')
}

/**
 * Adds what a backup holds to what is here: all of it or nothing. The backup itself is only read.
 * @param store the file of the store that it is added to @param take is given what goes with it, before any attempt is added
 * @throws StoreUnavailable for what is no backup, or when it cannot be read
 */
export function restoreFrom(db: DatabaseSync, store: string, path: string, take: (carried: Iterable<Carried>) => void = () => undefined): Restored {
  return withCopy(db, store, path, () => {
    take(carriedIn(db))
    return whole(db, store)
  })
}

/** Reads what a backup holds, and changes nothing. @param look is given what goes with it @throws StoreUnavailable */
export function lookInto(db: DatabaseSync, store: string, path: string, look: (carried: Iterable<Carried>) => void): Held {
  return withCopy(db, store, path, () => {
    look(carriedIn(db))
    const count = (of: string) => Number(db.prepare(`select count(*) as n from other.${of}`).get()?.['n'])
    const benches = count("attempts where lab like '@%'")
    return { attempts: count('attempts') - benches, benches, requests: count('saved_requests') }
  })
}

function withCopy<T>(db: DatabaseSync, store: string, path: string, act: () => T): T {
  const folder = placeBeside(store)
  const copy = join(folder, 'lab501.sqlite')
  try {
    copyWhole(path, copy)
    openCopy(copy, path)
    db.prepare('attach ? as other').run(copy)
    try {
      faultOfTables(db, path)
      return act()
    } finally {
      db.exec('detach other')
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** One after another: each may be as long as a pack. */
function* carriedIn(db: DatabaseSync): Generator<Carried> {
  if (!hasCarried(db)) return
  for (const { kind, name } of db.prepare('select kind, name from other.carried order by kind, name').all()) {
    const bytes = db.prepare('select bytes from other.carried where kind = ? and name = ?').get(kind ?? '', name ?? '')?.['bytes']
    if (bytes instanceof Uint8Array) yield { kind: String(kind), name: String(name), bytes }
  }
}

function hasCarried(db: DatabaseSync): boolean {
  return db.prepare("select 1 from other.sqlite_schema where name = 'carried'").get() !== undefined
}

/** One program at a time works in this folder: what another one left here was ended in the middle, and is of no use to anybody. */
function placeBeside(store: string): string {
  try {
    for (const name of readdirSync(dirname(store))) if (name.startsWith(STAGING)) rmSync(join(dirname(store), name), { recursive: true, force: true })
    return mkdtempSync(join(dirname(store), STAGING))
  } catch (error) {
    throw folderInWords(error, dirname(store))
  }
}

function copyWhole(path: string, copy: string): void {
  try {
    makePrivateFile(copy)
    copyFileSync(path, copy)
    chmodSync(copy, 0o600)
  } catch (error) {
    throw new StoreUnavailable('The backup cannot be read', `${path} (${whyOf(error)})`, 'Check its name, and whether there is room in the data folder for a copy of it.', error)
  }
}

/** Brings an older one up to date, as the store is. */
function openCopy(copy: string, path: string): void {
  try {
    // An empty file is a new database to SQLite, and would pass for a backup of nothing.
    if (statSync(copy).size === 0) throw new Damaged('it is empty')
    openDatabase(copy)[Symbol.dispose]()
  } catch (error) {
    if (error instanceof Damaged) throw new StoreUnavailable('This is no backup of Lab 501, or it is damaged', path, 'Make it again with "lab501 backup", or take another one.', error)
    throw error
  }
}

/** A view or a trigger in the place of a table would be somebody else's program. */
function faultOfTables(db: DatabaseSync, path: string): void {
  const tablesOf = (from: DatabaseSync, schema: string) => from.prepare(`select type, name, tbl_name, sql from ${schema}.sqlite_schema`).all().map(row => JSON.stringify(row))
  using own = new DatabaseSync(':memory:')
  own.exec(CARRIED)
  const carried = tablesOf(own, 'main')
  const theirs = tablesOf(db, 'other')
  const known = [...tablesOf(db, 'main'), ...(carried.some(row => theirs.includes(row)) ? carried : [])]
  if (theirs.sort().join('\n') !== known.sort().join('\n')) throw new StoreUnavailable('This file has other tables than a store of Lab 501', path, 'Make the backup again with "lab501 backup".')
  if (!hasCarried(db)) return
  const { most, count } = db.prepare('select max(max(length(bytes), length(kind), length(name))) as most, count(*) as count from other.carried').get() ?? {}
  if (Number(most) > MOST_CARRIED.octets || Number(count) > MOST_CARRIED.count) throw new StoreUnavailable('This file holds more than goes into a backup', path, 'Make the backup again with "lab501 backup".')
}

function whole(db: DatabaseSync, store: string): Restored {
  db.exec('begin immediate')
  try {
    const restored = mergeAttached(db)
    db.exec('commit')
    return restored
  } catch (error) {
    if (db.isTransaction) db.exec('rollback')
    throw inWords(error, store)
  }
}

function whyOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
