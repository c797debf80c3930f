// The end of a connection that was ours to end: half a close, then the client may finish (RFC 9112 §9.6).
import type { Socket } from 'node:net'

/** After the last answer, bytes that still arrive are thrown away, so that the answer is not lost to a reset: until this long nothing came … */
export const LINGER_MS = 1_000
/** … and for no longer than this. */
const LINGER_AT_MOST_MS = 10_000

/**
 * Half-closes `socket` and goes on reading. For taking what was written, the client has `contentMs`, as long as for sending content.
 * @param until is told when the wait is over, of `performance.now()`
 * @returns to be called when something came.
 */
export function linger(socket: Socket, contentMs: number, until: (deadlineMs: number) => void): () => void {
  let endMs: number | undefined
  until(performance.now() + contentMs)
  socket.end(() => {
    endMs = performance.now() + LINGER_AT_MOST_MS
    until(performance.now() + LINGER_MS)
  })
  socket.resume()
  return () => { if (endMs !== undefined) until(Math.min(endMs, performance.now() + LINGER_MS)) }
}
