// Client → cache → origin on real sockets: what reaches the origin, and what the cache says about the rest. curl is one of the clients.
import { execFile } from 'node:child_process'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { promisify } from 'node:util'
import { afterEach, describe, expect, it } from 'vitest'
import type { SeenExchange } from '../../../electron/core/recorder/seen-exchange.ts'
import { cacheService, type CacheService, type CacheSettings } from '../../../electron/core/simulator/cache-service.ts'
import { Connection } from '../../../electron/core/simulator/connection.ts'
import { listenOnLoopback } from '../../../electron/core/simulator/listening.ts'
import { ScenarioClock } from '../../../electron/core/simulator/scenario-clock.ts'
import { openScenario } from '../../../electron/core/simulator/simulator.ts'
import { openUpstream } from '../../../electron/core/simulator/upstream.ts'
import { Limits, Scenario } from '../../../electron/model/scenario.ts'
import { exchangeBytes, statuses } from '../../support/raw-exchange.ts'

const keep = (status: number) => ({ kind: 'reply', status, fields: { 'Cache-Control': 'max-age=60' }, text: `a ${status}\n` })
const SCENARIO = Scenario.parse({
  participants: [{
    role: 'origin', name: 'origin', implements: ['GET', 'HEAD', 'PUT', 'OPTIONS'],
    resources: {
      '/item': { GET: keep(200), PUT: { kind: 'reply', status: 204 } }, '/stuck': { GET: keep(200), PUT: { kind: 'reply', status: 501 } }, '/missing': { GET: keep(501) },
      '/plain': { GET: { kind: 'reply', status: 501, text: 'none' } }, '/secret': { GET: { kind: 'reply', fields: { 'Cache-Control': 'no-store, max-age=60' } } },
    },
  }],
})
const closers: (() => PromiseLike<unknown>)[] = []
afterEach(async () => { for (const close of closers.splice(0).toReversed()) await close() })

interface Edge { readonly port: number; readonly clock: ScenarioClock; readonly service: CacheService; readonly seen: SeenExchange[] }

async function edgeBefore(port: number, settings: Partial<CacheSettings> = {}, clock = new ScenarioClock(SCENARIO.clock, 1)): Promise<Edge> {
  const upstream = openUpstream('edge', 'origin', port, { connected: () => undefined, caused: () => undefined, sent: () => undefined })
  const service = cacheService({ name: 'edge', server: 'lab501-cache', limits: Limits.parse({}), upstreamMs: 1_000, ...settings }, upstream, () => clock.nowMs)
  const seen: SeenExchange[] = []
  const connections = new Set<Connection>()
  const listening = await listenOnLoopback((socket: Socket) => connections.add(new Connection(socket, { service, clock, onExchange: exchange => seen.push(exchange) })), 0)
  closers.push(async () => {
    for (const connection of connections) connection.destroy()
    await service.close()
    await listening.close()
  })
  return { port: listening.port, clock, service, seen }
}

/** @returns a cache before the lab's own origin, and what reached that. */
async function edge(): Promise<Edge & { readonly reached: string[] }> {
  const reached: string[] = []
  const origin = await openScenario(SCENARIO, { port: 0, onExchange: ({ request }) => reached.push(request.toString('latin1').split(' HTTP')[0] ?? '') })
  closers.push(() => origin[Symbol.asyncDispose]())
  return { ...await edgeBefore(origin.entries[0]?.port ?? 0, {}, origin.clock), reached }
}

/** @returns a cache before a server of Node's that a test scripts. */
async function edgeOf(listener: RequestListener, settings: Partial<CacheSettings> = {}): Promise<Edge> {
  const server = createServer(listener)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  closers.push(async () => {
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
  })
  return edgeBefore((server.address() as AddressInfo).port, settings)
}

const ask = ({ port }: Edge, startLine: string, fields = '') => exchangeBytes(port, `${startLine} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${fields}\r\n`, { quietMs: 5_000 }).then(({ text }) => text)
const field = (text: string, name: string) => new RegExp(`^${name}: (.*)\\r$`, 'im').exec(text)?.[1]
const told = (text: string) => [...statuses(text), field(text, 'Age'), field(text, 'Cache-Status')?.replaceAll(';', '; ').replaceAll(';  ', '; ')]

describe('a cache before an origin', () => {
  it('stores, answers by itself while that is fresh, and lets go when it is not', async () => {
    const cache = await edge()
    const first = await ask(cache, 'GET /item')
    cache.clock.advance(20_000)
    const second = await ask(cache, 'GET /item')
    cache.clock.advance(41_000)
    expect([told(first), told(second), told(await ask(cache, 'GET /item'))]).toEqual([
      [200, undefined, 'edge; fwd=uri-miss; fwd-status=200; stored; ttl=60'], [200, '20', 'edge; hit; ttl=40'], [200, undefined, 'edge; fwd=stale; fwd-status=200; stored; ttl=60'],
    ])
    expect(cache.reached).toEqual(['GET /item', 'GET /item'])
    expect([field(second, 'Date'), field(second, 'Server'), field(second, 'Via'), field(second, 'Content-Length'), second.endsWith('a 200\n')]).toEqual([field(first, 'Date'), 'lab501', '1.1 edge', '6', true])
    expect(cache.seen.map(({ ruling }) => [ruling?.because.id, ruling?.section])).toEqual([['decision.cache-forwarded', 'RFC 9211 §2.2'], ['decision.cache-hit', 'RFC 9111 §4'], ['decision.cache-forwarded', 'RFC 9211 §2.2']])
  })

  it('serves a 501 to GET with max-age from its store, to HEAD too; one without is asked for each time', async () => {
    const cache = await edge()
    await ask(cache, 'GET /missing')
    const head = await ask(cache, 'HEAD /missing')
    expect([told(await ask(cache, 'GET /missing')), told(head), field(head, 'Content-Length'), head.endsWith('\r\n\r\n')]).toEqual([[501, '0', 'edge; hit; ttl=60'], [501, '0', 'edge; hit; ttl=60'], '6', true])
    await ask(cache, 'GET /plain')
    expect([told(await ask(cache, 'GET /plain')), cache.reached]).toEqual([[501, undefined, 'edge; fwd=uri-miss; fwd-status=501'], ['GET /missing', 'GET /plain', 'GET /plain']])
  })

  it('sends on a method that it does not understand, and stores none of the answers', async () => {
    const cache = await edge()
    await ask(cache, 'GET /item')
    for (let nth = 0; nth < 2; nth += 1) expect(told(await ask(cache, 'FROBNICATE /item'))).toEqual([501, undefined, 'edge; fwd=method; fwd-status=501'])
    expect([told(await ask(cache, 'GET /item'))[2], cache.reached]).toEqual(['edge; hit; ttl=60', ['GET /item', 'FROBNICATE /item', 'FROBNICATE /item']])
  })

  it.each([['/item', 204, 'edge; fwd=uri-miss; fwd-status=200; stored; ttl=60'], ['/stuck', 501, 'edge; hit; ttl=60']])('after PUT %s, answered with %i: %s', async (path, status, then) => {
    const cache = await edge()
    await ask(cache, `GET ${path}`)
    expect(statuses(await ask(cache, `PUT ${path}`, 'Content-Length: 0\r\n'))).toEqual([status])
    expect(told(await ask(cache, `GET ${path}`))[2]).toBe(then)
  })

  it('answers curl: no-store is never stored, only-if-cached is a 504, a purge forgets', async () => {
    const cache = await edge()
    const curl = async (path: string, ...more: string[]) => (await promisify(execFile)('curl', ['-s', '-i', '--max-time', '5', ...more, `http://127.0.0.1:${cache.port}${path}`])).stdout
    await curl('/secret')
    const secret = told(await curl('/secret'))
    await curl('/item')
    const only = await curl('/other', '-H', 'Cache-Control: only-if-cached')
    expect([secret, told(await curl('/item')), told(only), cache.service.purge('/item'), told(await curl('/item', '-H', 'Cache-Control: only-if-cached'))]).toEqual([
      [200, undefined, 'edge; fwd=uri-miss; fwd-status=200'], [200, '0', 'edge; hit; ttl=60'], [504, undefined, undefined], 1, [504, undefined, undefined],
    ])
    expect([cache.reached, cache.seen.at(-1)?.ruling?.section, field(only, 'Server')]).toEqual([['GET /secret', 'GET /secret', 'GET /item'], 'RFC 9111 §5.2.1.7', 'lab501-cache'])
  })
})

describe('a cache and curl', () => {
  const curl = async ({ port }: Edge, ...more: string[]) => (await promisify(execFile)('curl', ['-s', '-i', '--max-time', '5', ...more, `http://127.0.0.1:${port}/a`])).stdout
  it('a part, a 304 by tag and by date, HEAD and a reload: each from the store if it can be', async () => {
    const asked: string[] = []
    const cache = await edgeOf((request, response) => {
      asked.push(String(request.headers['if-none-match']))
      const isSame = request.headers['if-none-match'] === '"v1"'
      response.writeHead(isSame ? 304 : 200, { ETag: '"v1"', 'Cache-Control': 'max-age=60', 'Last-Modified': 'Mon, 05 Jan 2026 08:00:00 GMT' }).end(isSame ? undefined : '0123456789')
    })
    await curl(cache)
    const part = await curl(cache, '-r', '-3')
    const told304 = [await curl(cache, '-H', 'If-None-Match: "v1"'), await curl(cache, '-z', 'Mon, 05 Jan 2026 08:30:00 GMT'), await curl(cache, '-I')]
    expect([statuses(part), field(part, 'Content-Range'), part.slice(-3), ...told304.flatMap(statuses), asked]).toEqual([[206], 'bytes 7-9/10', '789', 304, 304, 200, ['undefined']])
    expect([told(await curl(cache, '-H', 'Cache-Control: no-cache')), asked]).toEqual([[200, '0', 'edge; fwd=request; fwd-status=304; ttl=60'], ['undefined', '"v1"']])
  })

  it('PUT that succeeds makes what is stored invalid, and 501 to PUT does not', async () => {
    let status = 501
    const cache = await edgeOf((request, response) => void response.writeHead(request.method === 'PUT' ? status : 200, { 'Cache-Control': 'max-age=60' }).end(request.method === 'PUT' ? undefined : 'x'))
    const afterPut = async () => {
      await curl(cache)
      await curl(cache, '-X', 'PUT', '-d', 'x')
      return told(await curl(cache))[2]
    }
    const afterError = await afterPut()
    status = 200
    expect([afterError, await afterPut()]).toEqual(['edge; hit; ttl=60', 'edge; fwd=uri-miss; fwd-status=200; stored; ttl=60'])
  })
})

describe('a cache before a scripted server', () => {
  it('sends each of many requests at the same time a whole answer of its own, and collapses none', async () => {
    let asked = 0
    const waiting: (() => void)[] = []
    const cache = await edgeOf((request, response) => {
      asked += 1
      waiting.push(() => void response.writeHead(200, { 'Cache-Control': 'max-age=60', Vary: 'Foo' }).end(`for ${String(request.headers.foo)}`))
      // Nobody is answered before all have come.
      if (waiting.length === 20) for (const answer of waiting) answer()
    })
    const all = await Promise.all(Array.from({ length: 20 }, (_, nth) => ask(cache, 'GET /a', `Foo: ${nth % 10}\r\n`)))
    expect(all.map(text => text.split('\r\n\r\n')[1])).toEqual(Array.from({ length: 20 }, (_, nth) => `for ${nth % 10}`))
    const again = await Promise.all(Array.from({ length: 10 }, (_, nth) => ask(cache, 'GET /a', `Foo: ${nth}\r\n`)))
    expect([asked, again.map(text => text.split('\r\n\r\n')[1])]).toEqual([20, Array.from({ length: 10 }, (_, nth) => `for ${nth}`)])
  })

  it('keeps no more than it has room for: the first of many is forgotten, the last is there', async () => {
    const reached: (string | undefined)[] = []
    const cache = await edgeOf((request, response) => {
      reached.push(request.url)
      response.writeHead(200, { 'Cache-Control': 'max-age=60' }).end('x'.repeat(10_000))
    }, { mostBytes: 100_000 })
    for (let nth = 0; nth < 20; nth += 1) await ask(cache, `GET /${nth}`)
    await ask(cache, 'GET /19')
    await ask(cache, 'GET /0')
    expect([reached.length, reached.at(-1), cache.service.purge()]).toEqual([21, '/0', 8])
  })

  it('validates what is stale, and answers with what it has, brought up to date', async () => {
    const conditions: (string | undefined)[] = []
    const cache = await edgeOf((request, response) => {
      conditions.push(request.headers['if-none-match'])
      response.writeHead(conditions.length === 1 ? 200 : 304, { ETag: '"v1"', 'Cache-Control': 'max-age=9', 'X-Nth': conditions.length }).end(conditions.length === 1 ? 'one' : undefined)
    })
    await ask(cache, 'GET /a')
    cache.clock.advance(10_000)
    const validated = await ask(cache, 'GET /a')
    expect([told(validated), field(validated, 'X-Nth'), validated.endsWith('one'), conditions]).toEqual([[200, '0', 'edge; fwd=stale; fwd-status=304; ttl=9'], '2', true, [undefined, '"v1"']])
    expect(told(await ask(cache, 'GET /a', 'If-None-Match: "v1"\r\n'))).toEqual([304, '0', 'edge; hit; ttl=9'])
    expect(cache.seen.map(({ ruling }) => ruling?.because.id)).toEqual(['decision.cache-forwarded', 'decision.cache-validated', 'decision.cache-hit'])
  })

  it('asks again without condition after a 304 that speaks of nothing it has', async () => {
    let asked = 0
    const cache = await edgeOf((request, response) => {
      asked += 1
      if (request.headers['if-none-match'] === undefined) response.writeHead(200, { ETag: '"v1"', 'Cache-Control': 'max-age=1' }).end(`nth ${asked}`)
      else response.writeHead(304, { ETag: '"v2"' }).end()
    })
    await ask(cache, 'GET /a')
    cache.clock.advance(5_000)
    expect([(await ask(cache, 'GET /a')).slice(-5), asked]).toEqual(['nth 3', 3])
  })

  it.each([[{ 'Cache-Control': 'max-age=1' }, 200], [{ 'Cache-Control': 'max-age=1, must-revalidate' }, 502]])('that breaks off answers with a stale response only if it may: %j → %i', async (fields, status) => {
    let asked = 0
    const cache = await edgeOf((request, response) => {
      asked += 1
      if (asked === 1) response.writeHead(200, fields).end('old')
      else request.socket.destroy()
    })
    await ask(cache, 'GET /a')
    cache.clock.advance(5_000)
    expect(statuses(await ask(cache, 'GET /a'))).toEqual([status])
    expect(cache.seen.at(-1)?.ruling?.because.id).toBe(status === 200 ? 'decision.cache-survived' : 'decision.gateway-broken')
  })

  it('hides a 503 behind stale-if-error, and never a 501', async () => {
    const answers = [200, 503, 501]
    const cache = await edgeOf((_, response) => { response.writeHead(answers.shift() ?? 500, { 'Cache-Control': 'max-age=1, stale-if-error=60' }).end('x') })
    await ask(cache, 'GET /a')
    cache.clock.advance(5_000)
    expect([told(await ask(cache, 'GET /a')), statuses(await ask(cache, 'GET /a'))]).toEqual([[200, '5', 'edge; fwd=stale; fwd-status=503; ttl=-4'], [501]])
  })

  it('answers at once from stale-while-revalidate and validates once, behind the client\'s back', async () => {
    let asked = 0
    const cache = await edgeOf((_, response) => {
      asked += 1
      setTimeout(() => response.writeHead(200, { 'Cache-Control': 'max-age=1, stale-while-revalidate=60' }).end(`nth ${asked}`), asked > 1 ? 150 : 0)
    })
    await ask(cache, 'GET /a')
    cache.clock.advance(5_000)
    const stale = await Promise.all([ask(cache, 'GET /a'), ask(cache, 'GET /a')])
    await expect.poll(() => ask(cache, 'GET /a').then(text => text.slice(-5))).toBe('nth 2')
    expect([stale.map(text => text.slice(-5)), asked]).toEqual([['nth 1', 'nth 1'], 2])
  })

  it('selects by what Vary names, and stores no part and nothing that broke off', async () => {
    const reached: string[] = []
    const cache = await edgeOf((request, response) => {
      reached.push(`${request.url} ${String(request.headers['accept-version'] ?? '')}`)
      if (request.url === '/part') response.writeHead(206, { 'Content-Range': 'bytes 0-1/9', 'Cache-Control': 'max-age=60' }).end('ab')
      else if (request.url === '/broken') {
        response.writeHead(200, { 'Content-Length': 9, 'Cache-Control': 'max-age=60' }).write('ab')
        setTimeout(() => response.destroy(), 20)
      } else response.writeHead(200, { Vary: 'Accept-Version', 'Cache-Control': 'max-age=60' }).end('x')
    })
    for (const version of [1, 2, 1, 2]) await ask(cache, 'GET /v', `Accept-Version: ${version}\r\n`)
    for (const path of ['/part', '/broken']) for (let nth = 0; nth < 2; nth += 1) await ask(cache, `GET ${path}`)
    expect(reached).toEqual(['/v 1', '/v 2', '/part ', '/part ', '/broken ', '/broken '])
  })
})
