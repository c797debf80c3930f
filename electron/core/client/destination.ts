// Where the client sends, and whom it tells.
import type { Source } from '../../model/exchange.ts'
import type { SeenExchange } from '../recorder/seen-exchange.ts'

export interface Destination {
  readonly port: number
  /** The one certificate to trust, in PEM, where it speaks TLS. */
  readonly ca?: string
  /** Whether it speaks HTTP/2 too. */
  readonly http2?: boolean
  /** Told before the first byte is sent on a new connection, so that both sides of the hop can be linked. */
  readonly connected: (clientPort: number, source: Source) => void
  /** @returns the number of the exchange. */
  readonly record: (seen: SeenExchange, source: Source) => number
}
