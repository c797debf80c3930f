// A tunnel (RFC 9110 §9.3.6): octets between two sockets, both ways, neither read nor kept.
import type { Socket } from 'node:net'
import type { HeldExchange } from './held-exchange.ts'
import { LINGER_MS } from './lingering.ts'

export interface Tunnel {
  /** The client's. */
  readonly near: Socket
  readonly far: Socket
  /** Octets that came right behind the request for the tunnel. */
  readonly early: Buffer
  readonly idleMs: number
  /** Counts what passes, and keeps which side was the first to end. */
  readonly held: HeldExchange
  /** Told when the tunnel has been idle for too long, of `performance.now()`; whoever is told destroys both sockets. */
  readonly until: (deadlineMs: number) => void
}

/**
 * Joins the sockets at the pace of the slower reader. Where one side ends, what it sent is delivered, then the end is passed on: a client that
 * only has no more to send still gets its answer. Once the far side has ended and all is delivered, the client has a moment to close.
 */
export function joinTunnel({ near, far, early, idleMs, held, until }: Tunnel): void {
  const passed = (side: 'request' | 'response', { length }: Buffer) => {
    held.passed(side, length)
    if (!near.writableFinished) until(performance.now() + idleMs)
  }
  if (near.readableEnded) held.endedBy('client-closed')
  near.on('data', (bytes: Buffer) => passed('request', bytes))
  far.on('data', (bytes: Buffer) => passed('response', bytes))
  near.once('end', () => held.endedBy('client-closed'))
  near.once('finish', () => until(performance.now() + LINGER_MS))
  far.once('end', () => held.endedBy('server-closed'))
  // A far side that is reset is one that has ended: what it sent before is delivered, then the client is told.
  far.once('close', () => {
    held.endedBy('server-closed')
    near.end()
    near.resume()
  })
  passed('request', early)
  if (early.length > 0) far.write(early)
  near.pipe(far)
  far.pipe(near)
}
