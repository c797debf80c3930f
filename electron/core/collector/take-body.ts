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

  /** @returns what `use` makes of the content; until then it counts as held. @throws Refused when it is too long, or there is no room */
  async within<T>(request: IncomingMessage, use: (bytes: Buffer) => Promise<T>): Promise<T> {
    const parts: Buffer[] = []
    let octets = 0
    try {
      for await (const part of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        octets += part.length
        this.#octets += part.length
        if (octets > BOUNDS.file) throw new Refused('length')
        if (this.#octets > this.#most) throw new Refused('full', undefined, { 'Retry-After': '2' })
        parts.push(part)
      }
      return await use(Buffer.concat(parts, octets))
    } finally {
      this.#octets -= octets
    }
  }
}

/** Reads and forgets what a refused request still sends, for a while. */
export function linger(request: IncomingMessage): void {
  if (request.complete || request.destroyed) return
  const timer = setTimeout(() => request.socket.destroy(), LINGER_MS)
  request.once('close', () => clearTimeout(timer)).resume()
}
