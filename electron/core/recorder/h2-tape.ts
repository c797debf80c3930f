// Both directions of one HTTP/2 connection, sorted by stream: each stream is one exchange (RFC 9113 §8.1).
import type { H2Wire, Timing } from '../../model/exchange.ts'
import { FrameSplitter, FrameType, PREFACE, resetCode, type H2Frame } from '../wire/h2/frames.ts'
import { HeaderDecoder } from '../wire/h2/header-decoder.ts'
import type { H2Field } from '../wire/h2/static-table.ts'
import { wallMs } from './seen-exchange.ts'

type Direction = 'request' | 'response'

/** What a stream carried. */
export interface TapedStream {
  /** Which stream of its connection it is, from 1; identifiers may leave numbers out. */
  readonly nth: number
  readonly request: Buffer
  readonly response: Buffer
  readonly timing: Timing
  readonly h2: H2Wire
  /** Whether the response came to its end. */
  readonly isAnswered: boolean
  /** Who gave it up, and the name of the error code. */
  readonly reset?: { readonly by: Direction; readonly code: string }
}

export interface H2TapeEvents {
  /** A request begins on a new stream. */
  readonly onBegin?: (stream: number, nth: number) => void
  /** The response is complete, and the request is not. */
  readonly onAnswered?: (stream: number) => void
  readonly onOver: (taped: TapedStream) => void
}

interface Side { readonly frames: Buffer[]; readonly lists: H2Field[][]; length: number; isEnded: boolean }
interface Open { readonly stream: number; readonly nth: number; readonly request: Side; readonly response: Side; readonly startedWallMs: number; firstByteMs?: number; lastByteMs?: number }
interface Flow { readonly splitter: FrameSplitter; readonly decoder: HeaderDecoder; block: Buffer[] }

export class H2Tape {
  readonly #events: H2TapeEvents
  readonly #open = new Map<number, Open>()
  readonly #flows: Readonly<Record<Direction, Flow>> = { request: flow(), response: flow() }
  #prefaceLeft = PREFACE.length
  #lastStream = 0
  #count = 0
  /** Octets kept of streams that are not over. */
  held = 0
  /** Streams that were given up by a reset, of all that are over. */
  resets = 0

  constructor(events: H2TapeEvents) {
    this.#events = events
  }

  /** Whether a preface, a field block or a frame that carries no content has begun and is not complete. */
  get isMidHead(): boolean {
    const { splitter: { rest }, block } = this.#flows.request
    return this.#prefaceLeft > 0 || block.length > 0 || (rest.length > 0 && rest[3] !== FrameType.data)
  }

  /** @param direction of requests: from client to server; of responses: the other way */
  note(direction: Direction, bytes: Buffer): void {
    const skipped = direction === 'request' ? Math.min(this.#prefaceLeft, bytes.length) : 0
    this.#prefaceLeft -= skipped
    for (const frame of this.#flows[direction].splitter.push(bytes.subarray(skipped))) this.#take(direction, frame)
  }

  /** The connection is over: so is every stream on it, as far as it came. */
  end(): void {
    for (const direction of ['request', 'response'] as const) {
      const { rest } = this.#flows[direction].splitter
      const open = rest.length >= 9 ? this.#open.get(rest.readUInt32BE(5) & 0x7fffffff) : undefined
      open?.[direction].frames.push(rest)
    }
    for (const open of [...this.#open.values()]) this.#over(open)
  }

  /** Frames of no stream, and of streams that are over, belong to nobody; their field blocks change the table all the same. */
  #take(direction: Direction, frame: H2Frame): void {
    const fields = this.#fieldsOf(this.#flows[direction], frame)
    const open = this.#open.get(frame.stream) ?? this.#begin(direction, frame)
    if (!open) return
    const side = open[direction]
    // Copied, because a frame is a part of a packet that would be kept whole for its sake.
    side.frames.push(Buffer.from(frame.bytes))
    side.length += frame.bytes.length
    this.held += frame.bytes.length
    if (fields) side.lists.push(fields)
    side.isEnded ||= frame.endsStream
    if (direction === 'response') {
      open.lastByteMs = wallMs() - open.startedWallMs
      open.firstByteMs ??= open.lastByteMs
    }
    if (frame.type === FrameType.reset) this.#over(open, { by: direction, code: resetCode(frame) })
    else if (this.#isWhole(open)) this.#over(open)
    else if (direction === 'response' && frame.endsStream) this.#events.onAnswered?.(open.stream)
  }

  /** The stream has ended for a side when its last field block is complete, which END_STREAM may precede (RFC 9113 §6.2). */
  #isWhole({ request, response }: Open): boolean {
    return request.isEnded && response.isEnded && this.#flows.request.block.length === 0 && this.#flows.response.block.length === 0
  }

  #begin(direction: Direction, { type, stream }: H2Frame): Open | undefined {
    if (direction !== 'request' || type !== FrameType.headers || stream <= this.#lastStream || stream % 2 === 0) return undefined
    this.#lastStream = stream
    this.#count += 1
    const open: Open = { stream, nth: this.#count, request: side(), response: side(), startedWallMs: wallMs() }
    this.#open.set(stream, open)
    this.#events.onBegin?.(stream, open.nth)
    return open
  }

  #fieldsOf(to: Flow, { type, bytes, from, to: end, endsHeaders }: H2Frame): H2Field[] | undefined {
    if (type !== FrameType.headers && type !== FrameType.continuation) return undefined
    to.block.push(bytes.subarray(from, end))
    if (!endsHeaders) return undefined
    const block = Buffer.concat(to.block)
    to.block = []
    return to.decoder.decode(block) ?? []
  }

  #over(open: Open, reset?: TapedStream['reset']): void {
    const { stream, nth, request, response, startedWallMs, firstByteMs, lastByteMs } = open
    this.#open.delete(stream)
    this.held -= request.length + response.length
    if (reset) this.resets += 1
    this.#events.onOver({
      nth, request: Buffer.concat(request.frames), response: Buffer.concat(response.frames), isAnswered: response.isEnded, ...(reset && { reset }),
      timing: { startedWallMs, ...(firstByteMs !== undefined && { firstByteMs }), ...(lastByteMs !== undefined && { lastByteMs }) },
      h2: { stream, requestFields: request.lists, responseFields: response.lists },
    })
  }
}

function flow(): Flow {
  return { splitter: new FrameSplitter(), decoder: new HeaderDecoder(), block: [] }
}

function side(): Side {
  return { frames: [], lists: [], length: 0, isEnded: false }
}
