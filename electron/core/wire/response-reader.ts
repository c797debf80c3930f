// Says when a response is over, as its bytes arrive. The parts are read from the capture afterwards.
import { aside } from '../../model/asides-en.ts'
import { ContentReader } from './content-reader.ts'
import { responseDelimiter, valuesOf } from './framing.ts'
import { readFieldLine, readStatusLine, type ReadField } from './grammar.ts'

/** A field section beyond this many octets is not waited for. */
const HEAD_LIMIT = 262_144

/** Reads the responses to one request: any number of 1xx, then the final one. */
export class ResponseReader {
  /** The final response is complete. */
  done = false
  /** What is wrong, if the bytes are not a response or do not say where it ends; what follows is not understood. */
  fault: string | undefined
  /** The final response lets another request follow on its connection (RFC 9112 §9.3). */
  keeps = false
  readonly #method: string
  #head = ''
  #content: ContentReader | undefined

  constructor(requestMethod: string) {
    this.#method = requestMethod
  }

  /** @returns how many of `bytes` belong to this exchange; the rest belongs to the next. */
  take(bytes: Buffer): number {
    let at = 0
    while (at < bytes.length && !this.done && this.fault === undefined) {
      if (this.#content) {
        at += this.#content.take(bytes, at)
        this.fault = this.#content.fault
        if (this.#content.done) this.done = true
      } else at = this.#takeHead(bytes, at)
    }
    return this.fault === undefined ? at : bytes.length
  }

  #takeHead(bytes: Buffer, from: number): number {
    const newline = bytes.indexOf(10, from)
    const end = newline < 0 ? bytes.length : newline + 1
    this.#head += bytes.toString('latin1', from, end)
    if (this.#head.length > HEAD_LIMIT) this.fault = aside('head-long')
    if (this.#head.endsWith('\r\n\r\n') || this.#head.endsWith('\n\n')) this.#headRead(this.#head.trimEnd().split(/\r?\n/))
    return end
  }

  #headRead([statusLine = '', ...lines]: string[]): void {
    this.#head = ''
    const status = readStatusLine(statusLine)
    if (typeof status === 'string') {
      this.fault = status
      return
    }
    if (status.status < 200 && status.status !== 101) return
    const fields = lines.map(readFieldLine).filter((field): field is ReadField => typeof field !== 'string')
    const delimiter = responseDelimiter({ ...status, fields }, this.#method)
    // A user agent gives up on a length that it cannot be sure of (RFC 9112 §6.3, step 5).
    if (delimiter.kind === 'until-close' && valuesOf({ fields }, 'transfer-encoding').length === 0 && valuesOf({ fields }, 'content-length').length > 0) this.fault = aside('length-number')
    const options = valuesOf({ fields }, 'connection').flatMap(value => value.toLowerCase().split(',')).map(option => option.trim())
    const isTunnel = status.status === 101 || (this.#method === 'CONNECT' && status.status < 300)
    this.keeps = !isTunnel && delimiter.kind !== 'until-close' && !options.includes('close') && (status.version !== 'HTTP/1.0' || options.includes('keep-alive'))
    this.#content = new ContentReader(delimiter, () => undefined)
    this.done = this.#content.done
  }
}
