// What judging one thing comes to, before it is put under its name and points.
import { phrase, type Phrase } from '../../model/phrase.ts'
import type { Evidence, Verdict } from '../../model/verdict.ts'
import type { Reading } from './reading.ts'

export type Finding = Pick<Verdict, 'outcome' | 'seen' | 'expected' | 'feedback' | 'evidence'>

/** @returns that there is nothing, or not enough, to judge. */
export function notYet(seen: Phrase, evidence: Evidence[] = []): Finding {
  return { outcome: 'not-yet', seen, evidence }
}

/** @returns that what is there makes no sense: never a pass, never a miss. */
export function couldNotJudge(why: string): Finding {
  return notYet(phrase('verdict.could-not-judge', { why }))
}

/** @returns what an answer to a question comes to, with the author's words for it. */
export function answered(isRight: boolean, id: string, text: string): Finding {
  return { outcome: isRight ? 'met' : 'missed', seen: phrase('verdict.answered'), feedback: { id, text }, evidence: [] }
}

/** @returns of several findings on the same thing the best: too many is a miss for all, what is met is met, else the last. */
export function bestOf(findings: readonly Finding[]): Finding {
  const tooMany = findings.find(({ expected }) => expected?.id === 'verdict.count-most')
  return tooMany ?? findings.find(({ outcome }) => outcome === 'met') ?? findings.at(-1) ?? notYet(phrase('verdict.nothing-yet'))
}

/** @returns one exchange in a few words. */
export function summaryOf({ exchange: { request }, final }: Reading): Phrase {
  if (!request) return phrase('verdict.no-request')
  const { method, target } = request
  return final ? phrase('verdict.met-by', { method, target, status: final.status }) : phrase('verdict.met-by-unanswered', { method, target })
}
