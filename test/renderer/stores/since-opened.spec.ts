import { expect, it } from 'vitest'
import { sinceOpened } from '../../../renderer/stores/since-opened.ts'
import type { Verdict } from '../../../electron/model/verdict.ts'

const verdict = (outcome: Verdict['outcome'], ...seqs: number[]): Verdict => ({
  of: 'a', kind: 'expectation', step: 's', says: 'A', outcome, points: 1, earned: outcome === 'met' ? 1 : 0, optional: false, feedback: { id: 'f', text: 'F' },
  evidence: seqs.map(seq => ({ exchange: `x${seq}`, side: 'response', range: { start: 0, end: 1 } })),
})

it.each([
  ['a miss that rests only on what was sent before', verdict('missed', 3, 4), 4, 'not-yet'], ['a miss with something sent since', verdict('missed', 3, 5), 4, 'missed'],
  ['what is met by something sent before', verdict('met', 3), 4, 'met'], ['a missed question, which rests on nothing sent', verdict('missed'), 4, 'missed'],
])('%s', (_, given, openedAfter, outcome) => {
  expect(sinceOpened(given, openedAfter).outcome).toBe(outcome)
})

it('what is not judged yet says nothing of a miss', () => {
  const { feedback, evidence } = sinceOpened(verdict('missed', 1), 1)
  expect([feedback, evidence]).toEqual([undefined, []])
})
