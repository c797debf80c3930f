import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { judge } from '../../electron/core/grader/judge.ts'
import { loadPacks } from '../../electron/core/packs/load-pack.ts'
import { loadProof } from '../../electron/core/packs/load-proof.ts'
import { describeProblem } from '../../electron/model/problem.ts'
import { tally } from '../../electron/model/verdict.ts'
import { mutantsOf } from '../support/mutate.ts'
import { answersOf, play, playRecords, SENDERS } from '../support/play.ts'

const { labs, problems, places } = loadPacks([fileURLToPath(new URL('../../labs', import.meta.url))])

it('every bundled lab loads without problems', () => {
  expect(problems.map(describeProblem)).toEqual([])
  expect(labs.map(lab => lab.id)).toEqual(['reproduce-501', '501-or-405', '501-or-500'])
})

describe.each(labs.map(lab => ({ id: lab.id, lab })))('the lab $id', ({ lab }) => {
  const { proof, problems: inProof } = loadProof(places.get(lab.id) ?? '', lab)
  if (!proof) throw new Error(inProof.map(describeProblem).join('\n'))

  it('gives nothing for nothing', () => {
    const verdicts = judge(lab, [], [])
    expect(verdicts.filter(verdict => verdict.outcome !== 'not-yet' || verdict.earned > 0)).toEqual([])
  })

  it.each(lab.steps.filter(step => step.request !== undefined).map(step => ({ step })))('gives nothing in other steps for the untouched request of $step.id', async ({ step }) => {
    const verdicts = judge(lab, await play(lab, step.request ?? ''), [])
    expect(verdicts.filter(verdict => verdict.outcome === 'met' && verdict.step !== step.id)).toEqual([])
  })

  describe.each(Object.entries(SENDERS))('played by %s', (_, send) => {
    it('gives full marks for the solution', async () => {
      const verdicts = judge(lab, await play(lab, proof.solution.requests, send), answersOf(proof.solution.answers))
      expect(verdicts.filter(verdict => verdict.outcome !== 'met')).toEqual([])
      const { earned, points, allMet } = tally(verdicts)
      expect({ earned, allMet }).toEqual({ earned: points, allMet: true })
    })

    it.each(proof.mistakes)('catches $id: $says', async ({ requests, answers, fails }) => {
      const verdicts = judge(lab, await play(lab, requests, send), answersOf(answers))
      const verdict = verdicts.find(({ of }) => of === fails.of)
      expect({ outcome: verdict?.outcome, feedback: verdict?.feedback?.id }).toEqual({ outcome: fails.outcome, feedback: fails.feedback })
    })
  })

  it('catches every capture that differs from the solution in one respect', async () => {
    const mutants = mutantsOf(await playRecords(lab, proof.solution.requests), lab)
    const survivors = mutants.filter(({ exchanges }) => tally(judge(lab, exchanges, answersOf(proof.solution.answers))).allMet)
    expect(mutants.length).toBeGreaterThan(15)
    expect(survivors.map(({ what }) => what)).toEqual([])
  })
})
