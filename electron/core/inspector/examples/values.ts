import type { valueTexts } from '../../../model/rules-en/values.ts'
import { x, type Examples } from './written.ts'

const file = (value: string) => x('GET /', `200|Content-Disposition: ${value}`)
const LONG = 'x'.repeat(9_000)

export const valueExamples: Examples<keyof typeof valueTexts> = {
  'field-unreadable': {
    yes: [x('GET /', '200|Vary: Accept Accept-Language'), x('GET /|Accept: json', '200'), x('GET /|Accept-Language: de_CH', '200'), x('GET /', '200|Accept-Ranges: bytes; none')],
    no: [x('GET /', '200|Vary: Accept, Accept-Language'), x('GET /|Accept: text/*;q=0.5, */*', '200'), x('GET /|Accept-Encoding: gzip;q=1.0, *;q=0|Accept-Language: de-CH, *', '200'), x('GET /|Upgrade: websocket, HTTP/2.0|Connection: upgrade', '200')],
  },
  'range-unreadable': { yes: [x('GET /|Range: bytes=9-5', '200'), x('GET /|Range: bytes 0-5', '200'), x('GET /|Range: bytes=a-b', '200')], no: [x('GET /|Range: bytes=0-5, 9-, -3', '206|Content-Range: bytes 0-0/1||x'), x('GET /|Range: lines=5', '200')] },
  'if-range-unreadable': { yes: [x('GET /|Range: bytes=0-0|If-Range: abc', '200')], no: [x('GET /|Range: bytes=0-0|If-Range: "abc"', '200'), x('GET /|Range: bytes=0-0|If-Range: Sun, 06 Nov 1994 08:49:37 GMT', '200')] },
  'content-range-backwards': { yes: [x('GET /|Range: bytes=5-9', '206|Content-Range: bytes 9-5/20||x'), x('GET /|Range: bytes=0-9', '206|Content-Range: bytes 0-9/9||x')], no: [x('GET /|Range: bytes=0-0', '206|Content-Range: bytes 0-0/1||x'), x('GET /|Range: bytes=0-0', '206|Content-Range: bytes 0-0/*||x')] },
  'content-range-in-vain': { yes: [x('GET /', '200|Content-Range: bytes 0-0/1||x')], no: [x('GET /|Range: bytes=0-0', '206|Content-Range: bytes 0-0/1||x'), x('GET /|Range: bytes=9-', '416|Content-Range: bytes */1')] },
  'range-unit-unknown': { yes: [x('GET /', '200|Accept-Ranges: pages')], no: [x('GET /', '200|Accept-Ranges: bytes'), x('GET /', '200|Accept-Ranges: none')] },
  'location-in-vain': { yes: [x('GET /', '200|Location: /a')], no: [x('POST /||x', '201|Location: /a'), x('GET /', '302|Location: /a')] },
  'language-twice': { yes: [x('GET /', '200|Content-Language: de, DE')], no: [x('GET /', '200|Content-Language: de, de-CH')] },
  'origin-unreadable': { yes: [x('GET /|Origin: a.example', '200'), x('GET /|Origin: https://a.example/', '200')], no: [x('GET /|Origin: https://a.example:8443', '200'), x('GET /|Origin: null', '200')] },
  'field-of-requests': { yes: [x('GET /', '200|User-Agent: a'), x('GET /', '200|Cookie: a=1')], no: [x('GET /|User-Agent: a', '200'), x('GET /', '415|Accept: text/plain')] },
  'field-of-responses': { yes: [x('PUT /|ETag: "a"||x', '200'), x('GET /|Set-Cookie: a=1', '200')], no: [x('PUT /|If-Match: "a"||x', '200|ETag: "b"')] },
  'field-obsolete': { yes: [x('GET /', '200|P3P: CP="a"'), x('GET /', '200|X-XSS-Protection: 1')], no: [x('GET /', '200|Content-Digest: sha-256=:YQ==:')] },
  'head-large': { yes: [x('GET /', `200|X-Long: ${LONG}`), x(`GET /|${Array.from({ length: 5 }, (_, at) => `X-${at}: ${'x'.repeat(7_000)}`).join('|')}`, '431')], no: [x('GET /', `200|X-Long: ${LONG.slice(0, 8_000)}`)] },
  'parameter-twice': { yes: [file('attachment; filename=a; filename=b'), x('GET /', '200|Content-Type: text/plain; charset=utf-8; charset=ascii||x')], no: [file("attachment; filename=a; filename*=UTF-8''b"), x('GET /', '200|Content-Type: text/plain; charset=utf-8||x')] },
  'parameter-single-quoted': { yes: [x('GET /', "200|Content-Type: text/plain; charset='utf-8'||x")], no: [x('GET /', '200|Content-Type: text/plain; charset="utf-8"||x'), file("attachment; filename=a; filename*=UTF-8''b")] },
  'extended-parameter-unreadable': {
    yes: [file('attachment; filename=a; filename*="UTF-8\'\'b"'), file("attachment; filename=a; filename*=ISO-8859-1''b"), file('attachment; filename=a; filename*=b'), x('GET /', "200|Link: </a>; rel=next; title*=a'b")],
    no: [file("attachment; filename=a; filename*=UTF-8'de'%c3%a4.txt"), x('GET /', "200|Link: </a>; rel=next; title*=UTF-8''b")],
  },
  'structured-key-twice': { yes: [x('GET /|Priority: u=1, u=2', '200')], no: [x('GET /|Priority: u=1, i', '200'), x('GET /', '200|Cache-Status: a; hit, a; fwd=miss')] },
  'disposition-unknown': { yes: [file('download; filename=a')], no: [file('inline'), file('attachment; filename=a')] },
  'attachment-without-name': { yes: [file('attachment'), file("attachment; filename*=UTF-8''a")], no: [file('attachment; filename=a'), file('inline')] },
  'file-name-with-percent': { yes: [file('attachment; filename="a%20b.txt"')], no: [file("attachment; filename=a; filename*=UTF-8''a%20b.txt")] },
  'file-name-with-path': { yes: [file('attachment; filename="/etc/passwd"'), file("attachment; filename=a; filename*=UTF-8''..%2Fa")], no: [file('attachment; filename="a.txt"'), file("attachment; filename=a; filename*=UTF-8''%c3%a4")] },
  'powered-by': { yes: [x('GET /', '200|X-Powered-By: PHP/8.1')], no: [x('GET /', '200|Server: a')] },
}
