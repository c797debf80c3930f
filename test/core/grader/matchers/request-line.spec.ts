import { expect, test } from 'vitest'
import type { Condition } from '../../../../electron/model/condition.ts'
import { told } from '../judging.ts'

const BREW = '> BREW /pot?a=1 HTTP/1.1\n> Host: a\n< HTTP/1.1 501 Not Implemented'
const SILENT = '@ ending=client-closed'

test.each<[string, Condition, string]>([
  ['a method by name', { method: 'BREW' }, 'met: BREW /pot?a=1 → 501 [BREW]'],
  ['a method is case-sensitive', { method: 'brew' }, 'missed: method is BREW / method is brew [BREW]'],
  ['one of several methods', { method: ['GET', 'BREW'] }, 'met: BREW /pot?a=1 → 501 [BREW]'],
  ['none of several methods', { method: ['GET', 'PUT'] }, 'missed: method is BREW / one of GET, PUT [BREW]'],
  ['oneOf', { method: { oneOf: ['GET'] } }, 'missed: method is BREW / one of GET [BREW]'],
  ['not', { method: { not: ['BREW'] } }, 'missed: method is BREW / method is not BREW [BREW]'],
  ['not one of several', { method: { not: ['GET', 'BREW'] } }, 'missed: method is BREW / method is not GET, BREW [BREW]'],
  ['not, and it is not', { method: { not: ['GET'] } }, 'met: BREW /pot?a=1 → 501 [BREW]'],
  ['all of one match', { method: { oneOf: ['BREW'], not: ['BREW'] } }, 'missed: method is BREW / method is not BREW [BREW]'],
  ['another case on purpose', { method: { ignoringCase: 'brew' } }, 'met: BREW /pot?a=1 → 501 [BREW]'],
  ['another name in any case', { method: { ignoringCase: 'get' } }, 'missed: method is BREW / method is get, in upper or lower case [BREW]'],
  ['a method that the server lacks', { method: { implemented: false } }, 'met: BREW /pot?a=1 → 501 [BREW]'],
  ['a method that the server has', { method: { implemented: true } }, 'missed: method is BREW / a method that this server implements [BREW]'],
  ['lacking, but not this one', { method: { implemented: false, not: ['BREW'] } }, 'missed: method is BREW / method is not BREW [BREW]'],
  ['a target', { target: '/pot?a=1' }, 'met: BREW /pot?a=1 → 501 [/pot?a=1]'],
  ['another target', { target: '/pot' }, 'missed: target is /pot?a=1 / target is /pot [/pot?a=1]'],
  ['the beginning of a target', { target: { startsWith: '/pot?' } }, 'met: BREW /pot?a=1 → 501 [/pot?a=1]'],
  ['another beginning', { target: { startsWith: '/tea' } }, 'missed: target is /pot?a=1 / target begins with /tea [/pot?a=1]'],
  ['a part of a target', { target: { contains: 'a=1' } }, 'met: BREW /pot?a=1 → 501 [/pot?a=1]'],
  ['another part', { target: { contains: 'b=1' } }, 'missed: target is /pot?a=1 / target contains b=1 [/pot?a=1]'],
  ['a version', { version: 'HTTP/1.1' }, 'met: BREW /pot?a=1 → 501 [BREW /pot?a=1 HTTP/1.1]'],
  ['another version', { version: 'HTTP/1.0' }, 'missed: version is HTTP/1.1 / version is HTTP/1.0 [BREW /pot?a=1 HTTP/1.1]'],
  ['the source', { source: 'composer' }, 'met: BREW /pot?a=1 → 501 [BREW /pot?a=1 HTTP/1.1]'],
  ['another source', { source: 'outside' }, 'missed: source is composer / source is outside [BREW /pot?a=1 HTTP/1.1]'],
  ['other sources', { source: ['raw', 'outside'] }, 'missed: source is composer / one of raw, outside [BREW /pot?a=1 HTTP/1.1]'],
])('%s', (_title, condition, expected) => {
  expect(told(condition, BREW)).toBe(expected)
})

test.each<[string, Condition, string]>([
  ['has no method', { method: { implemented: false } }, 'missed: no request / a method that this server implements for no resource []'],
  ['has not even another method', { method: { not: ['GET'] } }, 'missed: no request / a method []'],
  ['has no fields that could be absent', { requestFields: { Via: 'absent' } }, 'missed: no request / no Via field []'],
  ['has no content that could be empty', { requestContent: { empty: true } }, 'missed: no request / no content []'],
])('a connection without a request %s', (_title, condition, expected) => {
  expect(told(condition, SILENT)).toBe(expected)
})

test('HEAD is implemented where GET is, and a word in another case is another method', () => {
  expect(told({ method: { implemented: true } }, '> HEAD / HTTP/1.1')).toContain('met: HEAD / → no response')
  expect(told({ method: { implemented: false } }, '> delete / HTTP/1.1')).toContain('met: delete / → no response')
  expect(told({ method: { implemented: false } }, '> GET / HTTP/1.1')).toContain('missed: method is GET')
})

test('what is no token is not a method that the server lacks', () => {
  expect(told({ method: { implemented: false } }, '> GE@T / HTTP/1.1\n< HTTP/1.1 400 Bad Request')).toMatch(/^missed: method is GE@T/)
})

test('the evidence for bytes that are no request are these bytes', () => {
  expect(told({ method: 'GET' }, '> nonsense')).toBe('missed: no request / method is GET [nonsense\r\n\r\n]')
})

test('text beyond ASCII is compared by its UTF-8 octets', () => {
  expect(told({ target: '/é' }, '> GET /é HTTP/1.1')).toMatch(/^met/)
  expect(told({ target: { contains: 'é' } }, '> GET /e HTTP/1.1')).toMatch(/^missed/)
})

test('a long value is cut in the sentence, not in the evidence', () => {
  const long = `/${'a'.repeat(500)}`
  const [words = '', evidence = ''] = told({ target: '/' }, `> GET ${long} HTTP/1.1`).split(' [')
  expect(words).toBe(`missed: target is ${long.slice(0, 160)}… / target is /`)
  expect(evidence).toBe(`${long}]`)
})
