// Requests through undici on tapped connections, one at a time on each, kept for the next. Used by the composer and by gateways.
import { connect as connectTcp, type Socket } from 'node:net'
import { Readable } from 'node:stream'
import { Client as Undici, buildConnector } from 'undici'
import type { Ending } from '../../model/exchange.ts'
import { phrase } from '../../model/phrase.ts'
import type { Pieces } from '../../model/pieces.ts'
import { ResponseReader } from '../wire/response-reader.ts'
import { wallMs, type Place, type SeenExchange } from '../recorder/seen-exchange.ts'
import { ADDRESS, describeFailure } from './failure.ts'
import { filterInterim, type InterimFilter, type OnInterim } from './interim-filter.ts'
import { paced } from './paced.ts'
import { GivenUp, withPatience } from './patience.ts'
import { Slots } from './slots.ts'
import { tapSocket, type SocketTap } from './socket-tap.ts'

/** Connections to one port at once, and requests that wait for one of them. */
const LANES_AT_MOST = 100
const WAITING_AT_MOST = 1_000

export interface OutRequest {
  readonly method: string
  readonly path: string
  readonly fields: readonly (readonly [name: string, value: string])[]
  readonly content: Buffer
  /** Of the content, which then goes out in chunks, unless a Content-Length is among the fields. */
  readonly pieces?: Pieces
  /** Whether another request may follow on the connection, or `Connection: close` says that none does (RFC 9112 §9.6). Absent, undici decides: after HEAD, for one, none. */
  readonly keeps?: boolean
  /** For the whole exchange, with the wait for a connection. */
  readonly timeoutMs: number
  /** Aborted when nobody waits for the answer any more: then the connection is closed. */
  readonly signal?: AbortSignal
  /** Told where the exchange will take place, before its first byte is sent. */
  readonly onPlace?: (place: Place) => void
  /** Told of the 1xx answers while the final one is waited for (RFC 9110 §15.2). */
  readonly onInterim?: OnInterim
}

export interface Outcome {
  readonly seen: SeenExchange
  /** Absent when no complete final response came. */
  readonly response?: { readonly version?: string; readonly status: number; readonly fields: readonly (readonly [name: string, value: string])[]; readonly content: Buffer }
  readonly error?: unknown
  /** It had no connection: nothing was sent, and nobody has seen it. */
  readonly isUnsent?: true
}

/** With a signal that is aborted when its time is over, too. */
type TimedRequest = OutRequest & { readonly signal: AbortSignal }

interface Lane { readonly undici: Undici; tap: SocketTap | undefined; filter: InterimFilter | undefined; connectedWallMs: number; isBusy: boolean; onConnected: (() => void) | undefined; onInterim: OnInterim | undefined; raw: Socket | undefined }

export class LanePool implements AsyncDisposable {
  readonly #port: number
  readonly #connected: (clientPort: number) => void
  readonly #ca: string | undefined
  readonly #lanes: Lane[] = []
  readonly #slots = new Slots(LANES_AT_MOST, WAITING_AT_MOST)

  /** @param connected is told of each new connection before the first byte is sent on it @param ca the one certificate to trust, in PEM; absent sends without TLS */
  constructor(port: number, connected: (clientPort: number) => void, ca?: string) {
    this.#port = port
    this.#connected = connected
    this.#ca = ca
  }

  /** Sends one request and waits until its exchange is over, however it ends. Redirects are not followed, nothing is retried. */
  exchange(request: OutRequest): Promise<Outcome> {
    return this.inTurn(request, (given, startedWallMs) => this.#send(given, startedWallMs))
  }

  /** Sends one request by `send` as if it were on a connection of this pool: it counts as one of them, and has as much time. */
  inTurn(request: OutRequest, send: (request: TimedRequest, startedWallMs: number) => Promise<Outcome>): Promise<Outcome> {
    const startedWallMs = wallMs()
    return withPatience(request.timeoutMs, request.signal, async signal => {
      try {
        await this.#slots.take(signal)
      } catch (error) {
        return { error, isUnsent: true, seen: { clientPort: 0, serverPort: this.#port, nth: 1, timing: { startedWallMs }, request: Buffer.alloc(0), response: Buffer.alloc(0), ...describeFailure(error, this.#port, request.timeoutMs) } }
      }
      try {
        return await send({ ...request, signal }, startedWallMs)
      } finally {
        this.#slots.release()
      }
    })
  }

  async #send(request: TimedRequest, startedWallMs: number): Promise<Outcome> {
    const lane = this.#lanes.find(({ isBusy }) => !isBusy) ?? this.#open()
    lane.isBusy = true
    const place = () => request.onPlace?.({ clientPort: lane.tap?.clientPort ?? 0, serverPort: this.#port, nth: (lane.tap?.nth ?? 0) + 1 })
    if (lane.tap) {
      lane.tap.firstWallMs = undefined
      place()
    }
    lane.filter?.begin(request.onInterim)
    lane.onConnected = place
    lane.onInterim = request.onInterim
    const giveUp = () => {
      // Half a close would let the other side work on. Dropped, because until it is connected undici does not look at the signal.
      if (request.signal.reason instanceof GivenUp && !lane.raw?.connecting) lane.raw?.resetAndDestroy()
      this.#drop(lane, request.signal.reason as Error)
    }
    request.signal.addEventListener('abort', giveUp, { once: true })
    try {
      const result = await dispatch(lane, request)
      await new Promise(resolve => setImmediate(resolve))
      const seen = this.#collect(lane, startedWallMs, result.error, request.timeoutMs)
      return { ...result, seen, ...(result.error instanceof GivenUp && seen.request.length === 0 && { isUnsent: true }) }
    } finally {
      request.signal.removeEventListener('abort', giveUp)
      lane.isBusy = false
      lane.onConnected = undefined
      if (lane.tap === undefined || lane.tap.socket.destroyed || lane.tap.socket.readableEnded) this.#drop(lane)
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#lanes.splice(0).map(async ({ undici, raw }) => {
      await undici.destroy()
      raw?.destroy()
    }))
  }

  #open(): Lane {
    // Its timers are off, for they are coarse: the time of the whole exchange is kept apart.
    const connect = buildConnector({ allowH2: false, timeout: 0, ...(this.#ca !== undefined && { ca: this.#ca }) })
    const lane: Lane = {
      tap: undefined, filter: undefined, connectedWallMs: 0, isBusy: true, onConnected: undefined, onInterim: undefined, raw: undefined,
      undici: new Undici(`${this.#ca === undefined ? 'http' : 'https'}://${ADDRESS}:${this.#port}`, {
        allowH2: false, pipelining: 1, headersTimeout: 0, bodyTimeout: 0, keepAliveTimeout: 30_000,
        connect: (options, callback) => {
          // Below the encryption, because only a bare connection can be reset.
          const below = this.#ca === undefined ? undefined : connectTcp({ host: ADDRESS, port: this.#port, noDelay: true })
          const above = connect({ ...options, ...(below && { httpSocket: below }) }, (...result) => {
            const [error, socket] = result
            if (error === null) {
              lane.filter = filterInterim(socket)
              lane.filter.begin(lane.onInterim)
              lane.tap = tapSocket(socket)
              lane.tap.clientPort = socket.localPort ?? 0
              lane.connectedWallMs = wallMs()
              this.#connected(lane.tap.clientPort)
              lane.onConnected?.()
            }
            callback(...result)
          }) as unknown as Socket
          lane.raw = below ?? above
        },
      }),
    }
    this.#lanes.push(lane)
    return lane
  }

  #collect({ tap, connectedWallMs }: Lane, startedWallMs: number, error: unknown, timeoutMs: number): SeenExchange {
    const timing = {
      startedWallMs,
      ...(connectedWallMs >= startedWallMs && { connectMs: connectedWallMs - startedWallMs }),
      ...(tap?.firstWallMs !== undefined && { firstByteMs: tap.firstWallMs - startedWallMs }),
      ...(tap?.firstWallMs !== undefined && tap.lastWallMs !== undefined && { lastByteMs: tap.lastWallMs - startedWallMs }),
    }
    const response = tap?.received.takeAll() ?? Buffer.alloc(0)
    const failed = error === undefined ? undefined : seenThrough(describeFailure(error, this.#port, timeoutMs), response)
    const request = tap?.sent.takeAll() ?? Buffer.alloc(0)
    const nth = (tap?.nth ?? 0) + 1
    // What undici refuses never goes out, and is not counted on the connection.
    if (tap && request.length > 0) tap.nth = nth
    const ending: Ending = failed?.ending ?? (tap?.socket.readableEnded ? 'server-closed' : tap?.socket.destroyed ? 'client-closed' : 'kept-open')
    return {
      clientPort: tap?.clientPort ?? 0, serverPort: this.#port, nth, timing, ending,
      request, response,
      ...(failed && { failure: failed.failure }),
    }
  }

  #drop(lane: Lane, reason?: Error): void {
    const at = this.#lanes.indexOf(lane)
    if (at < 0) return
    this.#lanes.splice(at, 1)
    void lane.undici.destroy(reason ?? null)
    lane.raw?.destroy()
  }
}

async function dispatch(lane: Lane, { method, path, fields, content, pieces, keeps, signal }: TimedRequest): Promise<Pick<Outcome, 'response' | 'error'>> {
  try {
    const inPieces = pieces && Readable.from(paced(content, pieces, signal))
    const { statusCode, headers, body } = await lane.undici.request({
      path, method, responseHeaders: 'raw', headers: fields.flat(), body: content.length === 0 ? null : inPieces ?? content, signal, ...(keeps !== undefined && { reset: !keeps }),
    })
    const parts: Buffer[] = []
    for await (const part of body) parts.push(part as Buffer)
    const { version = 'HTTP/1.1' } = lane.filter ?? {}
    return { response: { version, status: statusCode, fields: pairsOf(headers as unknown as readonly string[]), content: Buffer.concat(parts) } }
  } catch (error) {
    return { error: signal.aborted ? signal.reason : error }
  }
}

function pairsOf(raw: readonly (string | Buffer)[]): [string, string][] {
  return raw.flatMap((name, at) => (at % 2 === 0 ? [[latin1(name), latin1(raw[at + 1] ?? '')] as [string, string]] : []))
}

function latin1(text: string | Buffer): string {
  return typeof text === 'string' ? text : text.toString('latin1')
}

type Failed = ReturnType<typeof describeFailure>

/** @returns the failure; where what came is no response at all, that says more than how the connection ended. */
function seenThrough(failed: Failed, response: Buffer): Failed {
  if (failed.failure.id !== 'failure.closed' && failed.failure.id !== 'failure.other') return failed
  const reader = new ResponseReader('GET')
  reader.take(response)
  return reader.fault === undefined ? failed : { ...failed, failure: phrase('failure.unreadable', { what: reader.fault }) }
}
