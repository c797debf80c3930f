// Takes 1xx answers out of what undici reads: a 100 that undici did not ask for is a broken answer to it, though a client must be able to read
// 1xx answers that it does not expect (RFC 9110 §15.2).
import type { Socket } from 'node:net'
import { readFieldLine, readStatusLine, type ReadField } from '../wire/grammar.ts'

/** Told of each 1xx answer as it arrives. */
export type OnInterim = (status: number, fields: readonly (readonly [name: string, value: string])[]) => void

const BEGINS = 'HTTP/1.1 1'
/** A 1xx head beyond this many octets is left to undici, which refuses it. */
const HEAD_LIMIT = 16_384
const NOTHING = Buffer.alloc(0)

export class InterimFilter {
  /** The version in the status line of the last final answer, if it has one. */
  version: string | undefined
  #onInterim: OnInterim | undefined
  #awaitsFinal = false
  #held: Buffer = NOTHING

  /** A request is about to be sent. */
  begin(onInterim: OnInterim | undefined): void {
    this.#onInterim = onInterim
    this.#awaitsFinal = true
    this.version = undefined
  }

  /** @returns the octets that are undici's to read, as far as that is known. */
  take(bytes: Buffer): Buffer {
    if (!this.#awaitsFinal) return bytes
    this.#held = this.#held.length === 0 ? bytes : Buffer.concat([this.#held, bytes])
    for (;;) {
      const begins = this.#held.toString('latin1', 0, BEGINS.length)
      if (!BEGINS.startsWith(begins)) return this.release()
      const end = this.#held.indexOf('\r\n\r\n')
      if (end < 0) return this.#held.length > HEAD_LIMIT ? this.release() : NOTHING
      if (!this.#interimRead(this.#held.toString('latin1', 0, end))) return this.release()
      this.#held = this.#held.subarray(end + 4)
    }
  }

  /** @returns what is held back; the next octets are undici's too. */
  release(): Buffer {
    const held = this.#held
    this.#held = NOTHING
    this.#awaitsFinal = false
    this.version = /^HTTP\/\d\.\d/.exec(held.toString('latin1', 0, BEGINS.length))?.[0]
    return held
  }

  /** @returns whether it is one: 101 is none here, since nobody asked for an upgrade. */
  #interimRead(head: string): boolean {
    const [line = '', ...lines] = head.split('\r\n')
    const read = readStatusLine(line)
    const fields = lines.map(readFieldLine)
    if (typeof read === 'string' || read.status === 101 || fields.some(field => typeof field === 'string')) return false
    this.#onInterim?.(read.status, (fields as ReadField[]).map(({ name, value }) => [name, value] as const))
    return true
  }
}

/** Puts a filter between `socket` and whoever reads it; a tap that is put on afterwards still sees every byte. */
export function filterInterim(socket: Socket): InterimFilter {
  const filter = new InterimFilter()
  const push = socket.push.bind(socket)
  socket.push = (chunk: unknown, encoding?: BufferEncoding) => {
    if (!Buffer.isBuffer(chunk)) {
      const held = chunk === null ? filter.release() : NOTHING
      if (held.length > 0) push(held)
      return push(chunk, encoding)
    }
    const passed = filter.take(chunk)
    return passed.length === 0 || push(passed, encoding)
  }
  return filter
}
