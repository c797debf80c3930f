// The connection to a collector is kept from one result to the next, by both ends; whoever has no code keeps none.
import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { CollectorConnection } from '../../../electron/core/collector/collector-connection.ts'
import { exchange } from '../../../electron/core/collector/hand-over.ts'
import { collectorIdentity } from '../../../electron/core/collector/identity.ts'
import { writeJoinCode } from '../../../electron/model/join-code.ts'
import { answerOn, codeOf, dial, headOf, learner, openRoom, scratch } from './room.ts'

type Behave = (nth: number, response: ServerResponse, request: IncomingMessage) => void
const yes = (digest: string) => (_: number, response: ServerResponse) => void response.writeHead(200).end(JSON.stringify({ sha256: digest }))

/** A collector that does as it is told with each request, and counts the connections. */
async function counting(behave: Behave) {
  const identity = collectorIdentity(scratch())
  const sockets: Socket[] = []
  let asked = 0
  const server = createServer({ key: identity.key, cert: identity.certificate, keepAliveTimeout: 60_000 }, (request, response) => {
    const nth = asked += 1
    request.resume().on('end', () => { behave(nth, response, request) })
  }).on('secureConnection', socket => void sockets.push(socket))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => { server.closeAllConnections(); server.close() })
  const { port } = server.address() as AddressInfo
  const connection = new CollectorConnection(codeOf(writeJoinCode({ host: '127.0.0.1', port, secret: identity.secret, sha256: identity.sha256 })))
  onTestFinished(() => connection[Symbol.dispose]())
  return { connection, sockets, asked: () => asked }
}

describe('the learner’s end', () => {
  it('says everything over one connection', async () => {
    const ada = await learner('Ada')
    const there = await counting((nth, response) => (nth === 1 ? void response.writeHead(204).end() : yes(ada.digest)(nth, response)))
    expect(await there.connection.greet()).toEqual({ outcome: 'done' })
    for (let nth = 0; nth < 12; nth += 1) expect(await there.connection.handOver(ada.bytes, ada.privateKey)).toEqual({ outcome: 'done' })
    expect([there.sockets.length, there.asked()]).toEqual([1, 13])
  })

  it('says the next over a connection once the request before it is over, though its answer was there sooner', async () => {
    const { code } = await openRoom()
    const socket = await dial(code)
    // The system tells late that what was written is written.
    const write = socket._write.bind(socket)
    socket._write = (chunk, encoding, done) => write(chunk, encoding, error => void setTimeout(done, 100, error))
    Object.assign(socket, { _writev: undefined })
    for (const name of ['Ada', 'Grace', 'Mary']) {
      const one = await learner(name)
      expect(await exchange(socket, code, one)).toEqual({ outcome: 'done' })
    }
  })

  it('does not wait for a request that nobody reads once its answer is there', async () => {
    const identity = collectorIdentity(scratch())
    const answer = 'HTTP/1.1 422 Unprocessable Content\r\nContent-Length: 0\r\n\r\n'
    const deaf = createTlsServer({ key: identity.key, cert: identity.certificate }, socket => void socket.once('data', () => { socket.pause().write(answer) }).on('error', () => undefined))
    await once(deaf.listen(0, '127.0.0.1'), 'listening')
    onTestFinished(() => void deaf.close())
    const { port } = deaf.address() as AddressInfo
    using connection = new CollectorConnection(codeOf(writeJoinCode({ host: '127.0.0.1', port, secret: identity.secret, sha256: identity.sha256 })))
    const { privateKey } = await learner('Ada')
    expect((await connection.handOver(new Uint8Array(32_000_000), privateKey)).outcome).toBe('refused')
  })

  it('makes another when the one that was kept has ended, at rest or in the very moment', async () => {
    const ada = await learner('Ada')
    const there = await counting((nth, response, { socket }) => (nth === 3 ? void socket.destroy() : yes(ada.digest)(nth, response)))
    const give = () => there.connection.handOver(ada.bytes, ada.privateKey)
    expect(await give()).toEqual({ outcome: 'done' })
    there.sockets[0]?.end()
    await once(there.sockets[0] as Socket, 'close')
    await pause(20)
    expect([await give(), there.sockets.length]).toEqual([{ outcome: 'done' }, 2])
    // The third request is cut off where its answer should be: it is sent again, over a new one.
    expect([await give(), there.sockets.length, there.asked()]).toEqual([{ outcome: 'done' }, 3, 4])
  })

  it('does not try a second time what fails on a new one', async () => {
    const ada = await learner('Ada')
    const there = await counting((_, _response, { socket }) => void socket.destroy())
    expect(await there.connection.handOver(ada.bytes, ada.privateKey)).toMatchObject({ outcome: 'later' })
    expect(there.asked()).toBe(1)
  })

  it('keeps none that the collector ends, and none that was stopped', async () => {
    const ada = await learner('Ada')
    const there = await counting((nth, response) => {
      if (nth === 1) response.writeHead(200, { Connection: 'close' }).end(JSON.stringify({ sha256: ada.digest }))
      else if (nth !== 2) yes(ada.digest)(nth, response)
    })
    expect(await there.connection.handOver(ada.bytes, ada.privateKey)).toEqual({ outcome: 'done' })
    const abort = new AbortController()
    const silent = there.connection.handOver(ada.bytes, ada.privateKey, abort.signal)
    await expect.poll(there.asked).toBe(2)
    abort.abort()
    expect(await silent).toMatchObject({ outcome: 'later' })
    expect([await there.connection.handOver(ada.bytes, ada.privateKey), there.sockets.length]).toEqual([{ outcome: 'done' }, 3])
  })

  it('is let go by the signal that was given for what was said on it, once that was said', async () => {
    const ada = await learner('Ada')
    const there = await counting(yes(ada.digest))
    const abort = new AbortController()
    expect(await there.connection.handOver(ada.bytes, ada.privateKey, abort.signal)).toEqual({ outcome: 'done' })
    abort.abort()
    expect([await there.connection.handOver(ada.bytes, ada.privateKey), there.sockets.length]).toEqual([{ outcome: 'done' }, 1])
  })

  it('ends when nobody needs it any more', async () => {
    const ada = await learner('Ada')
    const there = await counting(yes(ada.digest))
    await there.connection.handOver(ada.bytes, ada.privateKey)
    there.connection[Symbol.dispose]()
    await once(there.sockets[0] as Socket, 'close')
  })
})

describe('the collector’s end', () => {
  it('asks for the proof of each result, whatever was proven on the connection before', async () => {
    const room = await openRoom()
    const [ada, bob] = [await learner('Ada'), await learner('Bob')]
    using connection = new CollectorConnection(room.code)
    for (const { bytes, privateKey } of [ada, bob, ada]) expect(await connection.handOver(bytes, privateKey)).toEqual({ outcome: 'done' })
    expect(await connection.handOver(bob.bytes, ada.privateKey)).toMatchObject({ outcome: 'refused', isOfThisOne: true })
    expect(room.collecting.collector.counts()).toMatchObject({ kept: 2, again: 1, refused: { sender: 1 } })
  })

  it.each([['no code', {}], ['a wrong code', { Authorization: 'Bearer 0000000000' }]])('keeps no connection for whoever has %s', async (_, fields) => {
    const room = await openRoom()
    const asked = Object.entries({ Host: 'here', ...fields }).map(([name, value]) => `${name}: ${value}\r\n`).join('')
    expect(await answerOn(await dial(room.code), `GET / HTTP/1.1\r\n${asked}\r\n`)).toMatch(/^Connection: close\r$/m)
  })

  it('where many are open, ends the one that has been idle longest, and none that is at work', async () => {
    const room = await openRoom({ limits: { manyConnections: 3 } })
    const ada = await learner('Ada')
    const working = await dial(room.code)
    const [head, begun] = [headOf(working, room.code, ada), ada.bytes.subarray(0, 10)]
    working.write(head)
    working.write(begun)
    const idle = await dial(room.code)
    idle.write(`OPTIONS * HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer ${room.code.secret}\r\n\r\n`)
    await once(idle, 'data')
    const ended = once(idle, 'close')
    using second = new CollectorConnection(room.code)
    using third = new CollectorConnection(room.code)
    expect([await second.greet(), idle.destroyed]).toEqual([{ outcome: 'done' }, false])
    expect(await third.greet()).toEqual({ outcome: 'done' })
    await ended
    expect(await answerOn(working, ada.bytes.subarray(10))).toMatch(/^HTTP\/1.1 200 /)
  })
})
