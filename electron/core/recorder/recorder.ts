// Numbers the exchanges of one attempt, links the two sides of each, and hands them on as segments, written as they end.
import type { Envelope, Source } from '../../model/exchange.ts'
import type { Segment } from '../segment/layout.ts'
import { Link, type Fate } from '../segment/link.ts'
import { SegmentWriter } from '../segment/segment-writer.ts'
import { wallMs, type Place, type SeenExchange } from './seen-exchange.ts'

/** While exchanges keep coming they are saved together, at most this long after the first of them. */
const SEGMENT_MS = 20
/** A longer segment would make reading a single exchange of it slow. */
const SEGMENT_OCTETS = 1_048_576
/** How long the server's side of a tapped client's exchange waits for the client's side, so that both are saved together. */
const OTHER_SIDE_MS = 1_000

export interface RecorderOptions {
  /** The number of the attempt's last exchange. */
  readonly lastSeq: number
  readonly onSegment: (segment: Segment) => void
  /** Told at the end of each turn of the event loop, and before a segment ends, what was added to it; the bytes are valid until it returns. */
  readonly onTurn?: (firstSeq: number, lastSeq: number, bytes: Uint8Array) => void
}

interface KnownConnection {
  readonly id: string
  readonly source: Source
  /** Who opened it. */
  readonly from: string
  isServerSeen: boolean
  /** The highest exchange whose client's side is recorded. */
  clientSide: number
  /** The highest exchange that its server has begun. */
  begun: number
  /** Traces of exchanges that another exchange caused. */
  traces: Map<number, string> | undefined
  readonly links: { client?: Link; server?: Link }
}

export class Recorder {
  readonly #options: RecorderOptions
  readonly #connections = new Map<number, KnownConnection>()
  readonly #listeners = new Map<number, string>()
  readonly #writer = new SegmentWriter()
  readonly #firstSeq: number
  #connectionCount = 0
  #seq: number
  #timer: NodeJS.Timeout | undefined
  #turn: NodeJS.Immediate | undefined
  #due: 'soon' | 'later' | undefined
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
    this.#connections.set(keyOf(clientPort, serverPort, false), this.#newConnection(source, from))
  }

  /** A server has begun to read the request at `place`. */
  begun(place: Place): void {
    this.#connectionOf(place, 'server', undefined, true).begun = place.nth
  }

  /** The exchange at `effect`, or every one of its connection if its number is 0, is sent because of the one at `cause`: they belong to one trace. */
  caused(effect: Place, cause: Place): void {
    const known = this.#connections.get(keyOfPlace(effect))
    const from = this.#connections.get(keyOfPlace(cause))
    if (known && from) (known.traces ??= new Map()).set(effect.nth, traceOf(from, cause.nth))
  }

  /** @returns the number of the exchange. @param source tells how the client sent it; absent on the server's side */
  record(seen: SeenExchange, side: Envelope['side'], source?: Source): number {
    const known = this.#connectionOf(seen, side, source)
    const { nth, timing, request, response } = seen
    if (side === 'client') known.clientSide = Math.max(known.clientSide, nth)
    this.#seq += 1
    this.#writer.put({ link: this.#linkOf(known, seen, side, source), nth, trace: known.traces?.get(nth) ?? known.traces?.get(0), fate: fateOf(seen), timing, request, response })
    if (this.#writer.length >= SEGMENT_OCTETS) this.flush()
    else {
      if (this.#options.onTurn) this.#turn ??= setImmediate(() => this.#turned())
      this.#schedule(side === 'server' && known.source !== 'outside' && known.clientSide < nth)
    }
    return this.#seq
  }

  /** Ends the segment and hands it on. */
  flush(): void {
    clearTimeout(this.#timer)
    this.#due = undefined
    if (this.#writer.records === 0) return
    clearImmediate(this.#turn)
    this.#turned()
    const segment = { firstSeq: this.#seq - this.#writer.records + 1, lastSeq: this.#seq, bytes: this.#writer.end() }
    this.#lastFlushMs = wallMs()
    this.#options.onSegment(segment)
  }

  #turned(): void {
    this.#turn = undefined
    const added = this.#writer.added()
    if (added.length > 0) this.#options.onTurn?.(this.#seq - this.#writer.records + 1, this.#seq, added)
  }

  /** Flushes at the latest when a segment is over, or when the other side of an exchange is long due. */
  #schedule(awaitsOtherSide: boolean): void {
    if (this.#due === 'soon' || (awaitsOtherSide && this.#due === 'later')) return
    clearTimeout(this.#timer)
    this.#due = awaitsOtherSide ? 'later' : 'soon'
    this.#timer = setTimeout(() => this.flush(), awaitsOtherSide ? OTHER_SIDE_MS : Math.max(0, this.#lastFlushMs + SEGMENT_MS - wallMs()))
  }

  /** A first exchange on ports that no tapped client announced, or that another connection had before, is from outside. */
  #connectionOf(place: Place, side: Envelope['side'], source: Source | undefined, isBeginning = false): KnownConnection {
    const key = keyOfPlace(place)
    const known = this.#connections.get(key)
    if (known && (side === 'client' || place.nth > 1 || (!isBeginning && known.begun >= place.nth) || !known.isServerSeen)) {
      if (side === 'server') known.isServerSeen = true
      return known
    }
    const fresh = this.#newConnection(source ?? 'outside', 'client')
    fresh.isServerSeen = side === 'server'
    this.#connections.set(key, fresh)
    return fresh
  }

  #newConnection(source: Source, from: string): KnownConnection {
    this.#connectionCount += 1
    return { id: `c${this.#firstSeq}-${this.#connectionCount}`, source, from, isServerSeen: false, clientSide: 0, begun: 0, traces: undefined, links: {} }
  }

  #linkOf(known: KnownConnection, { clientPort, serverPort }: Place, side: Envelope['side'], source = known.source): Link {
    return (known.links[side] ??= new Link({
      hop: `${known.from}-${this.#listeners.get(serverPort) ?? 'origin'}`, side, source, connection: { id: known.id, clientPort, serverPort },
    }))
  }
}

/** What few exchanges have; naming each keeps the others cheap. */
type Rare = Exclude<keyof SeenExchange, keyof Place | 'timing' | 'request' | 'response' | 'ending' | 'ruling'>
const RARE = Object.keys({ failure: true, dropped: true, h2: true } satisfies Record<Rare, true>) as Rare[]

/** What an exchange brings besides its place, bytes and times goes on as it is. */
function fateOf(seen: SeenExchange): Fate {
  if (RARE.every(name => seen[name] === undefined)) return seen.ruling ? { ending: seen.ending, ruling: seen.ruling } : { ending: seen.ending }
  const { clientPort: _clientPort, serverPort: _serverPort, isIpv6: _isIpv6, nth: _nth, timing: _timing, request: _request, response: _response, ...fate } = seen
  return fate
}

function keyOfPlace({ clientPort, serverPort, isIpv6 = false }: Place): number {
  return keyOf(clientPort, serverPort, isIpv6)
}

function keyOf(clientPort: number, serverPort: number, isIpv6: boolean): number {
  return (clientPort * 65_536 + serverPort) * 2 + (isIpv6 ? 1 : 0)
}

function traceOf({ id, traces }: KnownConnection, nth: number): string {
  return traces?.get(nth) ?? traces?.get(0) ?? `${id}.${nth}`
}
