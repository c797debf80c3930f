// A condition against one exchange: all that it names must hold for that same exchange.
import type { Condition, Feedback } from '../../model/expectation.ts'
import type { Evidence, Verdict } from '../../model/verdict.ts'
import { once, startOf } from './evidence.ts'
import { MATCHERS, type Key, type Wanted } from './matchers/index.ts'
import type { Matcher, Miss } from './matchers/matcher.ts'
import type { Reading } from './reading.ts'

const KEYS = Object.keys(MATCHERS) as Key[] // the table's type says that it has these keys and no other

/** @returns all that does not hold, in the order of the table. */
export function missesOf(condition: Condition, reading: Reading): Miss[] {
  return KEYS.flatMap(key => missesOfKey(key, condition, reading))
}

/** @returns whether the exchange meets the condition; it looks no further than the first miss. */
export function meets(condition: Condition, reading: Reading): boolean {
  return KEYS.every(key => missesOfKey(key, condition, reading).length === 0)
}

/** @returns the bytes that the condition rests on where it holds; the request line when it names nothing. */
export function placesOf(condition: Condition, reading: Reading): Evidence[] {
  const places = KEYS.flatMap(key => placesOfKey(key, condition, reading))
  return places.length > 0 ? once(places) : [startOf(reading, 'request')]
}

/** @returns the author's words for the first near miss that one of the exchanges is. */
export function feedbackOn(feedback: readonly Feedback[], readings: readonly Reading[]): Pick<Verdict, 'feedback'> {
  const found = feedback.find(({ when }) => readings.some(reading => meets(when, reading)))
  return found ? { feedback: { id: found.id, text: found.say } } : {}
}

function missesOfKey<K extends Key>(key: K, condition: Condition, reading: Reading): readonly Miss[] {
  const wanted = condition[key]
  if (wanted === undefined) return NONE
  const matcher: Matcher<Wanted<K>> = MATCHERS[key]
  return matcher.misses(wanted, reading)
}

function placesOfKey<K extends Key>(key: K, condition: Condition, reading: Reading): readonly Evidence[] {
  const wanted = condition[key]
  if (wanted === undefined) return NONE
  const matcher: Matcher<Wanted<K>> = MATCHERS[key]
  return matcher.places(wanted, reading)
}

const NONE: readonly never[] = []
