// A condition against one exchange, and against many: what follows from the shape of an exchange is judged once for each shape.
import type { Condition } from '../../model/condition.ts'
import type { Feedback } from '../../model/expectation.ts'
import type { Evidence, Verdict } from '../../model/verdict.ts'
import { columnOf, type Column } from './column.ts'
import { once as eachOnce, startOf } from './evidence.ts'
import { missesOfHops, placesOfHops } from './hops.ts'
import type { Miss } from './matchers/matcher.ts'
import { keysOf, missesOfPart, missesOfParts, placesOfParts, type ByValue } from './parts.ts'
import type { Reading } from './reading.ts'

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

/** A condition that is held against many exchanges of one judging. */
export interface Probe {
  isMet(reading: Reading): boolean
  /** How many things do not hold, looking no further once there are `enough`. */
  missCount(reading: Reading, enough: number): number
}

/** @returns the condition, ready to be held against the exchanges of one judging. */
export function probeOf(condition: Condition): Probe {
  const { byShape, byValue, looked } = keysOf(condition)
  const ofShape = once(reading => reading.shape, reading => byShape.reduce((sum, key) => sum + missesOfPart(key, condition, reading).length, 0))
  const ofValues = byValue.flatMap(key => countersOf(key, condition))
  const missCount = (reading: Reading, enough: number): number => {
    let count = ofShape(reading)
    for (const counter of ofValues) {
      if (count >= enough) return count
      count += counter(reading)
    }
    for (const key of looked) {
      if (count >= enough) return count
      count += missesOfPart(key, condition, reading).length
    }
    return condition.hops && count < enough ? count + missesOfHops(condition.hops, reading).length : count
  }
  return { isMet: reading => missCount(reading, 1) === 0, missCount }
}

type Counter = (reading: Reading) => number

/** Counts once for each number that `numberOf` gives. */
function once(numberOf: (reading: Reading) => number, count: Counter): Counter {
  const known: (number | undefined)[] = []
  return reading => known[numberOf(reading)] ??= count(reading)
}

/** One for each field, and one for the content: most exchanges have the same few values. */
function countersOf(key: ByValue, condition: Condition): Counter[] {
  const side = key === 'requestFields' || key === 'requestContent' ? 'request' : 'response'
  if (key === 'content' || key === 'requestContent') {
    return [once(inColumn(side, one => one.contentKey(side)), reading => missesOfPart(key, condition, reading).length)]
  }
  return Object.entries(condition[key] ?? {}).map(([name, match]) => once(
    inColumn(`${side} ${name.toLowerCase()}`, one => one.fieldKey(side, name)),
    reading => missesOfPart(key, { [key]: { [name]: match } }, reading).length,
  ))
}

function inColumn(name: string, read: (reading: Reading) => string): (reading: Reading) => number {
  let column: Column | undefined
  return reading => {
    column ??= columnOf(reading.bench, name, read)
    return column.numberOf(reading)
  }
}
