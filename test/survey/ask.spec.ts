import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { ask } from './ask.ts'

const REQUEST = Buffer.from('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')
const ANSWER = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi'
const stops: (() => void)[] = []
afterEach(() => stops.splice(0).forEach(stop => stop()))

/** @returns what `ask` says of a server that does `behave` with each connection, and what it sent. */
async function asked(behave: (socket: Socket) => void): Promise<[text: string, ending: string]> {
  const sockets = new Set<Socket>()
  const server = createServer({ allowHalfOpen: true }, socket => {
    sockets.add(socket.on('error', () => undefined))
    behave(socket)
  })
  stops.push(() => {
    server.close()
    sockets.forEach(socket => socket.destroy())
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { response, ending } = await ask((server.address() as AddressInfo).port, REQUEST)
  return [response.toString(), ending]
}

describe('what became of a connection', () => {
  it('is kept-open when a second request is answered, whose answer is not part of the first', async () => {
    expect(await asked(socket => void socket.on('data', () => socket.write(ANSWER)))).toEqual([ANSWER, 'kept-open'])
  })

  it('is server-closed when the server closes at once, or only when it is asked again', async () => {
    expect(await asked(socket => void socket.once('data', () => socket.end(ANSWER)))).toEqual([ANSWER, 'server-closed'])
    const reluctant = (socket: Socket) => void socket.once('data', () => void socket.write(ANSWER, () => socket.once('data', () => socket.end())))
    expect(await asked(reluctant)).toEqual([ANSWER, 'server-closed'])
  })

  it('is server-closed or reset without an answer', async () => {
    expect(await asked(socket => void socket.once('data', () => socket.end()))).toEqual(['', 'server-closed'])
    expect(await asked(socket => void socket.once('data', () => socket.resetAndDestroy()))).toEqual(['', 'reset'])
  })

  it('is timed-out when nothing comes, at first or to the second request', async () => {
    expect(await asked(() => undefined)).toEqual(['', 'timed-out'])
    expect(await asked(socket => void socket.once('data', () => socket.write(ANSWER)))).toEqual([ANSWER, 'timed-out'])
  })

  it('keeps an interim answer and the final one', async () => {
    const both = `HTTP/1.1 100 Continue\r\n\r\n${ANSWER}`
    expect(await asked(socket => void socket.once('data', () => socket.end(both)))).toEqual([both, 'server-closed'])
  })
})
