import { expect, test } from 'vitest'
import type { z } from 'zod'
import type { Expectation } from '../../../electron/model/expectation.ts'
import { judgeOne, type Wanted } from './judging.ts'

const between = (differOnlyIn: Extract<z.input<typeof Expectation>, { kind: 'contrast' }>['differOnlyIn']): Wanted =>
  ({ kind: 'contrast', differOnlyIn, first: { status: 405 }, second: { status: 501 } })
const METHOD = between('method')
const CONTENT: Wanted = { kind: 'contrast', differOnlyIn: 'content', first: { status: 200 }, second: { status: 500 } }
const FIELD: Wanted = { kind: 'contrast', differOnlyIn: { field: 'Expect' }, first: { status: 200 }, second: { status: 417 } }

const request = (line: string, status: number, fields: string[] = [], content = '') =>
  `${[`> ${line} HTTP/1.1`, '> Host: 127.0.0.1:5010', ...fields.map(field => `> ${field}`), '>', ...content === '' ? [] : [`> ${content}`]].join('\n')}\n< HTTP/1.1 ${status} X\n\n`
const outcome = (wanted: Wanted, transcript: string) => {
  const { outcome: what, words, slices } = judgeOne(wanted, transcript)
  return `${what}: ${words} [${slices.join(' | ')}]`
}
const PUT = request('PUT /a', 405)
const BREW = request('BREW /a', 501)

test.each<[string, Wanted, string, string]>([
  ['nothing', METHOD, request('GET /a', 200), 'not-yet: No exchange to judge yet. []'],
  ['the second is missing', METHOD, PUT, 'not-yet: one half of the pair is still missing: second / two requests that differ in method only [405]'],
  ['the first is missing', METHOD, BREW, 'not-yet: one half of the pair is still missing: first / two requests that differ in method only [501]'],
  ['a pair', METHOD, PUT + BREW, 'met: two requests that differ in method only [PUT | BREW]'],
  ['a pair the other way about', METHOD, BREW + PUT, 'met: two requests that differ in method only [PUT | BREW]'],
  ['another target', METHOD, PUT + request('BREW /b', 501), 'missed: they also differ in target / two requests that differ in method only [/a | /b]'],
  ['the same method', METHOD, PUT + request('PUT /b', 501), 'missed: they do not differ in method / two requests that differ in method only [PUT | PUT]'],
  ['a field too many', METHOD, PUT + request('BREW /a', 501, ['Accept: x', 'User-Agent: y']),
    'missed: they also differ in Accept, User-Agent / two requests that differ in method only [PUT /a HTTP/1.1 | Accept: x | User-Agent: y]'],
  ['page and curl mixed', METHOD, PUT + `@ source=outside\n${request('BREW /a', 501, ['User-Agent: curl/8', 'Accept: */*'])}`,
    'missed: they come from two clients, which add User-Agent, Accept each in its own way: send both from the same client / two requests that differ in method only [PUT /a HTTP/1.1 | User-Agent: curl/8 | Accept: */*]'],
  ['page and curl mixed, and a field that no client adds', METHOD, PUT + `@ source=outside\n${request('BREW /a', 501, ['User-Agent: curl/8', 'X: y'])}`,
    'missed: they also differ in User-Agent, X / two requests that differ in method only [PUT /a HTTP/1.1 | User-Agent: curl/8 | X: y]'],
  ['two clients of the learner\'s own', METHOD, `@ source=outside\n${request('PUT /a', 405, ['User-Agent: wget/1'])}@ source=outside\n${request('BREW /a', 501, ['User-Agent: curl/8'])}`,
    'missed: they come from two clients, which add User-Agent each in its own way: send both from the same client / two requests that differ in method only [User-Agent: wget/1 | User-Agent: curl/8]'],
  ['another value', METHOD, request('PUT /a', 405, ['Accept: y']) + request('BREW /a', 501, ['accept: x']),
    'missed: they also differ in Accept / two requests that differ in method only [Accept: y | accept: x]'],
  ['another order of values', METHOD, request('PUT /a', 405, ['A: 1', 'A: 2']) + request('BREW /a', 501, ['A: 2', 'A: 1']),
    'missed: they also differ in A / two requests that differ in method only [A: 1 | A: 2 | A: 2 | A: 1]'],
  ['another order of names', METHOD, request('PUT /a', 405, ['A: 1', 'B: 2']) + request('BREW /a', 501, ['b: 2', 'a: 1']), 'met: two requests that differ in method only [PUT | BREW]'],
  ['a framing field that announces no content', METHOD, request('PUT /a', 405, ['Content-Length: 0']) + BREW, 'met: two requests that differ in method only [PUT | BREW]'],
  ['options for the connection', METHOD, request('PUT /a', 405, ['connection: close']) + BREW, 'met: two requests that differ in method only [PUT | BREW]'],
  ['options for the connection that are named', between({ field: 'Connection' }), request('PUT /a', 405, ['Connection: close']) + request('PUT /a', 501),
    'met: two requests that differ in Connection only [Connection: close | PUT /a HTTP/1.1]'],
  ['options for the connection that are named and the same', between({ field: 'connection' }), request('PUT /a', 405, ['Connection: close']) + request('PUT /b', 501, ['Connection: close']),
    'missed: they do not differ in Connection / two requests that differ in connection only [Connection: close | Connection: close]'],
  ['content', METHOD, request('PUT /a', 405, ['Content-Length: 1'], 'x') + BREW,
    'missed: they also differ in content / two requests that differ in method only [x | BREW /a HTTP/1.1]'],
  ['another port of the same lab', METHOD, PUT + `@ port=5011\n${BREW.replace('5010', '5011')}`, 'met: two requests that differ in method only [PUT | BREW]'],
  ['another host', METHOD, PUT + BREW.replace('127.0.0.1', 'localhost'),
    'missed: they also differ in Host / two requests that differ in method only [Host: 127.0.0.1:5010 | Host: localhost:5010]'],
  ['another version', METHOD, PUT + BREW.replace('HTTP/1.1', 'HTTP/1.0'),
    'missed: they also differ in version / two requests that differ in method only [PUT /a HTTP/1.1 | BREW /a HTTP/1.0]'],
  ['other content', CONTENT, request('POST /a', 200, ['Content-Length: 1'], 'x') + request('POST /a', 500, ['Content-Length: 2'], 'xy'), 'met: two requests that differ in content only [x | xy]'],
  ['content in chunks', CONTENT, request('POST /a', 200, ['Content-Length: 1'], 'x') + request('POST /a', 500, ['Transfer-Encoding: chunked'], '1\n> y\n> 0\n>'),
    'met: two requests that differ in content only [x | 1\r\ny\r\n0\r\n\r\n]'],
  ['content and none, which has no type', CONTENT, request('POST /a', 200) + request('POST /a', 500, ['Content-Type: text/plain', 'Content-Length: 1'], 'x'),
    'met: two requests that differ in content only [POST /a HTTP/1.1 | x]'],
  ['content of another type', CONTENT, request('POST /a', 200, ['Content-Type: a/b', 'Content-Length: 1'], 'y') + request('POST /a', 500, ['Content-Type: text/plain', 'Content-Length: 1'], 'x'),
    'missed: they also differ in Content-Type / two requests that differ in content only [Content-Type: a/b | Content-Type: text/plain]'],
  ['the same content in another framing', CONTENT, request('POST /a', 200, ['Content-Length: 1'], 'x') + request('POST /a', 500, ['Transfer-Encoding: chunked'], '1\n> x\n> 0\n>'),
    'missed: they do not differ in content / two requests that differ in content only [x | 1\r\nx\r\n0\r\n\r\n]'],
  ['a field and none', FIELD, request('PUT /a', 200) + request('PUT /a', 417, ['expect: tea']), 'met: two requests that differ in Expect only [PUT /a HTTP/1.1 | expect: tea]'],
  ['a field and the same field', FIELD, request('PUT /a', 200, ['Expect: tea']) + request('PUT /a', 417, ['expect: tea']),
    'missed: they do not differ in Expect / two requests that differ in Expect only [Expect: tea | expect: tea]'],
  ['a target', between('target'), request('PUT /a', 405) + request('PUT /b', 501), 'met: two requests that differ in target only [/a | /b]'],
  ['a transfer coding, which no length stands beside', between({ field: 'Transfer-Encoding' }),
    request('PUT /a', 405, ['Content-Length: 1'], 'x') + request('PUT /a', 501, ['Transfer-Encoding: chunked'], '1\n> x\n> 0\n>'),
    'met: two requests that differ in Transfer-Encoding only [PUT /a HTTP/1.1 | Transfer-Encoding: chunked]'],
  ['a length, beside which no coding stands', between({ field: 'Content-Length' }),
    request('PUT /a', 405, ['Transfer-Encoding: chunked'], '1\n> x\n> 0\n>') + request('PUT /a', 501, ['Content-Length: 1'], 'x'),
    'met: two requests that differ in Content-Length only [PUT /a HTTP/1.1 | Content-Length: 1]'],
])('%s', (_title, wanted, transcript, expected) => {
  expect(outcome(wanted, transcript)).toBe(expected)
})

test('one exchange is not both halves', () => {
  const wanted: Wanted = { kind: 'contrast', differOnlyIn: 'method', first: { method: 'PUT' }, second: { status: 405 } }
  expect(outcome(wanted, PUT)).toMatch(/^not-yet: one half of the pair is still missing: second/)
})

test('a pair is found however far apart, and among others that are no pair', () => {
  const others = Array.from({ length: 60 }, (_none, nth) => request(`PUT /x${nth}`, 405) + request(`BREW /y${nth}`, 501)).join('')
  expect(outcome(METHOD, PUT + others + BREW)).toMatch(/^met/)
  expect(outcome(METHOD, others)).toMatch(/^missed: they also differ in target/)
})

test('of several firsts with and without content, each can make the pair', () => {
  const typed = (content: string, type: string, status: number) => request('POST /a', status, [`Content-Type: ${type}`, `Content-Length: ${content.length}`], content)
  const firsts = typed('x', 'a/b', 200) + typed('y', 'a/b', 200) + request('POST /a', 200)
  expect(outcome(CONTENT, firsts + typed('z', 'c/d', 500))).toBe('met: two requests that differ in content only [POST /a HTTP/1.1 | z]')
  expect(outcome(CONTENT, typed('x', 'a/b', 200) + typed('y', 'a/b', 200) + typed('w', 'c/d', 200) + typed('z', 'c/d', 500))).toBe('met: two requests that differ in content only [w | z]')
  expect(outcome(CONTENT, firsts + typed('x', 'a/b', 500))).toBe('met: two requests that differ in content only [y | x]')
})

test('the nearest pair is told, and the words are for either half of it', () => {
  const far = request('BREW /b', 501, ['Accept: x'])
  const near = request('BREW /c', 501)
  const wanted: Wanted = { ...METHOD, feedback: [{ id: 'elsewhere', when: { target: '/c' }, say: 'Ask the same resource.' }] }
  expect(judgeOne(wanted, far + near + PUT)).toMatchObject({
    outcome: 'missed', feedback: { id: 'elsewhere', text: 'Ask the same resource.' }, words: 'they also differ in target / two requests that differ in method only', slices: ['/a', '/c'],
  })
})

test('a pair that differs in the named thing is nearer than one that does not', () => {
  expect(outcome(METHOD, PUT + request('BREW /b', 501) + request('PUT /b', 501))).toBe('missed: they also differ in target / two requests that differ in method only [/a | /b]')
})

test('of the half that is there the latest is shown', () => {
  expect(judgeOne(METHOD, PUT + request('PUT /b', 405)).evidence).toMatchObject([{ exchange: 'x2' }])
})
