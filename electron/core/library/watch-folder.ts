// Tells when anything in a folder of text files changed, however an editor saves: in place, or by a new file under the old name.
import { type FSWatcher, readdirSync, statSync, watch } from 'node:fs'
import { join } from 'node:path'

/** An editor that saves makes several changes at once: they are one. */
const SETTLED_MS = 25
/** Where the system tells nothing (shared folders, a full table of watches), looking is what is left. */
const LOOK_EVERY_MS = 1_000
/** A pack goes no deeper, and holds no more. */
const DEEPEST = 4
const MOST = 4_000

/**
 * Watches `folder` and the folders in it. A folder is watched instead of its files: a file that was put in another's place is found too.
 * @param deep how many folders deep; 1 is `folder` alone
 * @returns what stops it. `onChange` is called after a change has settled, and never for a look that found nothing new.
 */
export function watchFolder(folder: string, onChange: () => void, deep = DEEPEST): Disposable {
  const watchers = new Map<string, FSWatcher>()
  let settling: NodeJS.Timeout | undefined
  let before = look()

  function look(): string {
    const seen: string[] = []
    const folders = new Set<string>()
    walk(folder, deep, seen, folders)
    for (const [path, watcher] of watchers) if (!folders.has(path)) unwatch(path, watcher)
    for (const path of folders) if (!watchers.has(path)) watchOne(path)
    return seen.join('\n')
  }

  function watchOne(path: string): void {
    try {
      const watcher = watch(path, { persistent: false }, settle)
      watcher.on('error', () => unwatch(path, watcher))
      watchers.set(path, watcher)
    } catch {
      // It is looked at every second.
    }
  }

  function unwatch(path: string, watcher: FSWatcher): void {
    watcher.close()
    watchers.delete(path)
  }

  function settle(): void {
    clearTimeout(settling)
    settling = setTimeout(compare, SETTLED_MS)
  }

  function compare(): void {
    const now = look()
    if (now === before) return
    before = now
    onChange()
  }

  const looking = setInterval(compare, LOOK_EVERY_MS).unref()
  return {
    [Symbol.dispose]() {
      clearInterval(looking)
      clearTimeout(settling)
      for (const [path, watcher] of watchers) unwatch(path, watcher)
    },
  }
}

/** What vanishes while it is looked at was not there. */
function walk(folder: string, deep: number, seen: string[], folders: Set<string>): void {
  folders.add(folder)
  for (const name of namesIn(folder)) {
    if (name.startsWith('.') || seen.length >= MOST) continue
    const path = join(folder, name)
    const stat = statSync(path, { bigint: true, throwIfNoEntry: false })
    if (!stat) continue
    seen.push(`${path} ${stat.ino} ${stat.isDirectory() ? '' : `${stat.size} ${stat.mtimeNs}`}`)
    if (stat.isDirectory() && deep > 1) walk(path, deep - 1, seen, folders)
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort()
  } catch {
    return []
  }
}
