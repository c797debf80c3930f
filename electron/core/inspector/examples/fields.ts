import type { fieldTexts } from '../../../model/rules-en/fields.ts'
import { x, type Examples } from './written.ts'

const NOW = 'Sun, 06 Nov 1994 08:49:37 GMT'

export const fieldExamples: Examples<keyof typeof fieldTexts> = {
  'date-unreadable': { yes: [x('GET /', '200|Date: today'), x('GET /|If-Modified-Since: 1994-11-06', '200')], no: [x('GET /', `200|Date: ${NOW}`), x('GET /', '200|Date: Sunday, 06-Nov-94 08:49:37 GMT'), x('GET /', '200|Expires: 0')] },
  'date-obsolete': { yes: [x('GET /', '200|Date: Sunday, 06-Nov-94 08:49:37 GMT'), x('GET /', '200|Last-Modified: Sun Nov  6 08:49:37 1994')], no: [x('GET /', `200|Date: ${NOW}`), x('GET /', '200|Date: today')] },
  'date-missing': { yes: [x('GET /', '200'), x('GET /', '404')], no: [x('GET /', `200|Date: ${NOW}`), x('GET /', '500'), x('BREW /', '501'), x('GET /', '!HTTP/1.1 200 OK|Server: a')] },
  'modified-after-date': { yes: [x('GET /', `200|Date: ${NOW}|Last-Modified: Sun, 06 Nov 1994 08:49:38 GMT`)], no: [x('GET /', `200|Date: ${NOW}|Last-Modified: ${NOW}`), x('GET /', `200|Last-Modified: ${NOW}`)] },
  'retry-after-unreadable': { yes: [x('GET /', '503|Retry-After: soon'), x('GET /', '503|Retry-After: 1.5')], no: [x('GET /', '503|Retry-After: 120'), x('GET /', `503|Retry-After: ${NOW}`)] },
  'field-twice': { yes: [x('GET /', '200|Content-Type: text/plain|Content-Type: text/html'), x('!GET / HTTP/1.1|Host: a|Host: b||', '400')], no: [x('GET /', '200|Set-Cookie: a=1|Set-Cookie: b=2'), x('GET /', '200|Vary: a|Vary: b')] },
  'list-with-empty-member': { yes: [x('GET /', '405|Allow: GET,,PUT'), x('GET /', '200|Vary: accept,')], no: [x('GET /', '405|Allow: GET, PUT'), x('PUT /||x', '405|Allow:'), x('GET /', '200|Cache-Control: private=",a"')] },
  'allow-not-methods': { yes: [x('PUT /||x', '405|Allow: GET HEAD'), x('PUT /||x', '405|Allow: GET; HEAD')], no: [x('PUT /||x', '405|Allow: GET, M-SEARCH'), x('PUT /||x', '405|Allow:')] },
  'content-type-unreadable': { yes: [x('GET /', '200|Content-Type: json||1'), x('POST /|Content-Type:||x', '200')], no: [x('GET /', '200|Content-Type: text/plain; charset=utf-8||1'), x('GET /', '200')] },
  'etag-unreadable': { yes: [x('GET /', '200|ETag: abc'), x('GET /', '200|ETag: w/"abc"')], no: [x('GET /', '200|ETag: "abc"'), x('GET /', '200|ETag: W/"abc"'), x('GET /', '200|ETag: ""')] },
  'condition-unreadable': { yes: [x('PUT /|If-Match: abc||x', '412')], no: [x('PUT /|If-Match: "a", W/"b,c"||x', '412'), x('PUT /|If-None-Match: *||x', '412')] },
  'location-unreadable': { yes: [x('GET /', '301|Location: /a b'), x('GET /', '301|Location: /caf\xe9')], no: [x('GET /', '301|Location: /a%20b'), x('GET /', '301|Location: https://a.example/?b#c')] },
  'via-unreadable': { yes: [x('GET /|Via: gw', '200'), x('GET /', '200|Via: 1.1')], no: [x('GET /|Via: 1.1 gw, HTTP/1.0 edge:80 (one, two)', '200')] },
  'weight-unreadable': { yes: [x('GET /|Accept: a/b;q=2', '200'), x('GET /|Accept-Encoding: gzip;q=high', '200')], no: [x('GET /|Accept: a/b;q=0.5, */*;q=0', '200'), x('GET /|Accept-Language: de', '200')] },
  'max-forwards-unreadable': { yes: [x('TRACE /|Max-Forwards: few', '400')], no: [x('TRACE /|Max-Forwards: 0', '200')] },
  'structured-unreadable': { yes: [x('GET /', '502|Proxy-Status: gw error=x'), x('GET /', '200|Cache-Status: "edge')], no: [x('GET /', '502|Proxy-Status: gw; error=dns_error'), x('GET /', '200|Cache-Status: edge; hit, "b c"; fwd=miss'), x('GET /|Priority: u=1, i', '200')] },
  'cookie-unreadable': { yes: [x('GET /', '200|Set-Cookie: session'), x('GET /', '200|Set-Cookie: =a; Path=/')], no: [x('GET /', '200|Set-Cookie: a=b; Path=/'), x('GET /', '200|Set-Cookie: a=')] },
  'language-unreadable': { yes: [x('GET /', '200|Content-Language: de_CH')], no: [x('GET /', '200|Content-Language: de-CH, en')] },
  'disposition-unreadable': { yes: [x('GET /', '200|Content-Disposition: filename=a b'), x('GET /', '200|Content-Disposition: ;filename="a"')], no: [x('GET /', '200|Content-Disposition: attachment; filename="a;b"')] },
  'link-unreadable': { yes: [x('GET /', '200|Link: /a; rel=next')], no: [x('GET /', '200|Link: </a>; rel=next, </b,c>; rel=prev')] },
  'content-range-unreadable': { yes: [x('GET /|Range: bytes=0-0', '206|Content-Range: bytes=0-0/2||x')], no: [x('GET /|Range: bytes=0-0', '206|Content-Range: bytes 0-0/*||x'), x('GET /', '416|Content-Range: bytes */9'), x('GET /', '206|Content-Range: items 1/2')] },
  'transport-security-unreadable': { yes: [x('GET /', '200|Strict-Transport-Security: includeSubDomains')], no: [x('GET /', '200|Strict-Transport-Security: max-age=1; includeSubDomains'), x('GET /', '200|Strict-Transport-Security: includeSubDomains; max-age="0"')] },
  'field-beyond-ascii': { yes: [x('GET /', '200|X-Name: caf\xe9')], no: [x('GET /', '200|X-Name: cafe')] },
  'server-in-detail': { yes: [x('GET /', '200|Server: nginx/1.22.1'), x('GET /', '200|Server: Apache/2.4 (Debian)')], no: [x('GET /', '200|Server: nginx'), x('GET /', '200|Server: nginx/1'), x('GET /', '200|Server: Lab 501')] },
}
