// A bare TCP client for tests: literal bytes out, everything that came back in.
import { connect } from 'node:net'

/** @returns all bytes until the server closes, or until nothing has come for `quietMs`. */
export function exchangeBytes(port: number, bytes: string | Buffer, { quietMs = 300, host = '127.0.0.1', halfClose = false } = {}): Promise<{ text: string; closed: boolean }> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, allowHalfOpen: true })
    const parts: Buffer[] = []
    let quiet: NodeJS.Timeout
    const done = (closed: boolean) => {
      clearTimeout(quiet)
      socket.destroy()
      resolve({ text: Buffer.concat(parts).toString('latin1'), closed })
    }
    const wait = () => {
      clearTimeout(quiet)
      quiet = setTimeout(() => done(false), quietMs)
    }
    socket.on('error', reject).on('end', () => done(true)).on('data', part => {
      parts.push(part)
      wait()
    })
    wait()
    if (halfClose) socket.end(bytes)
    else socket.write(bytes)
  })
}

/** @returns the status codes of the responses in `text`, in order. */
export function statuses(text: string): number[] {
  return [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status))
}
