// Bytes one piece after the other, with real pauses between them.
import { setTimeout as pause } from 'node:timers/promises'
import type { Pieces } from '../../model/pieces.ts'

/** @param signal ends the pauses when nobody waits any more @yields all bytes at once where there are no pieces */
export async function* paced(bytes: Buffer, pieces: Pieces | undefined, signal?: AbortSignal): AsyncGenerator<Buffer> {
  const octets = pieces?.octets ?? bytes.length
  for (let at = 0; at < bytes.length; at += octets) {
    if (at > 0 && pieces && pieces.pauseMs > 0) await pause(pieces.pauseMs, undefined, signal && { signal })
    yield bytes.subarray(at, at + octets)
  }
}
