// Content in pieces with pauses, connections of one's own, and HTTP/1.0, seen from the other end of a real socket.
import { once } from 'node:events'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Client } from '../../../electron/core/client/client.ts'
import type { Destination } from '../../../electron/core/client/destination.ts'
import type { SeenExchange } from '../../../electron/core/recorder/seen-exchange.ts'
import { toBase64 } from '../../../electron/model/bytes.ts'
import { literalBytes, type Draft, type StructuredDraft } from '../../../electron/model/draft.ts'
import { paceObstacle } from '../../../electron/model/pieces.ts'
import { reach } from '../simulator/h2/reached.ts'

const draft = (more: Partial<StructuredDraft> = {}): StructuredDraft => ({ kind: 'structured', method: 'POST', target: '/a', fields: [], content: 'abcdefghij', ...more })

/** What each connection brought, run by run. */
let runs: string[][]
let answer: (socket: Socket, sofar: string) => void
let server: Server
let recorded: SeenExchange[]
let to: Destination

beforeAll(async () => {
  server = createServer(socket => {
    const mine: string[] = []
    runs.push(mine)
    let sofar = ''
    socket.on('error', () => undefined)
    socket.on('data', data => {
      mine.push(data.toString('latin1'))
      sofar += data.toString('latin1')
      answer(socket, sofar)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterAll(() => { server.close() })
beforeEach(() => {
  runs = []
  recorded = []
  answer = (socket, sofar) => { if (/^(GET|HEAD)[^]*\r\n\r\n$|0\r\n\r\n$|j$/.test(sofar)) socket.write('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n') }
  to = { port: (server.address() as AddressInfo).port, connected: () => undefined, record: seen => recorded.push(seen) }
})

describe('content in pieces', () => {
  it('is chunks, one for each piece, with a pause between them', async () => {
    await using client = new Client(to)
    expect(await client.send(draft({ pieces: { octets: 4, pauseMs: 40 } }))).toEqual({ seqs: [1] })
    const [run = []] = runs
    expect(run.join('')).toMatch(/\r\ntransfer-encoding: chunked\r\n\r\n4\r\nabcd\r\n4\r\nefgh\r\n2\r\nij\r\n0\r\n\r\n$/i)
    expect(run.length).toBeGreaterThanOrEqual(3)
    expect(recorded[0]?.request.toString('latin1')).toBe(run.join(''))
  })

  it('has no chunks where the length is given', async () => {
    await using client = new Client(to)
    await client.send(draft({ fields: [{ name: 'Content-Length', value: '10' }], pieces: { octets: 5, pauseMs: 40 } }))
    expect(runs[0]?.join('')).toMatch(/content-length: 10\r\n\r\nabcdefghij$/i)
    expect(runs[0]?.at(-1)).toBe('fghij')
  })

  it('is in the capture as far as it went when the length that was given is wrong', async () => {
    await using client = new Client(to)
    expect(await client.send(draft({ fields: [{ name: 'Content-Length', value: '12' }], pieces: { octets: 5, pauseMs: 0 } }))).toEqual({ seqs: [1] })
    expect([recorded[0]?.request.toString('latin1').endsWith('abcdefghij'), recorded[0]?.failure?.id]).toEqual([true, 'failure.other'])
  })

  it('stops when the answer is there first', async () => {
    answer = (socket, sofar) => { if (sofar.includes('ab')) socket.end('HTTP/1.1 501 Not Implemented\r\nContent-Length: 0\r\nConnection: close\r\n\r\n') }
    await using client = new Client(to)
    await client.send(draft({ pieces: { octets: 2, pauseMs: 500 } }))
    expect([recorded[0]?.response.toString('latin1').slice(0, 12), recorded[0]?.request.toString('latin1').includes('ij')]).toEqual(['HTTP/1.1 501', false])
  })

  it('is not begun when it would take too long, or too many pieces', async () => {
    await using client = new Client(to)
    expect(await client.send(draft({ content: 'x'.repeat(1_001), pieces: { octets: 1, pauseMs: 0 } }))).toMatchObject({ failure: { id: 'failure.pace', values: { count: 1_001, most: 1_000 } } })
    expect(await client.send({ kind: 'raw', bytes: toBase64(Buffer.from('x'.repeat(8))), pieces: { octets: 1, pauseMs: 10_000 } })).toMatchObject({ failure: { id: 'failure.pace', values: { seconds: 70, longest: 60 } } })
    expect([runs, recorded, paceObstacle(7, { octets: 1, pauseMs: 10_000 })]).toEqual([[], [], undefined])
  })

  it('is written into the literal bytes as it would go out', () => {
    const text = (one: Draft) => Buffer.from(literalBytes(one, 'localhost')).toString('latin1')
    expect(text(draft({ pieces: { octets: 6, pauseMs: 9 } }))).toBe('POST /a HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nabcdef\r\n4\r\nghij\r\n0\r\n\r\n')
    expect(text(draft({ pieces: { octets: 6, pauseMs: 9 }, protocol: 'http/1.0' }))).toBe('POST /a HTTP/1.0\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nabcdefghij')
  })
})

describe('raw bytes in pieces', () => {
  it('come one after the other, in the start line too', async () => {
    await using client = new Client(to)
    await client.send({ kind: 'raw', bytes: toBase64(Buffer.from('GET / HTTP/1.1\r\nHost: a\r\n\r\n')), pieces: { octets: 9, pauseMs: 40 } })
    expect(runs[0]?.slice(0, 2)).toEqual(['GET / HTT', 'P/1.1\r\nHo'])
    expect(recorded[0]?.request.toString()).toBe('GET / HTTP/1.1\r\nHost: a\r\n\r\n')
  })

  it('are over when the other side closes before the last of them', async () => {
    answer = socket => void socket.end()
    await using client = new Client(to)
    await client.send({ kind: 'raw', bytes: toBase64(Buffer.from('GET / HTTP/1.1\r\nHost: a\r\n\r\n')), pieces: { octets: 20, pauseMs: 5_000 } })
    expect([recorded[0]?.ending, recorded[0]?.request.length]).toEqual(['server-closed', 20])
  })
})

describe('a connection', () => {
  const get = (more: Partial<StructuredDraft> = {}) => draft({ method: 'GET', content: '', ...more })

  it('is kept for the next request, or is for one alone and says so', async () => {
    await using client = new Client(to)
    for (const one of [get(), get(), get({ connection: 'own' }), get()]) await client.send(one)
    expect(runs.map(run => run.length)).toEqual([3, 1])
    expect(runs.flat().map(request => /connection: (.*)\r/i.exec(request)?.[1])).toEqual(['keep-alive', 'keep-alive', 'keep-alive', 'close'])
    expect(new Set(recorded.map(({ clientPort }) => clientPort)).size).toBe(2)
  })

  it('is kept after HEAD and after content that a method does not ask for, too', async () => {
    await using client = new Client(to)
    for (const one of [get({ method: 'HEAD' }), draft({ method: 'GET' }), get()]) await client.send(one)
    expect([runs.length, recorded.map(({ nth }) => nth)]).toEqual([1, [1, 2, 3]])
  })

  it('carries HTTP/1.0 literally, with its own content in pieces', async () => {
    await using client = new Client(to)
    await client.send(draft({ protocol: 'http/1.0', pieces: { octets: 5, pauseMs: 40 } }))
    expect(runs[0]?.join('')).toBe(`POST /a HTTP/1.0\r\nHost: 127.0.0.1:${to.port}\r\nContent-Length: 10\r\n\r\nabcdefghij`)
    expect(runs[0]?.at(-1)).toBe('fghij')
  })

  it('of HTTP/2 is kept or for one alone too, and each piece is a frame', async () => {
    await using reached = await reach({ implements: ['POST'], resources: { '/a': { POST: { kind: 'echo' } } }, http2: true })
    const ports: number[] = []
    await using client = new Client({ ...to, port: reached.port, http2: true, connected: port => void ports.push(port) })
    for (const one of [draft({ protocol: 'h2', pieces: { octets: 4, pauseMs: 20 } }), draft({ protocol: 'h2' }), draft({ protocol: 'h2', connection: 'own' })]) await client.send(one)
    expect([ports.length, recorded.map(({ ending }) => ending)]).toEqual([2, ['kept-open', 'kept-open', 'client-closed']])
    const frames: number[] = []
    const bytes = recorded[0]?.request ?? Buffer.alloc(0)
    for (let at = 0; at < bytes.length; at += 9 + bytes.readUIntBE(at, 3)) if (bytes[at + 3] === 0) frames.push(bytes.readUIntBE(at, 3))
    expect(frames.filter(length => length > 0)).toEqual([4, 4, 2])
  })
})

describe('signs beyond ASCII', () => {
  const odd = draft({ method: 'GET', content: '', target: '/caf\u00e9', fields: [{ name: 'A', value: '\u00e9 \u{1f642}' }] })

  it('go out as UTF-8, from the parts as from the literal bytes', async () => {
    await using client = new Client(to)
    await client.send(odd)
    const [start, , , line] = Buffer.from(runs[0]?.join('') ?? '', 'latin1').toString().split('\r\n')
    expect([start, line]).toEqual(['GET /caf\u00e9 HTTP/1.1', 'A: \u00e9 \u{1f642}'])
    expect(Buffer.from(literalBytes(odd, 'localhost')).toString()).toContain('A: \u00e9 \u{1f642}\r\n')
  })

  it('and over HTTP/2 too', async () => {
    await using reached = await reach({ implements: ['GET'], resources: {}, http2: true })
    await using client = new Client({ ...to, port: reached.port, http2: true })
    await client.send({ ...odd, protocol: 'h2' })
    const [seen] = recorded
    const named = Object.fromEntries(seen?.h2?.requestFields[0] ?? [])
    expect([named[':path'], named['a']].map(text => Buffer.from(text ?? '', 'latin1').toString())).toEqual(['/caf\u00e9', '\u00e9 \u{1f642}'])
  })
})
