// Exchanges that meet several conditions, each after the one before it.
import type { ExpectationOf } from '../../model/expectation.ts'
import { phrase } from '../../model/phrase.ts'
import { candidatesIn, firstMet, latestOf } from './candidates.ts'
import { feedbackOn, placesOf, probeOf } from './condition.ts'
import { once } from './evidence.ts'
import { bestOf, notYet, type Finding } from './finding.ts'
import { groupsBy } from './groups.ts'
import type { Reading } from './reading.ts'

/** @returns whether the conditions were met in their order; with `same`, by exchanges that have it in common. */
export function judgeOrder(expectation: ExpectationOf<'order'>, readings: readonly Reading[]): Finding {
  return bestOf(groupsBy(expectation.same, readings).map(group => judgeGroup(expectation, group)))
}

/** Taking the earliest exchange for each never loses a chance. */
function judgeGroup({ order, feedback }: ExpectationOf<'order'>, readings: readonly Reading[]): Finding {
  const probes = order.map(probeOf)
  const wanted = order.length
  const inOrder: Reading[] = []
  for (const probe of probes) {
    const found = firstMet(readings, probe, inOrder.at(-1)?.nth)
    if (!found) break
    inOrder.push(found)
  }
  const evidence = once(inOrder.flatMap((reading, nth) => placesOf(order[nth] ?? {}, reading)))
  const seen = phrase('verdict.order-at', { count: inOrder.length, wanted })
  if (inOrder.length === wanted) return { outcome: 'met', seen, evidence }
  // As many as there are conditions are enough to give each condition one of its own, if that can be done at all.
  const candidates = probes.map(probe => latestOf(candidatesIn(readings, probe), wanted, reading => probe.isMet(reading)))
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
