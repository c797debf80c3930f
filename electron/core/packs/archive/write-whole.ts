// A file that is there whole or not at all: written in a folder of its own beside its place, then moved there in one step.
import { closeSync, fsyncSync, mkdirSync, mkdtempSync, openSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Problem } from '../../../model/problem.ts'
import { problemIn } from '../../../model/problems-en.ts'
import { shownPath } from '../read-inside.ts'

const STAGING = /^\.staging-(\d+)-/

/**
 * Writes `bytes` to `path`, whose folder is made when it isn't there. What was at `path` is there until all of the new is.
 * What a process left that was ended in the middle is cleared away by the next.
 * @returns the problem; undefined when it is written, and on the disk.
 */
export function writeWhole(path: string, bytes: Uint8Array): Problem | undefined {
  const folder = dirname(path)
  try {
    mkdirSync(folder, { recursive: true })
    inStaging(folder, staging => {
      const part = join(staging, basename(path))
      writeFileSync(part, bytes, { flush: true })
      renameSync(part, path)
    })
    flushFolder(folder)
    return undefined
  } catch (error) {
    return problemOfDisk(path, error)
  }
}

/** Gives `act` a folder within `folder`, from which what is whole is moved to its place; the rest goes with it. */
export function inStaging<T>(folder: string, act: (staging: string) => T): T {
  sweepStaging(folder)
  const staging = mkdtempSync(join(folder, `.staging-${process.pid}-`))
  try {
    return act(staging)
  } finally {
    rmSync(staging, { recursive: true, force: true })
  }
}

/** @returns what is said about an error of the disk. */
export function problemOfDisk(path: string, error: unknown): Problem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
  if (code === undefined) throw error
  const file = shownPath(path)
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG': return { file, what: problemIn('what.no-room'), mend: problemIn('mend.room') }
    case 'EROFS':
    case 'EACCES':
    case 'EPERM': return { file, what: problemIn('what.not-writable', { code }), mend: problemIn('mend.other-folder') }
    case 'ENOTDIR':
    case 'EEXIST': return { file, what: problemIn('what.file-in-place'), mend: problemIn('mend.move-file') }
    case 'EISDIR': return { file, what: problemIn('what.folder-in-place'), mend: problemIn('mend.move-folder') }
    default: return { file, what: problemIn('what.not-written', { code }), mend: problemIn('mend.disk') }
  }
}

/** Clears away what was written beside its place by a process that is gone: it belongs to nobody. */
function sweepStaging(folder: string): void {
  for (const name of readdirSync(folder)) {
    const process = STAGING.exec(name)?.[1]
    if (process !== undefined && !isAlive(Number(process))) rmSync(join(folder, name), { recursive: true, force: true })
  }
}

function isAlive(id: number): boolean {
  try {
    return process.kill(id, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** The new name is on the disk when its folder is; Windows has no such call, and needs none. */
export function flushFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
