// A proof says what does not hold, and where; a lab with a hole in its grading is not proved.
import { expect, it } from 'vitest'
import { junitOf } from '../../../electron/model/junit.ts'
import { proveLab } from '../../../electron/core/proving/prove-lab.ts'
import { LabFile, type Lab } from '../../../electron/model/lab.ts'
import { ProofFile } from '../../../electron/model/proof.ts'

const EXPECTATION = { id: 'gone', says: 'The build without PATCH answers 501.', expect: { method: 'PATCH', target: '/a', status: 501, content: { json: [{ path: '$.status', equals: 501 }] } }, feedback: [{ id: 'taken', when: { status: 200 }, say: 'Deploy the other build first.' }] }
const MISTAKES = [1, 2, 3].map(nth => ({ id: `m${nth}`, says: 'Nothing.', fails: { of: 'gone', outcome: 'not-yet' } }))

function lab(expectation: object = EXPECTATION): Lab {
  const file = LabFile.parse({
    id: 'rollout', title: 'Roll-out', summary: 's', minutes: 5, learned: 'l', steps: [{ id: 'one', title: 'One', expectations: [expectation] }],
    scenario: { participants: [{
      role: 'origin', name: 'api', implements: ['GET', 'PATCH'], resources: { '/a': { GET: { kind: 'reply', text: 'a' }, PATCH: { kind: 'echo' } } },
      builds: { old: { implements: ['GET'] } },
    }] },
  })
  return { ...file, pack: { id: 'p', version: '1.0.0', title: 'P' }, intro: '', narrative: {} }
}

const troubles = async (of: Lab, proof: object) => (await proveLab(of, ProofFile.parse(proof))).checks.flatMap(({ name, trouble }) => (trouble === undefined ? [] : [`${name} | ${trouble}`]))

it('plays what is done to the topology at its place, and catches every mutant', async () => {
  const proof = ProofFile.parse({ solution: { requests: '# @deploy api old\nPATCH /a' }, mistakes: [...MISTAKES.slice(1), { id: 'too-early', says: 'Asks the new build.', requests: 'PATCH /a', fails: { of: 'gone', feedback: 'taken' } }] })
  const { checks, mutants } = await proveLab(lab(), proof)
  expect(checks.filter(({ trouble }) => trouble !== undefined)).toEqual([])
  expect(mutants.made).toBeGreaterThan(4)
})

it('names what the solution leaves unmet, and the mistake that is not caught where it says', async () => {
  const [unmet, , mistake] = await troubles(lab(), { solution: { requests: 'PATCH /a' }, mistakes: [...MISTAKES.slice(1), { id: 'm9', says: 'Waits.', requests: '# @deploy api old\nPATCH /a', fails: { of: 'gone' } }] })
  expect(unmet).toBe('the solution by the composer meets everything | "gone" is missed (says "taken"). Correct the solution or the expectation')
  expect(mistake).toBe('the mistake "m9" is caught: Waits. | "gone" is met, and missed is expected')
})

it('names the mutants that pass as well', async () => {
  const said = await troubles(lab({ ...EXPECTATION, expect: { status: [404, 405, 500, 501] } }), { solution: { requests: '# @deploy api old\nPATCH /a' }, mistakes: MISTAKES })
  expect(said.join()).toMatch(/every mutant of the solution is caught \| \d+ of \d+ would pass as well: request 1 \(PATCH \/a, 501\): /)
})

it('tells an unknown participant and a request that is none in words', async () => {
  expect((await troubles(lab(), { solution: { requests: '# @purge nobody\nPATCH /a' }, mistakes: MISTAKES }))[0]).toContain('"nobody" cannot be told to purge')
  expect((await troubles(lab(), { solution: { requests: '# @pruge api' }, mistakes: MISTAKES }))[0]).toContain('"@pruge" is not known')
})

it('writes JUnit XML that every character may be in', () => {
  const xml = junitOf('p<&>', [{ name: 'l', ms: 1_500, cases: [{ name: 'holds "so"', ms: 1 }, { name: 'fails', ms: 2, trouble: 'a\nb\u0000\u{1F600}' }, { name: 'waits', ms: 0, skipped: 'not yet' }] }])
  expect(xml).toContain('<testsuite name="p&lt;&amp;&gt;.l" tests="3" failures="1" errors="0" skipped="1" time="1.500">')
  expect(xml).toContain('name="holds &quot;so&quot;" time="0.001"/>')
  expect(xml).toContain('<skipped message="not yet"/>')
  expect(xml).toContain('<failure message="a&#10;b\uFFFD\u{1F600}"/>')
})
