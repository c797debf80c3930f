// Where the client sends: always this machine's loopback address; nothing that a learner types can change that.
import type { Source } from '../../model/exchange.ts'
import type { SeenExchange } from '../recorder/seen-exchange.ts'

export const ADDRESS = '127.0.0.1'

export interface Destination {
  readonly port: number
  /** Told before the first byte is sent on a new connection, so that both sides of the hop can be linked. */
  readonly connected: (clientPort: number, source: Source) => void
  /** @returns the number of the exchange. */
  readonly record: (seen: SeenExchange, source: Source) => number
}
