import type { framingTexts } from '../../../model/rules-en/framing.ts'
import { x, type Examples } from './written.ts'

const KEPT = { connection: 'c', nth: 1 }
const THEN = { connection: 'c', nth: 2 }
const BOTH = '!POST / HTTP/1.1|Host: a|Content-Length: 1|Transfer-Encoding: chunked||0||'

export const framingExamples: Examples<keyof typeof framingTexts> = {
  'response-malformed': { yes: [x('GET /', '!HTTP/1.1 200 OK|nonsense|Content-Length: 0||'), x('GET /', '!HTTP/1.1 200 OK|X : 1|Content-Length: 0||')], no: [x('GET /', '200'), x('GET /', '!HTTP/1.1 200 OK|Date: x'), x('!GET /||', '!hello')] },
  'no-status-line': { yes: [x('GET /', '!hello'), x('GET / HTTP/9.0', '!<html>|x')], no: [x('!GET /||', '!hello'), x('GET /', '200')] },
  'no-answer': { yes: [x('GET /', '', { ending: 'server-closed' }), x('POST /|Expect: 100-continue||x', '100')], no: [x('GET /', '200'), x('POST /|Content-Length: 9', ''), x('GET /|Upgrade: a', '101'), x('!GET /||', '!hello')] },
  'content-cut': { yes: [x('GET /', '200|Content-Length: 9||x'), x('GET /', '!HTTP/1.1 200 OK|Transfer-Encoding: chunked||5|he'), x('GET /', '!HTTP/1.1 200 OK|Date: x')], no: [x('GET /', '200||x'), x('HEAD /', '200|Content-Length: 9'), x('GET /', '!HTTP/1.1 200 OK||x')] },
  'octets-after-response': { yes: [x('GET /', '200|Content-Length: 1||xyz'), x('POST /||x', '200 >> !HTTP/1.1 400 Bad Request||')], no: [x('GET /', '200||xyz'), x('CONNECT a:443', '!HTTP/1.1 200 OK||tunnel'), x('HEAD /', '200|Content-Length: 1||x')] },
  'content-on-head': { yes: [x('HEAD /', '200|Content-Length: 1||x')], no: [x('HEAD /', '200|Content-Length: 1'), x('GET /', '200||x')] },
  'content-on-204': { yes: [x('DELETE /', '!HTTP/1.1 204 No Content||x')], no: [x('DELETE /', '204'), x('DELETE /', '200||x')] },
  'content-on-205': { yes: [x('POST /||x', '205||x')], no: [x('POST /||x', '205')] },
  'content-on-304': { yes: [x('GET /|If-None-Match: "a"', '!HTTP/1.1 304 Not Modified|ETag: "a"||x')], no: [x('GET /|If-None-Match: "a"', '304|ETag: "a"')] },
  'length-on-204': { yes: [x('DELETE /', '204|Content-Length: 0')], no: [x('DELETE /', '204'), x('GET /|If-None-Match: "a"', '304|Content-Length: 5')] },
  'coding-on-204': { yes: [x('DELETE /', '204|Transfer-Encoding: chunked')], no: [x('DELETE /', '204')] },
  'length-and-coding': { yes: [x(BOTH, '400'), x('GET /', '!HTTP/1.1 200 OK|Content-Length: 1|Transfer-Encoding: chunked||0||')], no: [x('POST /||x', '200'), x('POST /|Transfer-Encoding: chunked||0||', '200')] },
  'length-unreadable': { yes: [x('!POST / HTTP/1.1|Host: a|Content-Length: five||x', '400'), x('GET /', '200|Content-Length: -1')], no: [x('POST /||x', '200'), x('!POST / HTTP/1.1|Host: a|Content-Length: 5|Content-Length: 6||x', '400')] },
  'length-large': { yes: [x('HEAD /', '200|Content-Length: 9223372036854775808')], no: [x('HEAD /', '200|Content-Length: 9223372036854775807')] },
  'length-twice': { yes: [x('!POST / HTTP/1.1|Host: a|Content-Length: 5|Content-Length: 6||x', '400'), x('GET /', '!HTTP/1.1 200 OK|Content-Length: 1, 1||x')], no: [x('POST /||x', '200')] },
  'range-unlike-content': { yes: [x('GET /|Range: bytes=0-1', '206|Content-Range: bytes 0-1/9||x'), x('GET /|Range: bytes=5-4', '206|Content-Range: bytes 5-4/9||x')], no: [x('GET /|Range: bytes=0-1', '206|Content-Range: bytes 0-1/9||xx'), x('GET /|Range: bytes=0-1', '206|Content-Range: bytes 0-1/9|Content-Length: 2||x')] },
  'coding-to-http-1.0': { yes: [x('GET / HTTP/1.0', '200|Transfer-Encoding: chunked||0||')], no: [x('GET /', '200|Transfer-Encoding: chunked||0||'), x('GET / HTTP/1.0', '200||x')] },
  'coding-unasked': { yes: [x('GET /', '200|Transfer-Encoding: gzip, chunked||0||'), x('GET /', '!HTTP/1.1 200 OK|Transfer-Encoding: identity||x')], no: [x('GET /|TE: gzip|Connection: TE', '200|Transfer-Encoding: gzip, chunked||0||'), x('GET /', '200|Transfer-Encoding: chunked||0||')] },
  'end-by-close': { yes: [x('GET /', '!HTTP/1.1 200 OK||x', { ending: 'server-closed' })], no: [x('GET /', '!HTTP/1.1 200 OK|Connection: close||x'), x('GET / HTTP/1.0', '!HTTP/1.1 200 OK||x'), x('GET /', '200||x')] },
  'connection-used-after-close': {
    yes: [[x('GET /', '200|Connection: close', KEPT), x('GET /', '200', THEN)]],
    no: [[x('GET /', '200', KEPT), x('GET /', '200', THEN)], [x('GET /', '200|Connection: close', KEPT), x('GET /', '200', { connection: 'd' })], [x('GET /', '200|Connection: close', KEPT), x('GET /', '', THEN)]],
  },
  'connection-used-after-ambiguity': { yes: [[x(BOTH, '200', KEPT), x('GET /', '200', THEN)]], no: [[x('POST /||x', '200', KEPT), x('GET /', '200', THEN)], [x(BOTH, '400', KEPT), x('GET /', '200', { connection: 'd' })]] },
  'trailer-forbidden': { yes: [x('POST /|Transfer-Encoding: chunked||0|Content-Length: 5||', '200')], no: [x('POST /|Transfer-Encoding: chunked||0|X-Sum: 5||', '200')] },
  'connection-names-end-to-end': { yes: [x('GET /', '200|Connection: Cache-Control')], no: [x('GET /', '200|Connection: close'), x('GET /|Connection: TE|TE: trailers', '200')] },
  'upgrade-without-option': { yes: [x('GET /|Upgrade: a/1', '200'), x('GET /', '426|Upgrade: a/1')], no: [x('GET /|Upgrade: a/1|Connection: keep-alive, Upgrade', '200')] },
  'te-without-option': { yes: [x('GET /|TE: trailers', '200')], no: [x('GET /|TE: trailers|Connection: TE', '200')] },
}
