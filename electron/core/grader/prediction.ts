// A prediction, scored against the status that was observed after it was made.
import { aside } from '../../model/asides-en.ts'
import { phrase } from '../../model/phrase.ts'
import type { Answer, Prediction } from '../../model/question.ts'
import { meets, probeOf } from './condition.ts'
import { at } from './evidence.ts'
import { couldNotJudge, notYet, type Finding } from './finding.ts'
import { isStatus } from './matchers/status.ts'
import type { Reading } from './reading.ts'

/** @returns whether the first answered exchange that the prediction is about was what was expected. */
export function judgePrediction({ about, options }: Prediction, answer: Answer | undefined, readings: readonly Reading[]): Finding {
  const probe = probeOf(about)
  const observed = readings.find(reading => reading.final !== undefined && probe.isMet(reading))
  // It can still be answered then; the evidence tells the page that it would be after the fact.
  if (!answer) return observed?.final ? notYet(phrase('verdict.unpredicted', { status: observed.final.status }), [at(observed, 'response', observed.final.statusRange)]) : notYet(phrase('verdict.unanswered'))
  const chosen = options.find(option => option.id === [answer.value].flat().join())
  if (!chosen) return couldNotJudge(aside('no-option'))
  if (!observed?.final) return notYet(phrase('verdict.nothing-yet'))
  const { status, statusRange } = observed.final
  const evidence = [at(observed, 'response', statusRange)]
  if (answer.afterSeq >= observed.exchange.seq) return notYet(phrase('verdict.predicted-late'), evidence)
  const expected = chosen.label
  const came = [chosen, ...options].find(option => option.expect ? meets(option.expect, observed) : option.status !== undefined && isStatus(option.status, status))
  if (came === chosen) return { outcome: 'met', seen: phrase('verdict.predicted-right', { expected }), evidence }
  return { outcome: 'missed', seen: came ? phrase('verdict.predicted-other', { expected, came: came.label }) : phrase('verdict.predicted', { expected, status }), evidence }
}
