// Packs made for an older engine still open and are still graded as they were.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { judge } from '../../../../electron/core/grader/judge.ts'
import { buildArchive } from '../../../../electron/core/packs/archive/build-archive.ts'
import { faultOfEngine } from '../../../../electron/core/packs/check-engine.ts'
import { loadPacks } from '../../../../electron/core/packs/load-pack.ts'
import { loadProof } from '../../../../electron/core/packs/load-proof.ts'
import { describeProblem } from '../../../../electron/model/problem.ts'
import { tally } from '../../../../electron/model/verdict.ts'
import { answersOf, play } from '../../../support/play.ts'

const { labs, problems, places } = loadPacks([import.meta.dirname])

it('open without problems, and can be handed out', () => {
  expect(problems.map(describeProblem)).toEqual([])
  expect(new Set(labs.map(({ pack }) => pack.id))).toEqual(new Set(['first-steps']))
  for (const folder of readdirSync(import.meta.dirname, { withFileTypes: true }).filter(entry => entry.isDirectory())) {
    const built = buildArchive(join(import.meta.dirname, folder.name))
    expect('problems' in built ? built.problems : []).toEqual([])
  }
})

describe.each(labs.map(lab => ({ id: lab.id, lab })))('the old lab $id', ({ lab }) => {
  const { proof, problems: inProof } = loadProof(places.get(lab.id) ?? '', lab)
  if (!proof) throw new Error(inProof.map(describeProblem).join('\n'))

  it('gives full marks for its solution', async () => {
    const { earned, points, allMet } = tally(judge(lab, await play(lab, proof.solution.requests), answersOf(proof.solution.answers)))
    expect({ earned, allMet }).toEqual({ earned: points, allMet: true })
  })

  it.each(proof.mistakes)('catches $id', async ({ requests, answers, fails }) => {
    const verdict = judge(lab, await play(lab, requests), answersOf(answers)).find(({ of }) => of === fails.of)
    expect({ outcome: verdict?.outcome, feedback: verdict?.feedback?.id }).toEqual({ outcome: fails.outcome, feedback: fails.feedback })
  })
})

describe('a pack says which Lab 501 it is for', () => {
  const said = (pack: unknown, engine = '1.4.0') => faultOfEngine(pack, engine)?.what

  it.each([
    ['nothing', {}], ['this one', { engine: '1.4.0' }], ['this and later ones', { engine: '>=1.2' }], ['this generation', { engine: '^1.0.0' }],
    ['several', { engine: '0.9 || 1.x' }], ['any', { engine: '*' }], ['what is no mapping', 'x'], ['what is no text, which the schema tells', { engine: 3 }],
  ])('%s', (_, pack) => {
    expect(said(pack)).toBeUndefined()
  })

  it.each([
    ['a later one', { engine: '>=9' }, 'the pack is for Lab 501 >=9, this is 1.4.0'],
    ['only earlier ones', { engine: '<1.2' }, 'the pack is for Lab 501 <1.2, this is 1.4.0'],
    ['nonsense', { engine: 'the newest' }, '"engine" is no range of versions'],
    ['a range without end', { engine: '>1 '.repeat(50_000) }, '"engine" is no range of versions'],
    ['a later format', { format: 2, engine: '>=9' }, '"format" is 2, 1 is expected'],
  ])('%s', (_, pack, what) => {
    expect(said(pack)).toBe(what)
  })

  it('a build before the release counts as the release', () => {
    expect(said({ engine: '>=1.2' }, '1.5.0-beta.1')).toBeUndefined()
  })
})
