// Requests of the composer over HTTP/2: one tapped connection, each request a stream of its own.
import { once } from 'node:events'
import { connect as startSession, constants, type ClientHttp2Session, type ClientHttp2Stream, type OutgoingHttpHeaders } from 'node:http2'
import { connect, type Socket } from 'node:net'
import { connect as connectSecurely } from 'node:tls'
import { aside } from '../../model/asides-en.ts'
import type { StructuredDraft } from '../../model/draft.ts'
import { phrase, type Phrase } from '../../model/phrase.ts'
import { LONGEST_PAUSES_MS, type Pieces } from '../../model/pieces.ts'
import { H2Tape, type TapedStream } from '../recorder/h2-tape.ts'
import { wallMs, type SeenExchange } from '../recorder/seen-exchange.ts'
import { asUtf8 } from './as-utf8.ts'
import type { Destination } from './destination.ts'
import { ADDRESS, describeFailure } from './failure.ts'
import { paced } from './paced.ts'
import { tappedDuplex } from './tapped-duplex.ts'

/** A stream that is closed and was not seen to end by then was never on the wire. */
const NEVER_SENT_MS = 1_000

interface Opened { readonly session: ClientHttp2Session; readonly clientPort: number; readonly connectMs: number; readonly waiting: Map<number, (taped: TapedStream | undefined) => void> }

export class H2Lane implements Disposable {
  readonly #to: Destination
  readonly #answerMs: number
  #opened: Opened | undefined

  /** @param answerMs after which an answer is waited for no longer */
  constructor(to: Destination, answerMs: number) {
    this.#to = to
    this.#answerMs = answerMs
  }

  /** Sends one request and waits until its stream is over. @returns what was seen, or why nothing was sent */
  async exchange(draft: StructuredDraft): Promise<{ readonly seen: SeenExchange } | { readonly failure: Phrase }> {
    if (!this.#to.http2) return { failure: phrase('failure.unsendable-h2', { why: aside('h2-none') }) }
    const startedWallMs = wallMs()
    const isNew = this.#opened === undefined || this.#opened.session.closed || this.#opened.session.destroyed
    try {
      this.#opened = isNew ? await this.#open() : this.#opened
    } catch (error) {
      const failed = describeFailure(error, this.#to.port, this.#answerMs)
      return { seen: { clientPort: 0, serverPort: this.#to.port, nth: 1, timing: { startedWallMs }, ...failed, request: Buffer.alloc(0), response: Buffer.alloc(0) } }
    }
    const { session, clientPort, connectMs, waiting } = this.#opened as Opened
    const content = Buffer.from(draft.content)
    let stream: ClientHttp2Stream
    try {
      stream = session.request(headersOf(draft, `${ADDRESS}:${this.#to.port}`, this.#to.ca === undefined ? 'http' : 'https', content.length), { endStream: content.length === 0 })
    } catch (error) {
      return { failure: phrase('failure.unsendable-h2', { why: error instanceof Error ? error.message : String(error) }) }
    }
    const { taped, isLate } = await this.#over(stream, content, draft.pieces, waiting)
    if (!taped) return { failure: phrase('failure.unsendable-h2', { why: aside('h2-over') }) }
    const { nth, request, response, timing, h2 } = taped
    return { seen: { clientPort, serverPort: this.#to.port, nth, request, response, h2, timing: { ...timing, ...(isNew && { connectMs }) }, ...told(taped, isLate, this.#answerMs) } }
  }

  [Symbol.dispose](): void {
    this.#opened?.session.destroy()
  }

  async #over(stream: ClientHttp2Stream, content: Buffer, pieces: Pieces | undefined, waiting: Opened['waiting']): Promise<{ taped: TapedStream | undefined; isLate: boolean }> {
    let isLate = false
    const late = setTimeout(() => {
      isLate = true
      stream.close(constants.NGHTTP2_CANCEL)
    }, this.#answerMs + (pieces ? LONGEST_PAUSES_MS : 0))
    const taped = await new Promise<TapedStream | undefined>(resolve => {
      const { id = 0 } = stream
      waiting.set(id, resolve)
      // What goes wrong with the stream is seen on the wire; one that was never on it is over without a word.
      stream.on('error', () => undefined)
      stream.on('close', () => void setTimeout(() => resolve(undefined), NEVER_SENT_MS).unref())
      stream.resume()
      if (content.length > 0) void endPaced(stream, content, pieces)
    })
    clearTimeout(late)
    return { taped, isLate }
  }

  async #open(): Promise<Opened> {
    const startedMs = performance.now()
    const socket = await this.#connect()
    const clientPort = socket.localPort ?? 0
    const connectMs = performance.now() - startedMs
    this.#to.connected(clientPort, 'composer')
    const waiting: Opened['waiting'] = new Map()
    const tape = new H2Tape({
      onOver: taped => {
        waiting.get(taped.h2.stream)?.(taped)
        waiting.delete(taped.h2.stream)
      },
    })
    const duplex = tappedDuplex(socket, { received: bytes => tape.note('response', bytes), sent: bytes => tape.note('request', bytes) })
    socket.once('close', () => {
      tape.end()
      for (const never of waiting.values()) never(undefined)
    })
    const session = startSession(`${this.#to.ca === undefined ? 'http' : 'https'}://${ADDRESS}:${this.#to.port}`, { createConnection: () => duplex, settings: { enablePush: false } })
    session.on('error', () => undefined)
    await once(session, 'connect')
    return { session, clientPort, connectMs, waiting }
  }

  /** TLS only with the certificate that is given, and only if HTTP/2 is agreed on (RFC 9113 §3.2). */
  async #connect(): Promise<Socket> {
    const at = { host: ADDRESS, port: this.#to.port, noDelay: true }
    if (this.#to.ca === undefined) {
      const socket = connect(at)
      await once(socket, 'connect')
      return socket
    }
    const socket = connectSecurely({ ...at, ca: this.#to.ca, ALPNProtocols: ['h2'] })
    await once(socket, 'secureConnect')
    return socket
  }
}

async function endPaced(stream: ClientHttp2Stream, content: Buffer, pieces: Pieces | undefined): Promise<void> {
  for await (const piece of paced(content, pieces)) {
    if (!stream.writable) return
    // Each piece is a frame of its own: the next is not written before this one is out.
    await new Promise(resolve => void stream.write(piece, resolve))
  }
  stream.end()
}

function told({ reset, isAnswered }: TapedStream, isLate: boolean, answerMs: number): Pick<SeenExchange, 'ending' | 'failure'> {
  if (isLate) return { ending: 'timed-out', failure: phrase('failure.timeout', { ms: answerMs }) }
  if (isAnswered) return { ending: 'kept-open' }
  if (reset) return { ending: 'reset', failure: phrase(reset.by === 'response' ? 'failure.stream-reset-by-server' : 'failure.stream-reset-by-client', { code: reset.code }) }
  return { ending: 'server-closed', failure: phrase('failure.closed') }
}

/** Names in small letters; `:authority` in place of Host (RFC 9113 §8.2.1, §8.3.1). */
function headersOf({ method, target, fields }: StructuredDraft, authority: string, scheme: 'http' | 'https', length: number): OutgoingHttpHeaders {
  const named: Record<string, string[]> = {}
  for (const { name, value } of fields) (named[name.toLowerCase()] ??= []).push(asUtf8(value))
  const { host, ...rest } = named
  const own = method === 'CONNECT' ? { ':authority': target } : { ':scheme': scheme, ':path': asUtf8(target), ':authority': host?.[0] ?? authority }
  return {
    ':method': method, ...own, ...Object.fromEntries(Object.entries(rest).map(([name, values]) => [name, values.length === 1 ? values[0] : values])),
    ...(length > 0 && rest['content-length'] === undefined && { 'content-length': String(length) }),
  }
}
