// The learner's place on the disk. Nothing in it is ever deleted or written over: what is in the way gets a new name.
import { closeSync, existsSync, mkdirSync, openSync, renameSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** SQLite keeps these beside its file; they belong together and are moved together. */
const BESIDE = ['', '-wal', '-shm', '-journal'] as const

/** @returns a path in the folder of `file` where nothing stands yet: `lab501.<why>-<time>.sqlite`. */
export function freeName(file: string, why: string): string {
  const time = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '')
  for (let nth = 1; ; nth += 1) {
    const path = join(dirname(file), `lab501.${why}-${time}${nth > 1 ? `-${nth}` : ''}.sqlite`)
    if (!existsSync(path)) return path
  }
}

/** Moves a file that cannot be used out of the way, with what SQLite keeps beside it. @returns its new path */
export function setAside(file: string): string {
  const aside = freeName(file, 'damaged')
  for (const suffix of BESIDE) if (existsSync(file + suffix)) renameSync(file + suffix, aside + suffix)
  return aside
}

/** Makes the file if it is not there, for its owner only: a capture can hold cookies and passwords. */
export function makePrivateFile(file: string): void {
  closeSync(openSync(file, 'a', 0o600))
}

/** Makes the folder and those above it. Node's own `recursive` never returns where mkdir answers ENOENT, as in /proc. */
export function makePrivateFolder(folder: string): void {
  if (existsSync(folder)) return
  if (dirname(folder) !== folder) makePrivateFolder(dirname(folder))
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
}

/** @returns what stands where the folder, or one above it, should be and is none. */
export function fileInPlaceOf(folder: string): string | undefined {
  if (existsSync(folder)) return statSync(folder).isDirectory() ? undefined : folder
  return dirname(folder) === folder ? undefined : fileInPlaceOf(dirname(folder))
}

/** @returns the file's number on its disk, 0 when it is not there. */
export function inodeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.ino ?? 0
}
