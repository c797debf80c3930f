import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { judge } from '../../electron/core/grader/judge.ts'
import { loadPacks } from '../../electron/core/packs/load-pack.ts'
import { loadProof } from '../../electron/core/packs/load-proof.ts'
import { Condition } from '../../electron/model/condition.ts'
import { Expectation } from '../../electron/model/expectation.ts'
import { Question, QUESTION_KINDS } from '../../electron/model/question.ts'
import { PACK, PackFolder } from '../core/packs/pack-fixture.ts'
import { answersOf, play } from '../support/play.ts'

it('the example in docs/lab-format.md is a lab that holds what it says', async () => {
  const page = readFileSync(new URL('../../docs/lab-format.md', import.meta.url), 'utf8')
  const [labFile = '', proofFile = ''] = [...page.matchAll(/```yaml\n(.*?)```/gs)].map(block => block[1] ?? '')
  // The page shows one mistake of the three that a proof has at least.
  const more = [2, 3].map(nth => `  - { id: m${nth}, says: Nothing., fails: { of: brewed, outcome: not-yet } }\n`).join('')
  using folder = new PackFolder()
  folder.write({ 'tea/pack.yaml': PACK, 'tea/brew/lab.yaml': labFile, 'tea/brew/brief.md': 'Tea.\n## first\nBrew.\n', 'tea/brew/proof.yaml': proofFile + more })
  const { labs: [lab], problems } = loadPacks([folder.path])
  expect(folder.described(problems)).toEqual([])
  if (!lab) throw new Error('no lab')
  const { proof, problems: inProof } = loadProof(join(folder.path, 'tea/brew'), lab)
  expect(folder.described(inProof)).toEqual([])
  if (!proof) throw new Error('no proof')

  const solved = judge(lab, await play(lab, proof.solution.requests), answersOf(proof.solution.answers))
  expect(solved.map(({ of, outcome }) => `${of} ${outcome}`)).toEqual(['guess met', 'brewed met', 'why met'])
  for (const { requests, fails } of proof.mistakes) {
    const verdict = judge(lab, await play(lab, requests), []).find(({ of }) => of === fails.of)
    expect([verdict?.outcome, verdict?.feedback?.id]).toEqual([fails.outcome, fails.feedback])
  }
})

it('each kind of expectation, part of a condition and kind of question in docs/lab-format.md has an example that fits its schema', () => {
  const page = readFileSync(new URL('../../docs/lab-format.md', import.meta.url), 'utf8')
  const [, , expectations = '', questions = ''] = [...page.matchAll(/```yaml\n(.*?)```/gs)].map(block => block[1] ?? '')
  const parsed = z.array(Expectation).parse(parse(expectations))
  const kinds = (all: readonly { kind: string }[]) => [...new Set(all.map(({ kind }) => kind))].sort()
  expect(kinds(parsed)).toEqual(Expectation.options.map(({ shape }) => 'value' in shape.kind ? shape.kind.value : 'exchange').sort())
  expect(Object.keys(Condition.shape).filter(part => !new RegExp(`\\b${part}:`).test(expectations))).toEqual([])
  expect(kinds(z.array(Question).parse(parse(questions)))).toEqual([...QUESTION_KINDS].sort())
})
