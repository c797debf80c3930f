// Reading an author's file: a regular file of bounded size, and never one outside the folder it belongs to.
import { closeSync, constants, fstatSync, openSync, readSync, realpathSync } from 'node:fs'
import { relative, isAbsolute, sep } from 'node:path'
import type { Problem } from '../../model/problem.ts'

/** The bound of every text file of a pack, in octets. The longest of ours has 20 KiB; this many take a second at worst. */
export const MAX_FILE_OCTETS = 262_144

/** @returns `path` as people see it: from the working folder if it lies below it, else whole. */
export function shownPath(path: string): string {
  const below = relative(process.cwd(), path)
  return below === '' || below.startsWith('..') || isAbsolute(below) || process.cwd() === sep ? path : below.replaceAll(sep, '/')
}

/** @returns whether `path`, all links followed, lies in `folder`; false too when there is nothing. */
export function liesInside(folder: string, path: string): boolean {
  try {
    return realpathSync(path).startsWith(realpathSync(folder) + sep)
  } catch {
    return false
  }
}

/**
 * Reads the text of a file that must lie inside `folder`, links followed.
 * @returns the text, or the problem with the file: not there, outside, no plain file, too long, not UTF-8.
 */
export function readInside(folder: string, path: string): { text: string } | { problem: Problem } {
  const read = readBytesInside(folder, path, MAX_FILE_OCTETS)
  if ('problem' in read) return read
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(read.bytes) }
  } catch {
    return { problem: { file: shownPath(path), what: 'the file is not UTF-8 text', mend: 'Save it in the encoding UTF-8.' } }
  }
}

/** @param most octets @returns the bytes of a file that must lie inside `folder`, or the problem with it. */
export function readBytesInside(folder: string, path: string, most: number): { bytes: Uint8Array } | { problem: Problem } {
  const problem = (what: string, mend: string) => ({ problem: { file: shownPath(path), what, mend } })
  let handle: number | undefined
  try {
    // Opening without waiting: a named pipe would otherwise hold the program until somebody writes.
    handle = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    if (!liesInside(folder, path)) return problem('it leads out of the folder that holds the pack', 'Put the file itself here instead of a link.')
    if (!fstatSync(handle).isFile()) return problem('this is not a plain file', 'Put a text file here.')
    const bytes = readUpTo(handle, most + 1)
    return bytes.length > most ? problem(`the file is longer than ${most} octets`, 'Cut it into smaller parts.') : { bytes }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    return code === 'ENOENT' ? problem('there is no such file', 'Write it, or correct the name.') : problem(`the file can't be read (${code})`, 'Look at its kind and its permissions.')
  } finally {
    if (handle !== undefined) closeSync(handle)
  }
}

function readUpTo(handle: number, most: number): Uint8Array {
  const buffer = Buffer.alloc(Math.min(most, fstatSync(handle).size + 1))
  let length = 0
  for (;;) {
    const read = readSync(handle, buffer, length, buffer.length - length, null)
    length += read
    if (read === 0 || length === buffer.length) return buffer.subarray(0, length)
  }
}
