// What the store says when it cannot do its work: what is wrong, where, and how to mend it.
import { refusalIn, type RefusalId } from '../../model/refusals-en.ts'

/** The store cannot be opened, read or written. The message is for the person in front of it. */
export class StoreUnavailable extends Error {
  constructor(what: string, where: string, mend: string, cause?: unknown) {
    super(`${what}: ${where}. ${mend}`, { cause })
    this.name = 'StoreUnavailable'
  }
}

/** It was saved by a later version of this program. */
export class Newer extends StoreUnavailable {}

type BadBackupId = Extract<RefusalId, `backup-${string}`>

/** A file that was to be restored is none that can be. */
export class BadBackup extends StoreUnavailable {
  constructor(id: BadBackupId, values: { readonly file: string; readonly why?: string }, cause?: unknown) {
    super('', '', '', cause)
    this.message = refusalIn(id, values)
  }
}

/** The file is not a sound database of ours. It is never told to anybody: the file is set aside instead. */
export class Damaged extends Error {}

const ANOTHER_FOLDER = 'Make it writable for you, or name another data folder with --data.'

/** Primary result codes of SQLite (https://www.sqlite.org/rescode.html) that a person can mend. */
const CAUSES: Readonly<Record<number, readonly [what: string, mend: string]>> = {
  5: ['The file with your attempts is in use by another program', 'Close the other program, then try again.'],
  6: ['The file with your attempts is in use by another program', 'Close the other program, then try again.'],
  8: ['The file with your attempts cannot be written', ANOTHER_FOLDER],
  10: ['The disk failed while the file with your attempts was used', 'Check the disk, or name another data folder with --data.'],
  11: ['The file with your attempts is damaged', 'Start Lab 501 again: it keeps the damaged file under a new name and begins a new one.'],
  13: ['The disk is full, so nothing can be saved', 'Make room, then try again.'],
  14: ['The file with your attempts cannot be opened', ANOTHER_FOLDER],
  26: ['The file with your attempts is damaged', 'Start Lab 501 again: it keeps the damaged file under a new name and begins a new one.'],
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
  const [what, mend] = CAUSES[resultCode(error) ?? 0] ?? []
  return what && mend ? new StoreUnavailable(what, file, mend, error) : error
}

/** @returns an error in plain words for one of the file system's. @param says other words, and the mend */
export function folderInWords(error: unknown, folder: string, [what, mend]: readonly [what: string, mend: string] = ['There is no place to keep your attempts', ANOTHER_FOLDER]): StoreUnavailable {
  const why = error instanceof Error ? error.message : String(error)
  return new StoreUnavailable(what, `${folder} (${why})`, mend, error)
}
