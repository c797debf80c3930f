// The content of one request, as far as there is room: of the request, and of all that are being read.
import type { IncomingMessage } from 'node:http'
import { BOUNDS } from '../results/result-file.ts'
import { Refused } from './refusals.ts'

/** In octets, of all contents that are being read. */
const MOST_HELD = 256 * 1_048_576
/** What is left of a refused content is read for so long, so that the answer is not lost with the connection (RFC 9112 §9.6). */
const LINGER_MS = 2_000

export class Held {
  readonly #most: number
  #octets = 0

  constructor(most = MOST_HELD) {
    this.#most = most
  }

  /** @returns what `use` makes of the content; until then it counts as held. @throws Refused when it is too long, or there is no room; Error when the connection ends in the middle */
  async within<T>(request: IncomingMessage, use: (bytes: Buffer) => Promise<T>): Promise<T> {
    const counted = { octets: 0 }
    try {
      return await use(await this.#read(request, counted))
    } finally {
      this.#octets -= counted.octets
    }
  }

  /** By its events: an iterator of the stream costs as much as the signature of a small result. */
  #read(request: IncomingMessage, counted: { octets: number }): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const parts: Buffer[] = []
      const fail = (error: Error) => {
        request.off('data', take).pause()
        reject(error)
      }
      const take = (part: Buffer) => {
        counted.octets += part.length
        this.#octets += part.length
        if (counted.octets > BOUNDS.file) fail(new Refused('length'))
        else if (this.#octets > this.#most) fail(new Refused('full', undefined, { 'Retry-After': '2' }))
        else parts.push(part)
      }
      request.on('data', take).on('error', fail).on('end', () => resolve(parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts, counted.octets)))
    })
  }
}

/** Reads and forgets what a refused request still sends, for a while. */
export function linger(request: IncomingMessage): void {
  if (request.complete || request.destroyed) return
  const timer = setTimeout(() => request.socket.destroy(), LINGER_MS)
  request.once('close', () => clearTimeout(timer)).resume()
}
