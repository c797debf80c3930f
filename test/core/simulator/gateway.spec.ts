// Client → gateway → origin on real sockets: what is forwarded, what changes on the way, who answers, and how it is captured.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterEach, describe, expect, it } from 'vitest'
import { readExchange } from '../../../electron/core/recorder/read-exchange.ts'
import { openScenario, type Simulation } from '../../../electron/core/simulator/simulator.ts'
import { fieldValues } from '../../../electron/model/message.ts'
import { learnersView, type Exchange, type ExchangeRecord } from '../../../electron/model/exchange.ts'
import { Scenario, type Gateway } from '../../../electron/model/scenario.ts'
import { exchangeBytes, statuses } from '../../support/raw-exchange.ts'
import { recorderInto } from '../../support/segments.ts'

const ORIGIN = {
  role: 'origin', implements: ['GET', 'HEAD', 'POST', 'PUT', 'OPTIONS'],
  resources: { '/a': { GET: { kind: 'reply', json: { from: 'a' } }, POST: { kind: 'echo' } }, '/slow': { GET: { kind: 'reply', text: 'late', delayMs: 400 } } },
} as const
let saved: ExchangeRecord[] = []
let running: Simulation | undefined

async function open(gateway: Partial<Gateway>, origins: readonly string[] = ['origin']): Promise<Simulation> {
  const mine: ExchangeRecord[] = []
  saved = mine
  const scenario = Scenario.parse({ participants: [{ role: 'gateway', name: 'edge', routes: [{ pool: [{ to: origins[0] }] }], ...gateway }, ...origins.map(name => ({ ...ORIGIN, name, server: name }))] })
  const recorder = recorderInto(mine)
  running = await openScenario(scenario, {
    port: 0, onExchange: seen => void recorder.record(seen, 'server'), onBegin: place => recorder.begun(place),
    hops: { connected: (one, other, from) => recorder.clientConnected(one, other, 'participant', from), caused: (effect, cause) => recorder.caused(effect, cause), sent: seen => void recorder.record(seen, 'client', 'participant') },
  })
  for (const { port, participant } of running.entries) recorder.listening(port, participant)
  return running
}
afterEach(async () => running?.[Symbol.asyncDispose]())

const port = () => running?.entries[0]?.port ?? 0
const ask = (startLine: string, fields = '', content = '') => exchangeBytes(port(), `${startLine} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${fields}\r\n${content}`, { quietMs: 5_000 })
const field = (text: string, name: string) => new RegExp(`^${name}: (.*)\\r$`, 'im').exec(text)?.[1]
async function captured(): Promise<Exchange[]> {
  await new Promise(resolve => setTimeout(resolve, 1_100))
  return saved.map(record => readExchange(record))
}
const atOrigin = (exchanges: readonly Exchange[]) => exchanges.find(({ hop, side }) => hop === 'edge-origin' && side === 'server')

describe('a gateway', () => {
  it('forwards over its own socket, adds Via and Forwarded, and the four sides are one trace', async () => {
    await open({})
    const { text } = await ask('GET /a', 'Accept: */*\r\nConnection: x-hop\r\nX-Hop: 1\r\nTE: trailers\r\nVia: 1.0 before\r\n')
    expect([statuses(text), field(text, 'Via'), field(text, 'Server'), field(text, 'Date')?.length]).toEqual([[200], '1.1 edge', 'origin', 29])
    const exchanges = await captured()
    expect(exchanges.map(({ hop, side, source }) => `${hop} ${side} ${source}`).sort()).toEqual(['client-edge server outside', 'edge-origin client participant', 'edge-origin server participant'])
    expect(new Set(exchanges.map(({ trace }) => trace)).size).toBe(1)
    expect(learnersView(exchanges).map(({ hop }) => hop)).toEqual(['client-edge'])
    const request = atOrigin(exchanges)?.request
    expect(request && [fieldValues(request, 'via'), fieldValues(request, 'forwarded')[0]?.replace(/:\d+"/, ':P"'), fieldValues(request, 'x-hop'), fieldValues(request, 'te'), fieldValues(request, 'accept')])
      .toEqual([['1.0 before, 1.1 edge'], 'for="127.0.0.1:P";host="localhost";proto=http', [], [], ['*/*']])
  })

  it.each([['FROBNICATE /a', 501], ['PROPFIND /a', 501], ['PUT /a', 405], ['GET /none', 404], ['get /a', 501]])('passes on %s: the origin answers %i', async (startLine, status) => {
    await open({})
    const { text } = await ask(startLine)
    expect([statuses(text), field(text, 'Via'), field(text, 'Server'), field(text, 'Allow')]).toEqual([[status], '1.1 edge', 'origin', status === 405 ? 'GET, HEAD, POST, OPTIONS' : undefined])
  })

  it('passes on HEAD with the length of what GET has, and content both ways', async () => {
    await open({})
    const [head, get] = [await ask('HEAD /a'), await ask('GET /a')]
    expect([field(head.text, 'Content-Length'), head.text.endsWith('\r\n\r\n')]).toEqual([field(get.text, 'Content-Length'), true])
    expect((await ask('POST /a', 'Transfer-Encoding: chunked\r\n', '3\r\nabc\r\n0\r\n\r\n')).text).toContain('"content": "abc"')
  })

  // Allow was empty once, as if nothing could be asked for; now it says what the origin takes (RFC 9110 §10.2.1).
  it.each([[501, undefined], [405, 'GET, HEAD, POST, OPTIONS']] as const)('may refuse a method itself with %i, and nothing reaches the origin', async (status, allow) => {
    await open({ refuses: { PROPFIND: status }, proxyStatus: true })
    const { text } = await ask('PROPFIND /a')
    expect([statuses(text), field(text, 'Server'), field(text, 'Via'), field(text, 'Proxy-Status'), field(text, 'Allow')?.trim()]).toEqual([[status], 'lab501-gateway', undefined, 'edge; error=proxy_internal_response', allow])
    expect((await captured()).map(({ hop }) => hop)).toEqual(['client-edge'])
  })

  it('refuses https and another host as an origin does, and forwards neither (RFC 9110 §7.4)', async () => {
    await open({})
    expect([statuses((await ask('GET https://localhost/a')).text), statuses((await ask('GET http://example.com/a')).text), statuses((await ask('GET /a', 'Expect: bogus\r\n')).text)]).toEqual([[421], [421], [417]])
    expect((await captured()).map(({ hop }) => hop)).toEqual(['client-edge', 'client-edge', 'client-edge'])
  })

  it('says in Proxy-Status what it received and from whom, if it is told to', async () => {
    await open({ proxyStatus: true })
    expect(field((await ask('FROBNICATE /a')).text, 'Proxy-Status')).toBe('edge; received-status=501; next-hop=origin')
  })

  it('translates a method where it is told to', async () => {
    await open({ translates: { PATCH: 'PUT' } })
    expect(statuses((await ask('PATCH /a')).text)).toEqual([405])
    expect(atOrigin(await captured())?.request?.method).toBe('PUT')
  })

  it('answers 504 when the origin is too slow', async () => {
    await open({ upstreamMs: 100, proxyStatus: true })
    const { text } = await ask('GET /slow')
    expect([statuses(text), field(text, 'Proxy-Status')]).toEqual([[504], 'edge; error=http_response_timeout; next-hop=origin'])
  })

  it('answers 503 where there is a way, and everybody at its end is drained', async () => {
    const simulation = await open({ proxyStatus: true, routes: [{ path: '/a', pool: [{ to: 'origin', weight: 1 }] }] })
    await simulation.control({ kind: 'drain', participant: 'origin' })
    const [drained, unknown] = [(await ask('GET /a')).text, (await ask('GET /b')).text]
    expect([drained, unknown].map(text => [...statuses(text), field(text, 'Proxy-Status')])).toEqual([[503, 'edge; error=destination_unavailable'], [404, 'edge; error=destination_not_found']])
    expect((await captured()).map(({ hop }) => hop)).toEqual(['client-edge', 'client-edge'])
  })

  it('handles Max-Forwards for OPTIONS and TRACE', async () => {
    await open({})
    const [own, forwarded] = [await ask('TRACE /a', 'Max-Forwards: 0\r\nCookie: secret\r\n'), await ask('OPTIONS /a', 'Max-Forwards: 1\r\n')]
    expect([statuses(own.text), own.text.includes('TRACE /a HTTP/1.1'), own.text.includes('secret'), field(forwarded.text, 'Allow')]).toEqual([[200], true, false, 'GET, HEAD, POST, OPTIONS'])
    const seen = (await captured()).filter(({ hop, side }) => hop === 'edge-origin' && side === 'server')
    expect(seen.map(({ request }) => request && fieldValues(request, 'max-forwards'))).toEqual([['0']])
  })

  it('routes by path, method, field and version, in order', async () => {
    await open({ routes: [{ path: '/b', pool: [{ to: 'two', weight: 1 }] }, { field: { name: 'X-Canary', equals: 'yes' }, pool: [{ to: 'three', weight: 1 }] }, { method: ['POST'], pool: [{ to: 'two', weight: 1 }] }, { pool: [{ to: 'one', weight: 1 }] }] }, ['one', 'two', 'three'])
    const answered = async (startLine: string, fields = '') => field((await ask(startLine, fields)).text, 'Server')
    expect([await answered('GET /b'), await answered('GET /a', 'X-Canary: yes\r\n'), await answered('POST /a'), await answered('GET /a')]).toEqual(['two', 'three', 'two', 'one'])
  })

  it('shares a pool out by weight, the same on every run', async () => {
    const run = async () => {
      await open({ routes: [{ pool: [{ to: 'one', weight: 4 }, { to: 'two', weight: 1 }] }] }, ['one', 'two'])
      const { text } = await exchangeBytes(port(), `${'GET /a HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(39)}GET /a HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`, { quietMs: 5_000 })
      await running?.[Symbol.asyncDispose]()
      return [...text.matchAll(/^Server: (\w+)/gm)].map(([, server]) => server)
    }
    const [first, second] = [await run(), await run()]
    expect([first, first.length, first.filter(server => server === 'two').length > 2, first.filter(server => server === 'two').length < 16]).toEqual([second, 40, true, true])
  })

  it('can be passed by: the origin answers whoever asks it directly', async () => {
    await open({ refuses: { PROPFIND: 501 } })
    const { text } = await exchangeBytes(running?.entries[1]?.port ?? 0, 'PROPFIND /a HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n', { quietMs: 5_000 })
    expect([statuses(text), field(text, 'Server')]).toEqual([[501], 'origin'])
    expect((await captured()).map(({ hop, source }) => [hop, source])).toEqual([['client-origin', 'outside']])
  })

  it('puts what passes through a tunnel into the trace of its CONNECT', async () => {
    await open({ tunnels: ['origin'] })
    const inside = 'GET /a HTTP/1.1\r\nHost: origin\r\n\r\nFROBNICATE /a HTTP/1.1\r\nHost: origin\r\nConnection: close\r\n\r\n'
    const { text } = await ask('CONNECT origin:80', '', inside)
    expect(statuses(text)).toEqual([200, 200, 501])
    const exchanges = await captured()
    expect(exchanges.map(({ hop, side, request }) => `${hop} ${side} ${request?.method}`).sort()).toEqual(['client-edge server CONNECT', 'edge-origin server FROBNICATE', 'edge-origin server GET'])
    expect([new Set(exchanges.map(({ trace }) => trace)).size, learnersView(exchanges).map(({ request }) => request?.method)]).toEqual([1, ['CONNECT']])
    expect(exchanges.find(({ hop }) => hop === 'client-edge')?.dropped?.request).toBe(inside.length)
  })

  it('works with curl', async () => {
    await open({})
    const { stdout } = await promisify(execFile)('curl', ['-si', '--noproxy', '*', '-X', 'FROBNICATE', `http://127.0.0.1:${port()}/a`])
    expect([statuses(stdout), field(stdout, 'Via')]).toEqual([[501], '1.1 edge'])
  })
})

describe('a topology that cannot be', () => {
  it.each([
    [{ participants: [{ role: 'gateway', name: 'edge', routes: [{ pool: [{ to: 'nowhere' }] }] }] }, '"nowhere" is not a participant further down the list'],
    [{ participants: [{ role: 'gateway', name: 'edge', routes: [{ pool: [{ to: 'edge' }] }] }] }, '"edge" is not a participant further down the list'],
    [{ participants: [{ ...ORIGIN, name: 'a' }, { ...ORIGIN, name: 'a' }] }, 'there is another participant named "a"'],
  ])('is refused when it is read', (scenario, says) => {
    expect(Scenario.safeParse(scenario).error?.issues[0]?.message).toBe(says)
  })
})
