// Where a pack's files come from: a folder, or one archive. The loader knows only this.
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Problem } from '../../model/problem.ts'
import { readBytesInside, readInside, shownPath } from './read-inside.ts'

/** Paths are written with `/` and are below the pack, or below the folder of it that `below` gave. */
export interface PackFiles {
  /** The folder or archive itself, with the folder inside of it that `below` gave. */
  readonly place: string
  /** @returns `path` as people see it. */
  shown(path?: string): string
  /** Whether there is a file or a folder of that name. */
  has(path: string): boolean
  /** @returns what stands right here, in a fixed order. */
  names(): string[]
  /** @returns the length in octets; 0 when there is no such file. */
  octets(path: string): number
  text(path: string): { text: string } | { problem: Problem }
  /** @param most octets; more are a problem. */
  bytes(path: string, most: number): { bytes: Uint8Array } | { problem: Problem }
  below(folder: string): PackFiles
}

/** The files of a folder; a link that leads out of `root`, the pack, is never followed. */
export class FolderFiles implements PackFiles {
  readonly place: string
  readonly #root: string

  constructor(place: string, root: string = place) {
    this.place = place
    this.#root = root
  }

  shown(path = ''): string {
    return shownPath(join(this.place, path))
  }

  has(path: string): boolean {
    return existsSync(join(this.place, path))
  }

  names(): string[] {
    return readdirSync(this.place).sort()
  }

  octets(path: string): number {
    return statSync(join(this.place, path), { throwIfNoEntry: false })?.size ?? 0
  }

  text(path: string): { text: string } | { problem: Problem } {
    return readInside(this.#root, join(this.place, path))
  }

  bytes(path: string, most: number): { bytes: Uint8Array } | { problem: Problem } {
    return readBytesInside(this.#root, join(this.place, path), most)
  }

  below(folder: string): PackFiles {
    return new FolderFiles(join(this.place, folder), this.#root)
  }
}
