// The exchanges of a capture, put together for whoever asks: each request of the learner once, or what came to a participant, between two moments.
import type { ScenarioEvent } from '../../model/control.ts'
import { learnersView, type Exchange } from '../../model/exchange.ts'
import type { EventMatch, Expectation, Moment } from '../../model/expectation.ts'
import { endsOf } from '../../model/journey.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { Evidence } from '../../model/verdict.ts'
import { Bench } from './bench.ts'
import { firstMet, indexed, partOf } from './candidates.ts'
import { columnOf } from './column.ts'
import { placesOf, probeOf } from './condition.ts'
import { LOOKED_AT } from './matchers/index.ts'
import { Reading } from './reading.ts'
import { Traces } from './traces.ts'

/** A moment that has come: after which exchange, and what shows it. An event has no bytes. */
export interface Reached { readonly seq: number; readonly evidence: readonly Evidence[] }

export interface Selection {
  readonly readings: readonly Reading[]
  readonly after: Reached | undefined
  readonly before: Reached | undefined
}

export class Gathered {
  /** Each request of the learner once, and each that was recorded, in the order of the exchanges' numbers. */
  readonly learners: readonly Reading[]
  readonly bench: Bench
  readonly events: readonly ScenarioEvent[]
  /** What the learner caused; a recording earns nothing. */
  readonly #own: readonly Exchange[]
  readonly #ownLearners: readonly Reading[]
  readonly #traces: Traces
  readonly #places = new Map<string, readonly Reading[]>()

  constructor(scenario: Pick<Scenario, 'participants'>, exchanges: readonly Exchange[], events: readonly ScenarioEvent[]) {
    this.bench = new Bench(scenario)
    this.events = events
    const recorded = new Set(exchanges.filter(({ source }) => source === 'recorded').map(({ trace }) => trace))
    this.#own = recorded.size === 0 ? exchanges : exchanges.filter(({ trace }) => !recorded.has(trace))
    this.#traces = new Traces(exchanges, this.bench.participants)
    this.learners = indexed(this.#read(learnersView(exchanges)))
    this.#ownLearners = recorded.size === 0 ? this.learners : indexed(this.#read(learnersView(this.#own)))
  }

  /** @returns the exchanges that an expectation looks at, and the moments between which they lie; none before its `after` has come. */
  select({ at, side, after, before }: Pick<Expectation, 'at' | 'side' | 'after' | 'before'>): Selection {
    const all = at === undefined && side === undefined ? this.#ownLearners : this.#at(at, side)
    if (after === undefined && before === undefined) return { readings: all, after: undefined, before: undefined }
    const start = after && this.#reached(after, all, 0)
    if (after && !start) return { readings: [], after: undefined, before: undefined }
    const end = before && this.#reached(before, all, start?.seq ?? 0)
    // Half a number back: the exchange at the moment itself is not before it.
    const last = end ? firstAfter(all, end.seq - 0.5) : all.length
    return { readings: partOf(all, firstAfter(all, start?.seq ?? 0), last), after: start, before: end }
  }

  #reached({ event, ...condition }: Moment, readings: readonly Reading[], from: number): Reached | undefined {
    if (event) {
      const isIt = (one: ScenarioEvent) => one.afterSeq >= from && isEvent(event, one)
      const done = event.last ? this.events.findLast(isIt) : this.events.find(isIt)
      // Half a number further, it lies between two exchanges.
      return done && { seq: done.afterSeq + 0.5, evidence: [] }
    }
    const probe = probeOf(condition)
    const found = firstMet(readings, probe, readings[firstAfter(readings, from) - 1]?.nth)
    return found && { seq: found.exchange.seq, evidence: placesOf(condition, found) }
  }

  #at(place: string | undefined, side: Exchange['side'] | undefined): readonly Reading[] {
    const key = `${place ?? ''} ${side ?? ''}`
    const known = this.#places.get(key)
    if (known) return known
    const readings = indexed(this.#read(once(this.#own.filter(exchange => (side === undefined || exchange.side === side) && this.#isAt(exchange, place)))))
    this.#places.set(key, readings)
    return readings
  }

  #isAt({ hop, source }: Exchange, place: string | undefined): boolean {
    if (place === undefined) return source !== 'participant'
    return hop === place || endsOf(hop, this.bench.participants)[1] === place
  }

  #read(exchanges: readonly Exchange[]): Reading[] {
    // Nearly every condition asks for these. While an exchange is at hand they cost little; to fetch it from memory again for each, much.
    const often = (['method', 'target', 'status'] as const).map(key => columnOf(this.bench, key, LOOKED_AT[key]))
    return exchanges.map(exchange => {
      const reading = new Reading(exchange, this.bench, this.#traces)
      for (const column of often) column.numberOf(reading)
      return reading
    })
  }
}

/** @returns the place of the first exchange with a number above `seq`; they are sorted by their numbers. */
function firstAfter(readings: readonly Reading[], seq: number): number {
  let [low, high] = [0, readings.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((readings[middle]?.exchange.seq ?? Infinity) > seq) high = middle
    else low = middle + 1
  }
  return low
}

/** Of the two sides of one exchange the one that sent the request, if it was seen. */
function once(exchanges: readonly Exchange[]): Exchange[] {
  const best = new Map<string, Exchange>()
  for (const exchange of exchanges) {
    const key = `${exchange.trace} ${exchange.hop} ${exchange.connection.id} ${exchange.connection.nth}`
    const known = best.get(key)
    if (!known || (known.side === 'server' && exchange.side === 'client')) best.set(key, exchange)
  }
  return [...best.values()].sort((one, other) => one.seq - other.seq)
}

function isEvent({ last: _last, ...wanted }: EventMatch, { control }: ScenarioEvent): boolean {
  const done: Readonly<Record<string, unknown>> = control
  return Object.entries(wanted).every(([name, value]) => value === undefined || done[name] === value)
}
