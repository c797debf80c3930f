// What the server's side of a hop hands to the recorder when an exchange is over.
import type { Ruling } from '../../model/decision.ts'
import type { Ending, H2Wire, Timing } from '../../model/exchange.ts'
import type { Phrase } from '../../model/phrase.ts'

/** Which exchange is meant: the ports of its connection, and its number on it, from 1. */
export interface Place {
  readonly clientPort: number
  readonly serverPort: number
  /** Over ::1: the same two ports may be another connection over 127.0.0.1 at the same time. */
  readonly isIpv6?: boolean
  readonly nth: number
}

export interface SeenExchange extends Place {
  readonly timing: Timing
  readonly ending: Ending
  readonly ruling?: Ruling
  readonly failure?: Phrase
  /** Octets that passed but were not kept, by direction. */
  readonly dropped?: { readonly request: number; readonly response: number }
  /** Over HTTP/2; `request` and `response` are then the frames of its stream. */
  readonly h2?: H2Wire
  readonly request: Buffer
  readonly response: Buffer
}

/** @returns milliseconds since the epoch with fractions, from the monotonic clock. */
export function wallMs(): number {
  return performance.timeOrigin + performance.now()
}
