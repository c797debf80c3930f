// Verdicts on a lab: a pure function of the lab, the capture and the answers. Nothing sent earns nothing.
import type { ScenarioEvent } from '../../model/control.ts'
import type { Exchange } from '../../model/exchange.ts'
import type { Expectation } from '../../model/expectation.ts'
import type { Lab, Step } from '../../model/lab.ts'
import type { Answer, Prediction, Question } from '../../model/question.ts'
import type { Verdict } from '../../model/verdict.ts'
import { judgeContrast } from './contrast.ts'
import { judgeCount } from './count.ts'
import { judgeCoverage } from './coverage.ts'
import { couldNotJudge, type Finding } from './finding.ts'
import { Gathered } from './gathered.ts'
import { judgeIntervals } from './intervals.ts'
import { judgeNever } from './never.ts'
import { judgeOrder } from './order.ts'
import { judgePrediction } from './prediction.ts'
import { judgeQuestion } from './questions.ts'

type Heading = Pick<Verdict, 'of' | 'kind' | 'step' | 'says' | 'points' | 'optional' | 'weight' | 'because' | 'section'>

/**
 * @param exchanges the whole capture, all sides of all hops; each request of the learner is judged once
 * @param answers in the order in which they were given; the last for each question counts
 * @param events what was done to the topology, in order
 * @returns for each step in order: its prediction, its expectations, its questions. It never throws.
 */
export function judge(lab: Lab, exchanges: readonly Exchange[], answers: readonly Answer[], events: readonly ScenarioEvent[] = []): Verdict[] {
  const gathered = new Gathered(lab.scenario, exchanges, events)
  const last = new Map(answers.map(answer => [answer.question, answer]))
  return lab.steps.flatMap(step => {
    const { prediction, expectations, questions } = step
    return [
      ...(prediction ? [verdict(ofPrediction(step, prediction), () => judgePrediction(prediction, last.get(prediction.id), gathered.learners))] : []),
      ...expectations.map(expectation => verdict(ofExpectation(step, expectation), () => judgeExpectation(expectation, gathered))),
      ...questions.map(question => verdict(ofQuestion(step, question), () => judgeQuestion(question, last.get(question.id), gathered.learners))),
    ]
  })
}

function judgeExpectation(expectation: Expectation, gathered: Gathered): Finding {
  const selection = gathered.select(expectation)
  const { readings } = selection
  switch (expectation.kind) {
    case 'exchange': return judgeCount(expectation, readings)
    case 'order': return judgeOrder(expectation, readings)
    case 'contrast': return judgeContrast(expectation, readings)
    case 'never': return judgeNever(expectation, selection)
    case 'intervals': return judgeIntervals(expectation, readings, gathered.events)
    case 'coverage': return judgeCoverage(expectation, readings)
  }
}

/** The one guard: a path that is none, or bytes that do not fit their message, spoil this verdict and no other. */
function verdict(heading: Heading, find: () => Finding): Verdict {
  const finding = guarded(find)
  return { ...heading, ...finding, earned: finding.outcome === 'met' ? heading.points : 0 }
}

function guarded(find: () => Finding): Finding {
  try {
    return find()
  } catch (error) {
    return couldNotJudge(error instanceof Error ? error.message : String(error))
  }
}

function ofPrediction(step: Step, { id, ask, points }: Prediction): Heading {
  return { of: id, kind: 'prediction', ...ofStep(step), says: ask, points, optional: true }
}

function ofExpectation(step: Step, { id, says, points, optional, because, section }: Expectation): Heading {
  return {
    of: id, kind: 'expectation', ...ofStep(step), says, points, optional,
    ...(because !== undefined && { because }), ...(section !== undefined && { section }),
  }
}

function ofQuestion(step: Step, { id, ask, points, section }: Question): Heading {
  return { of: id, kind: 'question', ...ofStep(step), says: ask, points, optional: false, ...(section !== undefined && { section }) }
}

function ofStep({ id, weight }: Step): Pick<Heading, 'step' | 'weight'> {
  return { step: id, ...(weight !== undefined && { weight }) }
}
