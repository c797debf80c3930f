// Exchanges that meet a condition, counted among those that were tries at it.
import type { ExpectationOf } from '../../model/expectation.ts'
import { phrase } from '../../model/phrase.ts'
import { candidatesIn, candidatesInTurn } from './candidates.ts'
import { feedbackOn, missesOf, placesOf, probeOf, type Probe } from './condition.ts'
import { once } from './evidence.ts'
import { bestOf, notYet, summaryOf, type Finding } from './finding.ts'
import { groupsBy, partOf } from './groups.ts'
import type { Reading } from './reading.ts'

type CountExpectation = ExpectationOf<'exchange'>

/** @returns whether enough of the selected exchanges, and not too many, meet what is expected; with `same`, of those that have it in common. */
export function judgeCount(expectation: CountExpectation, readings: readonly Reading[]): Finding {
  const select = probeOf(expectation.select)
  const expect = probeOf(expectation.expect)
  if (expectation.same === undefined) return judgeTries(expectation, select, expect, readings)
  const tries = candidatesIn(readings, select).filter(reading => select.isMet(reading))
  return bestOf(groupsBy(expectation.same, tries).map(group => judgeTries(expectation, select, expect, group)))
}

function judgeTries(expectation: CountExpectation, select: Probe, expect: Probe, readings: readonly Reading[]): Finding {
  const { atLeast, atMost = Infinity, distinct } = expectation
  const counted = new Map<unknown, Reading>()
  for (const reading of candidatesInTurn(readings, select, expect)) {
    if (!select.isMet(reading) || !expect.isMet(reading)) continue
    count(counted, reading, distinct)
    // No more can change what is found, unless there can be too many.
    if (counted.size >= atLeast && atMost === Infinity) break
  }
  const counting = [...counted.values()]
  if (counting.length > atMost) return tooMany(expectation, counting, atMost)
  if (counting.length >= atLeast) return enough(expectation, counting)
  const last = counting.at(-1)
  if (last) return notEnough(expectation, counting, nearestOf(select, expect, readings, last.exchange.seq))
  const nearest = nearestOf(select, expect, readings, 0)
  if (!nearest) return notYet(phrase('verdict.nothing-yet'))
  return atMost === 0 ? none(expectation, nearest) : missed(expectation, nearest)
}

/** An exchange that has no such value is not told apart from others, so it does not count. */
function count(counted: Map<unknown, Reading>, reading: Reading, distinct: CountExpectation['distinct']): void {
  const key = distinct === undefined ? reading : partOf(distinct, reading)
  if (key !== undefined && !counted.has(key)) counted.set(key, reading)
}

function enough({ expect, atLeast }: CountExpectation, counting: readonly Reading[]): Finding {
  const [first] = counting
  const seen = atLeast === 1 && first ? summaryOf(first) : phrase('verdict.count', { count: atLeast, wanted: atLeast })
  return { outcome: 'met', seen, evidence: once(counting.slice(0, atLeast).flatMap(reading => placesOf(expect, reading))) }
}

/** Words for a failed try are due only while it is the last word. */
function notEnough({ expect, atLeast, feedback }: CountExpectation, counting: readonly Reading[], nearest: Reading | undefined): Finding {
  return {
    ...notYet(phrase('verdict.count', { count: counting.length, wanted: atLeast }), once(counting.flatMap(reading => placesOf(expect, reading)))),
    ...(nearest && feedbackOn(feedback, [nearest])),
  }
}

function tooMany({ expect, feedback }: CountExpectation, counting: readonly Reading[], atMost: number): Finding {
  const over = counting.slice(atMost, atMost + 1)
  return {
    outcome: 'missed',
    seen: phrase('verdict.count-seen', { count: counting.length }),
    expected: phrase('verdict.count-most', { wanted: atMost }),
    ...feedbackOn(feedback, over),
    evidence: once(over.flatMap(reading => placesOf(expect, reading))),
  }
}

/** `atMost: 0` asks that tries were made and none of them was such a one. */
function none({ expect }: CountExpectation, nearest: Reading): Finding {
  return { outcome: 'met', seen: summaryOf(nearest), evidence: [...missesOf(expect, nearest)[0]?.().evidence ?? []] }
}

function missed({ expect, feedback }: CountExpectation, nearest: Reading): Finding {
  const told = missesOf(expect, nearest)[0]?.()
  return { outcome: 'missed', ...told, ...feedbackOn(feedback, [nearest]), evidence: [...told?.evidence ?? []] }
}

/** The nearest is looked for among so many of the latest tries. */
const RECENT = 200

/** Of the tries after `seq` that do not meet it the one with the fewest misses; of several, the latest. */
function nearestOf(select: Probe, expect: Probe, readings: readonly Reading[], seq: number): Reading | undefined {
  const candidates = candidatesIn(readings, select)
  let nearest: Reading | undefined
  let fewest = Infinity
  let tries = 0
  for (let at = candidates.length - 1; at >= 0 && fewest > 1 && tries < RECENT; at -= 1) {
    const reading = candidates[at]
    if (!reading || reading.exchange.seq <= seq) break
    if (!select.isMet(reading)) continue
    tries += 1
    const misses = expect.missCount(reading, fewest)
    if (misses === 0 || misses >= fewest) continue
    nearest = reading
    fewest = misses
  }
  return nearest
}
