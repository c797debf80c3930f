// Backups of a store alone, at once, as tests need them.
import { readFileSync, truncateSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { backingUp } from '../../electron/core/store/backup.ts'
import type { Restored } from '../../electron/core/store/restore.ts'
import { sealing } from '../../electron/core/store/seal.ts'
import type { Store } from '../../electron/core/store/store.ts'
import { atOnce } from '../../electron/core/turns/in-turns.ts'

export function backUp(store: Store, path: string): void {
  atOnce(backingUp(store.file, path))
}

export function restore(store: Store, path: string): Restored {
  return atOnce(store.restoring(path))
}

/** Writes the digest of a backup anew, as somebody would who changed it on purpose. */
export function sealAnew(path: string): void {
  cutSeal(path)
  atOnce(sealing(path))
}

/** Makes one of a Lab 501 that knew no digest. */
export function unseal(path: string): void {
  cutSeal(path)
  using db = new DatabaseSync(path)
  db.exec("delete from carried where kind = 'digest'")
}

function cutSeal(path: string): void {
  const bytes = readFileSync(path)
  if (/lab501 sha-256 [0-9a-f]{64}\n$/.test(bytes.toString('latin1', Math.max(bytes.length - 80, 0)))) truncateSync(path, bytes.length - 80)
}
