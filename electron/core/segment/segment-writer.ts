// Writes a segment as its exchanges end. What an exchange costs here, the thread that answers pays.
import type { Timing } from '../../model/exchange.ts'
import { BYTES, HEAD, RECORD, RECORD_SIZE, TEXT, TIMES } from './layout.ts'
import { isSameFate, type Fate, type Link, type Written } from './link.ts'

const BEGIN = 256 * 1_024
/** Longer bytes are not compared with those before them: they rarely recur, and comparing costs their length. */
const COMPARED = 4_096

export interface Put {
  readonly link: Link
  readonly nth: number
  /** Absent when it follows from the connection and `nth`. */
  readonly trace?: string | undefined
  readonly fate: Fate
  readonly timing: Timing
  readonly request: Buffer
  readonly response: Buffer
}

export class SegmentWriter {
  #buffer = Buffer.allocUnsafe(BEGIN)
  #view = viewOf(this.#buffer)
  #end = 0
  #told = 0
  #entries = 0
  #records = 0
  readonly #texts = new Map<string, number>()
  readonly #links: Link[] = []

  /** Octets written of the present segment. */
  get length(): number {
    return this.#end
  }

  /** Exchanges in the present segment. */
  get records(): number {
    return this.#records
  }

  put({ link, nth, trace, fate, timing, request, response }: Put): void {
    if (link.number === 0) {
      link.number = this.#text(link.text)
      this.#links.push(link)
    }
    if (link.fate === undefined || !isSameFate(link.fate, fate)) {
      link.fateNumber = this.#text(JSON.stringify(fate.ruling ? { ...fate, ruling: { ...fate.ruling, target: '' } } : fate))
      link.fate = fate
    }
    if (fate.ruling && fate.ruling.target !== link.target) {
      // Targets differ when anything does, so they are not looked for among those before.
      link.targetNumber = this.#newText(JSON.stringify(fate.ruling.target))
      link.target = fate.ruling.target
    }
    const requestNumber = request.length === 0 ? 0 : (link.request = this.#bytes(request, link.request)).number
    const responseNumber = response.length === 0 ? 0 : (link.response = this.#bytes(response, link.response)).number
    const traceNumber = trace === undefined ? 0 : this.#text(JSON.stringify(trace))
    const at = this.#item(RECORD, RECORD_SIZE)
    const view = this.#view
    view.setUint32(at, this.#records, true)
    view.setUint32(at + 4, link.number, true)
    view.setUint32(at + 8, link.fateNumber, true)
    view.setUint32(at + 12, requestNumber, true)
    view.setUint32(at + 16, responseNumber, true)
    view.setUint32(at + 20, nth, true)
    view.setUint32(at + 24, traceNumber, true)
    view.setUint32(at + 28, fate.ruling ? link.targetNumber : 0, true)
    view.setFloat64(at + TIMES, timing.startedWallMs, true)
    view.setFloat64(at + TIMES + 8, timing.connectMs ?? Number.NaN, true)
    view.setFloat64(at + TIMES + 16, timing.firstByteMs ?? Number.NaN, true)
    view.setFloat64(at + TIMES + 24, timing.lastByteMs ?? Number.NaN, true)
    this.#records += 1
  }

  /** @returns what was written since the last call; it is valid until something more is. */
  added(): Uint8Array {
    const added = this.#buffer.subarray(this.#told, this.#end)
    this.#told = this.#end
    return added
  }

  /** Ends the segment; what is written from now on is another one. @returns a copy of it */
  end(): Uint8Array {
    const whole = new Uint8Array(this.#buffer.subarray(0, this.#end))
    for (const link of this.#links) link.forget()
    this.#links.length = 0
    this.#texts.clear()
    if (this.#buffer.length > BEGIN * 4) this.#give(Buffer.allocUnsafe(BEGIN))
    this.#end = 0
    this.#told = 0
    this.#entries = 0
    this.#records = 0
    return whole
  }

  #text(text: string): number {
    const known = this.#texts.get(text)
    if (known !== undefined) return known
    const number = this.#newText(text)
    this.#texts.set(text, number)
    return number
  }

  #newText(text: string): number {
    const size = Buffer.byteLength(text)
    const at = this.#item(TEXT, size)
    this.#buffer.write(text, at, size, 'utf8')
    this.#entries += 1
    return this.#entries
  }

  /** Equal bytes are kept once when they follow one another on a link. */
  #bytes(bytes: Buffer, last: Written | undefined): Written {
    const { length } = bytes
    if (last && last.length === length && length <= COMPARED && this.#buffer.compare(bytes, 0, length, last.start, last.start + length) === 0) return last
    const start = this.#item(BYTES, length)
    this.#buffer.set(bytes, start)
    this.#entries += 1
    return { number: this.#entries, start, length }
  }

  /** @returns where the item's own `size` octets begin. */
  #item(kind: number, size: number): number {
    const at = this.#end
    this.#end += HEAD + size
    if (this.#end > this.#buffer.length) this.#grow()
    this.#view.setUint32(at, size + 1, true)
    this.#view.setUint8(at + 4, kind)
    return at + HEAD
  }

  #grow(): void {
    const bigger = Buffer.allocUnsafe(Math.max(this.#end, this.#buffer.length * 2))
    bigger.set(this.#buffer)
    this.#give(bigger)
  }

  #give(buffer: Buffer<ArrayBuffer>): void {
    this.#buffer = buffer
    this.#view = viewOf(buffer)
  }
}

function viewOf(buffer: Buffer): DataView {
  return new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength)
}
