import type { cachingTexts } from '../../../model/rules-en/caching.ts'
import { x, type Examples } from './written.ts'

const NOW = 'Date: Sun, 06 Nov 1994 08:49:37 GMT'
const SOON = 'Expires: Sun, 06 Nov 1994 08:50:37 GMT'

export const cachingExamples: Examples<keyof typeof cachingTexts> = {
  'error-may-be-kept': { yes: [x('GET /', '404'), x('HEAD /', '501')], no: [x('GET /', '404|Cache-Control: no-store'), x('GET /', '500'), x('BREW /', '501'), x('GET /', '200'), x('PUT /||x', '405')] },
  'error-is-kept': { yes: [x('GET /', '501|Cache-Control: max-age=60'), x('GET /', `500|${NOW}|${SOON}`)], no: [x('GET /', '501|Cache-Control: no-store, max-age=60'), x('GET /', '501|Cache-Control: max-age=0'), x('PATCH /||x', '501|Cache-Control: max-age=60'), x('GET /', '200|Cache-Control: max-age=60')] },
  'error-must-not-be-kept': { yes: [x('GET /', '429|Cache-Control: max-age=60')], no: [x('GET /', '429|Cache-Control: no-store'), x('GET /', '429'), x('GET /', '404|Cache-Control: max-age=60')] },
  'freshness-in-vain': { yes: [x('BREW /', '501|Cache-Control: max-age=60'), x('PUT /||x', '200|Cache-Control: public')], no: [x('GET /', '200|Cache-Control: max-age=60'), x('PUT /||x', '200|Cache-Control: no-store'), x('POST /||x', '200|Cache-Control: max-age=60')] },
  'kept-and-not-kept': { yes: [x('GET /', '200|Cache-Control: no-store, max-age=60'), x('GET /', '200|Cache-Control: public, no-store')], no: [x('GET /', '200|Cache-Control: no-store, max-age=0'), x('GET /', '200|Cache-Control: no-store'), x('GET /', '200|Cache-Control: no-store, must-understand, max-age=60')] },
  'public-and-private': { yes: [x('GET /', '200|Cache-Control: public, private')], no: [x('GET /', '200|Cache-Control: public, private="set-cookie"'), x('GET /', '200|Cache-Control: private')] },
  'duration-unreadable': { yes: [x('GET /', '200|Cache-Control: max-age=soon'), x('GET /', '200|Cache-Control: s-maxage=-1')], no: [x('GET /', '200|Cache-Control: max-age=0'), x('GET /', '200|Cache-Control: max-age="5"'), x('GET /', '200|Cache-Control: private="max-age=soon"')] },
  'duration-large': { yes: [x('GET /', '200|Cache-Control: max-age=99999999999'), x('GET /', '200|Age: 4294967296')], no: [x('GET /', '200|Cache-Control: max-age=31536000')] },
  'directive-with-value': { yes: [x('GET /', '200|Cache-Control: no-store=1')], no: [x('GET /', '200|Cache-Control: no-store, private="set-cookie", max-age=1')] },
  'directive-in-capitals': { yes: [x('GET /', '200|Cache-Control: No-Store')], no: [x('GET /', '200|Cache-Control: no-store, private="Set-Cookie"')] },
  'directive-twice': { yes: [x('GET /', '200|Cache-Control: max-age=60|Cache-Control: max-age=0')], no: [x('GET /', '200|Cache-Control: max-age=60, s-maxage=60')] },
  'directive-of-responses': { yes: [x('GET /|Cache-Control: private', '200')], no: [x('GET /|Cache-Control: no-cache, max-age=0', '200'), x('GET /', '200|Cache-Control: private')] },
  'directive-of-requests': { yes: [x('GET /', '200|Cache-Control: only-if-cached')], no: [x('GET /|Cache-Control: only-if-cached', '504'), x('GET /', '200|Cache-Control: max-age=5')] },
  'expires-unreadable': { yes: [x('GET /', '200|Expires: 0'), x('GET /', '200|Expires: never')], no: [x('GET /', `200|${SOON}`)] },
  'expires-and-max-age': { yes: [x('GET /', `200|${NOW}|${SOON}|Cache-Control: max-age=5`)], no: [x('GET /', `200|${NOW}|${SOON}|Cache-Control: max-age=60`), x('GET /', `200|${NOW}|${SOON}`)] },
  'expires-needless': { yes: [x('GET /', `200|${NOW}|${SOON}|Cache-Control: max-age=60`)], no: [x('GET /', `200|${NOW}|${SOON}|Cache-Control: max-age=5`), x('GET /', `200|${NOW}|${SOON}`)] },
  'public-needless': { yes: [x('GET /', '200|Cache-Control: public, max-age=60')], no: [x('GET /|Authorization: Basic YTpi', '200|Cache-Control: public, max-age=60'), x('GET /', '200|Cache-Control: max-age=60'), x('GET /', '403|Cache-Control: public')] },
  'credentials-for-everybody': { yes: [x('GET /|Authorization: Basic YTpi', '200|Cache-Control: public, max-age=60')], no: [x('GET /|Authorization: Basic YTpi', '200|Cache-Control: max-age=60'), x('GET /', '200|Cache-Control: public, max-age=60')] },
  'freshness-unsaid': { yes: [x('GET /', '200|Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT')], no: [x('GET /', '200|Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT|Cache-Control: no-cache'), x('GET /', '200')] },
  'no-validator': { yes: [x('GET /', '200')], no: [x('GET /', '200|ETag: "a"'), x('GET /', '200|Cache-Control: no-store'), x('GET /', '404'), x('POST /||x', '200')] },
  'vary-on-coding': { yes: [x('GET /|Accept-Encoding: gzip', '200|Content-Encoding: gzip||\x1f\x8b')], no: [x('GET /|Accept-Encoding: gzip', '200|Content-Encoding: gzip|Vary: Accept-Encoding||\x1f\x8b'), x('GET /', '200|Content-Encoding: gzip||\x1f\x8b'), x('GET /|Accept-Encoding: gzip', '200||x')] },
  'vary-on-everything': { yes: [x('GET /', '200|Vary: *')], no: [x('GET /', '200|Vary: Accept')] },
  'vary-too-fine': { yes: [x('GET /', '200|Vary: User-Agent'), x('GET /', '200|Vary: a, b, c, d')], no: [x('GET /', '200|Vary: Accept, Accept-Encoding'), x('GET /', '200|Vary: *')] },
  'vary-needless': { yes: [x('GET /', '200|Vary: Host'), x('GET /', '200|Vary: Accept, accept')], no: [x('GET /', '200|Vary: Accept, Origin')] },
  'cookie-for-everybody': { yes: [x('GET /', '200|Set-Cookie: a=1|Cache-Control: public, max-age=60')], no: [x('GET /', '200|Set-Cookie: a=1|Cache-Control: private'), x('GET /', '200|Set-Cookie: a=1'), x('GET /', '200|Cache-Control: public')] },
  'age-unreadable': { yes: [x('GET /', '200|Age: old'), x('GET /', '200|Age: -1')], no: [x('GET /', '200|Age: 0')] },
  'stale': { yes: [x('GET /', '200|Age: 90|Cache-Control: max-age=60')], no: [x('GET /', '200|Age: 30|Cache-Control: max-age=60'), x('GET /', '200|Age: 90'), x('GET /', '200|Age: old|Cache-Control: max-age=60')] },
  'error-from-cache': { yes: [x('GET /', '501|Age: 19'), x('GET /', '404|Cache-Status: edge; hit; ttl=41')], no: [x('GET /', '501|Age: 0'), x('GET /', '501|Cache-Status: edge; fwd=miss'), x('GET /', '200|Age: 19'), x('GET /', '501|Cache-Status: inner; hit, edge; fwd=miss')] },
  'uncacheable-from-cache': { yes: [x('BREW /', '501|Cache-Status: edge; hit'), x('DELETE /', '501|Age: 4')], no: [x('BREW /', '501|Cache-Status: edge; fwd=method'), x('GET /', '501|Age: 4'), x('BREW /', '501|Cache-Status: edge; hit=?0')] },
  'cache-status-contradicts': { yes: [x('GET /', '200|Cache-Status: edge; hit; fwd=miss')], no: [x('GET /', '200|Cache-Status: inner; hit, edge; fwd=miss')] },
  'pragma-in-response': { yes: [x('GET /', '200|Pragma: no-cache')], no: [x('GET /|Pragma: no-cache', '200')] },
  'pragma-unknown': { yes: [x('GET /|Pragma: fast', '200')], no: [x('GET /|Pragma: no-cache', '200')] },
  'warning-obsolete': { yes: [x('GET /', '200|Warning: 110 - "stale"')], no: [x('GET /', '200')] },
}
