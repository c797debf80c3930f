import { expect, test } from 'vitest'
import type { AnswerValue } from '../../../electron/model/question.ts'
import { capture } from '../../support/transcript.ts'
import { answer, judgeStep } from './judging.ts'

const PREDICTION = {
  id: 'it', ask: 'What will it say?', about: { method: 'BREW' }, points: 2,
  options: [{ id: 'a', label: '405 Method Not Allowed', status: 405 }, { id: 'b', label: 'a server error', status: '5xx' as const }],
}
const GET = '> GET / HTTP/1.1\n< HTTP/1.1 200 OK\n\n'
const BREW = '> BREW / HTTP/1.1\n< HTTP/1.1 501 No\n\n'
const LOST = '@ ending=reset\n> BREW / HTTP/1.1\n\n'

const judged = (transcript: string, ...answers: [AnswerValue, number][]) => {
  const { outcome, words, slices, earned } = judgeStep({ prediction: PREDICTION }, capture(transcript), answers.map(([value, after]) => answer(value, after)))
  return `${outcome} ${earned}: ${words} [${slices.join(' | ')}]`
}

test.each<[string, string, [AnswerValue, number][], string]>([
  ['nothing was said', GET, [], 'not-yet 0: No answer yet. []'],
  ['nothing was said before it was sent', GET + BREW, [], 'not-yet 0: It is sent already, and the server said 501. [501]'],
  ['nothing was sent', '', [['b', 0]], 'not-yet 0: No exchange to judge yet. []'],
  ['nothing was sent that it is about', GET, [['b', 0]], 'not-yet 0: No exchange to judge yet. []'],
  ['nothing came back', LOST, [['b', 0]], 'not-yet 0: No exchange to judge yet. []'],
  ['right', GET + BREW, [['b', 0]], 'met 2: You expected “a server error”, and so it was. [501]'],
  ['right at the last moment', GET + BREW, [['b', 1]], 'met 2: You expected “a server error”, and so it was. [501]'],
  ['wrong', GET + BREW, [['a', 0]], 'missed 0: You expected “405 Method Not Allowed”. It was “a server error”. [501]'],
  ['none of it', GET + BREW.replace('501', '404'), [['a', 0]], 'missed 0: You expected “405 Method Not Allowed”; the server said 404. [404]'],
  ['after the fact', GET + BREW, [['b', 2]], 'not-yet 0: Answered after the fact, so it is not scored. [501]'],
  ['changed after the fact', BREW, [['a', 0], ['b', 1]], 'not-yet 0: Answered after the fact, so it is not scored. [501]'],
  ['the first that is answered is observed', LOST + BREW + BREW.replace('501', '405'), [['b', 1]], 'met 2: You expected “a server error”, and so it was. [501]'],
  ['an unknown option', BREW, [['z', 0]], 'not-yet 0: This could not be judged: no such option. []'],
  ['two options', BREW, [[['a', 'b'], 0]], 'not-yet 0: This could not be judged: no such option. []'],
])('%s', (_title, transcript, answers, expected) => {
  expect(judged(transcript, ...answers)).toBe(expected)
})

test('a prediction is never required', () => {
  expect(judgeStep({ prediction: PREDICTION }, [])).toMatchObject({ kind: 'prediction', says: 'What will it say?', points: 2, optional: true })
})
