// What the server's side of a hop hands to the recorder when an exchange is over.
import type { Ruling } from '../../model/decision.ts'
import type { Ending, Timing } from '../../model/exchange.ts'
import type { Phrase } from '../../model/phrase.ts'

export interface SeenExchange {
  readonly clientPort: number
  readonly serverPort: number
  /** Over ::1: the same two ports may be another connection over 127.0.0.1 at the same time. */
  readonly isIpv6?: boolean
  /** From 1, on this connection. */
  readonly nth: number
  readonly timing: Timing
  readonly ending: Ending
  readonly ruling?: Ruling
  readonly failure?: Phrase
  readonly request: Buffer
  readonly response: Buffer
}

/** @returns milliseconds since the epoch with fractions, from the monotonic clock. */
export function wallMs(): number {
  return performance.timeOrigin + performance.now()
}
