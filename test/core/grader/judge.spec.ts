import { expect, test } from 'vitest'
import { judge } from '../../../electron/core/grader/judge.ts'
import { costOfHints, viewOfLab } from '../../../electron/model/lab.ts'
import { tally, Verdict } from '../../../electron/model/verdict.ts'
import { capture } from '../../support/transcript.ts'
import { answer, labOf } from './judging.ts'

const expectation = (id: string, status: number) => ({ id, says: `Get ${status}.`, points: 2, expect: { status } })
const question = { kind: 'choice' as const, id: 'why', ask: 'Why?', options: [{ id: 'a', label: 'A', right: true, feedback: 'A.' }, { id: 'b', label: 'B', feedback: 'B.' }] }
const prediction = { id: 'guess', ask: 'What?', about: {}, options: [{ id: 'a', label: 'A', status: 501 }, { id: 'b', label: 'B', status: 405 }] }
const LAB = labOf(
  { expectations: [{ ...expectation('known', 405), because: 'It knows DELETE.', section: 'RFC 9110 §15.5.6' }], questions: [question], prediction },
  { expectations: [expectation('unknown', 501), { ...expectation('extra', 500), optional: true }] },
)
const CAPTURE = capture('> DELETE /a HTTP/1.1\n< HTTP/1.1 405 X\n\n> BREW /a HTTP/1.1\n< HTTP/1.1 501 X')

test('one verdict for each prediction, expectation and question, step by step', () => {
  const verdicts = judge(LAB, CAPTURE, [])
  expect(verdicts.map(({ step, kind, of, outcome, earned }) => `${step} ${kind} ${of}: ${outcome} ${earned}`)).toEqual([
    'step-1 prediction guess: not-yet 0', 'step-1 expectation known: met 2', 'step-1 question why: not-yet 0',
    'step-2 expectation unknown: met 2', 'step-2 expectation extra: missed 0',
  ])
  expect(verdicts.map(verdict => Verdict.parse(verdict))).toEqual(verdicts)
  expect(verdicts[1]).toEqual({
    of: 'known', kind: 'expectation', step: 'step-1', says: 'Get 405.', outcome: 'met', points: 2, earned: 2, optional: false,
    seen: { id: 'verdict.met-by', values: { method: 'DELETE', target: '/a', status: 405 } }, because: 'It knows DELETE.', section: 'RFC 9110 §15.5.6',
    evidence: [{ exchange: 'x1', side: 'response', range: { start: 9, end: 12 } }],
  })
})

test('what is optional is not needed, and points count when they are earned', () => {
  expect(tally(judge(LAB, CAPTURE, [{ ...answer('a'), question: 'why' }]))).toEqual({ earned: 5, points: 7, mark: 5 / 7, met: 3, required: 3, allMet: true })
})

test('a step that weighs more counts more in the mark, and hints cost what their author says', () => {
  const lab = labOf({ expectations: [expectation('known', 405)], weight: 3, hints: ['Free.', { text: 'Not free.', cost: 1 }] }, { expectations: [expectation('unknown', 501)], hints: ['Free.'] })
  const verdicts = judge(lab, CAPTURE.slice(0, 1), [])
  const view = viewOfLab(lab)
  const cost = costOfHints(view.steps, [{ step: 'step-1', nth: 1 }, { step: 'step-1', nth: 2 }, { step: 'step-2', nth: 1 }])
  expect(view.steps.map(({ hintCosts }) => hintCosts)).toEqual([[0, 1], undefined])
  expect([cost, tally(verdicts), tally(verdicts, cost)]).toMatchObject([1, { earned: 2, points: 4, mark: 6 / 8 }, { earned: 1, points: 4, mark: 5 / 8 }])
  expect(tally(verdicts, 99)).toMatchObject({ earned: 0, mark: 0 })
})

test('nothing sent earns nothing', () => {
  expect(judge(LAB, [], []).every(({ outcome, earned }) => outcome === 'not-yet' && earned === 0)).toBe(true)
})

test('the same input gives the same verdicts, and the input is left as it was', () => {
  const before = JSON.stringify([LAB, CAPTURE])
  expect(judge(LAB, CAPTURE, [])).toEqual(judge(LAB, CAPTURE, []))
  expect(JSON.stringify([LAB, CAPTURE])).toBe(before)
})

test('what cannot be judged spoils one verdict and no other', () => {
  const lab = labOf({ expectations: [{ id: 'bad', says: 'It.', expect: { content: { json: [{ path: '$[' }] } } }, expectation('good', 501)] })
  expect(judge(lab, capture('> BREW / HTTP/1.1\n< HTTP/1.1 501 X\n<\n< {}'), []).map(({ outcome, seen }) => `${outcome} ${seen?.id}`))
    .toEqual(['not-yet verdict.could-not-judge', 'met verdict.met-by'])
})

test('ten thousand exchanges against fifty expectations take a moment', () => {
  const [first] = capture('> BREW /a HTTP/1.1\n> Host: a\n> Accept: */*\n< HTTP/1.1 501 X\n< Allow: GET, HEAD,\n< Content-Type: application/json\n<\n< {"status":501,"path":"/a"}')
  if (!first) throw new Error('no exchange')
  const exchanges = Array.from({ length: 10_000 }, (_none, nth) => ({ ...first, id: `x${nth + 1}`, seq: nth + 1, trace: `t${nth}` }))
  const expectations = Array.from({ length: 50 }, (_none, nth) => nth % 10 === 0
    ? { id: `e${nth}`, says: 'It.', kind: 'contrast' as const, differOnlyIn: 'method' as const, first: { method: 'BREW' }, second: { status: 501 as const } }
    : { id: `e${nth}`, says: 'It.', select: { method: { implemented: false } }, expect: { status: 501, fields: { Allow: { list: { contains: ['PUT'] } } }, content: { json: [{ path: '$.status', equals: nth }] } } })
  const started = process.cpuUsage()
  const verdicts = judge(labOf({ expectations }), exchanges, [])
  // Of the processor, which is not the longer for what else it does.
  const took = process.cpuUsage(started).user / 1_000
  expect(verdicts.every(({ outcome }) => outcome === 'missed')).toBe(true)
  expect(took).toBeLessThan(10_000)
})
