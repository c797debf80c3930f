// The client against a real simulator: both sides of the hop hold the same bytes, and what undici refuses the raw mode sends.
import { createServer } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Client } from '../../../electron/core/client/client.ts'
import type { Destination } from '../../../electron/core/client/destination.ts'
import { sendRaw } from '../../../electron/core/client/send-raw.ts'
import { readExchange } from '../../../electron/core/recorder/read-exchange.ts'
import type { Recorder } from '../../../electron/core/recorder/recorder.ts'
import { openScenario, type Simulation } from '../../../electron/core/simulator/simulator.ts'
import { bytesFromRawText, type StructuredDraft } from '../../../electron/model/draft.ts'
import { learnersView, type ExchangeRecord } from '../../../electron/model/exchange.ts'
import { SCENARIO } from '../../support/lab-fixture.ts'
import { recorderInto } from '../../support/segments.ts'

let simulation: Simulation
let saved: ExchangeRecord[] = []
let recorder: Recorder
let to: Destination
const draft = (method: string, target: string, more: Partial<StructuredDraft> = {}): StructuredDraft => ({ kind: 'structured', method, target, fields: [], content: '', ...more })
const raw = (text: string) => sendRaw(bytesFromRawText(text), to, 2_000)

function destination(port: number): Destination {
  return { port, connected: (clientPort, source) => recorder.clientConnected(clientPort, port, source), record: (seen, source) => recorder.record(seen, 'client', source) }
}
function newRecorder(): Recorder {
  return recorderInto(saved)
}
const sides = () => {
  recorder.flush()
  const find = (side: string) => saved.filter(record => record.side === side)
  return { client: find('client'), server: find('server') }
}

beforeAll(async () => {
  simulation = await openScenario(SCENARIO, { port: 0, onExchange: seen => void recorder.record(seen, 'server') })
})
beforeEach(() => {
  saved = []
  recorder = newRecorder()
  to = destination(simulation.entries[0]?.port ?? 0)
})
afterAll(() => simulation[Symbol.asyncDispose]())

describe('the composer, through undici', () => {
  it.each([
    draft('FROBNICATE', '/widgets'), draft('get', '/widgets'), draft('PROPFIND', '/widgets'), draft('TRACE', '/widgets'), draft('QUERY', '/widgets'), draft('HEAD', '/widgets'), draft('DELETE', '/widgets/7'),
    draft('POST', '/widgets', { content: 'héllo', fields: [{ name: 'X-A', value: '1' }, { name: 'x-a', value: '2' }] }), draft('GET', '/slow'), draft('OPTIONS', '/widgets'), draft('GET', '/api/status/302'),
  ])('both sides of $method $target hold the same bytes in one trace', async one => {
    await using client = new Client(to)
    expect(await client.send(one)).toHaveProperty('seqs')
    const { client: [ours], server: [theirs] } = sides()
    expect(ours && theirs && [ours.request.toString(), ours.response.toString(), ours.trace, ours.source]).toEqual(theirs && [theirs.request.toString(), theirs.response.toString(), theirs.trace, theirs.source])
    const exchange = ours && readExchange(ours)
    expect([exchange?.request?.method, exchange?.request?.target, exchange?.responses.length, exchange?.request?.malformations]).toEqual([one.method, one.target, 1, []])
  })

  it('keeps the connection for the next request, and says so', async () => {
    await using client = new Client(to)
    await client.send(draft('FROBNICATE', '/widgets'))
    await client.send(draft('DELETE', '/widgets'))
    const [first, second] = sides().client
    expect([first?.ending, first?.connection.id === second?.connection.id, second?.connection.nth, first?.timing.connectMs !== undefined, second?.timing.connectMs]).toEqual(['kept-open', true, 2, true, undefined])
    expect(learnersView(saved.map(record => readExchange(record))).map(({ side }) => side)).toEqual(['client', 'client'])
  })

  it('never follows a redirect', async () => {
    await using client = new Client(to)
    await client.send(draft('GET', '/api/status/307'))
    expect(sides().client).toHaveLength(1)
  })

  it.each([
    draft('CONNECT', 'localhost:80'), draft('GE T', '/'), draft('GET', 'no-slash'), draft('GET', '/', { fields: [{ name: 'Transfer-Encoding', value: 'chunked' }] }), draft('GET', '/', { fields: [{ name: 'Expect', value: '100-continue' }] }),
    draft('POST', '/', { content: 'abc', fields: [{ name: 'Content-Length', value: '9' }] }), draft('GET', '/', { fields: [{ name: 'A', value: 'b\r\nC: d' }] }),
  ])('says why when undici does not send $method $target, and nothing is recorded', async one => {
    await using client = new Client(to)
    const result = await client.send(one)
    expect('failure' in result && result.failure.id).toBe('failure.unsendable')
    expect(sides().client).toEqual([])
  })

  it('records that nothing listens', async () => {
    to = destination(1)
    await using client = new Client(to)
    await client.send(draft('GET', '/'))
    const [only] = sides().client
    expect([only?.ending, only?.failure?.id, only?.request.length]).toEqual(['refused', 'failure.refused', 0])
  })

  it.each(['composer', 'raw'] as const)('says of what is no response that it is none, sent by %s', async way => {
    const server = createServer(socket => socket.once('data', () => socket.end('SSH-2.0-OpenSSH_9.2\r\n\r\n'))).listen(0, '127.0.0.1')
    await new Promise(resolve => server.once('listening', resolve))
    to = destination((server.address() as { port: number }).port)
    await using client = new Client(to)
    await (way === 'raw' ? raw('GET / HTTP/1.1\r\nHost: a\r\n\r\n') : client.send(draft('GET', '/')))
    const [only] = sides().client
    server.close()
    expect([only?.failure?.id, only?.response.length]).toEqual(['failure.unreadable', 23])
  })

  it.each([
    ['a reset', 'reset', (socket: import('node:net').Socket) => socket.resetAndDestroy()], ['a close without an answer', 'server-closed', (socket: import('node:net').Socket) => socket.end()],
    ['half an answer', 'server-closed', (socket: import('node:net').Socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc')],
  ])('records %s with the bytes that came', async (_, ending, behave) => {
    const server = createServer(socket => socket.once('data', () => behave(socket))).listen(0, '127.0.0.1')
    await new Promise(resolve => server.once('listening', resolve))
    to = destination((server.address() as { port: number }).port)
    await using client = new Client(to)
    await client.send(draft('GET', '/'))
    const [only] = sides().client
    server.close()
    expect([only?.ending, only?.failure !== undefined]).toEqual([ending, true])
  })

  it('sends side by side when one answer is slow', async () => {
    await using client = new Client(to)
    await Promise.all([client.send(draft('GET', '/slow')), client.send(draft('GET', '/slow')), client.send(draft('GET', '/widgets'))])
    expect(sides().client.map(record => readExchange(record).request?.target)).toEqual(['/widgets', '/slow', '/slow'])
  })
})

describe('the raw mode', () => {
  it('says as the server does how each of pipelined exchanges ended, though the first answer closes the connection', async () => {
    await raw('GET /widgets HTTP/1.1\nHost: localhost\nConnection: close\n\nGET /widgets HTTP/1.1\nHost: localhost\n\n')
    const { client, server } = sides()
    expect(server.map(({ connection, ending }) => [connection.nth, ending])).toEqual([[1, 'server-closed']])
    expect(client.map(({ connection, ending, failure }) => [connection.nth, ending, failure?.id])).toEqual([[1, 'server-closed', undefined], [2, 'server-closed', 'failure.closed']])
  })

  it.each([
    ['CONNECT', 'CONNECT localhost:80 HTTP/1.1\nHost: localhost\n\n', 501], ['a method with a space', 'GE T / HTTP/1.1\nHost: localhost\n\n', 400], ['no Host', 'GET / HTTP/1.1\n\n', 400],
    ['an unknown coding', 'POST / HTTP/1.1\nHost: localhost\nTransfer-Encoding: foo, chunked\n\n0\n\n', 501], ['nothing readable', 'hello\n', 400], ['a version', 'GET / HTTP/9.0\nHost: localhost\n\n', 505], ['too many line breaks', 'FROBNICATE /widgets HTTP/1.1\nHost: localhost\n\n\n\n', 501],
  ])('sends %s literally and records both sides', async (_, text, status) => {
    await raw(text)
    const { client: [ours], server: [theirs] } = sides()
    expect([ours && readExchange(ours).responses[0]?.status, ours?.trace, ours?.source]).toEqual([status, theirs?.trace, 'raw'])
    expect(Buffer.from(bytesFromRawText(text)).toString().startsWith(Buffer.from(theirs?.request ?? []).toString())).toBe(true)
  })

  it('tells pipelined requests apart', async () => {
    await raw('FROBNICATE /a HTTP/1.1\nHost: localhost\n\nDELETE /widgets HTTP/1.1\nHost: localhost\n\nHEAD /widgets HTTP/1.1\nHost: localhost\n\n')
    const { client, server } = sides()
    expect(client.map(record => [readExchange(record).request?.method, readExchange(record).responses[0]?.status, record.connection.nth])).toEqual([['FROBNICATE', 501, 1], ['DELETE', 405, 2], ['HEAD', 200, 3]])
    expect(client.map(({ trace, response }) => [trace, String(response)])).toEqual(server.map(({ trace, response }) => [trace, String(response)]))
  })

  it('gives up on an answer that does not come', async () => {
    const server = createServer(() => undefined).listen(0, '127.0.0.1')
    await new Promise(resolve => server.once('listening', resolve))
    to = destination((server.address() as { port: number }).port)
    await sendRaw(bytesFromRawText('GET / HTTP/1.1\n\n'), to, 100)
    server.close()
    expect([sides().client[0]?.ending, sides().client[0]?.failure?.id]).toEqual(['timed-out', 'failure.timeout'])
  })
})

describe('a client from outside', () => {
  it('is captured and marked as such, one trace for each request', async () => {
    await Promise.all(['FROBNICATE', 'DELETE'].map(method => fetch(`http://127.0.0.1:${to.port}/widgets`, { method }).catch(() => undefined)))
    const { client, server } = sides()
    expect([client, server.map(({ source }) => source), new Set(server.map(({ trace }) => trace)).size]).toEqual([[], ['outside', 'outside'], 2])
  })
})
