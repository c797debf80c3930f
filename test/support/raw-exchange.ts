// A bare TCP client for tests: literal bytes out, everything that came back in.
import { connect } from 'node:net'
import { quiet } from './quiet.ts'

/** For the first byte of an answer, however busy the machine is. */
const PATIENCE_MS = 10_000

/** @param mayBeSilent nothing has to come at all @returns all bytes until the server closes, or until nothing more has come for `quietMs`. */
export function exchangeBytes(port: number, bytes: string | Buffer, { quietMs = 300, host = '127.0.0.1', halfClose = false, mayBeSilent = false } = {}): Promise<{ text: string; closed: boolean }> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, allowHalfOpen: true })
    const parts: Buffer[] = []
    const done = (closed: boolean) => {
      silence.end()
      socket.destroy()
      resolve({ text: Buffer.concat(parts).toString('latin1'), closed })
    }
    const silence = quiet(() => done(false))
    socket.on('error', reject).on('end', () => done(true)).on('data', part => {
      parts.push(part)
      silence.wait(quietMs)
    })
    silence.wait(mayBeSilent ? quietMs : Math.max(quietMs, PATIENCE_MS))
    if (halfClose) socket.end(bytes)
    else socket.write(bytes)
  })
}

/** @returns the status codes of the responses in `text`, in order. */
export function statuses(text: string): number[] {
  return [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status))
}
