// Exchanges that meet several conditions, each after the one before it.
import type { ExpectationOf } from '../../model/expectation.ts'
import { phrase } from '../../model/phrase.ts'
import { feedbackOn, meets, placesOf } from './condition.ts'
import { once } from './evidence.ts'
import { notYet, type Finding } from './finding.ts'
import type { Reading } from './reading.ts'

/** @returns whether the conditions were met in their order; taking the earliest exchange for each never loses a chance. */
export function judgeOrder({ order, feedback }: ExpectationOf<'order'>, readings: readonly Reading[]): Finding {
  const wanted = order.length
  const inOrder: Reading[] = []
  for (const reading of readings) {
    const next = order[inOrder.length]
    if (next && meets(next, reading)) inOrder.push(reading)
  }
  const evidence = once(inOrder.flatMap((reading, nth) => placesOf(order[nth] ?? {}, reading)))
  const seen = phrase('verdict.order-at', { count: inOrder.length, wanted })
  if (inOrder.length === wanted) return { outcome: 'met', seen, evidence }
  const candidates = order.map(condition => latest(wanted, readings, reading => meets(condition, reading)))
  if (candidates.every(({ length }) => length === 0)) return notYet(phrase('verdict.nothing-yet'))
  if (!hasEachItsOwn(candidates)) return notYet(seen, evidence)
  const tooEarly = candidates[inOrder.length]?.[0]
  const early = tooEarly ? [tooEarly] : []
  return {
    outcome: 'missed',
    seen,
    expected: phrase('verdict.order', { wanted }),
    ...feedbackOn(feedback, early),
    evidence: once([...evidence, ...early.flatMap(reading => placesOf(order[inOrder.length] ?? {}, reading))]),
  }
}

/** As many as there are conditions are enough to give each condition one of its own, if that can be done at all. */
function latest(most: number, readings: readonly Reading[], isWanted: (reading: Reading) => boolean): Reading[] {
  const found: Reading[] = []
  for (let at = readings.length - 1; at >= 0 && found.length < most; at -= 1) {
    const reading = readings[at]
    if (reading && isWanted(reading)) found.push(reading)
  }
  return found
}

/** A bipartite matching by augmenting paths: one exchange cannot stand for two conditions. */
function hasEachItsOwn(candidates: readonly (readonly Reading[])[]): boolean {
  const holder = new Map<Reading, number>()
  const place = (nth: number, tried: Set<Reading>): boolean => (candidates[nth] ?? []).some(reading => {
    if (tried.has(reading)) return false
    tried.add(reading)
    const other = holder.get(reading)
    if (other !== undefined && !place(other, tried)) return false
    holder.set(reading, nth)
    return true
  })
  return candidates.every((_readings, nth) => place(nth, new Set()))
}
