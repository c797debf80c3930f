// What must not have been sent after one moment, or before another.
import type { ExpectationOf } from '../../model/expectation.ts'
import { phrase } from '../../model/phrase.ts'
import { firstMet } from './candidates.ts'
import { feedbackOn, placesOf, probeOf } from './condition.ts'
import { once, startOf } from './evidence.ts'
import { notYet, summaryOf, type Finding } from './finding.ts'
import type { Selection } from './gathered.ts'

/** @returns whether no such exchange lies between the moments. Before the last moment that is named has come, nothing is told. */
export function judgeNever({ never, after, before, feedback }: ExpectationOf<'never'>, selection: Selection): Finding {
  const { readings } = selection
  if (after && !selection.after) return notYet(phrase('verdict.nothing-yet'))
  const probe = probeOf(never)
  const offender = firstMet(readings, probe)
  const moments = [...selection.after?.evidence ?? [], ...selection.before?.evidence ?? []]
  if (offender) {
    return {
      outcome: 'missed', seen: summaryOf(offender), expected: phrase('verdict.never'), ...feedbackOn(feedback, [offender]),
      evidence: once([...moments, ...placesOf(never, offender)]),
    }
  }
  if (before && !selection.before) return notYet(phrase('verdict.never-so-far'), once(moments))
  const last = readings.at(-1)
  // After an event something has to be sent: nothing sent earns nothing.
  if (moments.length === 0 && !last) return notYet(phrase('verdict.nothing-yet'))
  return { outcome: 'met', seen: phrase('verdict.never-so-far'), evidence: moments.length > 0 ? once(moments) : last ? [startOf(last, 'request')] : [] }
}
