// The exchanges that belong together: what became of one request on every hop.
import type { Exchange } from '../../model/exchange.ts'
import { journeyOf, sideOf, type Journey } from '../../model/journey.ts'

export class Traces {
  readonly #exchanges: readonly Exchange[]
  readonly #participants: readonly string[]
  #byTrace: ReadonlyMap<string, readonly Exchange[]> | undefined
  readonly #journeys = new Map<string, Journey>()

  /** @param participants their names, from the client inwards */
  constructor(exchanges: readonly Exchange[], participants: readonly string[]) {
    this.#exchanges = exchanges
    this.#participants = participants
  }

  /** @returns the way of the request that `trace` names. */
  journey(trace: string): Journey {
    const known = this.#journeys.get(trace)
    if (known) return known
    this.#byTrace ??= Map.groupBy(this.#exchanges, exchange => exchange.trace)
    const journey = journeyOf(this.#byTrace.get(trace) ?? [], this.#participants)
    this.#journeys.set(trace, journey)
    return journey
  }

  /** @returns the exchanges of one trace that came to a participant or passed a hop, in order. */
  at(trace: string, place: string): Exchange[] {
    return this.journey(trace).hops.filter(({ from, to }) => to === place || `${from}-${to}` === place).map(sideOf)
  }
}
