// Everything that the store keeps as one file, and back again. A backup is hostile until it was looked through.
import { chmodSync, copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { openDatabase } from './open-database.ts'
import { makePrivateFile } from './private-place.ts'
import { mergeAttached, type Restored } from './restore.ts'
import { Damaged, folderInWords, inWords, StoreUnavailable } from './unavailable.ts'

const STAGING = '.restoring-'

/** Writes all that is in the store as it stands now to `path`, for its owner only. @throws StoreUnavailable when there is a file, or no room */
export function backUpTo(db: DatabaseSync, path: string): void {
  if (existsSync(path)) throw new StoreUnavailable('There is a file already', path, 'Name another file: a backup is never written over.')
  try {
    makePrivateFile(path)
    db.prepare('vacuum into ?').run(path)
  } catch (error) {
    rmSync(path, { force: true })
    throw new StoreUnavailable('The backup cannot be written', `${path} (${whyOf(error)})`, 'Make room there, or name a file in another folder.', error)
  }
}

/**
 * Adds what a backup holds to what is here: all of it or nothing. The backup itself is only read.
 * @param store the file of the store that it is added to @throws StoreUnavailable for what is no backup, or when it cannot be read
 */
export function restoreFrom(db: DatabaseSync, store: string, path: string): Restored {
  const folder = placeBeside(store)
  const copy = join(folder, 'lab501.sqlite')
  try {
    copyWhole(path, copy)
    openCopy(copy, path)
    db.prepare('attach ? as other').run(copy)
    try {
      faultOfTables(db, path)
      return whole(db, store)
    } finally {
      db.exec('detach other')
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
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
    openDatabase(copy)[Symbol.dispose]()
  } catch (error) {
    if (error instanceof Damaged) throw new StoreUnavailable('This is no backup of Lab 501, or it is damaged', path, 'Make it again with "lab501 backup", or take another one.', error)
    throw error
  }
}

/** A view or a trigger in the place of a table would be somebody else's program. */
function faultOfTables(db: DatabaseSync, path: string): void {
  const tablesOf = (schema: string) => JSON.stringify(db.prepare(`select type, name, tbl_name, sql from ${schema}.sqlite_schema order by type, name`).all())
  if (tablesOf('main') !== tablesOf('other')) throw new StoreUnavailable('This file has other tables than a store of Lab 501', path, 'Make the backup again with "lab501 backup".')
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
