// A client that pipelines requests and reads nothing, until nobody takes any more of them.
import { connect, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

const REQUEST = 'GET /widgets HTTP/1.1\r\nHost: localhost\r\n\r\n'
const PER_WRITE = 1_000
const STUCK_MS = 700

/** @returns the socket, and how many requests were written before nothing moved for a while; never more than `atMost`. */
export async function sendUntilStuck(port: number, atMost: number): Promise<{ socket: Socket; requests: number }> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
  const piece = Buffer.from(REQUEST.repeat(PER_WRITE))
  let requests = 0
  let isStuck = false
  const more = () => {
    while (!isStuck && requests < atMost) {
      requests += PER_WRITE
      if (!socket.write(piece)) return
    }
  }
  socket.on('drain', more).on('error', () => undefined)
  more()
  for (let before = -1; before !== requests && requests < atMost;) {
    before = requests
    await wait(STUCK_MS)
  }
  isStuck = true
  return { socket, requests }
}

/** Reads now, after all. @returns how many final responses came until the server closed. */
export function readAfterAll(socket: Socket): Promise<number> {
  return new Promise(resolve => {
    let count = 0
    let rest = ''
    socket.on('data', (part: Buffer) => {
      const text = rest + part.toString('latin1')
      const found = text.split('HTTP/1.1 200 OK\r\n').length - 1
      count += found
      rest = found > 0 ? text.slice(text.lastIndexOf('HTTP/1.1 200 OK\r\n') + 17).slice(-16) : text.slice(-16)
    })
    socket.on('close', () => resolve(count))
    socket.end()
  })
}
