// The digest at the end of a backup: after the last page, where SQLite does not look, so that a Lab 501 from before it reads the file as ever.
import { createHash } from 'node:crypto'
import { appendFileSync, closeSync, existsSync, fstatSync, openSync, readSync, statSync, truncateSync } from 'node:fs'
import type { Steps } from '../turns/in-turns.ts'

/** As the octets stand, and so that one that was changed is no digest either. */
const SEAL = /^lab501 sha-256 ([0-9a-f]{64})\n$/
const SEAL_OCTETS = 80
const AT_A_TIME = 1_048_576

/** `whole`: its digest fits; `changed`: it does not; `none`: it has none. */
export type Seal = 'whole' | 'changed' | 'none'

/** Writes the digest of all that is in a file behind it, and puts it on the disk. @throws what the file system throws */
export function* sealing(path: string): Steps<void> {
  const digest = yield* digesting(path, 0)
  appendFileSync(path, `lab501 sha-256 ${digest}\n`, { flush: true })
}

/** Compares a file with the digest behind it, and takes the digest off where it fits: what is left is the database. @throws what the file system throws */
export function* openingSeal(path: string): Steps<Seal> {
  // Of an empty one no octet ever came: there is no file.
  const stated = existsSync(path) ? SEAL.exec(endOf(path))?.[1] : undefined
  if (stated === undefined) return 'none'
  if (stated !== (yield* digesting(path, SEAL_OCTETS))) return 'changed'
  truncateSync(path, statSync(path).size - SEAL_OCTETS)
  return 'whole'
}

/** @param but so many octets at the end are not looked at @returns lower-case hexadecimal */
function* digesting(path: string, but: number): Steps<string> {
  const handle = openSync(path, 'r')
  try {
    const hash = createHash('sha256')
    const piece = Buffer.alloc(AT_A_TIME)
    const end = fstatSync(handle).size - but
    for (let at = 0; at < end;) {
      const read = readSync(handle, piece, 0, Math.min(piece.length, end - at), at)
      if (read === 0) break
      hash.update(piece.subarray(0, read))
      at += read
      yield
    }
    return hash.digest('hex')
  } finally {
    closeSync(handle)
  }
}

function endOf(path: string): string {
  const handle = openSync(path, 'r')
  try {
    const end = Buffer.alloc(SEAL_OCTETS)
    return end.toString('latin1', 0, readSync(handle, end, 0, SEAL_OCTETS, Math.max(fstatSync(handle).size - SEAL_OCTETS, 0)))
  } finally {
    closeSync(handle)
  }
}
