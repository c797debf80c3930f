// Exchanges that meet a condition, counted among those that were tries at it.
import type { ExpectationOf } from '../../model/expectation.ts'
import { phrase } from '../../model/phrase.ts'
import { feedbackOn, meets, missesOf, placesOf } from './condition.ts'
import { once } from './evidence.ts'
import { notYet, summaryOf, type Finding } from './finding.ts'
import type { Miss } from './matchers/matcher.ts'
import type { Reading } from './reading.ts'

type CountExpectation = ExpectationOf<'exchange'>
interface Failure { readonly reading: Reading; readonly misses: readonly Miss[] }

/** @returns whether enough of the selected exchanges, and not too many, meet what is expected. */
export function judgeCount(expectation: CountExpectation, readings: readonly Reading[]): Finding {
  const { select, expect, atLeast, atMost = Infinity, distinct } = expectation
  const failures: Failure[] = []
  const counted = new Map<unknown, Reading>()
  for (const reading of readings) {
    if (!meets(select, reading)) continue
    const misses = missesOf(expect, reading)
    if (misses.length > 0) failures.push({ reading, misses })
    else count(counted, reading, distinct)
  }
  const counting = [...counted.values()]
  if (counting.length > atMost) return tooMany(expectation, counting, atMost)
  if (counting.length >= atLeast) return enough(expectation, counting)
  const last = counting.at(-1)
  if (last) return notEnough(expectation, counting, failures.filter(({ reading }) => reading.exchange.seq > last.exchange.seq))
  const nearest = nearestOf(failures)
  if (!nearest) return notYet(phrase('verdict.nothing-yet'))
  return atMost === 0 ? none(nearest) : missed(expectation, nearest)
}

/** An exchange that has no such value is not told apart from others, so it does not count. */
function count(counted: Map<unknown, Reading>, reading: Reading, distinct: CountExpectation['distinct']): void {
  const key = distinct === undefined ? reading : distinct === 'status' ? reading.final?.status : reading.exchange.request?.[distinct]
  if (key !== undefined && !counted.has(key)) counted.set(key, reading)
}

function enough({ expect, atLeast }: CountExpectation, counting: readonly Reading[]): Finding {
  const [first] = counting
  const seen = atLeast === 1 && first ? summaryOf(first) : phrase('verdict.count', { count: atLeast, wanted: atLeast })
  return { outcome: 'met', seen, evidence: once(counting.slice(0, atLeast).flatMap(reading => placesOf(expect, reading))) }
}

/** Words for a failed try are due only while it is the last word. */
function notEnough({ expect, atLeast, feedback }: CountExpectation, counting: readonly Reading[], since: readonly Failure[]): Finding {
  const nearest = nearestOf(since)
  return {
    ...notYet(phrase('verdict.count', { count: counting.length, wanted: atLeast }), once(counting.flatMap(reading => placesOf(expect, reading)))),
    ...(nearest && feedbackOn(feedback, [nearest.reading])),
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
function none({ reading, misses }: Failure): Finding {
  return { outcome: 'met', seen: summaryOf(reading), evidence: [...misses[0]?.().evidence ?? []] }
}

function missed({ feedback }: CountExpectation, { reading, misses }: Failure): Finding {
  const told = misses[0]?.()
  return { outcome: 'missed', ...told, ...feedbackOn(feedback, [reading]), evidence: [...told?.evidence ?? []] }
}

/** The fewest misses; of several, the latest try. */
function nearestOf(failures: readonly Failure[]): Failure | undefined {
  let nearest: Failure | undefined
  for (const failure of failures) if (!nearest || failure.misses.length <= nearest.misses.length) nearest = failure
  return nearest
}
