import { expect, test } from 'vitest'
import type { z } from 'zod'
import type { AnswerValue, Question } from '../../../electron/model/question.ts'
import { answer, judgeStep } from './judging.ts'

type Asked = z.input<typeof Question>
const option = (id: string, right = false) => ({ id, label: id, right, feedback: `About ${id}.` })
const CHOICE: Asked = { kind: 'choice', id: 'it', ask: 'Which?', points: 3, options: [option('a'), option('b', true), option('c')] }
const MULTIPLE: Asked = { kind: 'multiple', id: 'it', ask: 'Which?', options: [option('a', true), option('b'), option('c', true), option('d')] }
const TEXT: Asked = {
  kind: 'text', id: 'it', ask: 'What?', accept: ['Allow', 'Allow field'], right: 'Yes.', wrong: 'No.', near: [{ forms: ['Accept'], feedback: 'That is for media types.' }],
}
const CASE: Asked = { ...TEXT, accept: ['DELETE'], caseMatters: true, near: [{ forms: ['delete'], feedback: 'Case matters.' }] }
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
])('%s', (_title, question, values, expected) => {
  expect(judged(question, ...values)).toBe(expected)
})

test('points are earned by a right answer only', () => {
  const earned = (value: string) => judgeStep({ questions: [{ ...CHOICE, section: 'RFC 9110 §9.1' }] }, [], [answer(value)])
  expect(earned('b')).toMatchObject({ of: 'it', kind: 'question', says: 'Which?', points: 3, earned: 3, optional: false, section: 'RFC 9110 §9.1', evidence: [] })
  expect(earned('a')).toMatchObject({ points: 3, earned: 0 })
})
