// Everything that the store keeps as one file, and back again. A backup is hostile until it was looked through.
import { chmodSync, copyFileSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openDatabase } from './open-database.ts'
import type { Steps, Tell } from '../turns/in-turns.ts'
import { makePrivateFile } from './private-place.ts'
import { foreseeing, mergingAttached, type Restored } from './restore.ts'
import { openingSeal, sealing, type Seal } from './seal.ts'
import { BadBackup, Damaged, folderInWords, inWords, Newer, StoreUnavailable } from './unavailable.ts'
import { copyingWhole } from './whole-copy.ts'

const STAGING = '.restoring-'
/** What goes with the store: what its kind means is not for the store to know. */
const CARRIED = 'create table carried (kind text not null, name text not null, bytes blob not null, primary key (kind, name)) strict'
/** More than anybody adds, and no more octets than fit into memory one by one. */
const MOST_CARRIED = { octets: 33_554_432, count: 2_000 } as const
/** Says that a digest stands at the end of the file, so that one that was cut off or spoilt is missed. */
const SEALED = 'digest'

/** Something of this machine that is in no table: a pack that was added, a key. */
export interface Carried { readonly kind: string; readonly name: string; readonly bytes: Uint8Array }
/** How much of what is in a backup. */
export interface Held { readonly attempts: number; readonly benches: number; readonly requests: number }
/** Absent where the digest of the whole file fitted. */
export interface Sealed { readonly isUnsealed?: true }

/** How a backup is taken in. */
export interface HowRestored {
  /** Is given what goes with the store, before any attempt is added. */
  readonly take?: (carried: Iterable<Carried>) => Steps<void>
  readonly tell?: Tell
  /** What it is called where it is told of; absent is its path. */
  readonly name?: string
  /** The file is thrown away afterwards: it may be changed, and no copy of it is made. */
  readonly isSpare?: boolean
  /** What `unsealing` said of a file that is read more than once. */
  readonly seal?: Seal
}

/**
 * Writes all that is in the store as it stands now to `path`, for its owner only, and what goes with it.
 * @param store its file @returns how much is in it @throws StoreUnavailable when there is a file, or no room; there is no part of a backup then
 */
export function* backingUp(store: string, path: string, carried: Iterable<Carried> = [], tell: Tell = () => undefined): Steps<Held> {
  let staging: string | undefined
  try {
    if (existsSync(path)) throw new StoreUnavailable(`There is a file already: ${path}. Name another file: a backup is never written over.`)
    sweepParts(dirname(path))
    staging = mkdtempSync(join(dirname(path), `.lab501-backup-${process.pid}-`))
    const part = join(staging, 'part')
    makePrivateFile(part)
    yield* copyingWhole(store, part, tell)
    const held = addCarried(part, carried)
    yield* sealing(part)
    renameSync(part, path)
    return held
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error
    throw new StoreUnavailable(`The backup cannot be written: ${path} (${whyOf(error)}). Make room there, or name a file in another folder.`, error)
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

function addCarried(part: string, carried: Iterable<Carried>): Held {
  using db = new DatabaseSync(part)
  db.exec(`pragma journal_mode = delete; pragma synchronous = full; begin; ${CARRIED}`)
  const add = db.prepare('insert into carried (kind, name, bytes) values (?, ?, ?)')
  for (const { kind, name, bytes } of carried) add.run(kind, name, bytes)
  add.run(SEALED, 'sha-256', new Uint8Array())
  db.exec('commit')
  return heldIn(db, 'main')
}

function heldIn(db: DatabaseSync, schema: 'main' | 'other'): Held {
  const count = (of: string) => Number(db.prepare(`select count(*) as n from ${schema}.${of}`).get()?.['n'])
  const benches = count("attempts where lab like '@%'")
  return { attempts: count('attempts') - benches, benches, requests: count('saved_requests') }
}

/**
 * Adds what a backup holds to what is here: all of it or nothing. The backup itself is only read.
 * @param store the file of the store that it is added to; nobody else may write to it meanwhile
 * @throws StoreUnavailable for what is no backup, or when it cannot be read
 */
export function* restoringFrom(store: string, path: string, how: HowRestored): Steps<Restored & Sealed> {
  return yield* withBackup(store, path, how, function* (db, sealed) {
    yield* how.take?.(carriedIn(db)) ?? []
    return { ...sealed, ...yield* whole(db, store, how.tell ?? (() => undefined)) }
  })
}

/** Reads what a backup holds and what would become of it here, and changes nothing. @throws StoreUnavailable */
export function* lookingInto(store: string, path: string, how: HowRestored): Steps<Held & Sealed & { readonly will: Restored }> {
  return yield* withBackup(store, path, how, function* (db, sealed) {
    yield* how.take?.(carriedIn(db)) ?? []
    return { ...sealed, ...heldIn(db, 'other'), will: yield* foreseeing(db, how.tell ?? (() => undefined)) }
  })
}

/** Looks whether each octet of a backup, which may be changed, is as it was written. @param name what it is called where it is told of @throws BadBackup when one is not */
export function* unsealing(path: string, name: string): Steps<Seal> {
  try {
    const seal = yield* openingSeal(path)
    if (seal === 'changed') throw new BadBackup('backup-changed', { file: name })
    return seal
  } catch (error) {
    throw error instanceof StoreUnavailable ? error : new BadBackup('backup-unread', { file: name, why: whyOf(error) }, error)
  }
}

/** Gives `act` a connection of its own, with the backup beside the store. */
function* withBackup<T>(store: string, path: string, how: HowRestored, act: (db: DatabaseSync, sealed: Sealed) => Steps<T>): Steps<T> {
  const { name = path, isSpare = false } = how
  const folder = placeBeside(store)
  const copy = isSpare ? path : join(folder, 'lab501.sqlite')
  try {
    if (!isSpare) copyWhole(path, copy, name)
    yield
    const seal = how.seal ?? (yield* unsealing(copy, name))
    openCopy(copy, name)
    yield
    using db = new DatabaseSync(store, { timeout: 2_000, enableForeignKeyConstraints: true })
    db.exec('pragma synchronous = full')
    db.prepare('attach ? as other').run(copy)
    faultOfTables(db, name)
    faultOfNumbers(db, name)
    if (seal === 'none' && hasCarried(db) && db.prepare('select 1 from other.carried where kind = ?').get(SEALED)) throw new BadBackup('backup-changed', { file: name })
    return yield* act(db, seal === 'none' ? { isUnsealed: true } : {})
  } catch (error) {
    throw inWords(error, store)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** One after another: each may be as long as a pack. */
function* carriedIn(db: DatabaseSync): Generator<Carried> {
  if (!hasCarried(db)) return
  for (const { kind, name } of db.prepare('select kind, name from other.carried where kind <> ? order by kind, name').all(SEALED)) {
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

function copyWhole(path: string, copy: string, name: string): void {
  try {
    makePrivateFile(copy)
    copyFileSync(path, copy)
    chmodSync(copy, 0o600)
  } catch (error) {
    throw new BadBackup('backup-unread', { file: name, why: whyOf(error) }, error)
  }
}

/** Brings an older one up to date, as the store is. */
function openCopy(copy: string, name: string): void {
  try {
    // An empty file is a new database to SQLite, and would pass for a backup of nothing.
    if ((statSync(copy, { throwIfNoEntry: false })?.size ?? 0) === 0) throw new Damaged('it is empty')
    openDatabase(copy)[Symbol.dispose]()
  } catch (error) {
    if (error instanceof Damaged) throw new BadBackup('backup-none', { file: name }, error)
    throw error instanceof Newer ? new BadBackup('backup-newer', { file: name }, error) : error
  }
}

/** A view or a trigger in the place of a table would be somebody else's program. */
function faultOfTables(db: DatabaseSync, name: string): void {
  const tablesOf = (from: DatabaseSync, schema: string) => from.prepare(`select type, name, tbl_name, sql from ${schema}.sqlite_schema`).all().map(row => JSON.stringify(row))
  using own = new DatabaseSync(':memory:')
  own.exec(CARRIED)
  const carried = tablesOf(own, 'main')
  const theirs = tablesOf(db, 'other')
  const known = [...tablesOf(db, 'main'), ...(carried.some(row => theirs.includes(row)) ? carried : [])]
  if (theirs.sort().join('\n') !== known.sort().join('\n')) throw new BadBackup('backup-tables', { file: name })
  if (!hasCarried(db)) return
  const { most, count } = db.prepare('select max(max(length(bytes), length(kind), length(name))) as most, count(*) as count from other.carried').get() ?? {}
  if (Number(most) > MOST_CARRIED.octets || Number(count) > MOST_CARRIED.count) throw new BadBackup('backup-much', { file: name })
}

/** A number that is none of JavaScript's was written by somebody else, and would stop the restoring in the middle. */
function faultOfNumbers(db: DatabaseSync, name: string): void {
  const tables = db.prepare("select name from other.sqlite_schema where type = 'table' and name not like 'sqlite\\_%' escape '\\'").all().map(row => String(row['name']))
  for (const table of tables) {
    const numbers = db.prepare('select name from pragma_table_info(?, ?) where type = ?').all(table, 'other', 'INTEGER').map(row => String(row['name']))
    const odd = numbers.map(column => `${column} not between ${Number.MIN_SAFE_INTEGER} and ${Number.MAX_SAFE_INTEGER}`).join(' or ')
    if (odd !== '' && db.prepare(`select 1 from other.${table} where ${odd} limit 1`).get()) throw new BadBackup('backup-none', { file: name })
  }
}

function* whole(db: DatabaseSync, store: string, tell: Tell): Steps<Restored> {
  db.exec('begin immediate')
  try {
    const restored = yield* mergingAttached(db, tell)
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
