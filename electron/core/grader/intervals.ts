// How long was waited between one exchange and the next, as one does who backs off.
import type { ScenarioEvent } from '../../model/control.ts'
import type { ExpectationOf } from '../../model/expectation.ts'
import { fieldValues } from '../../model/message.ts'
import { phrase, type Phrase } from '../../model/phrase.ts'
import { candidatesIn } from './candidates.ts'
import { feedbackOn, probeOf } from './condition.ts'
import { fieldPlaces, once, startOf } from './evidence.ts'
import { notYet, type Finding } from './finding.ts'
import { boundsInSigns, isWithin } from './matchers/number.ts'
import type { Reading } from './reading.ts'

type IntervalsExpectation = ExpectationOf<'intervals'>
type Demands = IntervalsExpectation['intervals']

/** @returns whether so many of the selected exchanges in a row have such intervals between them. */
export function judgeIntervals(expectation: IntervalsExpectation, readings: readonly Reading[], events: readonly ScenarioEvent[]): Finding {
  const { select, atLeast, intervals } = expectation
  const probe = probeOf(select)
  const advances = advancesIn(events)
  let run: Reading[] = []
  let longest: readonly Reading[] = []
  let beforeMs: number | undefined
  let fault: { reading: Reading; seen: Phrase; expected: Phrase } | undefined
  for (const reading of candidatesIn(readings, probe)) {
    if (!probe.isMet(reading)) continue
    const previous = run.at(-1)
    if (!previous) {
      run = [reading]
      continue
    }
    const ms = waitedMs(previous, reading, advances)
    const expected = unmet(intervals, ms, previous)
    const outOfStep = expected ? undefined : unmetFactor(intervals, ms, beforeMs)
    fault = expected || outOfStep ? { reading, seen: phrase('verdict.waited', { ms: Math.round(ms) }), expected: expected ?? outOfStep ?? phrase('verdict.nothing-yet') } : undefined
    run = expected ? [reading] : outOfStep ? [previous, reading] : [...run, reading]
    beforeMs = expected ? undefined : ms
    if (run.length > longest.length) longest = run
    if (longest.length === atLeast) return { outcome: 'met', seen: phrase('verdict.intervals', { count: atLeast - 1, wanted: atLeast - 1 }), evidence: evidenceOf(longest, intervals) }
  }
  if (run.length === 0) return notYet(phrase('verdict.nothing-yet'))
  if (!fault) return notYet(phrase('verdict.intervals', { count: run.length - 1, wanted: atLeast - 1 }), evidenceOf(run, intervals))
  const { reading, seen, expected } = fault
  return { outcome: 'missed', seen, expected, ...feedbackOn(expectation.feedback, [reading]), evidence: [startOf(reading, 'request')] }
}

/** Milliseconds from the end of one to the beginning of the next, together with what the scenario's clock was advanced between them. */
function waitedMs(one: Reading, next: Reading, advances: readonly Advance[]): number {
  const { startedWallMs, lastByteMs, firstByteMs } = one.exchange.timing
  const advanced = advances.reduce((sum, { afterSeq, ms }) => afterSeq >= one.exchange.seq && afterSeq < next.exchange.seq ? sum + ms : sum, 0)
  return Math.max(0, next.exchange.timing.startedWallMs - startedWallMs - (lastByteMs ?? firstByteMs ?? 0)) + advanced
}

interface Advance { readonly afterSeq: number; readonly ms: number }
function advancesIn(events: readonly ScenarioEvent[]): Advance[] {
  return events.flatMap(({ afterSeq, control }) => control.kind === 'advance' ? [{ afterSeq, ms: control.ms }] : [])
}

function unmet({ atLeastMs, atMostMs, retryAfter }: Demands, ms: number, previous: Reading): Phrase | undefined {
  if (!isWithin({ atLeast: atLeastMs, atMost: atMostMs }, ms)) return phrase('verdict.wait', { ms: boundsInSigns({ atLeast: atLeastMs, atMost: atMostMs }) })
  if (retryAfter !== true) return undefined
  const due = retryAfterMs(previous)
  if (due === undefined) return phrase('verdict.field-present', { name: 'Retry-After' })
  return ms >= due ? undefined : phrase('verdict.wait', { ms: boundsInSigns({ atLeast: due }) })
}

function unmetFactor({ factor, tolerance }: Demands, ms: number, beforeMs: number | undefined): Phrase | undefined {
  if (factor === undefined || beforeMs === undefined) return undefined
  const wanted = { atLeast: Math.round(beforeMs * factor * (1 - tolerance)), atMost: Math.round(beforeMs * factor * (1 + tolerance)) }
  return isWithin(wanted, Math.round(ms)) ? undefined : phrase('verdict.wait', { ms: boundsInSigns(wanted) })
}

/** Seconds, or a date (RFC 9110 §10.2.3), which is told from that of the answer itself: a scenario has its own clock. */
function retryAfterMs({ final }: Reading): number | undefined {
  const [value] = final ? fieldValues(final, 'Retry-After') : []
  if (!final || value === undefined) return undefined
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1_000
  const ms = Date.parse(value) - Date.parse(fieldValues(final, 'Date')[0] ?? '')
  return Number.isNaN(ms) ? undefined : Math.max(0, ms)
}

function evidenceOf(run: readonly Reading[], { retryAfter }: Demands) {
  return once(run.flatMap((reading, nth) => [startOf(reading, 'request'), ...retryAfter === true && nth < run.length - 1 ? fieldPlaces(reading, 'response', 'Retry-After') : []]))
}
