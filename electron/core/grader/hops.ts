// The same request further in: whether it came there, and what it was there.
import type { Condition } from '../../model/condition.ts'
import { phrase, type Phrase } from '../../model/phrase.ts'
import type { Evidence } from '../../model/verdict.ts'
import { startOf } from './evidence.ts'
import type { Miss } from './matchers/matcher.ts'
import { missesOfParts, placesOfParts } from './parts.ts'
import type { Reading } from './reading.ts'

type Hops = NonNullable<Condition['hops']>

/** @returns what does not hold on other hops. An imported capture shows one hop only: there nothing further in is even absent. */
export function missesOfHops(wanted: Hops, reading: Reading): Miss[] {
  const miss = (seen: Phrase, expected: Phrase, at: Reading): Miss[] => [() => ({ seen, expected, evidence: [startOf(at, 'request')] })]
  return Object.entries(wanted).flatMap(([place, match]): Miss[] => {
    const there = reading.at(place)
    const [first] = there
    const absent = phrase('verdict.hop-absent', { place })
    const present = phrase('verdict.hop-present', { place })
    if (!reading.isTraced) return miss(phrase('verdict.hop-unknown'), match === 'absent' ? absent : present, reading)
    if (match === 'absent') return first ? miss(present, absent, first) : []
    if (!first) return miss(absent, present, reading)
    if (match === 'present') return []
    // Of several, as when a gateway tries again, one is enough; the nearest is told.
    const tries = there.map(each => missesOfParts(match, each)).sort((one, other) => one.length - other.length)
    return tries[0] ?? []
  })
}

/** @returns the bytes on other hops that the condition rests on where it holds. */
export function placesOfHops(wanted: Hops, reading: Reading): Evidence[] {
  return Object.entries(wanted).flatMap(([place, match]) => {
    const there = reading.at(place)
    const found = typeof match === 'string' ? there[0] : there.find(each => missesOfParts(match, each).length === 0)
    if (!found || typeof match === 'string') return [startOf(found ?? reading, 'request')]
    const places = placesOfParts(match, found)
    return places.length > 0 ? places : [startOf(found, 'request')]
  })
}
