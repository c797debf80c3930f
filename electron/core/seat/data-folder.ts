// Whether what a learner does can be kept: the file of attempts, a new one in the same place, and room on the disk.
import { mkdirSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import type { SeatFinding } from '../../model/seat-finding.ts'
import { oneLine } from '../../model/one-line.ts'
import { seatSays } from '../../model/seat-en.ts'
import { openStore, type Store } from '../store/store.ts'
import { finding } from './finding.ts'

const MIB = 1_048_576
/** A course with long captures fits many times. */
const LEAST_ROOM = 200 * MIB

/** Looks through the file of attempts. */
export function storeFinding(store: Pick<Store, 'file' | 'check'>): SeatFinding {
  const { file } = store
  const check = store.check()
  return finding('store', true, seatSays('store.fine', { file }), check === 'ok' ? undefined : { what: seatSays('store.damaged', { file, what: check.split('\n', 1)[0] ?? '' }), mend: seatSays('store.damaged-mend') })
}

/** Works as the store will, on the disk where it will: some shared folders open a database and then cannot lock it. */
export function keepingFinding(folder: string): SeatFinding {
  let within: string | undefined
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    within = mkdtempSync(join(folder, '.doctor-'))
    using store = openStore(within)
    const { id } = store.beginAttempt({ lab: 'doctor', packVersion: '1.0.0', step: 'one', startedWallMs: Date.now() })
    const isKept = store.attempt(id) !== undefined && store.check() === 'ok'
    return finding('keeping', true, seatSays('keeping.fine', { folder }), isKept ? undefined : { what: seatSays('keeping.lost', { folder }), mend: seatSays('keeping.lost-mend') })
  } catch (error) {
    return finding('keeping', true, '', { what: seatSays('keeping.unwritten', { folder, why: oneLine(error) }), mend: seatSays('keeping.unwritten-mend') })
  } finally {
    if (within !== undefined) rmSync(within, { recursive: true, force: true })
  }
}

/** @param least octets */
export function roomFinding(folder: string, least = LEAST_ROOM): SeatFinding {
  try {
    const { bavail, bsize } = statfsSync(folder)
    const free = Math.floor(bavail * bsize / MIB)
    return finding('room', true, seatSays('room.fine', { free, folder }), bavail * bsize >= least ? undefined : { what: seatSays('room.little', { folder, free, wanted: Math.ceil(least / MIB) }), mend: seatSays('room.little-mend') })
  } catch (error) {
    return finding('room', true, '', { what: seatSays('room.unseen', { folder, why: oneLine(error) }), mend: seatSays('room.unseen-mend') })
  }
}
