import { expect, test } from 'vitest'
import type { z } from 'zod'
import { viewOfLab } from '../../../electron/model/lab.ts'
import { pointAt, type AnswerValue, type Question } from '../../../electron/model/question.ts'
import { capture } from '../../support/transcript.ts'
import { answer, judgeStep, labOf } from './judging.ts'

type Asked = z.input<typeof Question>
const option = (id: string, right = false) => ({ id, label: id, right, feedback: `About ${id}.` })
const CHOICE: Asked = { kind: 'choice', id: 'it', ask: 'Which?', points: 3, options: [option('a'), option('b', true), option('c')] }
const MULTIPLE: Asked = { kind: 'multiple', id: 'it', ask: 'Which?', options: [option('a', true), option('b'), option('c', true), option('d')] }
const TEXT: Asked = {
  kind: 'text', id: 'it', ask: 'What?', accept: ['Allow', 'Allow field'], right: 'Yes.', wrong: 'No.', near: [{ forms: ['Accept'], feedback: 'That is for media types.' }],
}
const CASE: Asked = { ...TEXT, accept: ['DELETE'], caseMatters: true, near: [{ forms: ['delete'], feedback: 'Case matters.' }] }
const NUMBER: Asked = { kind: 'number', id: 'it', ask: 'How long?', value: 1.5, tolerance: 0.1, unit: 's', right: 'Yes.', wrong: 'No.', near: [{ is: { atLeast: 1_000 }, feedback: 'In seconds.' }] }
const ORDER: Asked = { kind: 'order', id: 'it', ask: 'In which order?', right: 'Yes.', wrong: 'No.', items: ['a', 'b', 'c'].map(id => ({ id, label: id })) }
const MATCH: Asked = {
  kind: 'match', id: 'it', ask: 'Which?', right: 'Yes.', wrong: 'No.', answers: [{ id: 'x', label: 'X' }, { id: 'y', label: 'Y' }],
  items: [{ id: 'a', label: 'A', goes: 'x' }, { id: 'b', label: 'B', goes: 'x', feedback: 'Look at b.' }, { id: 'c', label: 'C', goes: 'y' }],
}
const LATE = 'not-yet undefined: No answer yet.'

const judged = (question: Asked, ...values: AnswerValue[]) => {
  const { outcome, words, feedback } = judgeStep({ questions: [question] }, [], values.map(value => answer(value)))
  return `${outcome} ${feedback ? `${feedback.id} "${feedback.text}"` : undefined}: ${words}`
}

test.each<[string, Asked, AnswerValue[], string]>([
  ['no answer', CHOICE, [], LATE],
  ['the right option', CHOICE, ['b'], 'met b "About b.": answered'],
  ['a wrong option', CHOICE, ['a'], 'missed a "About a.": answered'],
  ['the last answer counts', CHOICE, ['b', 'c'], 'missed c "About c.": answered'],
  ['the last answer counts, when it is right', CHOICE, ['a', 'b'], 'met b "About b.": answered'],
  ['an unknown option', CHOICE, ['z'], 'not-yet undefined: This could not be judged: no such option.'],
  ['one option in a list', CHOICE, [['b']], 'met b "About b.": answered'],
  ['two options of one', CHOICE, [['a', 'b']], 'not-yet undefined: This could not be judged: more than one option.'],
  ['an empty answer', CHOICE, [''], LATE],
  ['all right ones', MULTIPLE, [['c', 'a']], 'met a c "About a.\n\nAbout c.": answered'],
  ['a right one twice', MULTIPLE, [['a', 'a']], 'missed undefined: 1 of 2 right options, and no wrong one'],
  ['a right one alone', MULTIPLE, ['a'], 'missed undefined: 1 of 2 right options, and no wrong one'],
  ['a wrong one too', MULTIPLE, [['d', 'b', 'a', 'c']], 'missed b "About b.": answered'],
  ['no option at all', MULTIPLE, [[]], LATE],
  ['an unknown one among right ones', MULTIPLE, [['a', 'c', 'z']], 'not-yet undefined: This could not be judged: no such option.'],
  ['a question without a right option', { ...MULTIPLE, options: [option('a'), option('b')] }, [[]], LATE],
  ['the word', TEXT, ['Allow'], 'met right "Yes.": answered'],
  ['the words with other blanks and case', TEXT, ['  ALLOW \t  field\n'], 'met right "Yes.": answered'],
  ['a near form', TEXT, ['accept'], 'missed near-1 "That is for media types.": answered'],
  ['another word', TEXT, ['Vary'], 'missed wrong "No.": answered'],
  ['blanks', TEXT, [' \n'], LATE],
  ['the word where case matters', CASE, ['DELETE'], 'met right "Yes.": answered'],
  ['another case where it matters', CASE, ['delete'], 'missed near-1 "Case matters.": answered'],
  ['yet another case', CASE, ['Delete'], 'missed wrong "No.": answered'],
  ['a number', NUMBER, ['1.5'], 'met right "Yes.": answered'],
  ['a number with a comma and its unit', NUMBER, [' 1,6 s'], 'met right "Yes.": answered'],
  ['a number too far off', NUMBER, ['1.61'], 'missed wrong "No.": answered'],
  ['a number in another unit', NUMBER, ['1500'], 'missed near-1 "In seconds.": answered'],
  ['no number', NUMBER, ['soon'], 'not-yet undefined: This is not a number.'],
  ['no tolerance for decimals', { ...NUMBER, value: 0.3, tolerance: 0 }, ['.3'], 'met right "Yes.": answered'],
  ['the right order', ORDER, [['a', 'b', 'c']], 'met right "Yes.": answered'],
  ['another order', ORDER, [['b', 'a', 'c']], 'missed wrong "No.": 1 of 3 in the right place'],
  ['one item short', ORDER, [['a', 'b']], 'not-yet undefined: This could not be judged: not each item once.'],
  ['one item twice', ORDER, [['a', 'b', 'b']], 'not-yet undefined: This could not be judged: not each item once.'],
  ['every item matched', MATCH, [['a=x', 'b=x', 'c=y']], 'met right "Yes.": answered'],
  ['one item matched wrongly', MATCH, [['a=y', 'b=x', 'c=y']], 'missed wrong "No.": 2 of 3 in the right place'],
  ['one that has words of its own', MATCH, [['a=y', 'b=y', 'c=y']], 'missed b "Look at b.": 1 of 3 in the right place'],
  ['not all of them yet', MATCH, [['a=x']], 'not-yet undefined: chosen for 1 of 3'],
  ['an answer that is none', MATCH, [['a=z', 'b=x', 'c=y']], 'not-yet undefined: This could not be judged: no such pair.'],
  ['an item twice', MATCH, [['a=x', 'a=y', 'b=x']], 'not-yet undefined: This could not be judged: no such pair.'],
])('%s', (_title, question, values, expected) => {
  expect(judged(question, ...values)).toBe(expected)
})

test('points are earned by a right answer only', () => {
  const earned = (value: string) => judgeStep({ questions: [{ ...CHOICE, section: 'RFC 9110 §9.1' }] }, [], [answer(value)])
  expect(earned('b')).toMatchObject({ of: 'it', kind: 'question', says: 'Which?', points: 3, earned: 3, optional: false, section: 'RFC 9110 §9.1', evidence: [] })
  expect(earned('a')).toMatchObject({ points: 3, earned: 0 })
})

const BYTES: Asked = {
  kind: 'bytes', id: 'it', ask: 'Where?', about: { status: 405 }, side: 'response', part: { field: 'Allow' }, right: 'Yes.', wrong: 'No.', elsewhere: 'In the 405.',
  near: [{ part: 'status', feedback: 'That is the status.' }],
}
const EXCHANGES = capture('> PUT /a HTTP/1.1\n< HTTP/1.1 405 No\n< Allow: GET\n< Server: x\n\n> OPTIONS /a HTTP/1.1\n< HTTP/1.1 204 X\n< Allow: GET')
test.each([
  ['the line', 'x1', 'response', 17, 27, 'met right [Allow: GET]'],
  ['a part of the line', 'x1', 'response', 24, 27, 'met right [GET]'],
  ['more than the line', 'x1', 'response', 17, 29, 'missed wrong [Allow: GET\r\n]'],
  ['another line', 'x1', 'response', 29, 38, 'missed wrong [Server: x]'],
  ['a near part', 'x1', 'response', 9, 12, 'missed near-1 [405]'],
  ['the same line of another exchange', 'x2', 'response', 16, 26, 'missed elsewhere [Allow: GET]'],
  ['the other side', 'x1', 'request', 0, 3, 'missed wrong [PUT]'],
  ['octets that are not there', 'x1', 'response', 17, 2_700, 'not-yet undefined []'],
  ['an exchange that is not there', 'x9', 'response', 0, 1, 'not-yet undefined []'],
] as const)('pointing at %s', (_, exchange, side, start, end, expected) => {
  const { outcome, feedback, slices } = judgeStep({ questions: [BYTES] }, EXCHANGES, [answer(pointAt({ exchange, side, range: { start, end } }))])
  expect(`${outcome} ${feedback?.id} [${slices.join()}]`).toBe(expected)
})

test('the page is not told which answer is right: what has an order is shown in another, always the same', () => {
  const [order, match] = viewOfLab(labOf({ questions: [{ ...ORDER, id: 'o' }, { ...MATCH, id: 'm' }] })).steps[0]?.questions ?? []
  expect(order?.options.map(({ id }) => id).sort()).toEqual(['a', 'b', 'c'])
  expect(order?.options.map(({ id }) => id)).not.toEqual(['a', 'b', 'c'])
  expect(order).toEqual(viewOfLab(labOf({ questions: [{ ...ORDER, id: 'o' }] })).steps[0]?.questions[0])
  expect(JSON.stringify(match)).not.toContain('goes')
})
