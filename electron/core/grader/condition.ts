// A condition against one exchange, and against many: what many exchanges share is judged once for all of them.
import type { Condition, ContentMatch } from '../../model/condition.ts'
import type { Feedback } from '../../model/expectation.ts'
import type { Evidence, Verdict } from '../../model/verdict.ts'
import type { Bench } from './bench.ts'
import { columnOf, Numbers, type Column } from './column.ts'
import { once as eachOnce, startOf } from './evidence.ts'
import { missesOfHops, placesOfHops } from './hops.ts'
import { unmetContent, unmetJsonIn } from './matchers/content.ts'
import { missesOfField } from './matchers/fields.ts'
import { LOOKED_AT, SHARED, type Key } from './matchers/index.ts'
import type { Miss } from './matchers/matcher.ts'
import { keysToLookUp, missesOfPart, missesOfParts, placesOfParts } from './parts.ts'
import type { Reading, Side, Value } from './reading.ts'

/** @returns all that does not hold, in the order in which it is told. */
export function missesOf(condition: Condition, reading: Reading): Miss[] {
  const misses = missesOfParts(condition, reading)
  return condition.hops ? [...misses, ...missesOfHops(condition.hops, reading)] : misses
}

/** @returns whether the exchange meets the condition. */
export function meets(condition: Condition, reading: Reading): boolean {
  return probeOf(condition).isMet(reading)
}

/** @returns the bytes that the condition rests on where it holds; the request line when it names nothing. */
export function placesOf(condition: Condition, reading: Reading): Evidence[] {
  const places = [...placesOfParts(condition, reading), ...condition.hops ? placesOfHops(condition.hops, reading) : []]
  return places.length > 0 ? eachOnce(places) : [startOf(reading, 'request')]
}

/** @returns the author's words for the first near miss that one of the exchanges is. */
export function feedbackOn(feedback: readonly Feedback[], readings: readonly Reading[]): Pick<Verdict, 'feedback'> {
  const found = feedback.find(({ when }) => readings.some(reading => meets(when, reading)))
  return found ? { feedback: { id: found.id, text: found.say } } : {}
}

/** @returns the condition, ready to be held against the exchanges of one judging. */
export function probeOf(condition: Condition): Probe {
  return new Probe(condition)
}

/** A condition that is held against many exchanges of one judging. */
export class Probe {
  /** What many exchanges share comes first: it is counted once for each value. */
  readonly counters: readonly Counter[]
  readonly #condition: Condition
  readonly #looked: readonly Key[]

  constructor(condition: Condition) {
    this.#condition = condition
    this.counters = SHARED.flatMap(key => condition[key] === undefined ? [] : countersOf(key, condition))
    this.#looked = keysToLookUp(condition)
  }

  isMet(reading: Reading): boolean {
    return this.missCount(reading, 1) === 0
  }

  /** How many things do not hold, looking no further once there are `enough`. */
  missCount(reading: Reading, enough: number): number {
    let count = 0
    for (const counter of this.counters) {
      count += counter.count(reading)
      if (count >= enough) return count
    }
    for (const key of this.#looked) {
      count += missesOfPart(key, this.#condition, reading).length
      if (count >= enough) return count
    }
    const { hops } = this.#condition
    return hops ? count + missesOfHops(hops, reading).length : count
  }
}

/** How many things do not hold of one part: counted once for each value that the part has. */
class Counter {
  /** Content has to be read before its value is known. */
  readonly isCheap: boolean
  readonly #name: string
  readonly #read: (reading: Reading) => Value
  readonly #missCount: (reading: Reading) => number
  readonly #known = new Numbers()
  #column: Column | undefined

  constructor(name: string, read: (reading: Reading) => Value, missCount: (reading: Reading) => number, isCheap = true) {
    this.isCheap = isCheap
    this.#name = name
    this.#read = read
    this.#missCount = missCount
  }

  columnIn(bench: Bench): Column {
    return this.#column ??= columnOf(bench, this.#name, this.#read)
  }

  count(reading: Reading): number {
    const value = this.columnIn(reading.bench).numberOf(reading)
    const known = this.#known.get(value)
    if (known >= 0) return known
    const count = this.#missCount(reading)
    this.#known.set(value, count)
    return count
  }
}

function countersOf(key: typeof SHARED[number], condition: Condition): Counter[] {
  switch (key) {
    case 'requestFields': return countersOfFields('request', condition.requestFields ?? {})
    case 'fields': return countersOfFields('response', condition.fields ?? {})
    case 'requestContent': return countersOfContent('request', condition.requestContent ?? {})
    case 'content': return countersOfContent('response', condition.content ?? {})
    default: return [new Counter(key, LOOKED_AT[key], reading => missesOfPart(key, condition, reading).length)]
  }
}

/** One for each field that is named: most exchanges have the same few values of each. */
function countersOfFields(side: Side, wanted: NonNullable<Condition['fields']>): Counter[] {
  return Object.entries(wanted).map(([name, match]) => new Counter(
    `${side} field ${name.toLowerCase()}`, reading => reading.fieldKey(side, name), reading => missesOfField(name, match, reading, side).length,
  ))
}

/** One for each place in JSON, since content that differs elsewhere is often the same there, and one for the rest. */
function countersOfContent(side: Side, { json = [], ...rest }: ContentMatch): Counter[] {
  const ofJson = json.map(match => new Counter(
    `${side} JSON ${match.path}`, reading => reading.jsonKey(side, match.path), reading => unmetJsonIn(match, reading, side) ? 1 : 0, false,
  ))
  if (Object.values(rest).every(demand => demand === undefined)) return ofJson
  return [...ofJson, new Counter(`${side} content`, reading => reading.contentKey(side), reading => unmetContent(rest, reading, side).length, false)]
}
