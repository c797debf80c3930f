// What is sent without end: the right status, to a client that may read late, from a server whose memory is bounded.
import { describe, expect, it, vi } from 'vitest'
import { statuses } from '../../support/raw-exchange.ts'
import { flood } from './flood.ts'
import { loadedServer, type ServerState } from './loaded-server.ts'
import { readAfterAll, sendUntilStuck } from './stuck.ts'

const MIB = 1_048_576
const H = 'Host: localhost\r\n'
const POST = `POST /widgets HTTP/1.1\r\n${H}`
const CHUNKED = `${POST}Transfer-Encoding: chunked\r\n\r\n`

/** What is received and dropped is collected late, so that some of it is resident; what is kept shows in the heap. */
function expectBounded(state: ServerState): void {
  expect(state.grownMiB < 160 && state.heapMiB < 32, JSON.stringify(state)).toBe(true)
}

const endless: readonly (readonly [what: string, first: string, piece: string, status: number])[] = [
  ['a chunked stream', CHUNKED, `10000\r\n${'x'.repeat(65_536)}\r\n`, 413],
  ['chunks of one octet', CHUNKED, '1\r\nx\r\n'.repeat(10_000), 413],
  ['a chunk extension', `${CHUNKED}1;`, 'a'.repeat(65_536), 400],
  ['chunk extensions, each small', CHUNKED, `1;${'a'.repeat(1_000)}\r\nx\r\n`.repeat(64), 400],
  ['a trailer', `${CHUNKED}0\r\nA: `, 'b'.repeat(65_536), 400],
  ['trailers', `${CHUNKED}0\r\n`, 'A: b\r\n'.repeat(10_000), 400],
  ['a field line', `GET / HTTP/1.1\r\n${H}A: `, 'b'.repeat(65_536), 431],
  ['field lines', `GET / HTTP/1.1\r\n${H}`, 'A: b\r\n'.repeat(10_000), 431],
  ['a target', 'GET /', 'a'.repeat(65_536), 414],
  ['a method', '', 'A'.repeat(65_536), 501],
  ['empty lines', '', '\r\n'.repeat(30_000), 400],
  ['no line end at all', '', '\0'.repeat(65_536), 400],
]

describe('without end', () => {
  it.each(endless)('%s', async (_, first, piece, status) => {
    await using server = await loadedServer()
    const { text } = await flood(server.port, { first, piece, atMost: 512 * MIB })
    expect(statuses(text)).toEqual([status])
    expectBounded(await server.state())
  })

  it('a sender that is told and goes on all the same is cut off', async () => {
    await using server = await loadedServer()
    const { text, ending } = await flood(server.port, { first: `${POST}Content-Length: 1073741824\r\n\r\n`, piece: Buffer.alloc(65_536), atMost: 1_024 * MIB, everyMs: 50, stubborn: true })
    expect([statuses(text), ending]).toEqual([[413], 'reset'])
    expect((await server.state()).sockets).toBe(0)
  })
})

describe('an upload of 1 GiB', () => {
  const first = `${POST}Content-Length: 1073741824\r\n\r\n`
  it('gets 413 at once, before any content', async () => {
    await using server = await loadedServer()
    const { text, sent } = await flood(server.port, { first, piece: '', atMost: 0 })
    expect([statuses(text), sent]).toEqual([[413], 0])
  })

  it('gets it too if the client sends everything all the same, and the server keeps nothing of it', async () => {
    await using server = await loadedServer()
    const { text } = await flood(server.port, { first, piece: Buffer.alloc(MIB), atMost: 1_024 * MIB, stubborn: true })
    expect(statuses(text)).toEqual([413])
    expectBounded(await server.state())
  })

  it('gets it, and not only a reset, if the client sends for longer than a second and reads only then', async () => {
    await using server = await loadedServer()
    const { text } = await flood(server.port, { first, piece: Buffer.alloc(MIB), atMost: 30 * MIB, everyMs: 75, readsLate: true, stubborn: true })
    expect(statuses(text)).toEqual([413])
  })
})

describe('pipelined requests from a client that does not read', () => {
  const most = 5_000_000
  it('stop being taken, cost a bounded amount of memory, and are all answered once it reads', async () => {
    await using server = await loadedServer()
    const { socket, requests } = await sendUntilStuck(server.port, most)
    expect(requests).toBeLessThan(most)
    expectBounded(await server.state())
    expect((await fetch(`http://127.0.0.1:${server.port}/widgets`)).status).toBe(200)
    expect(await readAfterAll(socket)).toBe(requests)
  })

  it('are given up after the time for an idle connection and the time for taking an answer', async () => {
    await using server = await loadedServer({ idleMs: 1_000, contentMs: 1_000 })
    const { socket } = await sendUntilStuck(server.port, most)
    await vi.waitFor(async () => expect((await server.state()).sockets).toBe(0), { timeout: 20_000, interval: 200 })
    socket.destroy()
  })
})
