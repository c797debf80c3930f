// Bytes of one connection in, requests out: strict after RFC 9112, incremental, bounded, without I/O.
import { aside } from '../../model/asides-en.ts'
import { phrase } from '../../model/phrase.ts'
import { TOKEN, type Limits } from '../../model/scenario.ts'
import { ContentReader } from './content-reader.ts'
import { malformed, unclear, type Fault } from './fault.ts'
import { NO_CONTENT, requestDelimiter, valuesOf, type Delimiter } from './framing.ts'
import { readFieldLine, readRequestLine, type ReadField, type RequestLine } from './grammar.ts'
import { checkHost } from './host.ts'
import { oddHead, readOddFieldLine, readOddRequestLine, type Oddity } from './tolerance.ts'

export interface RequestHead extends RequestLine {
  /** Of the connection that it came over; absent for plain HTTP. */
  readonly scheme?: 'https'
  readonly fields: readonly ReadField[]
  /** What a tolerant reader passed over; one of the content is added when that was read. Absent: a strict reader, or another version of HTTP. */
  readonly oddities?: readonly Oddity[]
  /** Somebody has decided already that it is meant for this participant, and that its expectation can be met. */
  readonly isAdmitted?: true
}

export type ReadEvent =
  /** `isTooLarge` says that the Content-Length is above the limit: the fault of it follows. */
  | { readonly kind: 'head'; readonly head: RequestHead; readonly hasContent: boolean; readonly isTooLarge: boolean }
  | { readonly kind: 'content'; readonly bytes: Buffer }
  | { readonly kind: 'end' }
  /** Nothing after a fault is read: where the next message begins cannot be trusted. */
  | { readonly kind: 'fault'; readonly fault: Fault; readonly line: RequestLine | undefined }

/** Octets of empty lines that are passed over before a request line (RFC 9112 §2.2). */
const EMPTY_LINES = 8
/** Octets of a request line, and of a field section, that a tolerant reader takes: whoever judges has to see what is over-long. */
const TOLERATED = 65_536
const NOTHING = Buffer.alloc(0)
const END: ReadEvent = { kind: 'end' }

type Bounds = Pick<Limits, 'method' | 'requestLine' | 'fieldSection' | 'content'>

export class RequestReader {
  /** Octets consumed by the events returned so far. */
  position = 0
  readonly #limits: Bounds
  #pending: Buffer = NOTHING
  #at = 0
  /** How far the pending bytes were searched for the end of a line. */
  #searched = 0
  #line: RequestLine | undefined
  #fields: ReadField[] = []
  #sectionSize = 0
  #emptyLines = 0
  #content: ContentReader | undefined
  #parts: Buffer[] = []
  #dead = false
  /** Only of a tolerant reader. */
  #oddities: Oddity[] | undefined

  /** @param isTolerant whether it reads on over what is odd, and notes it in the head */
  constructor(limits: Bounds, isTolerant = false) {
    this.#limits = isTolerant ? { ...limits, method: TOLERATED, requestLine: TOLERATED, fieldSection: TOLERATED } : limits
    if (isTolerant) this.#oddities = []
  }

  /** Whether a message has begun and is not over. The first half of an empty line begins nothing. */
  get isMidMessage(): boolean {
    if (this.#dead || this.#line !== undefined || this.#content !== undefined) return !this.#dead
    const rest = this.#pending.length - this.#at
    return rest > 1 || (rest === 1 && this.#pending[this.#at] !== 13)
  }

  push(bytes: Buffer): void {
    if (this.#dead) return
    const rest = this.#pending.length - this.#at
    this.#searched -= this.#at
    this.#pending = rest === 0 ? bytes : Buffer.concat([this.#pending.subarray(this.#at), bytes])
    if (rest === 0) this.#searched = 0
    this.#at = 0
  }

  /** @returns the next event, or undefined when more bytes are needed. */
  next(): ReadEvent | undefined {
    if (this.#dead) return undefined
    return this.#content ? this.#nextOfContent(this.#content) : this.#nextOfHead()
  }

  #nextOfHead(): ReadEvent | undefined {
    for (;;) {
      const newline = this.#pending.indexOf(10, this.#searched)
      const end = newline < 0 ? this.#pending.length : newline
      const tooLong = this.#overLimit(end - this.#at)
      if (tooLong) return this.#fail(tooLong)
      if (newline < 0) {
        this.#searched = end
        return undefined
      }
      const isBare = newline === this.#at || this.#pending[newline - 1] !== 13
      if (isBare && !this.#oddities) return this.#fail(malformed(aside('bare-lf')))
      if (isBare && !this.#oddities?.includes('lines-lf')) this.#oddities?.push('lines-lf')
      const line = this.#pending.toString('latin1', this.#at, isBare ? newline : newline - 1)
      this.#consumeTo(newline + 1)
      const event = this.#line ? this.#fieldLine(line) : this.#requestLine(line)
      if (event) return event
    }
  }

  /** The limits hold for a line that is still arriving too; an over-long method is a 501 (RFC 9112 §3). */
  #overLimit(length: number): Fault | undefined {
    const { method, requestLine, fieldSection } = this.#limits
    if (this.#line) {
      if (this.#sectionSize + length <= fieldSection) return undefined
      return { check: 'host', status: 431, because: phrase('decision.fields-too-large', { limit: fieldSection }), section: 'RFC 6585 §5' }
    }
    const space = length > method ? this.#pending.subarray(this.#at, this.#at + method + 1).indexOf(32) : 0
    if (space < 0) {
      if (TOKEN.test(this.#pending.toString('latin1', this.#at, this.#at + method + 1))) {
        return { check: 'target-length', status: 501, because: phrase('decision.method-too-long'), section: 'RFC 9112 §3' }
      }
      return malformed(aside('method-no-token'), 'RFC 9110 §9.1')
    }
    // The CR that ends the line, or may turn out to, is not counted.
    if (length <= requestLine + 1) return undefined
    return { check: 'target-length', status: 414, because: phrase('decision.target-too-long', { limit: requestLine }), section: 'RFC 9112 §3' }
  }

  #requestLine(line: string): ReadEvent | undefined {
    if (line === '') {
      this.#emptyLines += 1
      return this.#emptyLines > EMPTY_LINES ? this.#fail(malformed(aside('empty-lines'))) : undefined
    }
    if (this.#oddities) return this.#oddRequestLine(line, this.#oddities)
    const read = readRequestLine(line)
    if (typeof read === 'string') return this.#fail(malformed(read, 'RFC 9112 §3'))
    this.#line = read
    if (read.version.startsWith('HTTP/1.')) return undefined
    const because = phrase('decision.version-unsupported', { version: read.version })
    return this.#fail({ check: 'version', status: 505, because, section: 'RFC 9110 §15.6.6' })
  }

  #oddRequestLine(text: string, oddities: Oddity[]): ReadEvent | undefined {
    const read = readOddRequestLine(text)
    if (typeof read === 'string') return this.#fail(malformed(read, 'RFC 9112 §3'))
    this.#line = read.line
    if (this.#emptyLines > 0) oddities.push('empty-before')
    oddities.push(...read.odd)
    // A request of HTTP/0.9 is this line and nothing else.
    return read.odd.includes('http-09') ? this.#oddHeadRead(oddities) : undefined
  }

  #oddFieldLine(text: string, oddities: Oddity[]): ReadEvent | undefined {
    const read = readOddFieldLine(text, this.#fields.at(-1))
    if (typeof read === 'string') return this.#fail(malformed(read, 'RFC 9112 §5'))
    if (read.replaces) this.#fields.pop()
    if (read.field) this.#fields.push(read.field)
    oddities.push(...read.odd)
    return undefined
  }

  #oddHeadRead(oddities: Oddity[]): ReadEvent {
    const line = this.#line as RequestLine
    const { odd, delimiter, isUnclear } = oddHead({ ...line, fields: this.#fields })
    oddities.push(...odd)
    if (isUnclear) this.#dropPending()
    return this.#contentBegins({ ...line, fields: this.#fields, oddities }, delimiter)
  }

  /** Where the content ends nobody can say: what came with the head goes with it. */
  #dropPending(): void {
    this.#consumeTo(this.#pending.length)
  }

  #fieldLine(line: string): ReadEvent | undefined {
    this.#sectionSize += line.length + 2
    if (line === '') return this.#oddities ? this.#oddHeadRead(this.#oddities) : this.#headRead()
    if (this.#oddities) return this.#oddFieldLine(line, this.#oddities)
    const field = readFieldLine(line)
    if (typeof field === 'string') return this.#fail(malformed(field, 'RFC 9112 §5'))
    this.#fields.push(field)
    return undefined
  }

  #headRead(): ReadEvent {
    const head: RequestHead = { ...(this.#line as RequestLine), fields: this.#fields }
    const hostFault = checkHost(head, valuesOf(head, 'host'))
    if (hostFault) return this.#fail(hostFault)
    const delimiter = requestDelimiter(head)
    if ('status' in delimiter) return this.#fail(delimiter)
    return this.#contentBegins(head, delimiter)
  }

  #contentBegins(head: RequestHead, delimiter: Delimiter): ReadEvent {
    this.#content = new ContentReader(delimiter, bytes => this.#parts.push(bytes), this.#limits.fieldSection, this.#limits.content)
    return { kind: 'head', head, hasContent: !this.#content.done, isTooLarge: this.#content.declared > this.#limits.content }
  }

  #nextOfContent(content: ContentReader): ReadEvent | undefined {
    const part = this.#parts.shift()
    if (part) return { kind: 'content', bytes: part }
    if (content.done) return this.#messageRead()
    if (content.declared > this.#limits.content) return this.#fail(this.#contentTooLarge())
    if (this.#at === this.#pending.length) return undefined
    this.#consumeTo(this.#at + content.take(this.#pending, this.#at))
    if (content.fault !== undefined) {
      if (!this.#oddities) return this.#fail(unclear(content.fault, 'RFC 9112 §7.1'))
      this.#oddities.push('chunk-invalid')
      this.#dropPending()
      this.#content = new ContentReader(NO_CONTENT, () => undefined)
      return this.#nextOfContent(this.#content)
    }
    return this.#nextOfContent(content)
  }

  #messageRead(): ReadEvent {
    this.#line = undefined
    this.#fields = []
    if (this.#oddities) this.#oddities = []
    this.#content = undefined
    this.#sectionSize = 0
    this.#emptyLines = 0
    return END
  }

  #contentTooLarge(): Fault {
    const because = phrase('decision.content-too-large', { limit: this.#limits.content })
    return { check: 'content', status: 413, because, section: 'RFC 9110 §15.5.14' }
  }

  #consumeTo(at: number): void {
    this.position += at - this.#at
    this.#at = at
    this.#searched = at
  }

  #fail(fault: Fault): ReadEvent {
    this.#dead = true
    const event = { kind: 'fault', fault, line: this.#line } as const
    this.#pending = NOTHING
    this.#parts = []
    return event
  }
}

