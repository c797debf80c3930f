// The files that `results` is given: named one by one, or all in a folder. Each is read when its turn comes, and never more of it than a result can have.
import { closeSync, constants, fstatSync, openSync, readdirSync, readSync, statSync, type Dirent } from 'node:fs'
import { join } from 'node:path'
import { refusalIn } from '../model/refusals-en.ts'
import { BOUNDS } from '../core/results/result-file.ts'
import { oneLine } from '../model/one-line.ts'
import { isResultName } from '../model/result-name.ts'
import { UsageError } from './usage-error.ts'

/** Folders in folders, as when learners hand in one each. */
const DEEPEST = 4

/** @returns the files, those of a folder in the order of their names. @throws UsageError for what is not there, or a folder without any */
export function resultFiles(words: readonly string[]): string[] {
  if (words.length === 0) throw new UsageError('name the results: files that end in .lab501-result, or a folder that holds them')
  return words.flatMap(word => {
    const found = statSync(word, { throwIfNoEntry: false })
    if (!found) throw new UsageError(`${word}: there is no such file or folder; check the path`)
    if (!found.isDirectory()) return [word]
    const files = within(word, 1)
    if (files.length === 0) throw new UsageError(`${word}: no file in this folder ends in .lab501-result; name another one`)
    return files
  })
}

function within(folder: string, depth: number): string[] {
  return readdirSync(folder, { withFileTypes: true }).sort((one, other) => (one.name < other.name ? -1 : 1)).flatMap(entry => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return depth < DEEPEST ? within(path, depth + 1) : []
    return isResultName(entry.name) && isPlain(entry, path) ? [path] : []
  })
}

/** A link counts as what it leads to; folders are not followed by one, as it may lead back. */
function isPlain(entry: Dirent, path: string): boolean {
  return entry.isFile() || (entry.isSymbolicLink() && (statSync(path, { throwIfNoEntry: false })?.isFile() ?? false))
}

/** Whoever hands in chooses the name, and a terminal obeys some characters. @returns the name with those written out */
export function shownName(file: string): string {
  return file.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, character => `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`)
}

/** @returns the bytes, or in words why they cannot be had. */
export function readResultFile(file: string): { bytes: Uint8Array } | { refusal: string } {
  let handle: number | undefined
  try {
    // Without waiting: a named pipe would hold the command until somebody writes.
    handle = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    const found = fstatSync(handle)
    if (!found.isFile()) return { refusal: 'this is no plain file' }
    if (found.size > BOUNDS.file) return { refusal: refusalIn('long', { octets: BOUNDS.file }) }
    const bytes = Buffer.alloc(found.size)
    let length = 0
    for (let read = -1; read !== 0 && length < bytes.length; length += read) read = readSync(handle, bytes, length, bytes.length - length, null)
    return { bytes: bytes.subarray(0, length) }
  } catch (error) {
    return { refusal: `it cannot be read (${oneLine(error)})` }
  } finally {
    if (handle !== undefined) closeSync(handle)
  }
}
