// Every fault that a lab can declare, on real sockets: what each client makes of it, what both sides keep of it, what a gateway answers.
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Client } from '../../../electron/core/client/client.ts'
import { sendRaw } from '../../../electron/core/client/send-raw.ts'
import { readExchange } from '../../../electron/core/recorder/read-exchange.ts'
import type { SeenExchange } from '../../../electron/core/recorder/seen-exchange.ts'
import { openScenario, type Simulation } from '../../../electron/core/simulator/simulator.ts'
import type { Ending } from '../../../electron/model/exchange.ts'
import { Scenario } from '../../../electron/model/scenario.ts'
import type { WireFaults } from '../../../electron/model/wire-fault.ts'
import { exchangeBytes, statuses } from '../../support/raw-exchange.ts'

const WHOLE = 'Content-Length: 8\r\n\r\nabcdefgh'
const HALF = 'Content-Length: 8\r\n\r\nabcd'
const LINE = 'HTTP/1.1 200 OK\r\n'
type Seen = readonly [Ending, failure?: string]
interface Case {
  readonly fault: WireFaults
  /** How the bytes end that each side keeps. */
  readonly bytes: string
  readonly server: Seen
  readonly composer: Seen
  readonly raw: Seen
  /** curl's exit code. */
  readonly curl: number
  /** The 1xx answers that a gateway passes on before its own. */
  readonly interim?: readonly number[]
  readonly gateway: readonly [status: number, proxyStatus: string]
}
const PASSED = [200, 'received-status=200'] as const
const fine = { server: ['kept-open'], composer: ['kept-open'], raw: ['client-closed'], curl: 0, gateway: PASSED } as const
const CLOSED = ['server-closed', 'failure.closed'] as const
const closed = { server: CLOSED, composer: CLOSED, raw: CLOSED, curl: 18, gateway: [502, 'error=http_response_incomplete'] } as const
const RESET = ['reset', 'failure.reset'] as const
const reset = { server: RESET, composer: RESET, raw: RESET, curl: 56, gateway: [502, 'error=connection_terminated'] } as const
const UNREADABLE = { composer: ['client-closed', 'failure.unreadable'], raw: ['client-closed', 'failure.unreadable'], gateway: [502, 'error=http_protocol_error'] } as const

const CASES: Readonly<Record<string, Case>> = {
  'delay-start': { ...fine, fault: { kind: 'delay', at: 'start', ms: 40 }, bytes: WHOLE },
  'delay-fields': { ...fine, fault: { kind: 'delay', at: 'fields', ms: 40 }, bytes: WHOLE },
  'delay-content': { ...fine, fault: { kind: 'delay', at: 'content', ms: 40 }, bytes: WHOLE },
  'delay-inside': { ...fine, fault: [{ kind: 'delay', at: 5, ms: 20 }, { kind: 'delay', at: 2, ms: 20 }], bytes: WHOLE },
  'stall-start': { ...closed, fault: { kind: 'stall', at: 'start' }, bytes: '', curl: 52, gateway: [504, 'error=http_response_timeout'] },
  stall: { ...closed, fault: { kind: 'stall', at: 'middle' }, bytes: HALF, gateway: [504, 'error=http_response_timeout'] },
  'reset-start': { ...reset, fault: { kind: 'reset', at: 'start' }, bytes: '' },
  'reset-fields': { ...reset, fault: { kind: 'reset', at: 'fields' }, bytes: LINE },
  reset: { ...reset, fault: { kind: 'reset', at: 'middle' }, bytes: HALF },
  'truncate-start': { ...closed, fault: { kind: 'truncate', at: 'start' }, bytes: '', curl: 52 },
  // curl takes a head without its end for a whole answer.
  'truncate-fields': { ...closed, fault: { kind: 'truncate', at: 'fields' }, bytes: LINE, curl: 0 },
  truncate: { ...closed, fault: { kind: 'truncate', at: 4 }, bytes: HALF },
  // The server believes that it has said all; the client waits for the rest until the idle limit ends the wait.
  'length-too-long': { ...closed, fault: { kind: 'wrong-length', by: 5 }, bytes: 'Content-Length: 13\r\n\r\nabcdefgh', server: ['kept-open'], gateway: [504, 'error=http_response_timeout'] },
  'length-too-short': { ...fine, fault: { kind: 'wrong-length', by: -3 }, bytes: 'Content-Length: 5\r\n\r\nabcdefgh', composer: ['client-closed'] },
  garbage: { ...fine, ...UNREADABLE, fault: { kind: 'garbage', text: 'oops\r\n' }, bytes: WHOLE, curl: 1 },
  'length-twice': { ...fine, ...UNREADABLE, fault: { kind: 'framing', says: 'length-twice' }, bytes: `Content-Length: 8\r\n${WHOLE}` },
  'two-lengths': { ...fine, ...UNREADABLE, fault: { kind: 'framing', says: 'two-lengths' }, bytes: 'Content-Length: 8\r\nContent-Length: 9\r\n\r\nabcdefgh', curl: 18 },
  // Transfer-Encoding holds (RFC 9112 §6.3, step 3), but it may be an attempt at smuggling: undici refuses it.
  'coding-and-length': { ...fine, ...UNREADABLE, composer: ['client-closed', 'failure.other'], raw: ['client-closed'], fault: { kind: 'framing', says: 'coding-and-length' }, bytes: 'Content-Length: 8\r\nTransfer-Encoding: chunked\r\n\r\n8\r\nabcdefgh\r\n0\r\n\r\n' },
  trickle: { ...fine, fault: { kind: 'trickle', octets: 20, everyMs: 3 }, bytes: WHOLE },
  // A client must take a 100 that it did not ask for (RFC 9110 §15.2).
  'interim-100': { ...fine, fault: { kind: 'interim', status: 100, fields: {} }, bytes: WHOLE, interim: [100] },
  interim: { ...fine, interim: [102, 103], fault: [{ kind: 'interim', status: 102, fields: {} }, { kind: 'interim', status: 103, fields: { Link: '</style.css>; rel=preload' } }], bytes: WHOLE },
  together: { ...closed, interim: [103], fault: [{ kind: 'interim', status: 103, fields: {} }, { kind: 'trickle', octets: 50, everyMs: 2 }, { kind: 'truncate', at: 'middle' }], bytes: HALF },
}

const resourcesOf = (idleMs: number) => ({
  role: 'origin', implements: ['GET', 'HEAD', 'POST'], limits: { idleMs },
  resources: {
    ...Object.fromEntries(Object.entries(CASES).map(([name, { fault }]) => [`/${name}`, { GET: { kind: 'reply', text: 'abcdefgh', fault } }])),
    '/early': { POST: { kind: 'reply', status: 403, text: 'no', fault: { kind: 'early' } } }, '/thrown': { GET: { kind: 'fail', message: 'x', fault: { kind: 'truncate', at: 'content' } } },
  },
})
let seen: SeenExchange[] = []
let kept: SeenExchange[] = []
let simulation: Simulation
let behind: Simulation
const to = { connected: () => undefined, record: (exchange: SeenExchange) => kept.push(exchange), get port() { return simulation.entries[0]?.port ?? 0 } }
const ends = ({ ending, failure }: SeenExchange): Seen => (failure ? [ending, failure.id] : [ending])
/** The server's own side is reported when its last byte is written; a client may be a moment ahead. */
async function serverSide(): Promise<SeenExchange | undefined> {
  for (let tries = 0; seen.length === 0 && tries < 200; tries += 1) await new Promise(resolve => setTimeout(resolve, 10))
  return seen.at(-1)
}
const curl = (port: number, path: string, ...args: string[]) => new Promise<{ code: number; text: string }>(resolve => {
  execFile('curl', ['-si', '--noproxy', '*', '--max-time', '20', ...args, `http://127.0.0.1:${port}${path}`], (error, text) => resolve({ code: Number(error?.code ?? 0), text }))
})

beforeAll(async () => {
  simulation = await openScenario(Scenario.parse({ participants: [{ ...resourcesOf(400), name: 'origin' }] }), { port: 0, onExchange: exchange => void seen.push(exchange) })
  behind = await openScenario(Scenario.parse({ participants: [{ role: 'gateway', name: 'edge', routes: [{ pool: [{ to: 'origin' }] }], upstreamMs: 1_000, proxyStatus: true }, { ...resourcesOf(20_000), name: 'origin' }] }), { port: 0, onExchange: () => undefined })
})
beforeEach(() => {
  seen = []
  kept = []
})
afterAll(async () => {
  await simulation[Symbol.asyncDispose]()
  await behind[Symbol.asyncDispose]()
})

describe.each(Object.entries(CASES))('%s', (name, { bytes, server, composer, raw, curl: code, interim = [], gateway }) => {
  it('is kept by the composer and by the server, byte for byte', async () => {
    await using client = new Client(to)
    await client.send({ kind: 'structured', method: 'GET', target: `/${name}`, fields: [], content: '' })
    const [ours, theirs] = [kept[0], await serverSide()]
    expect([ours && ends(ours), theirs && ends(theirs)]).toEqual([composer, server])
    const [got, written] = [String(ours?.response), String(theirs?.response)]
    // Who gives up may have seen only the beginning of what it gave up for.
    expect(got).toBe(composer[0] === 'client-closed' ? written.slice(0, got.length) : written)
    expect(written.slice(written.length - bytes.length)).toBe(bytes)
    expect([theirs?.ruling?.because.id, theirs?.ruling?.status]).toEqual(['decision.handler-fault', 200])
  })

  it('is kept by the raw mode', async () => {
    await sendRaw(Buffer.from(`GET /${name} HTTP/1.1\r\nHost: localhost\r\n\r\n`), to, 20_000)
    const [ours, theirs] = [kept[0], await serverSide()]
    expect([ours && ends(ours), theirs && ends(theirs)]).toEqual([raw, server])
    expect(ours?.response.toString()).toBe(theirs?.response.toString())
  })

  it('is what curl says it is', async () => {
    expect((await curl(to.port, `/${name}`)).code).toBe(code)
  })

  it('behind a gateway is the gateway’s to answer for', async () => {
    const { text } = await curl(behind.entries[0]?.port ?? 0, `/${name}`)
    expect([statuses(text), /^Proxy-Status: edge; ([^;\r]+)/m.exec(text)?.[1]]).toEqual([[...interim, gateway[0]], gateway[1]])
  })
})

describe('an early answer', () => {
  const HUGE = 'x'.repeat(900_000)
  it.each([
    ['the composer', async () => { await using client = new Client(to); await client.send({ kind: 'structured', method: 'POST', target: '/early', fields: [], content: HUGE }) }],
    ['the raw mode', () => sendRaw(Buffer.from(`POST /early HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${HUGE.length}\r\n\r\n${HUGE}`), to)],
  ])('comes before the content of %s was read, and closes', async (_, send) => {
    await send()
    const theirs = await serverSide()
    const exchange = kept[0] && readExchange({ ...kept[0], seq: 1, trace: '', hop: '', side: 'client', source: 'raw', connection: { id: '', clientPort: 1, serverPort: 1, nth: 1 } })
    expect([exchange?.responses[0]?.status, exchange?.responses[0]?.fields.at(-1)?.value, theirs?.ending, kept[0]?.failure]).toEqual([403, 'close', 'server-closed', undefined])
    expect(theirs?.request.length).toBeLessThan(HUGE.length)
  })

  it('takes the place of 100 (RFC 9110 §10.1.1), and goes through a gateway', async () => {
    const { text, closed: isClosed } = await exchangeBytes(to.port, 'POST /early HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n', { quietMs: 5_000 })
    expect([statuses(text), isClosed]).toEqual([[403], true])
    expect(statuses((await curl(behind.entries[0]?.port ?? 0, '/early', '--data', 'a=b')).text)).toEqual([403])
    expect(await curl(to.port, '/early', '--data', HUGE.slice(0, 100_000))).toMatchObject({ code: 0, text: expect.stringMatching(/^HTTP\/1\.1 403 /) })
  })
})

describe('a fault', () => {
  it('befalls the 500 of a handler that throws too', async () => {
    const { text, closed: isClosed } = await exchangeBytes(to.port, 'GET /thrown HTTP/1.1\r\nHost: localhost\r\n\r\n', { quietMs: 5_000 })
    expect([statuses(text), text.endsWith('\r\n\r\n'), isClosed]).toEqual([[500], true, true])
  })

  it('of the content leaves HEAD without content, and 1xx does not go to HTTP/1.0 (RFC 9110 §15.2)', async () => {
    const head = await exchangeBytes(to.port, 'HEAD /coding-and-length HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n', { quietMs: 5_000 })
    const old = await exchangeBytes(to.port, 'GET /interim HTTP/1.0\r\n\r\n', { quietMs: 5_000 })
    expect([head.text.endsWith('\r\n\r\n'), /^Transfer-Encoding: chunked\r$/m.test(head.text), statuses(old.text)]).toEqual([true, true, [200]])
  })

  it('of the framing sends no transfer coding to HTTP/1.0 either (RFC 9112 §6.1)', async () => {
    const old = await exchangeBytes(to.port, 'GET /coding-and-length HTTP/1.0\r\n\r\n', { quietMs: 5_000 })
    expect([/^Transfer-Encoding/im.test(old.text), old.text.endsWith('\r\n\r\nabcdefgh')]).toEqual([false, true])
  })

  it('that refuses content has the rest of it counted, though it is thrown away', async () => {
    const rest = 'x'.repeat(50_000)
    const socket = connect({ host: '127.0.0.1', port: to.port })
    socket.write(`POST /early HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${rest.length}\r\n\r\n`)
    await once(socket, 'data')
    socket.end(rest)
    socket.resume()
    await once(socket, 'close')
    const theirs = await serverSide()
    expect([theirs?.dropped, theirs?.ending]).toEqual([{ request: rest.length, response: 0 }, 'server-closed'])
  })

  it('holds up the next request on the connection and not its answer', async () => {
    const { text } = await exchangeBytes(to.port, 'GET /trickle HTTP/1.1\r\nHost: localhost\r\n\r\nGET /delay-start HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n', { quietMs: 5_000 })
    await serverSide()
    expect([statuses(text), seen.map(({ request }) => request.toString().split(' ')[1])]).toEqual([[200, 200], ['/trickle', '/delay-start']])
    expect(text).toBe(seen.map(({ response }) => response.toString()).join(''))
  })

  it('that a client does not wait for ends with the bytes that it got', async () => {
    const { text } = await exchangeBytes(to.port, 'GET /stall HTTP/1.1\r\nHost: localhost\r\n\r\n', { quietMs: 50 })
    expect((await serverSide())?.response.toString()).toBe(text)
  })
})
