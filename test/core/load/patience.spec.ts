// Clients that hold connections open: slow ones, idle ones, half-open ones.
import { connect, type Socket } from 'node:net'
import { describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { exchangeBytes, statuses } from '../../support/raw-exchange.ts'
import { loadedServer } from './loaded-server.ts'

const HEAD = 'GET /widgets HTTP/1.1\r\nHost: localhost\r\nA: '
const POST = 'POST /widgets HTTP/1.1\r\nHost: localhost\r\n'
const IDLE = 10_000

/** Node raises its soft limit to the hard one by itself; nothing else is raised. Each process has one end of every connection. */
function fileLimit(): number {
  const report = z.object({ userLimits: z.object({ open_files: z.object({ soft: z.union([z.number(), z.literal('unlimited')]) }) }).optional() }).parse(process.report.getReport())
  const soft = report.userLimits?.open_files.soft ?? 'unlimited'
  return soft === 'unlimited' ? Number.POSITIVE_INFINITY : soft
}

const limit = fileLimit()
const idle = Math.min(IDLE, limit - 500)

function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
    socket.once('error', reject).once('connect', () => resolve(socket.off('error', reject).on('error', () => undefined)))
  })
}

/** Sends an octet at a time until the server ends. @returns what it said */
async function drip(port: number, first: string, octet: string): Promise<string> {
  const socket = await open(port)
  let text = ''
  socket.on('data', part => { text += part.toString('latin1') })
  const timer = setInterval(() => socket.write(octet), 50)
  socket.write(first)
  await new Promise(resolve => socket.once('end', resolve))
  clearInterval(timer)
  socket.destroy()
  return text
}

describe('a slow client', () => {
  it.each([
    ['of a request line', '', 'A', 408], ['of field lines', HEAD, 'b', 408],
    ['of content by length', `${POST}Content-Length: 1000000\r\n\r\n`, 'c', 408], ['of a chunk', `${POST}Transfer-Encoding: chunked\r\n\r\nfff\r\n`, 'd', 408],
    ['of a chunk extension', `${POST}Transfer-Encoding: chunked\r\n\r\n1;`, 'e', 408], ['of trailers', `${POST}Transfer-Encoding: chunked\r\n\r\n0\r\nA: `, 'f', 408],
  ])('%s gets 408 when its time is over, a hundred of them as one', async (_, first, octet, status) => {
    await using server = await loadedServer({ headMs: 700, contentMs: 700 })
    const texts = await Promise.all(Array.from({ length: 100 }, () => drip(server.port, first, octet)))
    expect(texts.map(statuses)).toEqual(texts.map(() => [status]))
    expect(texts.every(text => text.includes('\r\nConnection: close\r\n'))).toBe(true)
  })
})

describe('idle connections', () => {
  it(`${idle} of them${idle < IDLE ? ` (the limit of ${limit} open files forbids ${IDLE})` : ''} do not keep another from its answer`, async () => {
    await using server = await loadedServer()
    const sockets: Socket[] = []
    while (sockets.length < idle) sockets.push(...await Promise.all(Array.from({ length: Math.min(200, idle - sockets.length) }, () => open(server.port))))
    await vi.waitFor(async () => expect((await server.state()).sockets).toBe(idle), { timeout: 20_000, interval: 100 })
    const { heapMiB, grownMiB } = await server.state()
    expect(grownMiB < 256 && heapMiB < 128, JSON.stringify({ heapMiB, grownMiB })).toBe(true)
    const { text } = await exchangeBytes(server.port, 'GET /widgets HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')
    expect(statuses(text)).toEqual([200])
    for (const socket of sockets) socket.destroy()
    await vi.waitFor(async () => expect((await server.state()).sockets).toBe(0), { timeout: 20_000, interval: 100 })
    expect((await server.state()).heapMiB).toBeLessThan(32)
  })

  it('are closed without a word when their time is over', async () => {
    await using server = await loadedServer({ idleMs: 500 })
    expect(await exchangeBytes(server.port, '', { quietMs: 15_000 })).toEqual({ text: '', closed: true })
  })
})

describe('half-open connections', () => {
  it.each([
    ['that end in the middle of a head', HEAD, [400]], ['that end in the middle of the content', `${POST}Content-Length: 9\r\n\r\nabc`, [400]],
    ['that end in the middle of a chunk', `${POST}Transfer-Encoding: chunked\r\n\r\n9\r\nabc`, [400]],
    ['that end behind a request', 'GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n', [200]], ['that end before any', '', []], ['that end in the middle of an empty line', '\r', []],
  ])('%s are answered and closed', async (_, bytes, expected) => {
    await using server = await loadedServer()
    const { text, closed } = await exchangeBytes(server.port, bytes, { halfClose: true, quietMs: 15_000 })
    expect([statuses(text), closed]).toEqual([expected, true])
  })

  it('whose client neither reads nor ends its own side are let go', async () => {
    await using server = await loadedServer({ headMs: 300, idleMs: 300 })
    const sockets = await Promise.all(Array.from({ length: 200 }, () => open(server.port)))
    sockets.forEach((socket, nth) => socket.pause().write(nth % 2 === 0 ? HEAD : 'GET /widgets HTTP/1.0\r\n\r\n'))
    await vi.waitFor(async () => expect((await server.state()).sockets).toBe(0), { timeout: 20_000, interval: 100 })
    for (const socket of sockets) socket.destroy()
  })
})

describe('when the server has no file descriptor left', () => {
  it('connections beyond it are dropped, and it answers again as soon as there is one', async ({ skip }) => {
    if (process.platform === 'win32') skip('Windows has no limit of open files to lower for a child')
    await using server = await loadedServer({}, 64)
    const sockets = Array.from({ length: 200 }, () => connect({ port: server.port, host: '127.0.0.1' }).on('error', () => undefined))
    await vi.waitFor(() => expect(sockets.filter(socket => socket.closed).length).toBeGreaterThan(100), { timeout: 20_000 })
    for (const socket of sockets) socket.destroy()
    await vi.waitFor(async () => expect((await fetch(`http://127.0.0.1:${server.port}/widgets`)).status).toBe(200), { timeout: 20_000 })
  })
})
