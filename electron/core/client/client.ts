// Sends what the composer made, to this machine only, on connections whose sockets are tapped.
import { Client as Undici, buildConnector, errors } from 'undici'
import type { StructuredDraft } from '../../model/draft.ts'
import type { Ending } from '../../model/exchange.ts'
import { phrase, type Phrase } from '../../model/phrase.ts'
import { wallMs, type SeenExchange } from '../recorder/seen-exchange.ts'
import { ADDRESS, type Destination } from './destination.ts'
import { tapSocket, type SocketTap } from './socket-tap.ts'

/** The simulator's longest delay is 30 s; an answer that takes longer than this does not come. */
export const ANSWER_MS = 45_000
const CONNECT_MS = 5_000

/** A connection of the composer's, used for one request at a time and kept for the next. */
interface Lane { readonly undici: Undici; tap: SocketTap | undefined; connectedWallMs: number; isBusy: boolean }

export class Client implements AsyncDisposable {
  readonly #to: Destination
  readonly #lanes: Lane[] = []

  constructor(to: Destination) {
    this.#to = to
  }

  /**
   * Sends a structured draft and waits until its exchange is over, however it ends.
   * @returns the number of the recorded exchange, or why undici would not send it; then nothing was sent.
   */
  async send(draft: StructuredDraft): Promise<{ readonly seq: number } | { readonly failure: Phrase }> {
    const lane = this.#lanes.find(({ isBusy }) => !isBusy) ?? this.#open()
    lane.isBusy = true
    const startedWallMs = wallMs()
    try {
      const error = await this.#dispatch(lane, draft)
      if (error instanceof errors.InvalidArgumentError || error instanceof errors.NotSupportedError || error instanceof errors.RequestContentLengthMismatchError) {
        return { failure: phrase('failure.unsendable', { why: error.message }) }
      }
      return { seq: this.#to.record(this.#collect(lane, startedWallMs, error), 'composer') }
    } finally {
      lane.isBusy = false
      if (lane.tap === undefined || lane.tap.socket.destroyed || lane.tap.socket.readableEnded) this.#drop(lane)
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#lanes.splice(0).map(({ undici }) => undici.destroy()))
  }

  #open(): Lane {
    const connect = buildConnector({ allowH2: false, timeout: CONNECT_MS })
    const lane: Lane = {
      tap: undefined, connectedWallMs: 0, isBusy: true,
      undici: new Undici(`http://${ADDRESS}:${this.#to.port}`, {
        allowH2: false, pipelining: 1, headersTimeout: ANSWER_MS, bodyTimeout: ANSWER_MS, keepAliveTimeout: 30_000,
        connect: (options, callback) => connect(options, (...result) => {
          const [error, socket] = result
          if (error === null) {
            lane.tap = tapSocket(socket)
            lane.connectedWallMs = wallMs()
            lane.tap.clientPort = socket.localPort ?? 0
            this.#to.connected(lane.tap.clientPort, 'composer')
          }
          callback(...result)
        }),
      }),
    }
    this.#lanes.push(lane)
    return lane
  }

  /** @returns the error that ended it, or undefined when the final response is complete. Redirects are not followed. */
  async #dispatch(lane: Lane, draft: StructuredDraft): Promise<unknown> {
    if (lane.tap) lane.tap.firstWallMs = undefined
    try {
      const { body } = await lane.undici.request({
        path: draft.target, method: draft.method, responseHeaders: 'raw',
        headers: draft.fields.flatMap(({ name, value }) => [name, value]),
        body: draft.content === '' ? null : Buffer.from(draft.content), signal: AbortSignal.timeout(ANSWER_MS),
      })
      for await (const _ of body) continue
      await new Promise(resolve => setImmediate(resolve))
      return undefined
    } catch (error) {
      return error
    }
  }

  #collect({ tap, connectedWallMs }: Lane, startedWallMs: number, error: unknown): SeenExchange {
    const timing = {
      startedWallMs,
      ...(connectedWallMs >= startedWallMs && { connectMs: connectedWallMs - startedWallMs }),
      ...(tap?.firstWallMs !== undefined && { firstByteMs: tap.firstWallMs - startedWallMs }),
      ...(tap?.firstWallMs !== undefined && tap.lastWallMs !== undefined && { lastByteMs: tap.lastWallMs - startedWallMs }),
    }
    const failed = error === undefined ? undefined : describeFailure(error, this.#to.port)
    if (tap) tap.nth += 1
    const ending: Ending = failed?.ending ?? (tap?.socket.readableEnded ? 'server-closed' : tap?.socket.destroyed ? 'client-closed' : 'kept-open')
    return {
      clientPort: tap?.clientPort ?? 0, serverPort: this.#to.port, nth: tap?.nth ?? 1, timing, ending,
      request: tap?.sent.takeAll() ?? Buffer.alloc(0), response: tap?.received.takeAll() ?? Buffer.alloc(0),
      ...(failed && { failure: failed.failure }),
    }
  }

  #drop(lane: Lane): void {
    const at = this.#lanes.indexOf(lane)
    if (at >= 0) this.#lanes.splice(at, 1)
    void lane.undici.destroy()
  }
}

/** @returns what a transport error means for the exchange. */
export function describeFailure(error: unknown, port: number): { readonly ending: Ending; readonly failure: Phrase } {
  const { code = '', message = String(error), name = '' } = error instanceof Error ? (error as Error & { code?: string }) : {}
  if (code === 'ECONNREFUSED') return { ending: 'refused', failure: phrase('failure.refused', { address: `${ADDRESS}:${port}` }) }
  if (code === 'ECONNRESET' || code === 'EPIPE') return { ending: 'reset', failure: phrase('failure.reset') }
  if (code === 'UND_ERR_SOCKET') return { ending: 'server-closed', failure: phrase('failure.closed') }
  if (/TIMEOUT/.test(code) || name === 'TimeoutError') return { ending: 'timed-out', failure: phrase('failure.timeout', { ms: ANSWER_MS }) }
  return { ending: 'client-closed', failure: phrase('failure.other', { why: message }) }
}
