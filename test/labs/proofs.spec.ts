// The labs that ship are proved as `lab501 pack test` proves anybody's, and once more with curl.
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { judge } from '../../electron/core/grader/judge.ts'
import { loadPacks } from '../../electron/core/packs/load-pack.ts'
import { loadProof } from '../../electron/core/packs/load-proof.ts'
import { proveLab } from '../../electron/core/proving/prove-lab.ts'
import type { Lab } from '../../electron/model/lab.ts'
import { describeProblem } from '../../electron/model/problem.ts'
import type { ProofFile } from '../../electron/model/proof.ts'
import { tally } from '../../electron/model/verdict.ts'
import { answersOf, HAS_CURL, playThrough, sendByCurl } from '../support/play.ts'

const { labs, problems, places } = loadPacks([fileURLToPath(new URL('../../labs', import.meta.url))])

/** What is wrong about it is that it came from the composer, which curl can't show. */
function isAboutTheClient(lab: Lab, { fails, requests }: ProofFile['mistakes'][number]): boolean {
  const expectation = lab.steps.flatMap(step => step.expectations).find(({ id }) => id === fails.of)
  const said = expectation?.feedback.find(({ id }) => id === fails.feedback)
  return said?.when.source !== undefined && said.when.source !== 'outside' && requests !== ''
}

it('every bundled lab loads without problems', () => {
  expect(problems.map(describeProblem)).toEqual([])
  expect(labs.map(lab => `${lab.pack.id}/${lab.id}`)).toEqual([
    'first-steps/reproduce-501', 'first-steps/501-or-405', 'first-steps/501-or-500', 'first-steps/get-is-not-get', 'first-steps/head-of-a-501', 'first-steps/line-by-line', 'first-steps/your-own-curl',
    'or-405/allow-differs', 'or-405/map-it-yourself', 'or-405/ask-with-options', 'or-405/which-comes-first', 'or-405/real-servers', 'or-405/fix-the-server',
    'or-500/thrown-or-planned', 'or-500/catch-all', 'or-500/what-must-not-leak',
    'elsewhere/webdav-visits', 'elsewhere/patch-on-legacy', 'elsewhere/connect-to-no-proxy', 'elsewhere/scanner-night', 'elsewhere/query-the-new-one', 'elsewhere/not-a-501', 'elsewhere/unknown-coding',
    'who-said-it/marks-on-the-way', 'who-said-it/five-oh-what', 'who-said-it/counting-hops', 'who-said-it/propfind-stops',
    'in-production/contract-says-yes', 'in-production/toggle-too-soon', 'in-production/one-in-five', 'in-production/older-region', 'in-production/sdk-in-a-hurry', 'in-production/nobody-notices',
    'caches-and-retries/cached-501', 'caches-and-retries/not-stored', 'caches-and-retries/client-libraries',
    'caches-and-retries/retry-storm', 'caches-and-retries/monitors',
    'myths/trace-myths', 'myths/allow-myths', 'myths/waiting-myths', 'myths/framework-myths',
    'challenges/four-tickets', 'challenges/one-afternoon', 'challenges/since-noon',
  ])
})

describe.each(labs.map(lab => ({ id: lab.id, lab })))('the lab $id', ({ lab }) => {
  const { proof, problems: inProof } = loadProof(places.get(lab.id) ?? '', lab)
  if (!proof) throw new Error(inProof.map(describeProblem).join('\n'))

  it('is proved, with every mutant caught', async () => {
    const { checks, mutants } = await proveLab(lab, proof)
    expect(checks.flatMap(({ name, trouble }) => (trouble === undefined ? [] : [`${name}: ${trouble}`]))).toEqual([])
    // A recording is asked about and not changed: there fewer requests are sent.
    expect(checks.length).toBeGreaterThan(lab.recorded ? 6 : 10)
    expect(mutants.made).toBeGreaterThan(lab.recorded ? 2 : 15)
  })

  describe('played by curl', () => {
    it.skipIf(!HAS_CURL)('gives full marks for the solution', async () => {
      const { exchanges, events } = await playThrough(lab, proof.solution.requests, sendByCurl)
      const verdicts = judge(lab, exchanges, answersOf(proof.solution.answers, exchanges), events)
      expect(verdicts.filter(verdict => verdict.outcome !== 'met')).toEqual([])
      const { earned, points, allMet } = tally(verdicts)
      expect({ earned, allMet }).toEqual({ earned: points, allMet: true })
    })

    it.skipIf(!HAS_CURL).each(proof.mistakes.filter(mistake => !isAboutTheClient(lab, mistake)))('catches $id: $says', async ({ requests, answers, fails }) => {
      const { exchanges, events } = await playThrough(lab, requests, sendByCurl)
      const verdicts = judge(lab, exchanges, answersOf(answers, exchanges), events)
      const verdict = verdicts.find(({ of }) => of === fails.of)
      expect({ outcome: verdict?.outcome, feedback: verdict?.feedback?.id }).toEqual({ outcome: fails.outcome, feedback: fails.feedback })
    })
  })
})
