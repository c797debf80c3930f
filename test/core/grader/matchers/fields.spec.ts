import { expect, test } from 'vitest'
import type { FieldMatch } from '../../../../electron/model/condition.ts'
import { told } from '../judging.ts'

const ANSWER = '> DELETE /a HTTP/1.1\n> Accept: text/html;q=0.8\n< HTTP/1.1 405 Method Not Allowed\n< allow: GET, HEAD\n< Server: lab501'

test.each<[string, string, FieldMatch, string]>([
  ['there', 'Allow', 'present', 'met: DELETE /a → 405 [allow: GET, HEAD]'],
  ['not there', 'Via', 'present', 'missed: no Via field / a Via field [HTTP/1.1 405 Method Not Allowed]'],
  ['absent', 'Via', 'absent', 'met: DELETE /a → 405 [HTTP/1.1 405 Method Not Allowed]'],
  ['not absent', 'Allow', 'absent', 'missed: Allow: GET, HEAD / no Allow field [allow: GET, HEAD]'],
  ['its value', 'Server', { equals: 'lab501' }, 'met: DELETE /a → 405 [Server: lab501]'],
  ['another value', 'Server', { equals: 'Lab501' }, 'missed: Server: lab501 / Server: Lab501 [Server: lab501]'],
  ['no value', 'Via', { equals: '1.1 a' }, 'missed: no Via field / Via: 1.1 a [HTTP/1.1 405 Method Not Allowed]'],
  ['exactly these members in any order', 'Allow', { list: { is: ['HEAD', 'GET'] } }, 'met: DELETE /a → 405 [allow: GET, HEAD]'],
  ['a member too few', 'Allow', { list: { is: ['HEAD', 'GET', 'PUT'] } }, 'missed: Allow: GET, HEAD / Allow with exactly HEAD, GET, PUT [allow: GET, HEAD]'],
  ['a member too many', 'Allow', { list: { is: ['GET'] } }, 'missed: Allow: GET, HEAD / Allow with exactly GET [allow: GET, HEAD]'],
  ['a member in another case', 'Allow', { list: { contains: ['get'] } }, 'missed: Allow: GET, HEAD / Allow with get among its members [allow: GET, HEAD]'],
  ['a member there and one not', 'Allow', { list: { contains: ['GET', 'PUT'] } }, 'missed: Allow: GET, HEAD / Allow with GET, PUT among its members [allow: GET, HEAD]'],
  ['a member among others', 'Allow', { list: { contains: ['GET'] } }, 'met: DELETE /a → 405 [allow: GET, HEAD]'],
  ['a member that must not be there', 'Allow', { list: { lacks: ['GET', 'PUT'] } }, 'missed: Allow: GET, HEAD / Allow without GET, PUT [allow: GET, HEAD]'],
  ['members that are not there', 'Allow', { list: { lacks: ['PUT'] } }, 'met: DELETE /a → 405 [allow: GET, HEAD]'],
  ['of no list nothing is lacking', 'Via', { list: { lacks: ['a'] } }, 'missed: no Via field / Via without a [HTTP/1.1 405 Method Not Allowed]'],
  ['no field is not the empty list', 'Via', { list: { is: [] } }, 'missed: no Via field / Via with no members [HTTP/1.1 405 Method Not Allowed]'],
  ['any list', 'Via', { list: {} }, 'missed: no Via field / a Via field [HTTP/1.1 405 Method Not Allowed]'],
])('%s', (_title, name, match, expected) => {
  expect(told({ fields: { [name]: match } }, ANSWER)).toBe(expected)
})

test.each<[string, FieldMatch]>([
  ['Allow:', { list: { is: [] } }],
  ['Allow: ,', { list: { is: [] } }],
  ['Allow: GET,, HEAD,', { list: { is: ['GET', 'HEAD'] } }],
  ['Allow: GET\n< Allow: HEAD', { list: { is: ['GET', 'HEAD'] } }],
  ['Allow: GET\n< Allow: HEAD', { equals: 'GET, HEAD' }],
  ['Allow: !BREW, 1.50, M-SEARCH', { list: { is: ['!BREW', '1.50', 'M-SEARCH'] } }],
  ['Allow: GET, 1.50', { list: { is: ['GET', '1.50'] } }],
  ['Allow: a=1,b=2', { list: { is: ['a=1', 'b=2'] } }],
  ['Allow: 1.50', { list: { is: ['1.50'] } }],
  ['Allow: GET;a="b,c", HEAD; q=1', { list: { is: ['GET', 'HEAD'] } }],
  ['Allow: max-age=60, no-store', { list: { contains: ['max-age=60', 'no-store'] } }],
  ['Allow: "a, b", W/"c,d"', { list: { is: ['a, b', 'W/"c,d"'] } }],
  ['Allow: "a\\"b", x=y;z', { list: { is: ['a"b', 'x=y'] } }],
  ['Allow: ("a" b);q=1, ?1, :YQ==:', { list: { is: ['(a b)', '?1', ':YQ==:'] } }],
  ['Allow: "never closed, a', { list: { is: ['"never closed, a'] } }],
])('%s', (lines, match) => {
  const transcript = (answer: string) => `> GET /a HTTP/1.1\n< HTTP/1.1 405 No\n< ${answer}`
  expect(told({ fields: { allow: match } }, transcript(lines))).toMatch(/^met/)
  expect(told({ fields: { allow: match } }, transcript('Allow: OTHER'))).toMatch(/^missed/)
})

test('several lines of one name are all evidence', () => {
  expect(told({ fields: { Allow: 'present' } }, '> GET / HTTP/1.1\n< HTTP/1.1 405 No\n< Allow: GET\n< X: y\n< ALLOW: HEAD'))
    .toBe('met: GET / → 405 [Allow: GET | ALLOW: HEAD]')
})

test('request fields are read from the request, and of no response no field is absent', () => {
  expect(told({ requestFields: { Accept: { list: { contains: ['text/html'] } } } }, ANSWER)).toBe('met: DELETE /a → 405 [Accept: text/html;q=0.8]')
  expect(told({ fields: { Accept: 'present' } }, ANSWER)).toMatch(/^missed/)
  expect(told({ fields: { Via: 'absent' } }, '> GET / HTTP/1.1')).toBe('missed: no response / no Via field [GET / HTTP/1.1]')
})

test.each<[FieldMatch, string]>([
  ['present', 'met: GET / → 405 [Allow: GET]'],
  ['absent', 'missed: a header section that was cut off / no Allow field [Allow: GET]'],
  [{ equals: 'GET' }, 'missed: a header section that was cut off / Allow: GET [Allow: GET]'],
  [{ list: { is: ['GET'] } }, 'missed: a header section that was cut off / Allow with exactly GET [Allow: GET]'],
])('of a header section that was cut off it is only known what is there: %j', (match, expected) => {
  expect(told({ fields: { Allow: match } }, '> GET / HTTP/1.1\n< ~HTTP/1.1 405 No\n< Allow: GET')).toBe(expected)
  expect(told({ fields: { Via: match } }, '> GET / HTTP/1.1\n< ~HTTP/1.1 405 No\n< Allow: GET')).toMatch(/^missed: a header section that was cut off/)
})

const CACHED = '> GET /a HTTP/1.1\n< HTTP/1.1 200 OK\n< Cache-Status: shop; fwd=miss, edge; hit; ttl=30\n< Priority: u=1, i\n< Age: 12\n< Deprecation: @1735689600\n< Content-Type: application/json; charset=utf-8'
test.each<[string, string, FieldMatch, string]>([
  ['a member with parameters', 'Cache-Status', { member: { value: 'edge', params: { hit: true, ttl: { atLeast: 1 } }, lacks: ['fwd'] } }, 'met'],
  ['no such parameter', 'Cache-Status', { member: { value: 'edge', params: { fwd: 'miss' } } }, 'missed: Cache-Status: shop; fwd=miss, edge; hit; ttl=30 / Cache-Status with a member edge; fwd=miss'],
  ['a parameter that must not be', 'Cache-Status', { member: { value: 'shop', lacks: ['fwd'] } }, 'missed: Cache-Status: shop; fwd=miss, edge; hit; ttl=30 / Cache-Status with a member shop; no fwd'],
  ['a parameter out of bounds', 'Cache-Status', { member: { params: { ttl: { atMost: 29 } } } }, 'missed: Cache-Status: shop; fwd=miss, edge; hit; ttl=30 / Cache-Status with a member *; ttl=≤ 29'],
  ['a key', 'Priority', { dictionary: { u: 1, i: true } }, 'met'],
  ['a key with another value', 'Priority', { dictionary: { u: { value: { atLeast: 2 } } } }, 'missed: Priority: u=1, i / Priority with u = ≥ 2'],
  ['a key that is not there', 'Priority', { dictionary: { x: true } }, 'missed: Priority: u=1, i / Priority with x = true'],
  ['an item', 'Age', { item: 12 }, 'met'],
  ['an item within bounds', 'Age', { item: { value: { atLeast: 10, atMost: 20 } } }, 'met'],
  ['an item out of bounds', 'Age', { item: { value: { atLeast: 13, atMost: 20 } } }, 'missed: Age: 12 / Age that is 13–20'],
  ['a date', 'Deprecation', { item: 1_735_689_600 }, 'met'],
  ['text that begins so', 'Content-Type', { startsWith: 'application/json' }, 'met'],
  ['text that does not', 'Content-Type', { startsWith: 'text/', contains: 'utf-8' }, 'missed: Content-Type: application/json; charset=utf-8 / Content-Type begins with text/'],
  ['no field for text', 'Via', { contains: 'edge' }, 'missed: no Via field / a Via field'],
  ['what does not read', 'Content-Type', { dictionary: { a: true } }, 'missed: Content-Type: application/json; charset=utf-8 / Content-Type with a = true'],
])('structured: %s', (_title, name, match, expected) => {
  expect(told({ fields: { [name]: match } }, CACHED)).satisfy((words: string) => words.startsWith(expected))
})
