// What the store says when it cannot do its work: what is wrong, where, and how to mend it.
import { dirname } from 'node:path'
import { aside, type AsideId } from '../../model/asides-en.ts'
import { refusalIn, type RefusalId } from '../../model/refusals-en.ts'
import { fileInPlaceOf } from './private-place.ts'

/** The store cannot be opened, read or written. The message is for the person in front of it: what, where, and the mend. */
export class StoreUnavailable extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'StoreUnavailable'
  }
}

/** It was saved by a later version of this program. */
export class Newer extends StoreUnavailable {}

type BadBackupId = Extract<RefusalId, `backup-${string}`>

/** A file that was to be restored is none that can be. */
export class BadBackup extends StoreUnavailable {
  constructor(id: BadBackupId, values: { readonly file: string; readonly why?: string }, cause?: unknown) {
    super(refusalIn(id, values), cause)
  }
}

/** The file is not a sound database of ours. It is never told to anybody: the file is set aside instead. */
export class Damaged extends Error {}

/** Primary result codes of SQLite (https://www.sqlite.org/rescode.html) that a person can mend. */
const CAUSES: Readonly<Record<number, AsideId>> = {
  5: 'store-in-use',
  6: 'store-in-use',
  8: 'store-read-only',
  10: 'store-disk',
  11: 'store-damaged',
  13: 'store-full',
  14: 'store-closed',
  26: 'store-damaged',
}

/** @returns SQLite's primary result code, or undefined when the error is not SQLite's. */
export function resultCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return undefined
  return error.errcode & 0xff
}

/** @returns whether something was to be written where only reading is allowed */
export function isReadOnly(error: unknown): boolean {
  return resultCode(error) === 8
}

/** @returns an error in plain words for one of SQLite's; any other error as it is. */
export function inWords(error: unknown, file: string): unknown {
  const id = CAUSES[resultCode(error) ?? 0]
  return id ? new StoreUnavailable(aside(id, { where: file }), error) : error
}

/** What is said of a place that cannot be had, and of a file that stands where its folder should be. */
export interface Nowhere { readonly none: AsideId; readonly noFolder: AsideId }
const NO_ATTEMPTS: Nowhere = { none: 'store-nowhere', noFolder: 'store-no-folder' }

/** @returns an error in plain words for one of the file system's. @param place a folder, or a file in it @param words other ones, where no attempts are kept */
export function folderInWords(error: unknown, place: string, { none, noFolder }: Nowhere = NO_ATTEMPTS): StoreUnavailable {
  const file = fileInPlaceOf(dirname(place))
  const why = error instanceof Error ? error.message : String(error)
  return new StoreUnavailable(file === undefined ? aside(none, { where: place, why }) : aside(noFolder, { where: file }), error)
}
