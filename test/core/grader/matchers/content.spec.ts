import { expect, test } from 'vitest'
import { fromBase64, toBase64 } from '../../../../electron/model/bytes.ts'
import type { ContentMatch, JsonMatch } from '../../../../electron/model/condition.ts'
import { capture } from '../../../support/transcript.ts'
import { judgeStep, told } from '../judging.ts'

const answer = (content: string, fields = '') => `> GET /a HTTP/1.1\n< HTTP/1.1 200 OK\n${fields}<\n< ${content}`
const JSON_TEXT = '{"status":501,"allow":["GET"],"deep":{"a":null,"b":{"c":{"d":1}}},"name":"é"}'

test.each<[string, ContentMatch, string, string]>([
  ['empty', { empty: true }, '> GET /a HTTP/1.1\n< HTTP/1.1 204 No Content', 'met: GET /a → 204 [HTTP/1.1 204 No Content]'],
  ['not empty', { empty: true }, answer('hello'), 'missed: content of 5 octets / no content [hello]'],
  ['some', { empty: false }, answer('hello'), 'met: GET /a → 200 [hello]'],
  ['none', { empty: false }, '> GET /a HTTP/1.1\n< HTTP/1.1 204 No Content', 'missed: no content / some content [HTTP/1.1 204 No Content]'],
  ['a part', { contains: 'ell' }, answer('hello'), 'met: GET /a → 200 [hello]'],
  ['no such part', { contains: 'Ell' }, answer('hello'), 'missed: content of 5 octets / content that contains "Ell" [hello]'],
  ['a part beyond ASCII', { contains: 'é' }, answer('café'), 'met: GET /a → 200 [cafÃ©]'],
  ['a part that must not be there', { lacks: 'Error: ' }, answer('Error: at x.js'), 'missed: content of 14 octets / content without "Error: " [Error: at x.js]'],
  ['lacking it', { lacks: 'stack' }, answer('hello'), 'met: GET /a → 200 [hello]'],
  ['cut off, so nobody knows what it lacks', { lacks: 'x' }, answer('hello', '< Content-Length: 9\n'), 'missed: content that was cut off after 5 octets / content without "x" [hello]'],
  ['cut off before it began', { empty: true }, '> GET /a HTTP/1.1\n< HTTP/1.1 200 OK\n< Content-Length: 9', 'missed: content that was cut off after 0 octets / no content [HTTP/1.1 200 OK]'],
  ['cut off, so nobody knows which member is not there', { json: [{ path: '$.b', exists: false }] }, answer('{"a":1}', '< Content-Length: 9\n'), 'missed: content that was cut off after 7 octets / nothing at $.b [{"a":1}]'],
  ['cut off, but there', { json: [{ path: '$.a', equals: 1 }], contains: 'a', empty: false }, answer('{"a":1}', '< Content-Length: 9\n'), 'met: GET /a → 200 [{"a":1}]'],
  ['until the connection is closed', { lacks: 'x' }, `@ ending=server-closed\n${answer('hello')}`, 'met: GET /a → 200 [hello]'],
  ['until the connection breaks', { lacks: 'x' }, `@ ending=reset\n${answer('hello')}`, 'missed: content that was cut off after 5 octets / content without "x" [hello]'],
  ['of a head that was cut off', { empty: true }, '> GET /a HTTP/1.1\n< ~HTTP/1.1 200 OK\n< Allow: G', 'missed: content that was cut off after 0 octets / no content [HTTP/1.1 200 OK]'],
  ['of no response', { lacks: 'x' }, '> GET /a HTTP/1.1', 'missed: no response / content without "x" [GET /a HTTP/1.1]'],
  ['JSON of no response', { json: [{ path: '$.a', exists: false }] }, '> GET /a HTTP/1.1', 'missed: no response / nothing at $.a [GET /a HTTP/1.1]'],
  ['not JSON', { json: [{ path: '$.a', exists: false }] }, answer('<p>'), 'missed: content that is not JSON / nothing at $.a [<p>]'],
  ['an empty text is not JSON', { json: [{ path: '$' }] }, '> GET /a HTTP/1.1\n< HTTP/1.1 204 No', 'missed: content that is not JSON / something at $ [HTTP/1.1 204 No]'],
])('%s', (_title, content, transcript, expected) => {
  expect(told({ content }, transcript)).toBe(expected)
})

test.each<[JsonMatch, string]>([
  [{ path: '$.status', equals: 501 }, 'met: GET /a → 200'],
  [{ path: '$.status', equals: '501' }, 'missed: $.status = 501 / $.status = "501"'],
  [{ path: '$.status' }, 'met: GET /a → 200'],
  [{ path: '$.title' }, 'missed: nothing at $.title / something at $.title'],
  [{ path: '$.title', exists: false }, 'met: GET /a → 200'],
  [{ path: '$.status', exists: false }, 'missed: $.status = 501 / nothing at $.status'],
  [{ path: '$.allow', equals: ['GET'] }, 'met: GET /a → 200'],
  [{ path: '$.allow', equals: { 0: 'GET' } }, 'missed: $.allow = ["GET"] / $.allow = {"0":"GET"}'],
  [{ path: '$.allow', equals: ['GET', 'HEAD'] }, 'missed: $.allow = ["GET"] / $.allow = ["GET","HEAD"]'],
  [{ path: '$.deep', equals: { b: { c: { d: 1 } }, a: null } }, 'met: GET /a → 200'],
  [{ path: '$.deep', equals: { a: null } }, 'missed: $.deep = {"a":null,"b":{"c":{"d":1}}} / $.deep = {"a":null}'],
  [{ path: '$.deep', equals: { a: null, b: 1 } }, 'missed: $.deep = {"a":null,"b":{"c":{"d":1}}} / $.deep = {"a":null,"b":1}'],
  [{ path: '$.status', type: 'number' }, 'met: GET /a → 200'],
  [{ path: '$.status', type: 'boolean' }, 'missed: $.status = 501 / $.status of type boolean'],
  [{ path: '$', equals: 1 }, 'missed: $ = {"status":501,"allow":["GET"],"deep":{"a":null,"b":{"c":"…"}},"name":"é"} / $ = 1'],
  [{ path: '$.deep.a', equals: null }, 'met: GET /a → 200'],
  [{ path: '$.deep.a', type: 'null' }, 'met: GET /a → 200'],
  [{ path: '$.allow', type: 'array' }, 'met: GET /a → 200'],
  [{ path: '$.deep', type: 'object' }, 'met: GET /a → 200'],
  [{ path: '$.allow', type: 'object' }, 'missed: $.allow = ["GET"] / $.allow of type object'],
  [{ path: '$.status', type: 'string' }, 'missed: $.status = 501 / $.status of type string'],
  [{ path: '$.name', type: 'string', equals: 'é' }, 'met: GET /a → 200'],
  [{ path: '$..d', equals: 1 }, 'met: GET /a → 200'],
  [{ path: '$.*', equals: 501 }, 'met: GET /a → 200'],
  [{ path: '$[?length(@) == 1]', type: 'array' }, 'met: GET /a → 200'],
])('%j', (match, expected) => {
  const spelled = told({ content: { json: [match] } }, answer(JSON_TEXT))
  expect(spelled.slice(0, spelled.lastIndexOf(' ['))).toBe(expected)
})

test('JSON is read from chunks, and the evidence is the content as it was transferred', () => {
  const chunked = '> GET /a HTTP/1.1\n< HTTP/1.1 200 OK\n< Transfer-Encoding: chunked\n<\n< 5\n< {"a":\n< 2\n< 1}\n< 0\n<'
  expect(told({ content: { json: [{ path: '$.a', equals: 1 }] } }, chunked)).toBe('met: GET /a → 200 [5\r\n{"a":\r\n2\r\n1}\r\n0\r\n\r\n]')
})

test('the content of the request is judged on the request', () => {
  const sent = '> POST /a HTTP/1.1\n> Content-Length: 7\n>\n> {"a":1}\n< HTTP/1.1 200 OK'
  expect(told({ requestContent: { json: [{ path: '$.a', equals: 1 }] } }, sent)).toBe('met: POST /a → 200 [{"a":1}]')
  expect(told({ requestContent: { contains: '2' } }, sent)).toBe('missed: content of 7 octets / content that contains "2" [{"a":1}]')
})

test('JSON that is nested too deeply is a miss of this exchange, not the end of the judging', () => {
  const deep = `${'['.repeat(500)}${']'.repeat(500)}`
  expect(told({ content: { json: [{ path: '$..a' }] } }, answer(deep))).toMatch(/^missed: JSON that is nested too deeply \/ something at \$\.\.a/)
})

test.each(['$.[', '$[?match(@.a, "(a+)+")]', '$[?search(@.a, "(a+)+")]'])('%s cannot be judged: it is no path, or a pattern', path => {
  expect(told({ content: { json: [{ path }] } }, answer('{}'))).toMatch(/^not-yet: This could not be judged: /)
})

test('of octets that were not kept nobody knows what they lack', () => {
  const exchanges = capture(answer('hello')).map(exchange => ({ ...exchange, dropped: { request: 0, response: 1 } }))
  const judged = (content: ContentMatch) => judgeStep({ expectations: [{ id: 'it', says: 'It.', expect: { content } }] }, exchanges).outcome
  expect([judged({ lacks: 'x' }), judged({ contains: 'h' })]).toEqual(['missed', 'met'])
})

test('octets that are not UTF-8 are no JSON', () => {
  const exchanges = capture(answer('"?"')).map(exchange => ({
    ...exchange, responseBytes: toBase64(fromBase64(exchange.responseBytes).map(byte => byte === 0x3f ? 0xe9 : byte)),
  }))
  const verdict = judgeStep({ expectations: [{ id: 'it', says: 'It.', expect: { content: { json: [{ path: '$', type: 'string' }] } } }] }, exchanges)
  expect(verdict).toMatchObject({ outcome: 'missed', seen: { id: 'verdict.content-not-json' }, slices: ['"\u00e9"'] })
})

test.each<[ContentMatch, string, string]>([
  [{ equals: 'hello' }, 'hello', 'met: GET /a → 200 [hello]'],
  [{ equals: 'hell' }, 'hello', 'missed: content of 5 octets / content that is exactly "hell" [hello]'],
  [{ length: 5 }, 'hello', 'met: GET /a → 200 [hello]'],
  [{ length: { atLeast: 6 } }, 'hello', 'missed: content of 5 octets / content of ≥ 6 octets [hello]'],
  [{ json: [{ path: '$.a', atLeast: 1, atMost: 2 }] }, '{"a":2}', 'met: GET /a → 200 [{"a":2}]'],
  [{ json: [{ path: '$.a', atMost: 1 }] }, '{"a":"1"}', 'missed: $.a = "1" / $.a ≤ 1 [{"a":"1"}]'],
  [{ schema: { type: 'object', required: ['a'], properties: { a: { type: 'integer', minimum: 1 } }, additionalProperties: false } }, '{"a":2}', 'met: GET /a → 200 [{"a":2}]'],
  [{ schema: { type: 'object', properties: { a: { items: { enum: ['x'] } } } } }, '{"a":["x","y"]}', 'missed: JSON that does not fit at /a/1: enum / JSON that fits the schema [{"a":["x","y"]}]'],
  [{ schema: true }, 'no', 'missed: content that is not JSON / JSON that fits the schema [no]'],
  [{ schema: { pattern: '(a+)+$' } }, '"a"', 'not-yet: This could not be judged: the schema holds what is not judged: pattern. []'],
])('%j', (content, body, expected) => {
  expect(told({ content }, answer(body))).toBe(expected)
})

test('a schema takes time that grows with the content only', () => {
  const nested = Array.from({ length: 12 }).reduce<object>(inner => ({ anyOf: [inner, inner] }), { type: 'array', items: { type: 'number' } })
  expect(told({ content: { schema: nested } as ContentMatch }, answer('[]'))).toMatch(/^not-yet: This could not be judged: the schema holds what is not judged: too-many/)
  const long = `[${'1,'.repeat(140_000)}1]`
  expect(told({ content: { schema: { items: { type: 'number' } } } }, answer(long)).slice(0, 110)).toContain('the content is longer than the 262144 octets that a schema is held against')
})
