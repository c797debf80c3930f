// Backups of a store alone, at once, as tests need them.
import { backingUp } from '../../electron/core/store/backup.ts'
import type { Restored } from '../../electron/core/store/restore.ts'
import type { Store } from '../../electron/core/store/store.ts'
import { atOnce } from '../../electron/core/turns/in-turns.ts'

export function backUp(store: Store, path: string): void {
  atOnce(backingUp(store.file, path))
}

export function restore(store: Store, path: string): Restored {
  return atOnce(store.restoring(path))
}
