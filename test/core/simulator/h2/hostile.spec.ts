// Clients that mean no good, or know no better, over HTTP/2 and TLS: bounded, told in words, and the server goes on.
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect as connectPlain, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect as connectTls } from 'node:tls'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { framesIn, FrameType, PREFACE, resetCode } from '../../../../electron/core/wire/h2/frames.ts'
import { exchangeBytes, statuses } from '../../../support/raw-exchange.ts'
import { frame } from '../../wire/h2/frame.ts'
import { HAS_CURL_H2, reach, type Reached } from './reached.ts'

const END_STREAM = 1
const END_HEADERS = 4
const SETTINGS = frame(FrameType.settings, 0, 0)
const HELLO = Buffer.concat([PREFACE, SETTINGS])
const FOREVER = { quietMs: 20_000 }

/** Literal fields without indexing (RFC 7541 §6.2.2). */
function literal(fields: readonly (readonly [string, string])[]): Buffer {
  const text = (value: string) => Buffer.concat([value.length < 127 ? Buffer.from([value.length]) : Buffer.from([127, ((value.length - 127) & 0x7f) | 0x80, (value.length - 127) >> 7]), Buffer.from(value, 'latin1')])
  return Buffer.concat(fields.flatMap(([name, value]) => [Buffer.from([0]), text(name), text(value)]))
}
const request = (more: readonly (readonly [string, string])[] = [], method = 'GET') => literal([[':method', method], [':scheme', 'http'], [':path', '/'], [':authority', 'localhost'], ...more])
const get = (stream: number, more: readonly (readonly [string, string])[] = []) => frame(FrameType.headers, END_STREAM | END_HEADERS, stream, request(more))

/** @returns the frames, and what the last GOAWAY says. */
function framesOf(text: string) {
  const frames = framesIn(Buffer.from(text, 'latin1'))
  const goaway = frames.findLast(({ type }) => type === FrameType.goaway)
  return { frames, resets: frames.filter(({ type }) => type === FrameType.reset).map(resetCode), goaway: goaway?.bytes.readUInt32BE(13) }
}

describe('an HTTP/2 port', () => {
  let reached: Reached
  beforeAll(async () => {
    reached = await reach({ http2: true, implements: ['GET', 'POST'], limits: { headMs: 300, contentMs: 600, idleMs: 900, content: 10_000 }, resources: { '/': { GET: { kind: 'reply', text: 'x'.repeat(100_000) }, POST: { kind: 'echo' } } } })
  })
  beforeEach(() => { reached.seen.length = 0 })
  afterAll(async () => {
    // Whatever was done to it before, it still answers.
    expect(statuses((await exchangeBytes(reached.port, 'GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n', FOREVER)).text)).toEqual([200])
    await reached[Symbol.asyncDispose]()
  })
  const send = (...parts: Buffer[]) => exchangeBytes(reached.port, Buffer.concat(parts), FOREVER)

  it('takes a preface that is none for a request over HTTP/1.1', async () => {
    for (const bytes of ['PRI * HTTP/2.0\r\n\r\nXX\r\n\r\n', 'PRI * HTTP/2.0\r\nHost: a\r\n\r\n', 'PRO / HTTP/2.0\r\n\r\n']) {
      expect(statuses((await exchangeBytes(reached.port, bytes, FOREVER)).text)).toEqual([505])
    }
    expect(reached.seen.map(({ ruling }) => ruling?.check)).toEqual(['version', 'version', 'version'])
  })

  it('closes what begins a preface and goes no further, and what says nothing at all', async () => {
    expect((await exchangeBytes(reached.port, 'PRI * HT', FOREVER)).closed).toBe(true)
    expect((await exchangeBytes(reached.port, '', FOREVER)).closed).toBe(true)
    expect((await exchangeBytes(reached.port, 'PRI', { ...FOREVER, halfClose: true })).closed).toBe(true)
  })

  it('ends a connection whose frames are none', async () => {
    const { text, closed } = await send(HELLO, Buffer.alloc(60_000, 0x41))
    expect([closed, framesOf(text).goaway]).toEqual([true, 6])
    expect((await send(HELLO, get(2))).closed).toBe(true)
    expect((await send(PREFACE, get(1))).closed).toBe(true)
    expect(framesOf((await send(HELLO, frame(FrameType.headers, END_STREAM | END_HEADERS, 1, Buffer.from('ffffffffff', 'hex')))).text).goaway).toBe(9)
  })

  it('ends a flood of frames that belong to no stream', async () => {
    for (const [what, one] of [['SETTINGS', SETTINGS], ['PING', frame(FrameType.ping, 0, 0, Buffer.alloc(8))], ['unknown', frame(99, 0, 0)]] as const) {
      const socket = connectPlain(reached.port, '127.0.0.1')
      socket.on('error', () => undefined)
      socket.write(HELLO)
      // Its answers are not read.
      socket.pause()
      for (let nth = 0; nth < 40 && !socket.destroyed; nth += 1) socket.write(Buffer.concat(Array.from({ length: 2_000 }, () => one)))
      socket.resume()
      await once(socket, 'close')
      expect(reached.seen, what).toEqual([])
    }
  })

  it('ends rapid resets after a hundred of them, and records no more than that', async () => {
    const storm = Array.from({ length: 5_000 }, (_, nth) => [get(2 * nth + 1), frame(FrameType.reset, 0, 2 * nth + 1, Buffer.from([0, 0, 0, 8]))]).flat()
    const { text, closed } = await exchangeBytes(reached.port, Buffer.concat([HELLO, ...storm]), FOREVER)
    // ENHANCE_YOUR_CALM (RFC 9113 §10.5).
    expect([closed, framesOf(text).goaway]).toEqual([true, 11])
    expect(reached.seen.length).toBeGreaterThan(99)
    expect(reached.seen.length).toBeLessThan(5_000)
    for (const { ending, failure } of reached.seen.slice(0, 100)) expect([ending, failure?.values['code']]).toEqual(['reset', 'CANCEL'])
  })

  it('serves a hundred streams at once, and no more (RFC 9113 §5.1.2)', async () => {
    const open = Array.from({ length: 130 }, (_, nth) => frame(FrameType.headers, END_HEADERS, 2 * nth + 1, request([], 'POST')))
    const { resets } = framesOf((await send(HELLO, ...open)).text)
    expect([resets.filter(code => code === 'REFUSED_STREAM').length, resets.filter(code => code === 'NO_ERROR').length, reached.seen.length]).toEqual([30, 100, 130])
    const socket = connectPlain(reached.port, '127.0.0.1')
    socket.on('error', () => undefined)
    socket.write(HELLO)
    await once(socket, 'data')
    socket.resume().write(Buffer.concat([frame(FrameType.settings, 1, 0), ...open]))
    await once(socket, 'close')
  })

  it('ends a small block that stands for a huge field section, and keeps only a part of it', async () => {
    const entry = Buffer.concat([Buffer.from([0x40, 1, 0x78, 0x7f, 0x80 | ((3_000 - 127) & 0x7f), (3_000 - 127) >> 7]), Buffer.alloc(3_000, 0x61)])
    const bomb = Buffer.concat([request(), entry, Buffer.alloc(13_000, 0x80 | 62)])
    const { text } = await send(HELLO, frame(FrameType.headers, END_STREAM | END_HEADERS, 1, bomb), frame(FrameType.goaway, 0, 0, Buffer.alloc(8)))
    expect(framesOf(text).resets.concat(framesOf(text).goaway === undefined ? [] : ['GOAWAY'])).not.toEqual([])
    for (const { h2 } of reached.seen) expect(JSON.stringify(h2).length).toBeLessThan(100_000)
  })

  it('does not wait for a field block for ever, nor take one in endless frames', async () => {
    const { closed } = await send(HELLO, frame(FrameType.headers, END_STREAM, 1, request()))
    const flood = Array.from({ length: 2_000 }, () => frame(FrameType.continuation, 0, 1, Buffer.alloc(1_000)))
    const socket = connectPlain(reached.port, '127.0.0.1')
    socket.on('error', () => undefined).resume()
    socket.write(Buffer.concat([HELLO, frame(FrameType.headers, 0, 1, request()), ...flood]))
    await once(socket, 'close')
    expect(closed).toBe(true)
  })

  it('answers 408 on a stream that is left open', async () => {
    const { text, closed } = await send(HELLO, frame(FrameType.headers, END_HEADERS, 1, request([], 'POST')), frame(FrameType.data, 0, 1, Buffer.from('some')))
    expect([closed, framesOf(text).resets]).toEqual([true, ['NO_ERROR']])
    expect(reached.exchanges().map(({ responses, ending }) => [responses.map(({ status }) => status), ending])).toEqual([[[408], 'kept-open']])
  })

  it('gives up an answer that is not taken', async () => {
    const { text } = await send(HELLO, get(1))
    expect(framesOf(text).resets).toEqual(['CANCEL'])
    expect(reached.exchanges().map(({ ending, responses }) => [ending, responses[0]?.content.complete])).toEqual([['reset', false]])
  })

  it('resets a malformed request, and the capture says what is wrong with it (RFC 9113 §8.1.1)', async () => {
    const kinds = [literal([[':method', 'GET'], [':scheme', 'http']]), request([['Upper', 'a']]), request([['connection', 'close']]), request([['content-length', '5']]), request([[':status', '200']])]
    const { text } = await send(HELLO, ...kinds.map((block, nth) => frame(FrameType.headers, END_STREAM | END_HEADERS, 2 * nth + 1, block)))
    expect(framesOf(text).resets).toEqual(kinds.map(() => 'PROTOCOL_ERROR'))
    expect(reached.exchanges().map(({ request: read, failure }) => [read?.malformations.length, failure?.id])).toEqual(kinds.map(() => [1, 'failure.stream-reset-by-server']))
  })

  it('answers 400 to a Host that differs from :authority, and 421 to another scheme', async () => {
    const other = literal([[':method', 'GET'], [':scheme', 'https'], [':path', '/'], [':authority', 'localhost']])
    await send(HELLO, get(1, [['host', 'example.com']]), frame(FrameType.headers, END_STREAM | END_HEADERS, 3, other))
    expect(reached.exchanges().map(({ responses }) => responses[0]?.status)).toEqual([400, 421])
  })

  it('does not gather empty frames without end', async () => {
    const socket = connectPlain(reached.port, '127.0.0.1')
    socket.on('error', () => undefined).resume()
    socket.write(Buffer.concat([HELLO, frame(FrameType.headers, END_HEADERS, 1, request([], 'POST')), ...Array.from({ length: 20_000 }, () => frame(FrameType.data, 0, 1))]))
    await once(socket, 'close')
    expect(reached.seen.map(({ request: bytes }) => bytes.length < 200_000)).toEqual([true])
  })

  it('answers what came before a GOAWAY, and says goodbye to a connection that is idle', async () => {
    const { text, closed } = await send(HELLO, frame(FrameType.settings, 0, 0, Buffer.from([0, 4, 0, 15, 0, 0])), get(1), frame(FrameType.goaway, 0, 0, Buffer.alloc(8)), frame(8, 0, 0, Buffer.from([0, 15, 0, 0])))
    expect([closed, reached.exchanges()[0]?.responses[0]?.content.length]).toEqual([true, 100_000])
    expect(framesOf(text).resets).toEqual([])
    const idle = await send(HELLO)
    expect([idle.closed, framesOf(idle.text).goaway]).toEqual([true, 0])
  })
})

describe('a client that is gone', () => {
  it('costs nothing, wherever it was', async () => {
    for (const tls of [false, true]) {
      await using reached = await reach({ http2: true, tls, implements: ['GET', 'POST'], resources: { '/': { GET: { kind: 'reply', text: 'x'.repeat(500_000), delayMs: 5 }, POST: { kind: 'echo' } } } })
      const half = [PREFACE, get(1), frame(FrameType.headers, END_HEADERS, 3, request([], 'POST'))]
      for (const bytes of [Buffer.alloc(0), Buffer.from([22, 3, 1]), PREFACE.subarray(0, 10), HELLO, Buffer.concat([HELLO, ...half.slice(1)])]) {
        for (const isEncrypted of tls ? [true, false] : [false]) {
          const raw = connectPlain(reached.port, '127.0.0.1')
          raw.on('error', () => undefined)
          await once(raw, 'connect')
          const socket = isEncrypted ? connectTls({ socket: raw, ca: reached.certificate.certificate, host: '127.0.0.1', ALPNProtocols: ['h2'] }) : raw
          socket.on('error', () => undefined)
          if (isEncrypted) await once(socket, 'secureConnect')
          await new Promise(resolve => socket.write(bytes.length === 0 ? Buffer.from([22]) : bytes, resolve))
          const closed = once(raw, 'close')
          raw.resetAndDestroy()
          await closed
        }
      }
      expect(/^HTTP\/1\.1 200/.test((await reached.curl('--http1.1', '@/')).out)).toBe(true)
    }
  })
})

describe('an upload', () => {
  it.skipIf(!HAS_CURL_H2)('is captured whole up to the limit, and let go beyond it', async () => {
    for (const tls of [false, true]) {
      await using reached = await reach({ http2: true, tls, implements: ['POST'], limits: { content: 500_000 }, resources: { '/up': { POST: { kind: 'echo' } } } })
      const flag = tls ? '--http2' : '--http2-prior-knowledge'
      const folder = mkdtempSync(join(tmpdir(), 'lab501-upload-'))
      const sizes = [499_999, 5_000_000]
      for (const size of sizes) {
        writeFileSync(join(folder, 'content'), Buffer.alloc(size, 'c'))
        await reached.curl(flag, '-X', 'POST', '-T', join(folder, 'content'), '@/up')
      }
      rmSync(folder, { recursive: true })
      await reached.untilSeen(2)
      const [whole, cut] = reached.exchanges()
      expect([whole?.responses.at(-1)?.status, whole?.request?.content.length, whole?.request?.content.complete, whole?.ending]).toEqual([200, 499_999, true, 'kept-open'])
      expect(cut?.responses.at(-1)?.status).toBe(413)
      // curl gives up in one of three ways: it ends the stream before its time, leaves it, or resets it as soon as it has read the status.
      expect(['kept-open', 'reset']).toContain(cut?.ending)
      expect(cut?.request?.content.complete === true).toBe(cut?.request?.malformations.some(what => what.startsWith('content-length is')))
      // What was on its way when the answer went is at most what flow control allowed.
      expect(cut?.request?.content.length).toBeLessThan(1_000_000)
    }
  })
})

describe('a TLS port', () => {
  let reached: Reached
  beforeAll(async () => { reached = await reach({ tls: true, http2: true, implements: ['GET'], limits: { headMs: 300, idleMs: 900 }, resources: { '/': { GET: { kind: 'reply', text: 'x', fault: { kind: 'reset' } } } } }) })
  afterAll(() => reached[Symbol.asyncDispose]())
  const secure = async (options: object): Promise<Socket> => {
    const socket = connectTls({ host: '127.0.0.1', port: reached.port, ca: reached.certificate.certificate, ...options })
    await once(socket, 'secureConnect')
    return socket
  }

  it('says to plain HTTP that it speaks TLS, and the exchange is kept', async () => {
    const { text, closed } = await exchangeBytes(reached.port, 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n', FOREVER)
    expect([statuses(text), closed, text.includes('Ask for it with https')]).toEqual([[400], true, true])
    expect(reached.seen.at(-1)?.ruling?.because.id).toBe('decision.plain-to-tls')
    expect(statuses((await exchangeBytes(reached.port, PREFACE, FOREVER)).text)).toEqual([505])
  })

  it('closes a handshake that is none, and one that goes no further', async () => {
    for (const bytes of [Buffer.concat([Buffer.from([22]), Buffer.alloc(2_000, 7)]), Buffer.from([22, 3, 1, 2, 0, 1])]) expect((await exchangeBytes(reached.port, bytes, FOREVER)).closed).toBe(true)
  })

  it('agrees on what both speak, and on nothing else (RFC 7301 §3.2)', async () => {
    const agreed = []
    for (const ALPNProtocols of [['h2', 'http/1.1'], ['http/1.1'], undefined]) {
      const socket = await secure({ ALPNProtocols })
      agreed.push((socket as Socket & { alpnProtocol: unknown }).alpnProtocol)
      socket.destroy()
    }
    expect(agreed).toEqual(['h2', 'http/1.1', false])
    await expect(secure({ ALPNProtocols: ['spdy/3'] })).rejects.toThrow(/no application protocol/i)
  })

  it('is refused by whoever does not know its certificate', async () => {
    await expect(secure({ ca: undefined })).rejects.toThrow(/self-signed/)
  })

  it('resets the connection under the encryption where a lab wants a reset', async () => {
    const socket = await secure({})
    socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')
    socket.resume()
    const [error] = await once(socket, 'error') as [Error & { code?: string }]
    expect(error.code).toBe('ECONNRESET')
  })
})
