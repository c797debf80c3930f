// What HTTP/1.x has besides request and answer, on real sockets: 1xx answers through hops, Expect, Upgrade, HTTP/1.0 and older, OPTIONS *, TRACE.
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readExchange } from '../../../electron/core/recorder/read-exchange.ts'
import type { SeenExchange } from '../../../electron/core/recorder/seen-exchange.ts'
import { openScenario, type Simulation } from '../../../electron/core/simulator/simulator.ts'
import { fieldValues } from '../../../electron/model/message.ts'
import { Scenario } from '../../../electron/model/scenario.ts'
import { exchangeBytes, statuses } from '../../support/raw-exchange.ts'

const HINT = { kind: 'interim', status: 103, fields: { Link: '</a.css>; rel=preload', Connection: 'X-Hop', 'X-Hop': '1' } }
const ORIGIN = {
  role: 'origin', name: 'origin', implements: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'OPTIONS', 'TRACE', 'DELETE'],
  resources: {
    '/a': { GET: { kind: 'reply', text: 'a' }, POST: { kind: 'echo' }, TRACE: { kind: 'echo' } },
    '/hinted': { GET: { kind: 'reply', text: 'final', fault: [{ kind: 'interim', status: 102 }, HINT, { kind: 'interim', status: 100 }] } },
    '/hinted-never': { GET: { kind: 'reply', text: 'x', fault: [HINT, { kind: 'stall', at: 'start' }] } },
    '/hinted-broken': { GET: { kind: 'reply', text: 'x', fault: [HINT, { kind: 'reset', at: 'start' }] } },
    '/newer': { GET: { kind: 'reply', status: 426, fields: { Upgrade: 'HTTP/2.0', Connection: 'Upgrade' }, text: 'not over this' } },
    '/items': { GET: { kind: 'collection', at: '/items' }, POST: { kind: 'collection', at: '/items' } },
    '/items/{id}': { GET: { kind: 'collection', at: '/items' }, PATCH: { kind: 'collection', at: '/items' } },
    '/patched': { PATCH: { kind: 'reply' } },
  },
}
let running: Simulation
let seen: { port: number; exchange: SeenExchange }[] = []

beforeAll(async () => {
  running = await openScenario(Scenario.parse({ participants: [
    { role: 'gateway', name: 'edge', proxyStatus: true, upstreamMs: 800, routes: [{ pool: [{ to: 'inner' }] }] }, { role: 'gateway', name: 'inner', upstreamMs: 600, routes: [{ pool: [{ to: 'origin' }] }] }, ORIGIN,
  ] }), {
    port: 0, onExchange: exchange => void seen.push({ port: exchange.serverPort, exchange }),
    hops: { connected: () => undefined, caused: () => undefined, sent: exchange => void seen.push({ port: -exchange.serverPort, exchange }) },
  })
})
beforeEach(() => { seen = [] })
afterAll(() => running[Symbol.asyncDispose]())

const portOf = (name: string) => running.entries.find(({ participant }) => participant === name)?.port ?? 0
const send = (to: string, startLine: string, fields = '', content = '', version = 'HTTP/1.1') => exchangeBytes(portOf(to), `${startLine} ${version}\r\n${version === 'HTTP/1.1' ? 'Host: localhost\r\n' : ''}Connection: close\r\n${fields}\r\n${content}`, { quietMs: 5_000 })
const field = (text: string, name: string) => new RegExp(`^${name}: (.*)\\r$`, 'im').exec(text)?.[1]
const curl = (...args: string[]) => new Promise<{ code: number; text: string }>(resolve => {
  execFile('curl', ['-si', '--noproxy', '*', '--max-time', '20', ...args], (error, text) => resolve({ code: Number(error?.code ?? 0), text }))
})
/** What stood at an end of a hop: of its server with its port, of its client with the port below zero. */
async function at(port: number) {
  for (let tries = 0; tries < 300 && !seen.some(one => one.port === port); tries += 1) await new Promise(resolve => setTimeout(resolve, 10))
  const exchange = seen.find(one => one.port === port)?.exchange
  if (!exchange) throw new Error('nothing was captured')
  return readExchange({ ...exchange, seq: 1, trace: '', hop: '', side: 'server', source: 'raw', connection: { id: '', clientPort: 1, serverPort: 1, nth: 1 } })
}

describe('1xx answers (RFC 9110 §15.2)', () => {
  it('go through two gateways in their order, with Via, without what is hop-by-hop', async () => {
    const { text } = await send('edge', 'GET /hinted')
    expect(statuses(text)).toEqual([102, 103, 100, 200])
    const hint = text.split('\r\n\r\n')[1] ?? ''
    expect([field(`${hint}\r`, 'Link'), field(`${hint}\r`, 'X-Hop'), field(`${hint}\r`, 'Connection'), field(`${hint}\r`, 'Via')]).toEqual(['</a.css>; rel=preload', undefined, undefined, '1.1 inner, 1.1 edge'])
    for (const port of [portOf('edge'), portOf('inner'), portOf('origin'), -portOf('inner'), -portOf('origin')]) expect((await at(port)).responses.map(({ status }) => status)).toEqual([102, 103, 100, 200])
  })

  it('arrive before the final answer is there', async () => {
    const socket = connect({ host: '127.0.0.1', port: portOf('edge') })
    const parts: string[] = []
    socket.setEncoding('latin1').on('data', (part: string) => void parts.push(part))
    socket.write('GET /hinted-never HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')
    await once(socket, 'data')
    const first = parts.join('')
    await once(socket, 'end')
    expect([statuses(first), statuses(parts.join(''))]).toEqual([[103], [103, 504]])
  })

  it('leave it a 502 when the upstream breaks after them', async () => {
    const { text } = await send('edge', 'GET /hinted-broken')
    expect([statuses(text), field(text, 'Proxy-Status')]).toEqual([[103, 502], 'edge; received-status=502; next-hop=inner'])
  })

  it('do not go to HTTP/1.0, not even through gateways, whose own hop has them', async () => {
    expect(statuses((await send('edge', 'GET /hinted', '', '', 'HTTP/1.0')).text)).toEqual([200])
    expect((await at(-portOf('inner'))).responses.map(({ status }) => status)).toEqual([102, 103, 100, 200])
  })

  it('are skipped by curl, which takes the final one', async () => {
    const { code, text } = await curl(`http://127.0.0.1:${portOf('edge')}/hinted`)
    expect([code, statuses(text), text.endsWith('final')]).toEqual([0, [102, 103, 100, 200], true])
  })
})

describe('Expect: 100-continue through a gateway', () => {
  it('is answered by the gateway as by an origin (RFC 9110 §3.7, §10.1.1) and goes no further', async () => {
    const { text } = await send('edge', 'POST /a', 'Expect: 100-continue\r\nContent-Length: 2\r\n', 'ab')
    expect(statuses(text)).toEqual([100, 200])
    const { request, responses } = await at(portOf('inner'))
    expect([request && fieldValues(request, 'expect'), responses.map(({ status }) => status)]).toEqual([[], [200]])
  })

  it('works with curl', async () => {
    const { code, text } = await curl('-H', 'Expect: 100-continue', '--data', 'a=b', `http://127.0.0.1:${portOf('edge')}/a`)
    expect([code, statuses(text)]).toEqual([0, [100, 200]])
  })
})

describe('Upgrade', () => {
  it.each([['h2c', 'Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r\nConnection: Upgrade, HTTP2-Settings\r\n'], ['websocket', 'Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n']])('to %s is answered as if it was not asked for (RFC 9110 §7.8)', async (_, fields) => {
    const { text } = await send('origin', 'GET /a', fields)
    expect([statuses(text), field(text, 'Upgrade')]).toEqual([[200], undefined])
  })

  it('ends at the gateway, with what Connection names', async () => {
    const { text } = await send('edge', 'GET /a', 'Upgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\nConnection: Upgrade, HTTP2-Settings\r\n')
    const { request } = await at(portOf('inner'))
    expect([statuses(text), request && ['upgrade', 'http2-settings', 'connection'].map(name => fieldValues(request, name).filter(value => value !== 'keep-alive'))]).toEqual([[200], [[], [], []]])
  })

  it('is ignored for curl as well', async () => {
    const { code, text } = await curl('--http2', `http://127.0.0.1:${portOf('origin')}/a`)
    expect([code, statuses(text), text.endsWith('a')]).toEqual([0, [200], true])
  })

  it('can be demanded by a resource: 426 with Upgrade (RFC 9110 §15.5.22)', async () => {
    const { text } = await send('origin', 'GET /newer')
    expect([statuses(text), field(text, 'Upgrade'), field(text, 'Connection')]).toEqual([[426], 'HTTP/2.0', 'Upgrade'])
    expect(field((await curl(`http://127.0.0.1:${portOf('origin')}/api/status/426`)).text, 'Upgrade')).toBe('HTTP/2.0')
  })

  it.each(['origin', 'edge'])('the diagnostic endpoint sends 103 before its 200, seen from %s; not to HTTP/1.0 (RFC 9110 §15.2)', async to => {
    const { text } = await send(to, 'GET /api/status/103')
    expect([statuses(text), field(text, 'Link')]).toEqual([[103, 200], '</style.css>; rel=preload; as=style'])
    const old = await exchangeBytes(portOf(to), 'GET /api/status/103 HTTP/1.0\r\n\r\n', { quietMs: 5_000 })
    expect(statuses(old.text)).toEqual([200])
  })

  it.each(['origin', 'edge'])('without asking, with the preface of HTTP/2, gets 505 from %s and a close (RFC 9113 §3.4)', async to => {
    const { text, closed } = await exchangeBytes(portOf(to), 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', { quietMs: 5_000 })
    expect([statuses(text), closed]).toEqual([[505], true])
    expect((await curl('--http2-prior-knowledge', `http://127.0.0.1:${portOf(to)}/a`)).code).not.toBe(0)
  })
})

describe('HTTP/1.0', () => {
  it('needs no Host, closes by default, and keeps the connection when asked (RFC 9112 §9.3)', async () => {
    const once1 = await exchangeBytes(portOf('origin'), 'GET /a HTTP/1.0\r\n\r\n', { quietMs: 5_000 })
    const kept = await exchangeBytes(portOf('origin'), 'GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET /a HTTP/1.0\r\n\r\n', { quietMs: 5_000 })
    expect([statuses(once1.text), once1.closed, field(once1.text, 'Connection'), statuses(kept.text), field(kept.text, 'Connection'), kept.closed]).toEqual([[200], true, 'close', [200, 200], 'keep-alive', true])
  })

  it('gets a length and no transfer coding, from an origin and through gateways that speak 1.1 inwards and say so in Via', async () => {
    for (const to of ['origin', 'edge']) {
      const { code, text } = await curl('--http1.0', `http://127.0.0.1:${portOf(to)}/a`)
      expect([code, statuses(text), field(text, 'Content-Length'), field(text, 'Transfer-Encoding')]).toEqual([0, [200], '1', undefined])
    }
    const inner = (await at(-portOf('inner'))).request
    const origin = seen.filter(({ port }) => port === portOf('origin')).at(-1)?.exchange.request.toString() ?? ''
    expect([inner?.version, inner && fieldValues(inner, 'via'), field(origin, 'Via')]).toEqual(['HTTP/1.1', ['1.0 edge'], '1.0 edge, 1.1 inner'])
  })

  it('must not be sent in chunks, and expects nothing (RFC 9112 §6.1, RFC 9110 §10.1.1)', async () => {
    expect(statuses((await send('origin', 'POST /a', 'Transfer-Encoding: chunked\r\n', '0\r\n\r\n', 'HTTP/1.0')).text)).toEqual([400])
    expect(statuses((await send('origin', 'POST /a', 'Expect: 100-continue\r\nContent-Length: 2\r\n', 'ab', 'HTTP/1.0')).text)).toEqual([200])
  })

  it('is the oldest: a request without a version gets 400, with a status line', async () => {
    for (const to of ['origin', 'edge']) {
      const { text, closed } = await exchangeBytes(portOf(to), 'GET /a\r\n\r\n', { quietMs: 5_000 })
      expect([statuses(text), closed]).toEqual([[400], true])
    }
    expect(statuses((await curl('--http0.9', `http://127.0.0.1:${portOf('origin')}/a`)).text)).toEqual([200])
  })
})

describe('OPTIONS and TRACE over hops', () => {
  it.each([['OPTIONS *', '*'], ['OPTIONS http://localhost', '*'], ['OPTIONS /a', '/a']])('%s goes inwards as %s and counts Max-Forwards down', async (startLine, target) => {
    const { text } = await send('edge', startLine, 'Max-Forwards: 7\r\n')
    const { request } = await at(portOf('origin'))
    expect([statuses(text), field(text, 'Via'), field(text, 'Allow')?.includes('GET'), request?.target, request && fieldValues(request, 'max-forwards')]).toEqual([[204], '1.1 inner, 1.1 edge', true, target, ['5']])
  })

  it.each(['origin', 'inner'])('OPTIONS * is a 502 when %s is not there', async killed => {
    await running.control({ kind: 'kill', participant: killed })
    const { text } = await send('edge', 'OPTIONS *')
    await running.control({ kind: 'restore', participant: killed })
    expect([statuses(text), field(text, 'Proxy-Status')]).toEqual([[502], killed === 'inner' ? 'edge; error=connection_refused; next-hop=inner' : 'edge; received-status=502; next-hop=inner'])
  })

  it('OPTIONS * with Max-Forwards: 1 is answered by the second gateway', async () => {
    const { text } = await send('edge', 'OPTIONS *', 'Max-Forwards: 1\r\n')
    expect([statuses(text), field(text, 'Via'), seen.some(({ port }) => port === portOf('origin'))]).toEqual([[204], '1.1 edge', false])
  })

  it('Max-Forwards is nobody’s with another method, and 0 there stays 0 (RFC 9110 §7.6.2)', async () => {
    await send('edge', 'GET /a', 'Max-Forwards: 0\r\n')
    const { request } = await at(portOf('origin'))
    expect(request && fieldValues(request, 'max-forwards')).toEqual(['0'])
  })

  it('TRACE shows the request as the last recipient got it: message/http, without what is secret (RFC 9110 §9.3.8)', async () => {
    const { text } = await send('edge', 'TRACE /none-declared', 'Cookie: secret\r\nAuthorization: Basic c2VjcmV0\r\nX-Mine: 1\r\nMax-Forwards: 1\r\n')
    expect([statuses(text), field(text, 'Content-Type'), /^X-Mine: 1\r$/m.test(text), /^Via: 1\.1 edge\r$/m.test(text), /secret|c2VjcmV0/.test(text)]).toEqual([[200], 'message/http', true, true, false])
  })

  it('OPTIONS names what PATCH takes where that is known (RFC 5789 §3.1)', async () => {
    const accepted = async (target: string) => field((await curl('-X', 'OPTIONS', `http://127.0.0.1:${portOf('origin')}${target}`)).text, 'Accept-Patch')
    expect([await accepted('/items/7'), await accepted('/items'), await accepted('/patched')]).toEqual(['application/merge-patch+json', undefined, undefined])
  })
})
