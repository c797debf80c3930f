// The parts of a condition against one exchange: all that it names must hold for that same exchange.
import type { PartialCondition } from '../../model/condition.ts'
import type { Evidence } from '../../model/verdict.ts'
import { MATCHERS, SHARED, type Key, type Wanted } from './matchers/index.ts'
import type { Matcher, Miss } from './matchers/matcher.ts'
import type { Reading } from './reading.ts'

const KEYS = Object.keys(MATCHERS) as Key[] // the table's type says that it has these keys and no other

/** @returns all that does not hold, in the order of the table. */
export function missesOfParts(condition: PartialCondition, reading: Reading): Miss[] {
  return KEYS.flatMap(key => missesOfPart(key, condition, reading))
}

/** @returns the bytes that the parts rest on where they hold. */
export function placesOfParts(condition: PartialCondition, reading: Reading): Evidence[] {
  return KEYS.flatMap(key => placesOfPart(key, condition, reading))
}

/** @returns the parts that a condition names and that have to be looked up in each exchange. */
export function keysToLookUp(condition: PartialCondition): Key[] {
  return KEYS.filter(key => condition[key] !== undefined && !SHARED.some(one => one === key))
}

/** @returns what does not hold of one part. */
export function missesOfPart<K extends Key>(key: K, condition: PartialCondition, reading: Reading): readonly Miss[] {
  const wanted = condition[key]
  if (wanted === undefined) return NONE
  const matcher: Matcher<Wanted<K>> = MATCHERS[key]
  return matcher.misses(wanted, reading)
}

function placesOfPart<K extends Key>(key: K, condition: PartialCondition, reading: Reading): readonly Evidence[] {
  const wanted = condition[key]
  if (wanted === undefined) return NONE
  const matcher: Matcher<Wanted<K>> = MATCHERS[key]
  return matcher.places(wanted, reading)
}

const NONE: readonly never[] = []
