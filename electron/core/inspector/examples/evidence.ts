import type { evidenceTexts } from '../../../model/rules-en/evidence.ts'
import { x, type Examples } from './written.ts'
import { through } from './hops.ts'

/** The gateway passes the first request on, so that it is known as one; of the second it makes the answer itself. */
const gatewayAlone = (request: string, response: string) => [
  ...through('GET /', '200', ['GET /|Via: 1.1 gw', '200']),
  x(request, response, { trace: 'u', hop: 'client-gw', side: 'server', connection: 'in2', at: 9 }),
]

export const evidenceExamples: Examples<keyof typeof evidenceTexts> = {
  'nobody-signs': { yes: [x('BREW /', '501'), x('GET /', '404', { source: 'import' })], no: [x('BREW /', '501|Server: a'), x('BREW /', '501|Via: 1.1 gw'), x('BREW /', '501', { side: 'server' }), x('GET /', '200')] },
  'intermediary-unsigned': { yes: [gatewayAlone('BREW /', '501')], no: [gatewayAlone('BREW /', '501|Proxy-Status: gw; error=proxy_internal_response'), gatewayAlone('GET /', '404'), x('BREW /', '501', { side: 'server' })] },
  'intermediary-says-501': { yes: [gatewayAlone('BREW /', '501')], no: [gatewayAlone('BREW /', '405|Allow: GET'), through('BREW /', '501', ['BREW /|Via: 1.1 gw', '501'])] },
  'origin-signs-as-proxy': { yes: [through('GET /', '500|Proxy-Status: o; error=x', ['GET /|Via: 1.1 gw', '500|Proxy-Status: o; error=proxy_internal_error'])], no: [through('GET /', '500|Proxy-Status: gw; received-status=500', ['GET /|Via: 1.1 gw', '500']), x('GET /', '500|Proxy-Status: gw; error=dns_error', { side: 'server' })] },
  '501-and-then-not': { yes: [[x('PATCH /||x', '501'), x('PATCH /||x', '200')]], no: [[x('PATCH /||x', '501'), x('PATCH /b||x', '200')], [x('PATCH /||x', '200'), x('PATCH /||x', '501')], [x('PATCH /||x', '501'), x('PATCH /||x', '501')]] },
  'request-cut': { yes: [x('!POST / HTTP/1.1|Host: a|Content-Length: 9||x', '400'), x('!GET / HTTP/1.1|Host: a', '408')], no: [x('GET /', '200'), x('!GET / HTTP/1.1|nonsense||', '400'), x('!POST / HTTP/1.1|Host: a|Transfer-Encoding: chunked||zz|', '400')] },
  'no-wire': { yes: [x('GET /', '200', { source: 'import' })], no: [x('GET /', '200')] },
}
