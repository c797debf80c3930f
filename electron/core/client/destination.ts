// Where the client sends, and whom it tells.
import type { Source } from '../../model/exchange.ts'
import type { SeenExchange } from '../recorder/seen-exchange.ts'

/** An address of this machine: 127.0.0.0/8 (RFC 1122 §3.2.1.3) or ::1 (RFC 4291 §2.5.3). */
export type LoopbackAddress = `127.${number}.${number}.${number}` | '::1'

export interface Destination {
  readonly port: number
  /** Absent: 127.0.0.1, where the simulator listens. */
  readonly address?: LoopbackAddress
  /** The one certificate to trust, in PEM, where it speaks TLS. */
  readonly ca?: string
  /** Whether it speaks HTTP/2 too. */
  readonly http2?: boolean
  /** Told before the first byte is sent on a new connection, so that both sides of the hop can be linked. */
  readonly connected: (clientPort: number, source: Source) => void
  /** @returns the number of the exchange. */
  readonly record: (seen: SeenExchange, source: Source) => number
}
