// CONNECT through a gateway: to participants that the lab names and to nobody else; octets both ways, to the last one.
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { SeenExchange } from '../../../electron/core/recorder/seen-exchange.ts'
import { openScenario, type Simulation } from '../../../electron/core/simulator/simulator.ts'
import { Scenario } from '../../../electron/model/scenario.ts'
import { exchangeBytes, statuses } from '../../support/raw-exchange.ts'

const LARGE = 900_000
let running: Simulation
let seen: SeenExchange[] = []
let causes: string[] = []
const portOf = (name: string) => running.entries.find(({ participant }) => participant === name)?.port ?? 0

async function open(gateway: Record<string, unknown> = {}, limits: Record<string, number> = {}): Promise<void> {
  const mine: SeenExchange[] = []
  const linked: string[] = []
  seen = mine
  causes = linked
  const origin = (name: string) => ({
    role: 'origin', name, implements: ['GET', 'POST'], limits: { content: 1_048_576 },
    resources: { '/a': { GET: { kind: 'reply', text: 'from inside' }, POST: { kind: 'echo' } }, '/large': { GET: { kind: 'reply', text: 'x'.repeat(LARGE) } }, '/reset': { GET: { kind: 'reply', text: 'abcdefgh', fault: { kind: 'reset' } } }, '/silent': { GET: { kind: 'reply', text: 'x', fault: { kind: 'stall', at: 'start' } } } },
  })
  running = await openScenario(Scenario.parse({ participants: [
    { role: 'gateway', name: 'edge', proxyStatus: true, tunnels: ['origin'], limits, routes: [{ pool: [{ to: 'origin' }] }], ...gateway }, origin('origin'), origin('other'),
  ] }), {
    port: 0, onExchange: exchange => void mine.push(exchange),
    hops: { connected: (_, serverPort, from) => void linked.push(`${from} to ${serverPort}`), caused: ({ nth }, cause) => void linked.push(`${nth} because of ${cause.nth}`), sent: () => undefined },
  })
}
afterEach(() => running[Symbol.asyncDispose]())

async function exchangeAt(port: number, count = 1): Promise<SeenExchange[]> {
  for (let tries = 0; tries < 300; tries += 1) {
    const found = seen.filter(({ serverPort }) => serverPort === port)
    if (found.length >= count) return found
    await new Promise(resolve => setTimeout(resolve, 10))
  }
  throw new Error('no exchange was captured')
}
const curl = (...args: string[]) => new Promise<{ code: number; text: string }>(resolve => {
  execFile('curl', ['-si', '--max-time', '20', '--noproxy', '', '-p', '-x', `http://127.0.0.1:${portOf('edge')}`, ...args], { maxBuffer: 8_000_000 }, (error, text) => resolve({ code: Number(error?.code ?? 0), text }))
})
const ask = (authority: string, fields = '', content = '') => exchangeBytes(portOf('edge'), `CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n${fields}\r\n${content}`, { quietMs: 5_000 })
const field = (text: string, name: string) => new RegExp(`^${name}: (.*)\\r$`, 'im').exec(text)?.[1]
/** A client with a tunnel to the origin. */
async function tunnelled(early = ''): Promise<{ socket: Socket; received: () => string }> {
  const socket = connect({ host: '127.0.0.1', port: portOf('edge'), allowHalfOpen: true })
  const parts: Buffer[] = []
  socket.on('data', part => void parts.push(part))
  socket.write(`CONNECT origin:80 HTTP/1.1\r\nHost: origin:80\r\n\r\n${early}`)
  await once(socket, 'data')
  return { socket, received: () => Buffer.concat(parts).toString('latin1') }
}

describe('CONNECT to a participant that is named in tunnels', () => {
  it.each(['127.0.0.1', 'localhost'])('gets curl through by %s and port, and both exchanges are captured', async host => {
    await open()
    const { code, text } = await curl(`http://${host}:${portOf('origin')}/a`)
    expect([code, statuses(text), text.endsWith('from inside')]).toEqual([0, [200, 200], true])
    const [[outer], [inner]] = [await exchangeAt(portOf('edge')), await exchangeAt(portOf('origin'))]
    expect([outer?.request.toString().split('\r\n')[0], inner?.request.toString().split('\r\n')[0]]).toEqual([`CONNECT ${host}:${portOf('origin')} HTTP/1.1`, 'GET /a HTTP/1.1'])
    // What went through is counted, not kept; the participant behind keeps it.
    expect([outer?.dropped, outer?.ending, outer?.ruling?.because.id]).toEqual([{ request: inner?.request.length, response: inner?.response.length }, 'client-closed', 'decision.tunnel-open'])
    expect(causes).toEqual([`edge to ${portOf('origin')}`, '0 because of 1'])
  })

  it('gets curl through by name, whatever the port', async () => {
    await open()
    expect((await curl('http://origin/a')).text.endsWith('from inside')).toBe(true)
  })

  it('is answered without content and without framing (RFC 9110 §9.3.6)', async () => {
    await open()
    const { socket, received } = await tunnelled()
    const head = received()
    socket.destroy()
    expect([statuses(head), head.endsWith('\r\n\r\n'), field(head, 'Content-Length'), field(head, 'Transfer-Encoding'), field(head, 'Connection'), field(head, 'Proxy-Status')]).toEqual([[200], true, undefined, undefined, undefined, 'edge; next-hop=origin'])
    expect((await exchangeAt(portOf('edge'))).map(({ ending, response }) => [ending, response.toString()])).toEqual([[expect.stringMatching(/^(client-closed|reset)$/), head]])
  })

  it('takes octets that came right behind the request', async () => {
    await open()
    const { text } = await ask('origin:80', '', 'GET /a HTTP/1.1\r\nHost: origin\r\nConnection: close\r\n\r\n')
    expect([statuses(text), text.endsWith('from inside')]).toEqual([[200, 200], true])
  })

  it('answers a client that has half closed, and then is over', async () => {
    await open()
    const { text, closed } = await exchangeBytes(portOf('edge'), 'CONNECT origin:80 HTTP/1.1\r\nHost: origin:80\r\n\r\nGET /a HTTP/1.1\r\nHost: origin\r\n\r\n', { quietMs: 5_000, halfClose: true })
    expect([statuses(text), text.endsWith('from inside'), closed]).toEqual([[200, 200], true, true])
    expect((await exchangeAt(portOf('edge')))[0]?.ending).toBe('client-closed')
  })

  it('carries much both ways to a reader that is slow to begin, to the last octet', async () => {
    await open()
    const content = randomBytes(LARGE / 2).toString('hex')
    const { socket, received } = await tunnelled()
    socket.pause()
    socket.write(`POST /a HTTP/1.1\r\nHost: origin\r\nContent-Length: ${content.length}\r\n\r\n${content}GET /large HTTP/1.1\r\nHost: origin\r\nConnection: close\r\n\r\n`)
    await exchangeAt(portOf('origin'))
    socket.resume()
    await once(socket, 'end')
    socket.end()
    expect([statuses(received()), received().includes(content), received().endsWith('x'.repeat(LARGE))]).toEqual([[200, 200, 200], true, true])
    const [outer] = await exchangeAt(portOf('edge'))
    expect([outer?.ending, (outer?.dropped?.request ?? 0) > LARGE, (outer?.dropped?.response ?? 0) > 2 * LARGE]).toEqual(['server-closed', true, true])
  })

  it('takes no more from a client than the other side reads', async () => {
    await open({}, { idleMs: 400 })
    const { socket } = await tunnelled()
    // It is cut off in the middle, so the client may well see a reset.
    const isOver = new Promise(resolve => socket.on('error', () => undefined).once('close', resolve))
    socket.write('GET /silent HTTP/1.1\r\nHost: origin\r\n\r\n')
    socket.write(Buffer.alloc(64 * 1_048_576, 'x'))
    await isOver
    const [outer] = await exchangeAt(portOf('edge'))
    expect([outer?.ending, (outer?.dropped?.request ?? Number.POSITIVE_INFINITY) < 32 * 1_048_576]).toEqual(['server-closed', true])
  })

  it('ends when the participant behind is killed, or resets', async () => {
    await open()
    expect((await curl('http://origin/reset')).code).not.toBe(0)
    const { socket } = await tunnelled()
    await running.control({ kind: 'kill', participant: 'origin' })
    await once(socket, 'end')
    socket.end()
    expect((await exchangeAt(portOf('edge'), 2)).map(({ ending }) => ending)).toEqual(['server-closed', 'server-closed'])
  })

  it('ends when nothing passes for as long as the gateway allows', async () => {
    await open({}, { idleMs: 150 })
    const { text, closed } = await ask('origin:80', '', 'GET /silent HTTP/1.1\r\nHost: origin\r\n\r\n')
    expect([statuses(text), closed]).toEqual([[200], true])
    expect((await exchangeAt(portOf('edge')))[0]?.ending).toBe('server-closed')
  })

  it('says 502 when nobody listens there, and closes', async () => {
    await open()
    await running.control({ kind: 'kill', participant: 'origin' })
    const { text, closed } = await ask('origin:80')
    expect([statuses(text), field(text, 'Proxy-Status'), closed]).toEqual([[502], 'edge; error=connection_refused; next-hop=origin', true])
  })

  it('leaves nothing open when the client goes before it is there', async () => {
    await open()
    const socket = connect({ host: '127.0.0.1', port: portOf('edge') })
    socket.write('CONNECT origin:80 HTTP/1.1\r\nHost: origin:80\r\n\r\n')
    await once(socket, 'connect')
    socket.resetAndDestroy()
    expect((await exchangeAt(portOf('edge'))).length).toBe(1)
  })
})

describe('CONNECT to anything else', () => {
  it.each(['example.com:443', '192.0.2.1:80', 'other:80', '127.0.0.1:1', 'origin.example:80', 'edge:80', '[::1]:1'])('to %s gets 403, closes, and leaves the gateway by no socket', async authority => {
    await open()
    const { text, closed } = await ask(authority, '', 'GET /a HTTP/1.1\r\nHost: localhost\r\n\r\n')
    expect([statuses(text), field(text, 'Proxy-Status'), closed, causes]).toEqual([[403], 'edge; error=http_request_denied', true, []])
    expect((await exchangeAt(portOf('edge'))).map(({ ruling }) => [ruling?.because.id, ruling?.section])).toEqual([['decision.tunnel-refused', 'RFC 9110 §9.3.6']])
  })

  it('is 403 to curl as well, which then has no tunnel', async () => {
    await open()
    const { code, text } = await curl(`http://127.0.0.1:${portOf('other')}/a`)
    expect([code, statuses(text)]).toEqual([56, [403]])
  })

  it.each([['Content-Length: 5', 'hello'], ['Transfer-Encoding: chunked', '0\r\n\r\n']])('with %s gets 400: where the tunnel began would be unclear', async (line, content) => {
    await open()
    const { text, closed } = await ask('origin:80', `${line}\r\n`, content)
    expect([statuses(text), closed, causes]).toEqual([[400], true, []])
  })

  it('gets 501 where no tunnels are declared, and what the lab says where it refuses', async () => {
    await open({ tunnels: undefined })
    expect(statuses((await ask('origin:80', 'Connection: close\r\n')).text)).toEqual([501])
    await running[Symbol.asyncDispose]()
    await open({ refuses: { CONNECT: 405 } })
    expect(statuses((await ask('origin:80', 'Connection: close\r\n')).text)).toEqual([405])
  })

  it('gets 501 from an origin (RFC 9110 §9.1)', async () => {
    await open()
    const { text } = await exchangeBytes(portOf('origin'), 'CONNECT localhost:80 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n', { quietMs: 5_000 })
    expect(statuses(text)).toEqual([501])
    expect((await new Promise<string>(resolve => execFile('curl', ['-si', '--noproxy', '*', '-X', 'CONNECT', '--request-target', 'localhost:80', `http://127.0.0.1:${portOf('origin')}/`], (_, out) => resolve(out)))).startsWith('HTTP/1.1 501 ')).toBe(true)
  })

  it('is a problem of the lab when the participant does not stand further down', () => {
    expect(Scenario.safeParse({ participants: [{ role: 'gateway', name: 'edge', tunnels: ['edge'], routes: [{ pool: [{ to: 'origin' }] }] }, { role: 'origin', name: 'origin', resources: {} }] }).error?.issues[0]?.message).toBe('"edge" is not a participant further down the list')
  })
})
