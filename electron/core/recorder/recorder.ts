// Numbers the exchanges of one attempt, links the two sides of each, and has them saved before anybody is told.
import type { Envelope, ExchangeRecord, Source } from '../../model/exchange.ts'
import { wallMs, type Place, type SeenExchange } from './seen-exchange.ts'

/** While exchanges keep coming they are saved together, at most this long after the first of them. */
const BATCH_MS = 20
const RETRY_MS = 1_000
/** How long the server's side of a tapped client's exchange waits for the client's side, so that both are saved together. */
const OTHER_SIDE_MS = 1_000

export interface RecorderOptions {
  /** The number of the attempt's last saved exchange. */
  readonly lastSeq: number
  /** Returns when the records are safely stored. */
  readonly save: (records: readonly ExchangeRecord[]) => void
  readonly onSaved: (records: readonly ExchangeRecord[]) => void
  /** Saving failed; the records are kept and tried again. */
  readonly onTrouble: (error: unknown) => void
}

interface KnownConnection {
  readonly id: string
  readonly source: Source
  /** Who opened it. */
  readonly from: string
  isServerSeen: boolean
  /** The highest exchange that its server has begun. */
  begun: number
  /** Traces of exchanges that another exchange caused. */
  readonly traces: Map<number, string>
}

export class Recorder {
  readonly #options: RecorderOptions
  readonly #connections = new Map<string, KnownConnection>()
  readonly #listeners = new Map<number, string>()
  readonly #firstSeq: number
  #connectionCount = 0
  #seq: number
  #pending: ExchangeRecord[] = []
  #timer: NodeJS.Timeout | undefined
  #dueMs = Number.POSITIVE_INFINITY
  #lastFlushMs = 0

  constructor(options: RecorderOptions) {
    this.#options = options
    this.#seq = options.lastSeq
    this.#firstSeq = options.lastSeq
  }

  /** A participant listens at this port; hops are named after it. */
  listening(port: number, participant: string): void {
    this.#listeners.set(port, participant)
  }

  /** A tapped client has opened a connection to 127.0.0.1; what the server sees on it belongs to the same traces. @param from who opened it */
  clientConnected(clientPort: number, serverPort: number, source: Source, from = 'client'): void {
    this.#connections.set(keyOf({ clientPort, serverPort }), this.#newConnection(source, from))
  }

  /** A server has begun to read the request at `place`. */
  begun(place: Place): void {
    this.#connectionOf(place, 'server', undefined, true).begun = place.nth
  }

  /** The exchange at `effect`, or every one of its connection if its number is 0, is sent because of the one at `cause`: they belong to one trace. */
  caused(effect: Place, cause: Place): void {
    const known = this.#connections.get(keyOf(effect))
    const from = this.#connections.get(keyOf(cause))
    if (known && from) known.traces.set(effect.nth, traceOf(from, cause.nth))
  }

  /** @returns the number of the exchange. @param source tells how the client sent it; absent on the server's side */
  record(seen: SeenExchange, side: Envelope['side'], source?: Source): number {
    const { request, response, clientPort, serverPort, isIpv6: _isIpv6, nth, ...rest } = seen
    const hop = (from: string) => `${from}-${this.#listeners.get(serverPort) ?? 'origin'}`
    const known = this.#connectionOf(seen, side, source)
    this.#seq += 1
    this.#pending.push({
      ...rest, seq: this.#seq, trace: traceOf(known, nth), hop: hop(known.from), side, source: source ?? known.source,
      connection: { id: known.id, clientPort, serverPort, nth }, request, response,
    })
    this.#schedule(side === 'server' && known.source !== 'outside' ? OTHER_SIDE_MS : Math.max(0, this.#lastFlushMs + BATCH_MS - wallMs()))
    return this.#seq
  }

  /** Saves what waits. @throws what `save` throws; the records then still wait, and are tried again */
  flush(): void {
    clearTimeout(this.#timer)
    this.#dueMs = Number.POSITIVE_INFINITY
    if (this.#pending.length === 0) return
    const batch = this.#pending
    try {
      this.#options.save(batch)
    } catch (error) {
      this.#schedule(RETRY_MS)
      // A program that has nothing else to do ends: what can never be saved must not keep it.
      this.#timer?.unref()
      throw error
    }
    this.#pending = []
    this.#lastFlushMs = wallMs()
    this.#options.onSaved(batch)
  }

  /** Flushes after `ms`, or earlier if that is already due. */
  #schedule(ms: number): void {
    const dueMs = wallMs() + ms
    if (dueMs >= this.#dueMs) return
    clearTimeout(this.#timer)
    this.#dueMs = dueMs
    this.#timer = setTimeout(() => {
      try {
        this.flush()
      } catch (error) {
        this.#options.onTrouble(error)
      }
    }, ms)
  }

  /** A first exchange on ports that no tapped client announced, or that another connection had before, is from outside. */
  #connectionOf(place: Place, side: Envelope['side'], source: Source | undefined, isBeginning = false): KnownConnection {
    const known = this.#connections.get(keyOf(place))
    if (known && (side === 'client' || place.nth > 1 || (!isBeginning && known.begun >= place.nth) || !known.isServerSeen)) {
      if (side === 'server') known.isServerSeen = true
      return known
    }
    const fresh = this.#newConnection(source ?? 'outside', 'client')
    fresh.isServerSeen = side === 'server'
    this.#connections.set(keyOf(place), fresh)
    return fresh
  }

  #newConnection(source: Source, from: string): KnownConnection {
    this.#connectionCount += 1
    return { id: `c${this.#firstSeq}-${this.#connectionCount}`, source, from, isServerSeen: false, begun: 0, traces: new Map() }
  }
}

function keyOf({ clientPort, serverPort, isIpv6 = false }: Omit<Place, 'nth'>): string {
  return `${isIpv6 ? 6 : 4}-${clientPort}-${serverPort}`
}

function traceOf({ id, traces }: KnownConnection, nth: number): string {
  return traces.get(nth) ?? traces.get(0) ?? `${id}.${nth}`
}
