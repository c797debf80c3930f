// One accepted connection that speaks HTTP/2: Node's session on a tapped stream, one turn for each of its streams.
import { constants, performServerHandshake, type ServerHttp2Session, type ServerHttp2Stream } from 'node:http2'
import type { Socket } from 'node:net'
import type { Ending } from '../../../model/exchange.ts'
import { phrase, type Phrase } from '../../../model/phrase.ts'
import { tappedDuplex } from '../../client/tapped-duplex.ts'
import { H2Tape, type TapedStream } from '../../recorder/h2-tape.ts'
import type { Place } from '../../recorder/seen-exchange.ts'
import type { Surroundings } from '../connection.ts'
import { linger } from '../lingering.ts'
import { h2Head } from './h2-head.ts'
import { H2Turn } from './h2-turn.ts'

/** RFC 9113 §6.5.2 advises against fewer. */
const CONCURRENT_STREAMS = 100
/** What is decoded of one field section (§10.5.1); the limit of the participant, which is smaller, gets a 431. */
const FIELD_SECTION = 65_536
/** Octets that are kept of the streams of one connection that are not over. */
const HELD_AT_MOST = 16_777_216
/** Streams that may end in a reset on one connection: more is an attack, not a client that changes its mind (§10.5). */
const RESETS_AT_MOST = 100

export class H2Connection {
  readonly #around: Surroundings
  readonly #session: ServerHttp2Session
  readonly #socket: Socket
  readonly #tape: H2Tape
  readonly #turns = new Map<number, H2Turn>()
  readonly #nths = new Map<number, number>()
  readonly #ports: Omit<Place, 'nth'>
  readonly #scheme: 'http' | 'https'
  /** Since when nothing has happened, of what there are limits for. */
  #sinceMs = performance.now()
  #ending: Ending = 'client-closed'
  #isOver = false
  #hasComplained = false
  #heardLate: (() => void) | undefined
  #lingersUntilMs = Number.POSITIVE_INFINITY

  /** @param socket whose octets are HTTP/2's: plain, or decrypted */
  constructor(socket: Socket, around: Surroundings, scheme: 'http' | 'https') {
    this.#socket = socket
    this.#around = around
    this.#scheme = scheme
    this.#ports = { clientPort: socket.remotePort ?? 0, serverPort: socket.localPort ?? 0, isIpv6: socket.remoteFamily === 'IPv6' }
    this.#tape = new H2Tape({ onBegin: (stream, nth) => this.#begun(stream, nth), onAnswered: stream => this.#answered(stream), onOver: taped => this.#over(taped) })
    socket.setNoDelay(true)
    socket.on('error', () => { this.#ending = 'reset' })
    socket.on('close', () => this.#closed())
    const duplex = tappedDuplex(socket, {
      received: bytes => {
        if (this.#hasComplained) {
          this.#heardLate?.()
          return
        }
        if (!this.#tape.isMidHead) this.#sinceMs = performance.now()
        this.#tape.note('request', bytes)
        if (this.#tape.held > HELD_AT_MOST) this.#giveUp()
      },
      sent: bytes => this.#tape.note('response', bytes),
      letGo: () => this.#letGo(),
    })
    this.#session = performServerHandshake(duplex, {
      settings: { maxConcurrentStreams: CONCURRENT_STREAMS, maxHeaderListSize: FIELD_SECTION }, maxHeaderListPairs: 2_000, strictSingleValueFields: false,
    })
    this.#session.on('error', () => undefined)
    this.#session.on('stream', (stream: ServerHttp2Stream, _headers: unknown, flags: number, raw: string[]) => this.#streamOpened(stream, flags, raw))
  }

  /** Ends what has waited for too long. @param nowMs of `performance.now()` */
  checkDeadline(nowMs: number): void {
    for (const turn of this.#turns.values()) turn.checkDeadline(nowMs)
    if (nowMs > this.#lingersUntilMs) this.#socket.destroy()
    if (this.#isOver || this.#turns.size > 0) return
    const { headMs, idleMs } = this.#around.service.limits
    if (nowMs - this.#sinceMs > (this.#tape.isMidHead ? headMs : idleMs)) this.#giveUp(constants.NGHTTP2_NO_ERROR)
  }

  destroy(): void {
    this.#ending = 'server-closed'
    this.#closed()
    this.#socket.destroy()
  }

  /** Says in a GOAWAY frame that no more will be served (RFC 9113 §6.8). */
  readonly farewell = (): void => {
    if (!this.#session.destroyed) this.#session.goaway(constants.NGHTTP2_NO_ERROR)
  }

  #begun(stream: number, nth: number): void {
    this.#nths.set(stream, nth)
    this.#around.onBegin?.({ ...this.#ports, nth })
  }

  #streamOpened(stream: ServerHttp2Stream, flags: number, raw: readonly string[]): void {
    const id = stream.id ?? 0
    const nth = this.#nths.get(id)
    // Reset in the same run of octets that opened it: the tape was told first, and nobody waits for an answer.
    if (nth === undefined || this.#isOver) {
      stream.on('error', () => undefined).resume()
      return
    }
    const read = h2Head(raw, this.#around.service.limits, this.#scheme)
    const hasContent = (flags & constants.NGHTTP2_FLAG_END_STREAM) === 0
    this.#turns.set(id, new H2Turn(stream, read, this.#around, { ...this.#ports, nth }, hasContent))
  }

  /** The rest of a request whose answer is complete is not wanted (RFC 9113 §8.1). */
  #answered(id: number): void {
    setImmediate(() => this.#turns.get(id)?.letGo())
  }

  #over({ nth, request, response, timing, h2, isAnswered, reset }: TapedStream): void {
    const turn = this.#turns.get(h2.stream)
    turn?.stop()
    this.#turns.delete(h2.stream)
    this.#nths.delete(h2.stream)
    this.#sinceMs = performance.now()
    const told = isAnswered ? { ending: 'kept-open' as const } : unfinished(reset, this.#ending)
    this.#around.onExchange({ ...this.#ports, nth, request, response, timing, h2, ...told, ...(turn?.ruling && { ruling: turn.ruling }) })
    if (this.#tape.resets > RESETS_AT_MOST) this.#giveUp()
  }

  #giveUp(code: number = constants.NGHTTP2_ENHANCE_YOUR_CALM): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#ending = 'server-closed'
    this.#hasComplained = code !== constants.NGHTTP2_NO_ERROR
    // Not in the middle of what the session is reading.
    setImmediate(() => {
      if (this.#session.destroyed) return
      this.#session.goaway(code)
      // It writes in the next turn of the event loop.
      setImmediate(() => {
        this.#session.destroy()
        this.#tape.end()
      })
    })
  }

  /** After a complaint, what still comes is thrown away for a while: a reset would take the GOAWAY frame from the client (RFC 9113 §6.8). */
  #letGo(): void {
    if (!this.#hasComplained || this.#socket.destroyed) {
      this.#socket.destroySoon()
      return
    }
    this.#heardLate = linger(this.#socket, this.#around.service.limits.contentMs, deadlineMs => { this.#lingersUntilMs = deadlineMs })
  }

  #closed(): void {
    this.#isOver = true
    this.#tape.end()
  }
}

function unfinished(reset: TapedStream['reset'], ending: Ending): { readonly ending: Ending; readonly failure: Phrase } {
  if (reset) return { ending: 'reset', failure: phrase(reset.by === 'response' ? 'failure.stream-reset-by-server' : 'failure.stream-reset-by-client', { code: reset.code }) }
  return { ending, failure: phrase(ending === 'reset' ? 'failure.reset' : 'failure.closed') }
}
