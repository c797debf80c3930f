// One step, one thing to judge: the shortest way from an expectation and a transcript to a verdict.
import type { z } from 'zod'
import { judge } from '../../../electron/core/grader/judge.ts'
import type { ScenarioEvent } from '../../../electron/model/control.ts'
import type { Exchange } from '../../../electron/model/exchange.ts'
import type { Condition } from '../../../electron/model/condition.ts'
import type { Expectation } from '../../../electron/model/expectation.ts'
import { LabFile, type Lab, type Step } from '../../../electron/model/lab.ts'
import { sayInEnglish } from '../../../electron/model/phrase.ts'
import type { Answer, AnswerValue } from '../../../electron/model/question.ts'
import type { Verdict } from '../../../electron/model/verdict.ts'
import { capture, slice } from '../../support/transcript.ts'

/** An origin that implements GET, HEAD, OPTIONS and DELETE. */
export function labOf(...steps: Partial<z.input<typeof Step>>[]): Lab {
  const file = LabFile.parse({
    id: 'lab', title: 'Lab', summary: 'For tests.', minutes: 1, learned: 'Nothing.',
    scenario: { participants: [{ role: 'origin', name: 'origin', implements: ['GET', 'OPTIONS', 'DELETE'], resources: { '/': {} } }] },
    steps: steps.map((step, nth) => ({ id: `step-${nth + 1}`, title: 'Step', ...step })),
  })
  return { ...file, pack: { id: 'pack', version: '1.0.0', title: 'Pack' }, intro: '', narrative: {} }
}

export type Judged = Verdict & { readonly slices: readonly string[]; readonly words: string }

/** @returns the only verdict, with the bytes that its evidence points at and what it says in English. */
export function judgeStep(step: Partial<z.input<typeof Step>>, exchanges: readonly Exchange[], answers: readonly Answer[] = [], events: readonly ScenarioEvent[] = []): Judged {
  const [verdict] = judge(labOf(step), exchanges, answers, events)
  if (!verdict) throw new Error('nothing was judged')
  const words = [verdict.seen, verdict.expected].flatMap(said => said ? [sayInEnglish(said)] : []).join(' / ')
  return { ...verdict, words, slices: verdict.evidence.map(place => slice(exchanges, place)) }
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never
export type Wanted = DistributiveOmit<z.input<typeof Expectation>, 'id' | 'says'>

/** @returns the verdict on one expectation. */
export function judgeOne(expectation: Wanted, transcript: string): Judged {
  return judgeStep({ expectations: [{ id: 'it', says: 'It is so.', ...expectation }] }, capture(transcript))
}

/** @returns `outcome: seen / expected [evidence | evidence]` for one condition on one exchange. */
export function told(expect: z.input<typeof Condition>, transcript: string): string {
  const { outcome, words, slices } = judgeOne({ expect }, transcript)
  return `${outcome}: ${words} [${slices.join(' | ')}]`
}

/** @returns an answer to `it`, given after `afterSeq` exchanges. */
export function answer(value: AnswerValue, afterSeq = 0): Answer {
  return { question: 'it', value, afterSeq, givenWallMs: 0 }
}
