// The packs that were opened last: told to the system, which lists them in its own bar or menu (macOS, Windows), and kept for our menu where the system has none.
import { resolve } from 'node:path'
import type { App } from 'electron'
import { z } from 'zod'
import { keep, readKept } from './kept-file.ts'

const MOST = 8
const NAME = 'recent.json'
/** A damaged list must not put into the menu what would not open from there. */
const paths = z.array(z.string().max(4_096).refine(path => resolve(path) === path && /\.labpack$/i.test(path))).max(MOST)

export interface RecentPacks {
  /** The latest first. */
  all(): readonly string[]
  add(file: string): void
  clear(): void
}

/** @param folder where the list is kept @param onChanged has the menu made anew */
export function recentPacks(app: Pick<App, 'addRecentDocument' | 'clearRecentDocuments'>, folder: string, onChanged: () => void, log: (line: string) => void): RecentPacks {
  let files: readonly string[] = readKept(folder, NAME, paths) ?? []
  const change = (now: readonly string[]) => {
    files = now
    const trouble = keep(folder, NAME, files)
    if (trouble) log(`desktop: the list of packs that were opened is not kept: ${trouble}`)
    onChanged()
  }
  return {
    all: () => files,
    add(file) {
      app.addRecentDocument(file)
      change([file, ...files.filter(one => one !== file)].slice(0, MOST))
    },
    clear() {
      app.clearRecentDocuments()
      change([])
    },
  }
}
