import type { methodTexts } from '../../../model/rules-en/methods.ts'
import { x, type Examples } from './written.ts'

export const methodExamples: Examples<keyof typeof methodTexts> = {
  'method-not-token': { yes: [x('GE(T /', '400'), x('G@T /', '')], no: [x('GET2 /', '501'), x('M-SEARCH /', '501')] },
  'method-case': { yes: [x('get /', '501'), x('Patch /', '405')], no: [x('GET /', '200'), x('frobnicate /', '501')] },
  'method-unregistered': { yes: [x('FROBNICATE /', '501'), x('TRACK /', '405')], no: [x('PROPFIND /', '501'), x('get /', '400'), x('GE(T /', '400')] },
  'content-without-meaning': { yes: [x('GET /||x', '200'), x('DELETE /||x', '204')], no: [x('GET /', '200'), x('POST /||x', '200'), x('QUERY /||x', '200')] },
  'trace-with-content': { yes: [x('TRACE /||x', '400')], no: [x('TRACE /', '200')] },
  'trace-with-secrets': { yes: [x('TRACE /|Cookie: a=b', '405'), x('TRACE /|Authorization: Basic eDp5', '405')], no: [x('TRACE /', '405'), x('GET /|Cookie: a=b', '200')] },
  'trace-reflects-secrets': {
    yes: [x('TRACE /|Cookie: a=b', '200|Content-Type: message/http||TRACE / HTTP/1.1|Host: a|Cookie: a=b')],
    no: [x('TRACE /|Cookie: a=b', '200|Content-Type: message/http||TRACE / HTTP/1.1|Host: a'), x('TRACE /', '200|Content-Type: message/http||TRACE / HTTP/1.1|Host: a')],
  },
  'trace-answered': { yes: [x('TRACE /', '200')], no: [x('TRACE /', '405'), x('TRACE /', '501')] },
  'connect-with-framing': { yes: [x('CONNECT a:443|Host: a:443', '200'), x('CONNECT a:443', '!HTTP/1.1 200 OK|Transfer-Encoding: chunked||')], no: [x('CONNECT a:443', '!HTTP/1.1 200 OK||'), x('CONNECT a:443', '405')] },
  'options-content-untyped': { yes: [x('OPTIONS /||x', '200')], no: [x('OPTIONS /|Content-Type: text/plain||x', '200'), x('OPTIONS /', '200')] },
  'options-without-allow': {
    yes: [x('OPTIONS /', '204'), x('OPTIONS /', '200||hello')],
    no: [x('OPTIONS /', '204|Allow: GET'), x('OPTIONS *', '200'), x('OPTIONS /', '405'), x('OPTIONS /|Access-Control-Request-Method: PUT', '204'), x('OPTIONS /', '!HTTP/1.1 200 OK|Date: x')],
  },
  'max-forwards-in-vain': { yes: [x('GET /|Max-Forwards: 1', '200')], no: [x('TRACE /|Max-Forwards: 1', '200'), x('OPTIONS *|Max-Forwards: 0', '200')] },
  'range-in-vain': { yes: [x('PUT /|Range: bytes=0-1||xx', '200')], no: [x('GET /|Range: bytes=0-1', '206'), x('PUT /||xx', '200')] },
}
