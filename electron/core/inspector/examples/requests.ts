import type { requestTexts } from '../../../model/rules-en/requests.ts'
import { x, type Examples } from './written.ts'

const NO_HOST = '!GET / HTTP/1.1||'
const TWO_HOSTS = '!GET / HTTP/1.1|Host: a|Host: b||'
const SPACED = '!GET / HTTP/1.1|Host: a|X : 1||'
const TWO_LENGTHS = '!POST / HTTP/1.1|Host: a|Content-Length: 1|Content-Length: 2||x'
const chunked = (coding: string) => `POST /|Transfer-Encoding: ${coding}||0||`

export const requestExamples: Examples<keyof typeof requestTexts> = {
  'request-malformed': {
    yes: [x('!GET / HTTP/1.1|Host: a|nonsense||', '400'), x(SPACED, '400'), x('!GET /||', '!hello'), x(chunked('chunked, foo'), '400')],
    no: [x('GET /', '200'), x(chunked('gzip, chunked'), '501'), x('GE(T /', '400'), x(TWO_LENGTHS, '400'), x('!POST / HTTP/1.1|Host: a|Content-Length: 1|Transfer-Encoding: chunked||0||', '400'), x('!GET / HTTP/1.1|Host: a', '')],
  },
  'host-missing': { yes: [x(NO_HOST, '400')], no: [x('GET /', '200'), x('!GET / HTTP/1.0||', '200'), x('!GET / HTTP/1.1|Hos', '')] },
  'host-accepted': { yes: [x(NO_HOST, '200'), x(TWO_HOSTS, '200')], no: [x(NO_HOST, '400'), x(TWO_HOSTS, '400'), x('GET /', '200'), x('!GET / HTTP/1.0||', '200')] },
  'host-unlike-target': { yes: [x('GET http://b/|Host: a', '200')], no: [x('GET http://A/|Host: a', '200'), x('GET /?http://b/|Host: a', '200')] },
  'target-with-userinfo': { yes: [x('GET http://u:p@a/|Host: a', '400')], no: [x('GET http://a/@x|Host: a', '200'), x('GET /u@a', '200')] },
  'target-unreadable': { yes: [x('GET /a|b'.replace('|', '"'), '200'), x('GET /a^b', '200'), x('GET /%zz', '400')], no: [x('GET /a%7Cb?c=[d]', '200'), x('OPTIONS *', '200'), x('CONNECT a:443', '200')] },
  'target-long': { yes: [x(`GET /${'a'.repeat(8_000)}`, '414')], no: [x(`GET /${'a'.repeat(7_000)}`, '200')] },
  'colon-space-accepted': { yes: [x(SPACED, '200')], no: [x(SPACED, '400'), x('GET /|X: 1', '200')] },
  'length-accepted': { yes: [x(TWO_LENGTHS, '200'), x('!POST / HTTP/1.1|Host: a|Content-Length: five||x', '200')], no: [x(TWO_LENGTHS, '400'), x('POST /||x', '200')] },
  'coding-end-unclear': { yes: [x(chunked('foo'), '501'), x(chunked('chunked, foo'), '200')], no: [x(chunked('foo'), '400'), x(chunked('foo, chunked'), '501'), x(chunked('chunked'), '200'), x(chunked('foo'), '')] },
  'coding-unknown': { yes: [x(chunked('foo, chunked'), '200')], no: [x(chunked('foo, chunked'), '501'), x(chunked('foo, chunked'), '400'), x(chunked('gzip, chunked'), '200'), x(chunked('chunked'), '200')] },
  'chunked-refused': {
    yes: [[x(chunked('chunked'), '501'), x('POST /||x', '200')]],
    no: [[x(chunked('chunked'), '501'), x('POST /||x', '501')], [x(chunked('chunked'), '411'), x('POST /||x', '200')], [x(chunked('gzip, chunked'), '501'), x('POST /||x', '200')], x(chunked('chunked'), '501')],
  },
  'malformed-accepted': {
    yes: [x('!GET / HTTP/1.1|Host: a|nonsense||', '200'), x('!GET /a b HTTP/1.1|Host: a||', '200')],
    no: [x('!GET / HTTP/1.1|Host: a|nonsense||', '400'), x('!GET / HTTP/1.1|Host: a|X: 1| 2||', '200'), x('!GET  / HTTP/1.1|Host: a||', '200'), x('!GET / HTTP/1.1 |Host: a||', '200'), x('GET /', '200'), x(SPACED, '200')],
  },
  'expect-without-content': { yes: [x('GET /|Expect: 100-continue', '200')], no: [x('POST /|Expect: 100-continue||x', '200'), x('POST /|Expect: 100-continue|Content-Length: 5', '417')] },
  'expect-in-http-1.0': { yes: [x('POST / HTTP/1.0|Expect: 100-continue||x', '200')], no: [x('POST /|Expect: 100-continue||x', '200')] },
  'expect-unknown': { yes: [x('GET /|Expect: the-unexpected', '417')], no: [x('POST /|Expect: 100-Continue||x', '200'), x('GET /', '200')] },
}
