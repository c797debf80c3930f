// Reads content to its end, piece by piece, and says which bytes are content and which are framing.
import { aside } from '../../model/asides-en.ts'
import type { Delimiter } from './framing.ts'
import { readFieldLine, type ReadField } from './grammar.ts'

const CR = 13
const LF = 10
/** A chunk-size line beyond this is refused; its extensions carry nothing that we use (RFC 9112 §7.1.1). */
const CHUNK_LINE_LIMIT = 1_024
const CHUNK_LINE = /^([0-9A-Fa-f]{1,13})([\t ]*;[\t -~\x80-\xff]*)?$/
const CHUNK_TOO_LONG = aside('chunk-long')

type Expecting = 'chunk-line' | 'chunk-data' | 'chunk-end' | 'trailer' | 'data' | 'nothing'

/** Give it bytes with `take` until `done` or `fault`; offsets are those of the bytes given, counted from the first. */
export class ContentReader {
  /** Octets of content so far, framing not counted. */
  length = 0
  readonly trailers: (ReadField & { readonly at: number })[] = []
  fault: string | undefined
  #expecting: Expecting
  #left: number
  #line = ''
  #trailerSize = 0
  #extensionSize = 0
  #position = 0
  readonly #limit: number
  readonly #most: number
  readonly #onPart: (bytes: Buffer, at: number) => void

  /**
   * @param onPart is told of each run of content, with its offset
   * @param limit octets of the trailer section, and of all chunk extensions
   * @param most octets of content; no more is taken as soon as more is announced, also if it has arrived already
   */
  constructor(delimiter: Delimiter, onPart: (bytes: Buffer, at: number) => void, limit = 16_384, most = Number.POSITIVE_INFINITY) {
    this.#expecting = delimiter.kind === 'chunked' ? 'chunk-line' : 'data'
    this.#left = delimiter.kind === 'length' ? delimiter.length : Number.POSITIVE_INFINITY
    if (this.#left === 0) this.#expecting = 'nothing'
    this.#onPart = onPart
    this.#limit = limit
    this.#most = most
  }

  /** Octets of content that are known to come: so far, and what a Content-Length or the current chunk announces. */
  get declared(): number {
    return this.#left === Number.POSITIVE_INFINITY ? this.length : this.length + this.#left
  }

  get done(): boolean {
    return this.#expecting === 'nothing'
  }

  /** @returns how many of `bytes`, from `from` on, belonged to the content. */
  take(bytes: Buffer, from = 0): number {
    let at = from
    while (at < bytes.length && !this.done && this.fault === undefined && this.declared <= this.#most) {
      const next = this.#expecting === 'data' || this.#expecting === 'chunk-data' ? this.#takeData(bytes, at) : this.#takeLine(bytes, at)
      this.#position += next - at
      at = next
    }
    return at - from
  }

  #takeData(bytes: Buffer, at: number): number {
    const end = Math.min(bytes.length, at + this.#left)
    this.#onPart(bytes.subarray(at, end), this.#position)
    this.length += end - at
    this.#left -= end - at
    if (this.#left === 0) this.#expecting = this.#expecting === 'data' ? 'nothing' : 'chunk-end'
    return end
  }

  #takeLine(bytes: Buffer, at: number): number {
    const newline = bytes.indexOf(LF, at)
    const end = newline < 0 ? bytes.length : newline + 1
    this.#line += bytes.toString('latin1', at, end)
    this.fault = this.#overLimit(newline < 0 ? this.#line.length : this.#line.length - 1)
    if (newline >= 0 && this.fault === undefined) this.#lineRead(this.#line)
    return end
  }

  /** Says the same of a line that is still arriving as of one that is there. @param length of the line so far, without its LF */
  #overLimit(length: number): string | undefined {
    if (this.#expecting === 'chunk-end') return length > 1 || (length === 1 && this.#line.charCodeAt(0) !== CR) ? CHUNK_TOO_LONG : undefined
    if (this.#expecting === 'chunk-line') return length > CHUNK_LINE_LIMIT ? aside('chunk-line') : undefined
    return this.#trailerSize + length > this.#limit ? aside('trailers-long') : undefined
  }

  #lineRead(whole: string): void {
    this.#line = ''
    if (whole.charCodeAt(whole.length - 2) !== CR) {
      this.fault = this.#expecting === 'chunk-end' ? CHUNK_TOO_LONG : aside('chunk-lf')
      return
    }
    const line = whole.slice(0, -2)
    if (this.#expecting === 'chunk-end') this.#expecting = 'chunk-line'
    else if (this.#expecting === 'trailer') this.#trailerRead(line)
    else this.#chunkSizeRead(line)
  }

  #chunkSizeRead(line: string): void {
    const match = CHUNK_LINE.exec(line)
    if (!match?.[1]) {
      this.fault = aside('chunk-size')
      return
    }
    // Each line within its limit is no limit: an endless row of small chunks may carry any amount of extensions (RFC 9112 §7.1.1).
    this.#extensionSize += match[2]?.length ?? 0
    if (this.#extensionSize > this.#limit) {
      this.fault = aside('chunk-extensions')
      return
    }
    this.#left = Number.parseInt(match[1], 16)
    this.#expecting = this.#left === 0 ? 'trailer' : 'chunk-data'
  }

  #trailerRead(line: string): void {
    this.#trailerSize += line.length + 2
    if (line === '') {
      this.#expecting = 'nothing'
      return
    }
    const field = readFieldLine(line)
    if (typeof field === 'string') this.fault = field
    else this.trailers.push({ ...field, at: this.#position })
  }
}
