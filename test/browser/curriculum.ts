// The labs as a learner does them: what is done in each step, read off the lab's own reference solution.
import { join } from 'node:path'
import { judge } from '../../electron/core/grader/judge.ts'
import { loadPacks } from '../../electron/core/packs/load-pack.ts'
import { loadProof } from '../../electron/core/packs/load-proof.ts'
import { fillSeeds } from '../../electron/model/blanks.ts'
import { scriptFromHttpFile, type ScriptStep } from '../../electron/model/http-script.ts'
import type { Lab } from '../../electron/model/lab.ts'
import type { AnswerValue } from '../../electron/model/question.ts'
import { answersOf, playThrough, sendAsComposer, whenDone } from '../support/play.ts'

const { labs, places } = loadPacks([join(import.meta.dirname, '..', '..', 'labs')])

/** Every lab that comes with Lab 501, in the order of the learning path. */
export const LABS: readonly Lab[] = labs

export interface Chapter {
  readonly lab: Lab
  /** For each step what is done in it: no more of the solution than meets all that the step asks for; in the last one the rest. */
  readonly does: readonly (readonly ScriptStep[])[]
  readonly answers: Readonly<Record<string, AnswerValue>>
}

/** @returns how `lab` is done by its reference solution. @param attempt the id of the attempt, on which a lab may depend */
export async function chapterOf(written: Lab, attempt: string): Promise<Chapter> {
  const { proof } = loadProof(places.get(written.id) ?? '', written)
  if (!proof) throw new Error(`the lab ${written.id} has no proof`)
  const { lab, solution: { requests, answers } } = fillSeeds({ lab: written, solution: proof.solution }, attempt)
  const script = scriptFromHttpFile(requests)
  const played = await playThrough(lab, requests, sendAsComposer)
  const isMetAfter = (step: string, done: number): boolean => {
    const { exchanges, events } = whenDone(script.slice(0, done), played)
    return judge(lab, exchanges, answersOf(answers, exchanges), events).every(verdict => verdict.step !== step || verdict.outcome === 'met')
  }
  let done = 0
  const does = lab.steps.map(({ id }, at) => {
    const from = done
    while (done < script.length && (at === lab.steps.length - 1 || !isMetAfter(id, done))) done += 1
    return script.slice(from, done)
  })
  return { lab, does, answers }
}
