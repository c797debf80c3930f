// How far a lab's latest attempt got, for the learning path.
import type { Attempt, LabSummary } from '../../model/attempt.ts'
import type { Lab } from '../../model/lab.ts'
import type { Verdict } from '../../model/verdict.ts'

/** @returns the lab with its progress; a step counts as met when all in it that is required is met. */
export function summarise(lab: Lab, attempt: Attempt | undefined, verdicts: readonly Verdict[]): LabSummary {
  const { id, pack, title, summary, language, minutes, steps } = lab
  const isMet = (step: string) => {
    const required = verdicts.filter(verdict => verdict.step === step && !verdict.optional)
    return required.length > 0 && required.every(({ outcome }) => outcome === 'met')
  }
  const at = steps.find(step => step.id === attempt?.step)?.title
  return {
    id, pack: { id: pack.id, version: pack.version, title: pack.title }, title, summary, ...(language !== undefined && { language }), minutes, steps: steps.length,
    progress: {
      state: !attempt ? 'new' : attempt.finishedWallMs === undefined ? 'open' : 'done',
      stepsMet: steps.filter(step => isMet(step.id)).length,
      ...(at !== undefined && { at }), ...(attempt && { lastWallMs: attempt.startedWallMs, packVersion: verdicts[0]?.packVersion ?? attempt.packVersion }),
    },
  }
}
