// A lab over TLS and HTTP/2 is played as it is learned: by the composer, and by curl.
import { expect, test } from 'vitest'
import type { Lab } from '../../electron/model/lab.ts'
import { finalResponse } from '../../electron/model/exchange.ts'
import { Scenario } from '../../electron/model/scenario.ts'
import { sendAsComposer } from '../../electron/core/proving/play.ts'
import { HAS_CURL_H2 } from '../core/simulator/h2/reached.ts'
import { play, sendByCurl } from './play.ts'

const lab = (reached: object): Lab => ({
  id: 'wire', title: 'Wire', summary: 's', minutes: 5, learned: 'l', intro: '', narrative: {}, pack: { id: 'p', version: '1.0.0', title: 'P' },
  steps: [{ id: 'one', title: 'One', expectations: [], questions: [], hints: [] }],
  scenario: Scenario.parse({ participants: [{ role: 'origin', name: 'origin', persona: 'node-http', http2: true, ...reached, implements: ['GET'], resources: { '/a': { GET: { kind: 'reply', text: 'words' } } } }] }),
})
const WAYS = [['the composer', sendAsComposer, true], ['curl', sendByCurl, HAS_CURL_H2]] as const

for (const [name, send, isThere] of WAYS) {
  test.skipIf(!isThere)(`the parser chose the status, over a plain port and over TLS, by ${name}`, async () => {
    for (const reached of [{}, { tls: true }]) {
      const exchanges = await play(lab(reached), 'BREW /a\n###\nBREW /a HTTP/2\n###\nGET /a HTTP/2\n', send)
      const server = exchanges.filter(({ side }) => side === 'server')
      expect(server.map(exchange => [exchange.request?.version, finalResponse(exchange)?.status])).toEqual([['HTTP/1.1', 400], ['HTTP/2', 501], ['HTTP/2', 200]])
    }
  })
}
