// Sees every byte that passes a client's socket, both ways, and touches none.
import type { Socket } from 'node:net'
import { ByteTape } from '../recorder/byte-tape.ts'
import { wallMs } from '../recorder/seen-exchange.ts'

export interface SocketTap {
  readonly socket: Socket
  readonly sent: ByteTape
  readonly received: ByteTape
  /** Kept here because a socket that is gone no longer tells; 0 until it was connected. */
  clientPort: number
  /** When the first and the last byte came since the last `restart`, milliseconds since the epoch. */
  firstWallMs: number | undefined
  lastWallMs: number | undefined
  /** Exchanges begun on this connection. */
  nth: number
}

/** @returns a tap on `socket`, which goes on working as before. */
export function tapSocket(socket: Socket): SocketTap {
  const tap: SocketTap = { socket, sent: new ByteTape(), received: new ByteTape(), clientPort: 0, firstWallMs: undefined, lastWallMs: undefined, nth: 0 }
  const push = socket.push.bind(socket)
  const write = socket.write.bind(socket) as (...args: unknown[]) => boolean
  socket.push = (chunk: unknown, encoding?: BufferEncoding) => {
    if (Buffer.isBuffer(chunk)) {
      tap.received.add(chunk)
      tap.lastWallMs = wallMs()
      tap.firstWallMs ??= tap.lastWallMs
    }
    return push(chunk, encoding)
  }
  socket.write = (...args: unknown[]) => {
    const [chunk, encoding] = args
    tap.sent.add(typeof chunk === 'string' ? Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8') : Buffer.from(chunk as Uint8Array))
    return write(...args)
  }
  return tap
}
