// An exchange that is answered, and of which octets still pass that the capture does not keep: the rest of a refused request, or what goes through a tunnel.
import type { Ending } from '../../model/exchange.ts'
import type { SeenExchange } from '../recorder/seen-exchange.ts'

export class HeldExchange {
  readonly #seen: SeenExchange
  readonly #dropped = { request: 0, response: 0 }
  #ending: Ending | undefined

  /** @param ending left out if it is still open */
  constructor(seen: SeenExchange, ending?: Ending) {
    this.#seen = seen
    this.#ending = ending
  }

  passed(side: 'request' | 'response', octets: number): void {
    this.#dropped[side] += octets
  }

  /** The first to end a connection is the one who ended it. */
  endedBy(ending: Ending): void {
    this.#ending ??= ending
  }

  /** @returns the exchange with what passed. @param ending if nobody has ended it before */
  over(ending: Ending): SeenExchange {
    const { request, response } = this.#dropped
    return { ...this.#seen, ending: this.#ending ?? ending, ...(request + response > 0 && { dropped: { request, response } }) }
  }
}
