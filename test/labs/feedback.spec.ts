import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { judge } from '../../electron/core/grader/judge.ts'
import { loadPacks } from '../../electron/core/packs/load-pack.ts'
import { loadProof } from '../../electron/core/packs/load-proof.ts'
import type { Exchange } from '../../electron/model/exchange.ts'
import { scriptFromHttpFile } from '../../electron/model/http-script.ts'
import { answersOf, play, playThrough, sendAsComposer, whenDone } from '../support/play.ts'

const { labs, places } = loadPacks([fileURLToPath(new URL('../../labs', import.meta.url))])

/** Near misses that no listed mistake makes: lab, expectation, feedback, requests. */
const NEAR_MISSES = [
  ['reproduce-501', 'unknown-method', 'small-letters', 'get /widgets'],
  ['reproduce-501', 'unknown-method', 'other-target', 'FROBNICATE /'],
  ['reproduce-501', 'small-get', 'other-target', 'get /'],
  ['reproduce-501', 'head-works', 'other-target', 'HEAD /widgets/7'],
  ['501-or-405', 'refused-here', 'not-found', 'PUT /widget'],
  ['501-or-405', 'heard-of-and-501', 'small-letters', 'patch /widgets'],
  ['501-or-405', 'heard-of-and-501', 'other-target', 'PATCH /about'],
  ['501-or-405', 'taken', 'this-is-refused', 'POST /widgets/7'],
  ['501-or-405', 'refused', 'works-here', 'GET /widgets/7'],
  ['501-or-405', 'refused', 'works-nowhere', 'PATCH /widgets/7'],
  ['501-or-405', 'options-tells', 'small-letters', 'options /about'],
  ['501-or-405', 'options-tells', 'other-target', 'OPTIONS /widgets'],
  ['501-or-500', 'broke', 'method-first', 'FROBNICATE /reports/today'],
  ['501-or-500', 'broke', 'refused', 'POST /reports/today'],
  ['501-or-500', 'not-built', 'no-content', 'HEAD /reports/forecast'],
  ['501-or-500', 'not-built', 'not-found', 'GET /reports/forecasts'],
] as const

function labOf(id: string) {
  const lab = labs.find(one => one.id === id)
  if (!lab) throw new Error(`no lab ${id}`)
  return lab
}

function feedbackOf(id: string, exchanges: readonly Exchange[], expectation: string): string | undefined {
  return judge(labOf(id), exchanges, []).find(verdict => verdict.of === expectation)?.feedback?.id
}

it.each(NEAR_MISSES)('%s, %s: says %s to %s', async (id, expectation, feedback, requests) => {
  expect(feedbackOf(id, await play(labOf(id), requests), expectation)).toBe(feedback)
})

it('says where the server is when the connection was refused', async () => {
  const [exchange] = await play(labOf('reproduce-501'), 'FROBNICATE /widgets')
  if (!exchange) throw new Error('nothing was recorded')
  expect(feedbackOf('reproduce-501', [{ ...exchange, responses: [], ending: 'refused' }], 'unknown-method')).toBe('nobody-there')
})

it.each(labs.map(({ id }) => id))('%s: who does as the solution does is never told of a miss without a word about it', async id => {
  const lab = labOf(id)
  const { proof } = loadProof(places.get(id) ?? '', lab)
  const { requests = '', answers = {} } = proof?.solution ?? {}
  const script = scriptFromHttpFile(requests)
  const played = await playThrough(lab, requests, sendAsComposer)
  let open = 0
  const silent = new Set<string>()
  for (let done = 0; done <= script.length; done += 1) {
    const { exchanges, events } = whenDone(script.slice(0, done), played)
    const verdicts = judge(lab, exchanges, answersOf(answers, exchanges), events)
    const isOf = (step: number) => ({ step: id }: { step: string }) => id === lab.steps[step]?.id
    while (open < lab.steps.length - 1 && verdicts.filter(isOf(open)).every(({ outcome }) => outcome === 'met')) open += 1
    for (const { of, kind, outcome, feedback } of verdicts.filter(isOf(open))) if (kind === 'expectation' && outcome === 'missed' && !feedback) silent.add(of)
  }
  expect([...silent]).toEqual([])
})

it('every feedback of every lab is produced by a mistake or a near miss', () => {
  const produced = new Set([...NEAR_MISSES.map(([id, expectation, feedback]) => `${id} ${expectation} ${feedback}`), 'reproduce-501 unknown-method nobody-there'])
  const unproduced = labs.flatMap(lab => {
    const mistakes = loadProof(places.get(lab.id) ?? '', lab).proof?.mistakes ?? []
    for (const { fails } of mistakes) produced.add(`${lab.id} ${fails.of} ${fails.feedback ?? ''}`)
    return lab.steps.flatMap(step => step.expectations.flatMap(({ id, feedback }) => feedback.map(one => `${lab.id} ${id} ${one.id}`)))
  }).filter(name => !produced.has(name))
  expect(unproduced).toEqual([])
})
