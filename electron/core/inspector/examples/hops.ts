import type { hopTexts } from '../../../model/rules-en/hops.ts'
import { x, type Examples, type Written } from './written.ts'

/** What came to a gateway and its answer, and what the gateway sent on and got, each tried once. */
const through = (came: string, gave: string, ...sent: readonly (readonly [left: string, got: string])[]): Written[] => [
  x(came, gave, { trace: 't', hop: 'client-gw', side: 'server', source: 'outside', connection: 'in', at: 0 }),
  ...sent.map(([left, got], nth) => x(left, got, { trace: 't', hop: 'gw-origin', side: 'client', source: 'participant', connection: `out${nth}`, at: nth + 1 })),
]
const VIA = 'Via: 1.1 gw'
const ends = (sent: string, got: string, answered = '200', seen = answered): Written[] => [
  x(sent, seen, { trace: 't', connection: 'c', side: 'client' }), x(got, answered, { trace: 't', connection: 'c', side: 'server' }),
]

export const hopExamples: Examples<keyof typeof hopTexts> = {
  'via-missing': { yes: [through('GET /', '200', ['GET /', '200'])], no: [through('GET /', '200', [`GET /|${VIA}`, '200']), x('GET /', '200')] },
  'via-loop': { yes: [x('GET /|Via: 1.1 gw, 1.1 edge, 1.1 gw', '508')], no: [x('GET /|Via: 1.1 gw, 1.1 edge', '200')] },
  'hop-field-passed-on': {
    yes: [through('GET /|Connection: X-Hop|X-Hop: 1', '200', [`GET /|${VIA}|X-Hop: 1`, '200'])],
    no: [through('GET /|Connection: X-Hop|X-Hop: 1', '200', [`GET /|${VIA}`, '200']), through('GET /|Connection: TE|TE: trailers', '200', [`GET /|${VIA}|Connection: TE|TE: trailers`, '200']), through('GET /|Connection: close', '200', [`GET /|${VIA}`, '200'])],
  },
  'method-rewritten': { yes: [through('HEAD /', '200', [`GET /|${VIA}`, '200'])], no: [through('HEAD /', '200', [`HEAD /|${VIA}`, '200'])] },
  'status-rewritten': { yes: [through('BREW /', '500', [`BREW /|${VIA}`, '501'])], no: [through('BREW /', '501', [`BREW /|${VIA}`, '501']), through('BREW /', '502', [`BREW /|${VIA}`, '501']), through('GET /', '200', [`GET /|${VIA}`, '304'])] },
  'valid-answer-made-502': { yes: [through('BREW /', '502', [`BREW /|${VIA}`, '501'])], no: [through('BREW /', '502', [`BREW /|${VIA}`, '']), through('GET /', '502', [`GET /|${VIA}`, '200|Content-Length: 9||x']), through('GET /', '502', [`GET /|${VIA}`, '502'])] },
  'allow-rewritten': { yes: [through('PUT /||x', '405|Allow: GET', [`PUT /|${VIA}||x`, '405|Allow: GET, HEAD']), through('PUT /||x', '405', [`PUT /|${VIA}||x`, '405|Allow: GET'])], no: [through('PUT /||x', '405|Allow: GET, HEAD', [`PUT /|${VIA}||x`, '405|Allow: HEAD,GET'])] },
  'content-rewritten': { yes: [through('GET /', '404||mine', [`GET /|${VIA}`, '404||yours'])], no: [through('GET /', '404||same', [`GET /|${VIA}`, '404||same']), through('GET /', '200|Content-Encoding: gzip||\x1f\x8b', [`GET /|${VIA}`, '200||same'])] },
  'max-forwards-not-counted': {
    yes: [through('TRACE /|Max-Forwards: 2', '200', [`TRACE /|${VIA}|Max-Forwards: 2`, '200']), through('OPTIONS /|Max-Forwards: 0', '200', [`OPTIONS /|${VIA}`, '200'])],
    no: [through('TRACE /|Max-Forwards: 2', '200', [`TRACE /|${VIA}|Max-Forwards: 1`, '200']), through('GET /|Max-Forwards: 2', '200', [`GET /|${VIA}|Max-Forwards: 2`, '200'])],
  },
  'retried-unsafely': {
    yes: [through('POST /||x', '200', [`POST /|${VIA}||x`, ''], [`POST /|${VIA}||x`, '200'])],
    no: [through('PUT /||x', '200', [`PUT /|${VIA}||x`, ''], [`PUT /|${VIA}||x`, '200']), through('POST /||x', '200', ['!', ''], [`POST /|${VIA}||x`, '200'])],
  },
  'retried-after-501': { yes: [through('GET /', '501', [`GET /|${VIA}`, '501'], [`GET /|${VIA}`, '501'])], no: [through('GET /', '501', [`GET /|${VIA}`, '503'], [`GET /|${VIA}`, '501'])] },
  'sides-differ': {
    yes: [ends('GET /', 'GET /?x'), ends('GET /', 'GET /', '200||hello', '!HTTP/1.1 200 OK|Content-Length: 5||he')],
    no: [ends('GET /', 'GET /'), ends('GET /', '!'), ends('GET /', 'GET /', '200', '')],
  },
}

export { through }
