// Proves a lab: nothing earns nothing, the solution earns everything, each mistake is caught where it says, and so is every mutant.
import { fillSeeds } from '../../model/blanks.ts'
import { HttpFileError } from '../../model/http-file.ts'
import type { Lab } from '../../model/lab.ts'
import type { ProofFile } from '../../model/proof.ts'
import { tally, type Verdict } from '../../model/verdict.ts'
import { recordedIn } from '../captures/recorded.ts'
import { judge } from '../grader/judge.ts'
import { UnknownParticipant } from '../simulator/unknown-participant.ts'
import { mutantsOf } from './mutate.ts'
import { answersOf, exchangesOf, play, sendRawly, type Played, type Send } from './play.ts'

/** One thing that had to hold. `trouble` says what was found instead, and the mend. */
export interface Check { readonly name: string; readonly trouble?: string; readonly ms: number }

export interface LabProof {
  readonly lab: string
  readonly checks: readonly Check[]
  /** Captures that differ from the solution's in one respect, and those that no expectation caught. */
  readonly mutants: { readonly made: number; readonly survivors: readonly string[] }
  /** What a run without a learner took, in milliseconds. */
  readonly ms: number
}

/** @returns what held and what did not; never throws for what an author wrote. */
export async function proveLab(writtenLab: Lab, writtenProof: ProofFile): Promise<LabProof> {
  const { lab, proof } = fillSeeds({ lab: writtenLab, proof: writtenProof }, 'proof')
  const startMs = performance.now()
  const checks: Check[] = []
  const check = async (name: string, look: () => Promise<string | undefined> | string | undefined): Promise<void> => {
    const beganMs = performance.now()
    const trouble = await attempt(look)
    checks.push({ name, ...(trouble !== undefined && { trouble }), ms: performance.now() - beganMs })
  }
  const { solution, mistakes } = proof
  let solved: Played | undefined

  await check('nothing sent earns nothing', () => {
    const early = judge(lab, exchangesOf({ records: recordedIn(lab), events: [] }), []).filter(({ outcome, earned }) => outcome !== 'not-yet' || earned > 0)
    return early.length === 0 ? undefined : `${named(early)} ${early.length === 1 ? 'has' : 'have'} an outcome before anything was sent`
  })
  for (const { id, request } of lab.steps) {
    if (request === undefined) continue
    await check(`the request that "${id}" begins with earns nothing in other steps`, async () => {
      const early = judge(lab, exchangesOf(await play(lab, request)), []).filter(({ outcome, step }) => outcome === 'met' && step !== id)
      return early.length === 0 ? undefined : `${named(early)} ${early.length === 1 ? 'is' : 'are'} met by it. Ask for more, or begin with another request`
    })
  }
  for (const [name, send] of [['the composer', undefined], ['raw bytes', sendRawly]] as [string, Send | undefined][]) {
    await check(`the solution by ${name} meets everything`, async () => {
      const played = await play(lab, solution.requests, send)
      solved ??= played
      const exchanges = exchangesOf(played)
      const unmet = judge(lab, exchanges, answersOf(solution.answers, exchanges), played.events).filter(({ outcome }) => outcome !== 'met')
      return unmet.length === 0 ? undefined : `${described(unmet)}. Correct the solution or the expectation`
    })
  }
  for (const { id, says, requests, answers: given, fails } of mistakes) {
    await check(`the mistake "${id}" is caught: ${says}`, async () => {
      const played = await play(lab, requests)
      const exchanges = exchangesOf(played)
      const verdict = judge(lab, exchanges, answersOf(given, exchanges), played.events).find(({ of }) => of === fails.of)
      if (verdict?.outcome !== fails.outcome) return `"${fails.of}" is ${verdict?.outcome ?? 'not there'}, and ${fails.outcome} is expected`
      if (fails.feedback === undefined || verdict.feedback?.id === fails.feedback) return undefined
      return `"${fails.of}" says ${verdict.feedback ? `"${verdict.feedback.id}"` : 'nothing'}, and "${fails.feedback}" is expected; the first feedback that fits is said`
    })
  }
  const mutants = solved ? mutantsOf(solved.records, lab, solved.events) : []
  const answers = answersOf(solution.answers, solved ? exchangesOf(solved) : [])
  const survivors = mutants.filter(({ exchanges }) => tally(judge(lab, exchanges, answers, solved?.events)).allMet).map(({ what }) => what)
  await check('every mutant of the solution is caught', () => (
    survivors.length === 0 ? undefined : `${survivors.length} of ${mutants.length} would pass as well: ${survivors.join('; ')}. Name in an expectation what differs`
  ))
  return { lab: lab.id, checks, mutants: { made: mutants.length, survivors }, ms: performance.now() - startMs }
}

async function attempt(look: () => Promise<string | undefined> | string | undefined): Promise<string | undefined> {
  try {
    return await look()
  } catch (error) {
    if (error instanceof HttpFileError || error instanceof UnknownParticipant) return error.message
    throw error
  }
}

function named(verdicts: readonly Verdict[]): string {
  return verdicts.map(({ of }) => `"${of}"`).join(', ')
}

function described(verdicts: readonly Verdict[]): string {
  return verdicts.map(({ of, outcome, feedback }) => `"${of}" is ${outcome}${feedback ? ` (says "${feedback.id}")` : ''}`).join(', ')
}
