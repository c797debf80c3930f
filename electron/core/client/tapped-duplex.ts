// A stream before a socket that sees every octet both ways. Node's http2 takes a socket of its own away from JavaScript, a stream it does not.
import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'

/** Told of each run of octets before anybody else gets it. */
export interface Tap {
  readonly received: (bytes: Buffer) => void
  readonly sent: (bytes: Buffer) => void
  /** Ends the socket once nobody reads the stream any more, after what was written has gone out; absent closes it. */
  readonly letGo?: (socket: Socket) => void
}

/** @returns a stream that reads from and writes to `socket`, and ends, fails and closes with it. Over TLS the octets are the decrypted ones. */
export function tappedDuplex(socket: Socket, { received, sent, letGo = to => to.destroySoon() }: Tap): Duplex {
  const duplex = new Duplex({
    allowHalfOpen: true,
    read: () => void socket.resume(),
    write: (bytes: Buffer, _encoding, done) => {
      sent(bytes)
      socket.write(bytes, error => done(error))
    },
    final: done => void socket.end(() => done()),
    destroy: (error, done) => {
      // What was written is still to arrive: a GOAWAY frame says why.
      letGo(socket)
      done(error)
    },
  })
  // A session that is over listens no longer, and an error that nobody hears ends the process.
  duplex.on('error', () => undefined)
  socket.on('data', (bytes: Buffer) => {
    received(bytes)
    if (!duplex.destroyed && !duplex.push(bytes)) socket.pause()
  })
  socket.on('end', () => duplex.push(null))
  socket.on('error', error => duplex.destroy(error))
  socket.on('close', () => duplex.destroy())
  return duplex
}
