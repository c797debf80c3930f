// Clients that ask a gateway and go away, or come in numbers: what is under way upstream ends with them, and is bounded.
import { once } from 'node:events'
import { connect as connectH2, type ClientHttp2Session, type ClientHttp2Stream } from 'node:http2'
import { connect, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { makeCertificate } from '../../../electron/core/certificate/make-certificate.ts'
import type { SeenExchange } from '../../../electron/core/recorder/seen-exchange.ts'
import { openScenario, type Simulation } from '../../../electron/core/simulator/simulator.ts'
import { Scenario } from '../../../electron/model/scenario.ts'
import { exchangeBytes, statuses } from '../../support/raw-exchange.ts'

const HOLDS = { kind: 'reply', text: 'late', delayMs: 30_000 } as const
const PATIENT = { quietMs: 20_000 }
let certificate: ReturnType<typeof makeCertificate> & { caFile: string }
beforeAll(() => { certificate = { ...makeCertificate(Date.now()), caFile: 'none' } })

interface Watched { readonly simulation: Simulation; readonly port: number; readonly originPort: number; readonly opened: number[]; readonly begun: number[]; readonly seen: SeenExchange[]; readonly until: (holds: () => boolean) => Promise<void> }
let watched: Watched | undefined
afterEach(async () => watched?.simulation[Symbol.asyncDispose]())

/** @returns a gateway before an origin; `opened`, `begun` and `seen` are what the origin's side had: connections, requests, exchanges. */
async function open(gateway: object, tls = false): Promise<Watched> {
  const [opened, begun, seen]: [number[], number[], SeenExchange[]] = [[], [], []]
  const waiting = new Set<() => void>()
  const told = () => { for (const look of waiting) look() }
  const scenario = Scenario.parse({ participants: [
    { role: 'gateway', name: 'edge', tls, http2: true, proxyStatus: true, upstreamMs: 30_000, routes: [{ pool: [{ to: 'origin' }] }], ...gateway },
    { role: 'origin', name: 'origin', tls, implements: ['GET', 'OPTIONS'], resources: { '/hold': { GET: HOLDS }, '/a': { GET: { kind: 'reply', text: 'a' } } } },
  ] })
  const ports = { origin: 0 }
  const simulation = await openScenario(scenario, {
    port: 0, certificate,
    hops: { caused: () => undefined, sent: () => undefined, connected: clientPort => {
      opened.push(clientPort)
      told()
    } },
    onBegin: place => {
      if (place.serverPort === ports.origin) begun.push(place.nth)
      told()
    },
    onExchange: exchange => {
      if (exchange.serverPort === ports.origin) seen.push(exchange)
      told()
    },
  })
  ports.origin = simulation.entries[1]?.port ?? 0
  const until = (holds: () => boolean) => new Promise<void>(resolve => {
    const look = () => {
      if (!holds()) return
      waiting.delete(look)
      resolve()
    }
    waiting.add(look)
    look()
  })
  watched = { simulation, port: simulation.entries[0]?.port ?? 0, originPort: ports.origin, opened, begun, seen, until }
  return watched
}

function session(port: number, tls = false): ClientHttp2Session {
  const made = connectH2(`${tls ? 'https' : 'http'}://127.0.0.1:${port}`, tls ? { ca: certificate.certificate } : {})
  made.on('error', () => undefined)
  return made
}

function get(on: ClientHttp2Session, path: string): ClientHttp2Stream {
  const stream = on.request({ ':path': path })
  stream.on('error', () => undefined)
  return stream
}

it('does not ask the origin for streams that were reset as soon as they were opened, and opens no connection for them', async () => {
  const { port, opened } = await open({}, true)
  for (let round = 0; round < 5; round += 1) {
    const client = session(port, true)
    await once(client, 'connect')
    const calm = once(client, 'goaway')
    for (let nth = 0; nth < 1_000 && !client.closed; nth += 1) get(client, '/a').close(8)
    expect((await calm)[0]).toBe(11)
    client.destroy()
  }
  expect(opened.length).toBeLessThan(100)
  const client = session(port, true)
  const [headers] = await once(get(client, '/a'), 'response')
  client.destroy()
  expect((headers as Record<string, unknown>)[':status']).toBe(200)
})

it('ends what it asked for when the streams are reset: the origin sees every connection reset', async () => {
  const { port, begun, seen, until } = await open({}, true)
  const client = session(port, true)
  const streams = Array.from({ length: 40 }, () => get(client, '/hold'))
  await until(() => begun.length === 40)
  for (const stream of streams) stream.close(8)
  await until(() => seen.length === 40)
  client.destroy()
  expect(new Set(seen.map(({ ending }) => ending))).toEqual(new Set(['reset']))
})

it.each([['reset', (socket: Socket) => socket.resetAndDestroy()], ['over TLS, as the gateway is killed', undefined]])('ends what it asked for when the connection is gone: %s', async (_, leave) => {
  const { port, begun, seen, until } = await open({}, !leave)
  const at = { port, host: '127.0.0.1' }
  const socket = leave ? connect(at) : connectTls({ ...at, ca: certificate.certificate })
  socket.on('error', () => undefined).write('GET /hold HTTP/1.1\r\nHost: localhost\r\n\r\n')
  await until(() => begun.length === 1)
  // Once another one is answered, the origin has done with this one all that it does before it waits.
  const other = session(port, !leave)
  await once(get(other, '/a'), 'response')
  other.destroy()
  if (leave) leave(socket)
  else await watched?.simulation.control({ kind: 'kill', participant: 'edge' })
  await until(() => seen.length === 2)
  expect(seen[1]?.ending).toBe('reset')
})

it('still answers a client that only has no more to send', async () => {
  const { port } = await open({})
  expect(statuses((await exchangeBytes(port, 'GET /a HTTP/1.1\r\nHost: localhost\r\n\r\n', { ...PATIENT, halfClose: true })).text)).toEqual([200])
})

it('has a hundred connections to the origin, lets a thousand requests wait, and answers 503 beyond (RFC 9209 §2.3.12)', async () => {
  const { port, opened, begun, until } = await open({})
  const clients = Array.from({ length: 12 }, () => session(port))
  const answered: Record<string, unknown>[] = []
  const all = new Promise<void>(resolve => {
    for (const client of clients) {
      for (let nth = 0; nth < 100; nth += 1) {
        get(client, '/hold').on('response', headers => {
          answered.push(headers)
          if (answered.length === 100) resolve()
        })
      }
    }
  })
  await Promise.all([all, until(() => begun.length === 100)])
  expect([opened.length, new Set(answered.map(headers => `${String(headers[':status'])} ${String(headers['proxy-status'])}`))]).toEqual([100, new Set(['503 edge; error=connection_limit_reached; next-hop=origin'])])
  // Who waits and leaves makes room, and who is served and leaves lets the next one in.
  for (const client of clients) client.destroy()
  expect(statuses((await exchangeBytes(port, 'GET /a HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n', PATIENT)).text)).toEqual([200])
})

it('asks for OPTIONS * on connections that count too, and gives them up with the client', async () => {
  const { port, originPort, begun, seen, until } = await open({})
  expect(statuses((await exchangeBytes(port, 'OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n', PATIENT)).text)).toEqual([204])
  await until(() => seen.length === 1)
  expect([seen[0]?.serverPort, begun]).toEqual([originPort, [1]])
})

it.each([100, 800, 1_300])('never gives up before %i ms are over', async upstreamMs => {
  const { port } = await open({ upstreamMs })
  for (let nth = 0; nth < 2; nth += 1) {
    const startedMs = performance.now()
    const { text } = await exchangeBytes(port, 'GET /hold HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n', PATIENT)
    expect(statuses(text)).toEqual([504])
    expect(performance.now() - startedMs).toBeGreaterThanOrEqual(upstreamMs - 5)
  }
})
