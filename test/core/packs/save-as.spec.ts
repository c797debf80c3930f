import { parse } from 'yaml'
import { describe, expect, it } from 'vitest'
import { asMistake, asResources, asSolution } from '../../../electron/core/packs/save-as.ts'
import { exchangesOf, play } from '../../../electron/core/proving/play.ts'
import { finalResponse, learnersView, type Exchange } from '../../../electron/model/exchange.ts'
import { contentBytes, fieldValues } from '../../../electron/model/message.ts'
import { fromBase64 } from '../../../electron/model/bytes.ts'
import { LabFile, type Lab } from '../../../electron/model/lab.ts'
import { sayInEnglish } from '../../../electron/model/phrase.ts'
import { ProofFile } from '../../../electron/model/proof.ts'
import { LAB } from './pack-fixture.ts'

const lab = (resources: unknown): Lab => {
  const file = parse(LAB) as { scenario: { participants: Record<string, unknown>[] } }
  Object.assign(file.scenario.participants[0] ?? {}, { implements: ['GET', 'POST', 'PUT'], resources })
  return { ...LabFile.parse(file), pack: { id: 'p', version: '1.0.0', title: 'P' }, intro: '', narrative: {} }
}

const TEA = lab({
  '/pot': { GET: { kind: 'toggle', toggle: 'hot', on: { kind: 'reply', text: 'hot\n' }, off: { kind: 'reply', status: 503, text: 'cold', fields: { 'Retry-After': '5', 'Content-Type': 'text/plain' } } }, PUT: { kind: 'echo' } },
  '/menu': { GET: { kind: 'reply', json: { teas: ['green', 'black'], count: 2 } }, POST: { kind: 'reply', status: 201, fields: { Location: '/menu/1', 'Set-Cookie': 'a=1' } } },
})
const SCRIPT = `GET /pot
Accept: text/plain

###
# @toggle hot on
# @advance 90s
GET /pot?cup=1

###
PUT /pot
Content-Type: text/plain

one: two

 last line
###
POST /menu

###
GET /menu
`

/** What can be compared between two runs. */
const essence = (exchanges: readonly Exchange[]) => learnersView(exchanges).map(exchange => {
  const { request, requestBytes, responseBytes } = exchange
  const response = finalResponse(exchange)
  return {
    asked: request && [request.method, request.target, new TextDecoder().decode(contentBytes(request, fromBase64(requestBytes))), fieldValues(request, 'Accept'), fieldValues(request, 'Content-Type')],
    // What echoes a request names the port that it came to.
    answered: response && [response.status, new TextDecoder().decode(contentBytes(response, fromBase64(responseBytes))).replace(/127\.0\.0\.1:\d+/, 'here'), ...['Content-Type', 'Retry-After', 'Location', 'Set-Cookie'].map(name => fieldValues(response, name))],
  }
})

async function captured(of: Lab, script: string) {
  const played = await play(of, script)
  return { exchanges: exchangesOf(played), events: played.events }
}

describe('a capture', () => {
  it('becomes a solution that plays again and gives the same exchanges', async () => {
    const { exchanges, events } = await captured(TEA, SCRIPT)
    const { text, left } = asSolution({ exchanges: learnersView(exchanges), events, answers: { why: 'a' } })
    expect(left).toEqual([])
    const { solution } = parse(text) as Record<string, unknown>
    const { requests, answers } = ProofFile.shape.solution.parse(solution)
    expect(answers).toEqual({ why: 'a' })
    expect(requests).toContain('# @toggle hot on\n# @advance 90s\nGET /pot?cup=1 HTTP/1.1\n')
    const again = await captured(TEA, requests)
    expect(essence(again.exchanges)).toEqual(essence(exchanges))
    expect(again.events.map(({ control }) => control)).toEqual(events.map(({ control }) => control))
  })

  it('becomes a mistake, of the chosen exchanges alone', async () => {
    const { exchanges } = await captured(TEA, SCRIPT)
    const { text } = asMistake({ exchanges: learnersView(exchanges).slice(0, 1), events: [], answers: {} }, 'brewed')
    const [mistake] = parse(text) as unknown[]
    expect(ProofFile.shape.mistakes.element.parse(mistake)).toMatchObject({ requests: 'GET /pot HTTP/1.1\nAccept: text/plain\n', fails: { of: 'brewed' } })
  })

  it('becomes resources that answer as was seen', async () => {
    const { exchanges } = await captured(TEA, SCRIPT)
    const seen = learnersView(exchanges).filter(exchange => exchange.request?.method !== 'PUT' && exchange.request?.target !== '/pot')
    const { text, left } = asResources(seen)
    expect(left).toEqual([])
    expect(parse(text)).toEqual({ resources: {
      '/pot': { GET: { kind: 'reply', fields: { 'Content-Type': 'text/plain; charset=utf-8' }, text: 'hot\n' } },
      '/menu': { POST: { kind: 'reply', status: 201, fields: { Location: '/menu/1', 'Set-Cookie': 'a=1' } }, GET: { kind: 'reply', json: { teas: ['green', 'black'], count: 2 } } },
    } })
    const { resources } = parse(text) as { resources: unknown }
    const again = await captured(lab(resources), 'GET /pot?cup=1\n\n###\nPOST /menu\n\n###\nGET /menu\n')
    expect(essence(again.exchanges).map(({ answered }) => answered)).toEqual(essence(seen).map(({ answered }) => answered))
  })

  it('says what of it cannot be written down', async () => {
    const played = await play(TEA, 'PUT /pot\nX-A: 1\n\nx\n', async (_draft, topology) => {
      await topology.send({ kind: 'raw', bytes: btoa('PUT /pot HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nConnection: close\r\n\r\n\xff\xfe') })
    })
    const rows = learnersView(exchangesOf(played))
    const { text, left } = asSolution({ exchanges: rows, events: [{ nth: 1, afterSeq: 0, atWallMs: 0, control: { kind: 'deploy', participant: 'kitchen', implements: ['GET'] } }], answers: {} })
    expect(parse(text)).toEqual({ solution: { requests: '' } })
    expect(left.map(sayInEnglish)).toEqual([
      'What was done with "deploy" has no line of its own: write it into the scenario.',
      expect.stringMatching(/^The request of x\d has no form in an \.http file/),
    ])
  })
})
