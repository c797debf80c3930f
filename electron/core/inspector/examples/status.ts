import type { statusTexts } from '../../../model/rules-en/status.ts'
import { x, type Examples } from './written.ts'

const DATE = 'Date: Sun, 06 Nov 1994 08:49:37 GMT'

export const statusExamples: Examples<keyof typeof statusTexts> = {
  '405-without-allow': { yes: [x('PUT /||x', '405')], no: [x('PUT /||x', '405|Allow: GET'), x('PUT /||x', '405|Allow:'), x('BREW /', '501'), x('PUT /||x', '!HTTP/1.1 405 X|Date: x')] },
  '405-allows-it': { yes: [x('PUT /||x', '405|Allow: GET, PUT')], no: [x('PUT /||x', '405|Allow: GET'), x('put /||x', '405|Allow: PUT')] },
  '405-allows-nothing': { yes: [x('PUT /||x', '405|Allow:')], no: [x('PUT /||x', '405|Allow: GET'), x('PUT /||x', '405')] },
  '405-unknown-method': { yes: [x('FROBNICATE /', '405|Allow: GET')], no: [x('PROPFIND /', '405|Allow: GET'), x('FROBNICATE /', '501')] },
  '400-for-method': { yes: [x('FROBNICATE /', '400'), x('get /', '400')], no: [x('PUT /||x', '400'), x('GE(T /', '400'), x('!FROBNICATE / HTTP/1.1|nonsense||', '400')] },
  '500-for-method': { yes: [[x('FROBNICATE /', '500'), x('GET /', '200')]], no: [[x('FROBNICATE /', '500'), x('GET /', '500')], x('FROBNICATE /', '500'), [x('PUT /||x', '500'), x('GET /', '200')]] },
  '501-to-get': { yes: [x('GET /', '501'), x('HEAD /', '501')], no: [x('PATCH /||x', '501'), x('GET /|Transfer-Encoding: gzip, chunked', '501')] },
  '501-for-range': { yes: [x('PUT /|Content-Range: bytes 0-0/2||x', '501')], no: [x('PUT /|Content-Range: bytes 0-0/2||x', '400'), x('PUT /||x', '501')] },
  '505-to-http-1': { yes: [x('GET /', '505'), x('GET / HTTP/1.0', '505')], no: [x('GET / HTTP/9.0', '505'), x('GET / HTTP/1.2', '505')] },
  '401-without-challenge': { yes: [x('GET /', '401')], no: [x('GET /', '401|WWW-Authenticate: Basic realm="a"'), x('GET /', '403')] },
  '407-without-challenge': { yes: [x('GET /', '407')], no: [x('GET /', '407|Proxy-Authenticate: Basic realm="a"')] },
  '426-without-upgrade': { yes: [x('GET /', '426')], no: [x('GET /', '426|Upgrade: HTTP/2.0|Connection: upgrade')] },
  '415-without-accept-patch': { yes: [x('PATCH /||x', '415')], no: [x('PATCH /||x', '415|Accept-Patch: application/merge-patch+json'), x('POST /||x', '415')] },
  '416-without-length': { yes: [x('GET /|Range: bytes=9-', '416')], no: [x('GET /|Range: bytes=9-', '416|Content-Range: bytes */4')] },
  '206-without-range': {
    yes: [x('GET /', '206|Content-Range: bytes 0-0/2||x'), x('GET /|Range: bytes=0-0', '206||x'), x('GET /|Range: bytes=0-0', '206|Content-Range: bytes */9||x')],
    no: [x('GET /|Range: bytes=0-0', '206|Content-Range: bytes 0-0/2||x'), x('GET /|Range: bytes=0-0,1-1', '206|Content-Type: multipart/byteranges; boundary=a||x')],
  },
  '304-unasked': { yes: [x('GET /', '304')], no: [x('GET /|If-None-Match: "a"', '304'), x('GET /|If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT', '304')] },
  'moved-nowhere': { yes: [x('GET /', '301'), x('GET /', '307')], no: [x('GET /', '301|Location: /a'), x('GET /', '300')] },
  'moved-changes-method': { yes: [x('POST /||x', '301|Location: /a'), x('POST /||x', '302|Location: /a')], no: [x('POST /||x', '308|Location: /a'), x('GET /', '301|Location: /a')] },
  'use-proxy': { yes: [x('GET /', '305|Location: http://p/')], no: [x('GET /', '302|Location: /')] },
  'created-nowhere': { yes: [x('POST /||x', '201')], no: [x('POST /||x', '201|Location: /1'), x('PUT /||x', '201')] },
  'created-by-safe-method': { yes: [x('GET /', '201|Location: /1')], no: [x('POST /||x', '201|Location: /1'), x('GET /', '200')] },
  'status-unasked': { yes: [x('GET /', '406'), x('PUT /||x', '412'), x('GET /', '416'), x('POST /||x', '417')], no: [x('GET /|Accept: a/b', '406'), x('PUT /|If-Match: "a"||x', '412'), x('GET /|Range: bytes=9-', '416'), x('POST /|Expect: 100-continue||x', '417'), x('GET /', '404')] },
  '304-describes-content': { yes: [x('GET /|If-None-Match: "a"', '304|ETag: "a"|Content-Type: text/plain')], no: [x('GET /|If-None-Match: "a"', '304|ETag: "a"|Vary: Accept'), x('GET /', '200|Content-Type: text/plain||x')] },
  'retry-after-in-vain': { yes: [x('BREW /', '501|Retry-After: 5'), x('GET /', '200|Retry-After: 5')], no: [x('GET /', '503|Retry-After: 5'), x('GET /', '429|Retry-After: 5'), x('GET /', '301|Retry-After: 5|Location: /'), x('PUT /||x', '413|Retry-After: 5')] },
  'retry-after-unsaid': { yes: [x('GET /', '503'), x('GET /', '429')], no: [x('GET /', '503|Retry-After: 5'), x('GET /', '501')] },
  'retry-after-past': { yes: [x('GET /', `503|${DATE}|Retry-After: Sun, 06 Nov 1994 08:49:00 GMT`)], no: [x('GET /', `503|${DATE}|Retry-After: Sun, 06 Nov 1994 08:50:00 GMT`), x('GET /', `503|${DATE}|Retry-After: 5`)] },
  'status-unregistered': { yes: [x('GET /', '299'), x('GET /', '599')], no: [x('GET /', '200'), x('GET /', '451')] },
  'reason-of-another': { yes: [x('GET /', '404 OK'), x('BREW /', '501 Internal Server Error')], no: [x('GET /', '404 Not Found'), x('GET /', '404 Nothing here'), x('GET /', '404')] },
  'reason-beyond-ascii': { yes: [x('GET /', '404 Pas trouv\xe9')], no: [x('GET /', '404 Not Found'), x('GET /', '404')] },
  'interim-to-http-1.0': { yes: [x('POST / HTTP/1.0|Expect: 100-continue||x', '100 >> 200')], no: [x('POST /|Expect: 100-continue||x', '100 >> 200'), x('GET / HTTP/1.0', '200')] },
  'continue-unasked': { yes: [x('POST /||x', '100 >> 200')], no: [x('POST /|Expect: 100-continue||x', '100 >> 200'), x('GET /', '103 >> 200')] },
  'switch-unasked': {
    yes: [x('GET /', '101|Upgrade: a/1|Connection: upgrade'), x('GET /|Upgrade: a/1|Connection: upgrade', '101')],
    no: [x('GET /|Upgrade: a/1|Connection: upgrade', '101|Upgrade: a/1|Connection: upgrade'), x('GET /|Upgrade: a/1|Connection: upgrade', '200')],
  },
}
