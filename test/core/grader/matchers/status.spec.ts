import { expect, test } from 'vitest'
import type { Condition } from '../../../../electron/model/condition.ts'
import { told } from '../judging.ts'

const NOT_ALLOWED = '> DELETE /a HTTP/1.1\n< HTTP/1.1 405 Method Not Allowed'
const CONTINUED = '> POST /a HTTP/1.1\n< HTTP/1.1 100 Continue\n<\n< HTTP/1.1 200 OK\n<'

test.each<[string, Condition, string, string]>([
  ['the status', { status: 405 }, NOT_ALLOWED, 'met: DELETE /a → 405 [405]'],
  ['another status', { status: 501 }, NOT_ALLOWED, 'missed: status 405 / status 501 [405]'],
  ['one of several', { status: [501, 405] }, NOT_ALLOWED, 'met: DELETE /a → 405 [405]'],
  ['none of several', { status: [501, 500] }, NOT_ALLOWED, 'missed: status 405 / one of 501, 500 [405]'],
  ['a class', { status: '4xx' }, NOT_ALLOWED, 'met: DELETE /a → 405 [405]'],
  ['another class', { status: '5xx' }, NOT_ALLOWED, 'missed: status 405 / status 5xx [405]'],
  ['the final response after a 1xx', { status: 200 }, CONTINUED, 'met: POST /a → 200 [200]'],
  ['a 1xx before the final response', { status: 100 }, CONTINUED, 'met: POST /a → 200 [100]'],
  ['a 1xx that was not there', { status: 103 }, CONTINUED, 'missed: status 200 / status 103 [200]'],
  ['no response', { status: 501 }, '> GET /a HTTP/1.1', 'missed: no response / status 501 [GET /a HTTP/1.1]'],
  ['a 1xx and no more', { status: 200 }, '> GET /a HTTP/1.1\n< HTTP/1.1 100 Continue', 'missed: no response / status 200 [HTTP/1.1 100 Continue\r\n\r\n]'],
  ['bytes that are no response', { status: 200 }, '> GET /a HTTP/1.1\n< 220 smtp.example', 'missed: no response / status 200 [220 smtp.example\r\n\r\n]'],
  ['an ending', { ending: 'kept-open' }, NOT_ALLOWED, 'met: DELETE /a → 405 [HTTP/1.1 405 Method Not Allowed]'],
  ['another ending', { ending: 'kept-open' }, '@ ending=reset\n> GET /a HTTP/1.1', 'missed: ending is reset / ending is kept-open [GET /a HTTP/1.1]'],
  ['no final response at all', { status: 'none' }, '> GET /a HTTP/1.1\n< HTTP/1.1 100 Continue', 'met: GET /a → no response [HTTP/1.1 100 Continue\r\n\r\n]'],
  ['a final response where none should be', { status: 'none' }, NOT_ALLOWED, 'missed: status 405 / no response [405]'],
  ['one of several endings', { ending: ['reset', 'refused'] }, '@ ending=reset\n> GET /a HTTP/1.1', 'met: GET /a → no response [GET /a HTTP/1.1]'],
  ['none of several endings', { ending: ['reset', 'refused'] }, NOT_ALLOWED, 'missed: ending is kept-open / one of reset, refused [HTTP/1.1 405 Method Not Allowed]'],
  ['a new connection', { connection: 'new' }, NOT_ALLOWED, 'met: DELETE /a → 405 [DELETE /a HTTP/1.1]'],
  ['a connection that was used before', { connection: 'reused' }, NOT_ALLOWED, 'missed: connection is new / connection is reused [DELETE /a HTTP/1.1]'],
  ['a time', { tookMs: { atLeast: 100 } }, `@ took=150\n${NOT_ALLOWED}`, 'met: DELETE /a → 405 [HTTP/1.1 405 Method Not Allowed]'],
  ['another time', { tookMs: { atMost: 100 } }, `@ took=150\n${NOT_ALLOWED}`, 'missed: 150 ms / ≤ 100 ms [HTTP/1.1 405 Method Not Allowed]'],
  ['a refused connection', { ending: 'refused' }, '@ ending=refused', 'met: no request []'],
])('%s', (_title, condition, transcript, expected) => {
  expect(told(condition, transcript)).toBe(expected)
})
