// A solution with full marks, and one small thing wrong with it at a time: each must be caught where it matters.
import { expect, test } from 'vitest'
import { judge } from '../../../electron/core/grader/judge.ts'
import { capture } from '../../support/transcript.ts'
import { answer, labOf } from './judging.ts'

const LAB = labOf({
  prediction: { id: 'guess', ask: 'What?', about: { method: { implemented: false } }, options: [{ id: 'a', label: 'A', status: 501 }, { id: 'b', label: 'B', status: 405 }] },
  expectations: [
    { id: 'known', says: 'A known method.', select: { target: '/a', method: { implemented: true, not: ['GET'] } }, expect: { status: 405, fields: { Allow: { list: { is: ['GET', 'HEAD'] } } } } },
    {
      id: 'unknown', says: 'An unknown method.',
      expect: { method: { implemented: false }, status: 501, requestFields: { Accept: { equals: '*/*' } }, fields: { 'Content-Type': { equals: 'application/problem+json' } }, content: { lacks: 'at ', json: [{ path: '$.status', equals: 501 }, { path: '$.title', type: 'string' }] } },
    },
    { id: 'twice', says: 'Two of them.', expect: { status: 501 }, atLeast: 2, distinct: 'method' },
    { id: 'order', says: 'In order.', kind: 'order', order: [{ method: 'DELETE' }, { method: 'BREW' }, { method: 'WHEN' }] },
    { id: 'pair', says: 'A pair.', kind: 'contrast', differOnlyIn: 'method', first: { status: 405 }, second: { method: 'BREW', status: 501 } },
    { id: 'kept', says: 'Kept open.', select: { method: 'DELETE' }, expect: { ending: 'kept-open', version: 'HTTP/1.1', source: 'outside' } },
  ],
  questions: [{ kind: 'text', id: 'field', ask: 'Which?', accept: ['Allow'], right: 'Yes.', wrong: 'No.' }],
})
const SOLUTION = `
  @ source=outside ending=kept-open
  > DELETE /a HTTP/1.1
  > Accept: */*
  < HTTP/1.1 405 Method Not Allowed
  < Allow: HEAD, GET

  > BREW /a HTTP/1.1
  > Accept: */*
  < HTTP/1.1 501 Not Implemented
  < Content-Type: application/problem+json
  <
  < {"status":501,"title":"x"}

  > WHEN /b HTTP/1.1
  < HTTP/1.1 501 Not Implemented
`
const ANSWERS = [{ ...answer('a', 1), question: 'guess' }, { ...answer('allow'), question: 'field' }]
const unmet = (transcript: string, answers = ANSWERS) => judge(LAB, capture(transcript), answers).filter(({ outcome }) => outcome !== 'met').map(({ of }) => of)

test('the solution has full marks, and an answer alone has its own', () => {
  expect(unmet(SOLUTION)).toEqual([])
  expect(unmet('')).toEqual(['guess', 'known', 'unknown', 'twice', 'order', 'pair', 'kept'])
})

test.each([
  ['405 is 404', '405 M', '404 M', ['known', 'pair']],
  ['405 is 501', '405 M', '501 M', ['known', 'pair']],
  ['Allow is short of a member', 'HEAD, GET', 'GET', ['known']],
  ['Allow has a member too many', 'HEAD, GET', 'HEAD, GET, PUT', ['known']],
  ['Allow is in small letters', 'HEAD, GET', 'head, get', ['known']],
  ['Allow is gone', '  < Allow: HEAD, GET\n', '', ['known']],
  ['DELETE is an unknown method', 'DELETE', 'delete', ['guess', 'known', 'order', 'kept']],
  ['DELETE goes elsewhere', 'DELETE /a', 'DELETE /b', ['known', 'pair']],
  ['the first 501 is 500', '501 Not Implemented\n  < Content-Type', '500 Not Implemented\n  < Content-Type', ['guess', 'unknown', 'twice', 'pair']],
  ['BREW is GET', 'BREW', 'GET', ['unknown', 'order', 'pair']],
  ['BREW is WHEN', 'BREW', 'WHEN', ['twice', 'order', 'pair']],
  ['Accept differs', 'BREW /a HTTP/1.1\n  > Accept: */*', 'BREW /a HTTP/1.1\n  > Accept: a/b', ['unknown', 'pair']],
  ['the media type differs', 'problem+json', 'json', ['unknown']],
  ['the status in the content is another', '"status":501', '"status":500', ['unknown']],
  ['the status in the content is text', '"status":501', '"status":"501"', ['unknown']],
  ['the title is a number', '"title":"x"', '"title":1', ['unknown']],
  ['the content tells a stack', '"title":"x"', '"title":"at x.js"', ['unknown']],
  ['the content is cut off', '{"status":501,"title":"x"}', '{"status":501,"title":', ['unknown']],
  ['the connection is reset', 'kept-open', 'reset', ['kept']],
  ['another version', 'DELETE /a HTTP/1.1', 'DELETE /a HTTP/1.0', ['pair', 'kept']],
  ['another source', 'source=outside', 'source=raw', ['kept']],
])('%s', (_title, from, to, caught) => {
  expect(SOLUTION).toContain(from)
  expect(unmet(SOLUTION.replace(from, to))).toEqual(caught)
})

const BLOCKS = SOLUTION.split('\n\n')
test.each([
  ['without the first', [1, 2], ['guess', 'known', 'order', 'pair', 'kept']],
  ['without the second', [0, 2], ['unknown', 'twice', 'order', 'pair']],
  ['without the third', [0, 1], ['twice', 'order']],
  ['the other way about', [2, 1, 0], ['guess', 'order']],
])('%s', (_title, order, caught) => {
  expect(unmet(order.map(nth => BLOCKS[nth]).join('\n\n'))).toEqual(caught)
})

test('answers that are wrong, late or another option', () => {
  expect(unmet(SOLUTION, [{ ...answer('b', 1), question: 'guess' }, { ...answer('Vary'), question: 'field' }])).toEqual(['guess', 'field'])
  expect(unmet(SOLUTION, [{ ...answer('a', 2), question: 'guess' }])).toEqual(['guess', 'field'])
})
