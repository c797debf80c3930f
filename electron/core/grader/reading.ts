// One exchange as the matchers read it: content is decoded and JSON is parsed at most once, and only when asked for.
import type { JSONValue } from 'json-p3'
import { fromBase64, toLatin1 } from '../../model/bytes.ts'
import { finalResponse, type Exchange } from '../../model/exchange.ts'
import { sideOf } from '../../model/journey.ts'
import { contentBytes, fieldValues, type RequestMessage, type ResponseMessage } from '../../model/message.ts'
import type { Evidence } from '../../model/verdict.ts'
import type { Bench } from './bench.ts'
import type { Traces } from './traces.ts'

export type Side = Evidence['side']
/** Of some part: two exchanges with the same value cannot be told apart by what is asked of it. */
export type Value = string | number | boolean | undefined
export type Json = { readonly value: JSONValue } | undefined

/** What was found out about one side so far. */
interface Known {
  bytes?: Uint8Array
  text?: string
  json?: { readonly read: Json }
  hasWholeHead?: boolean
  nodes?: Map<string, JSONValue[] | undefined>
}

export class Reading {
  readonly exchange: Exchange
  readonly bench: Bench
  /** Its number among the readings of one judging, from 0. */
  readonly nth: number
  readonly #traces: Traces
  #request: Known | undefined
  #response: Known | undefined

  constructor(exchange: Exchange, bench: Bench, traces: Traces) {
    this.exchange = exchange
    this.bench = bench
    this.nth = bench.nextReading()
    this.#traces = traces
  }

  get final(): ResponseMessage | undefined {
    return finalResponse(this.exchange)
  }

  message(side: Side): RequestMessage | ResponseMessage | undefined {
    return side === 'request' ? this.exchange.request : this.final
  }

  /** @returns whether the header section was seen to its end; of one that was cut off nothing is known to be absent. */
  hasWholeHead(side: Side): boolean {
    const known = this.#known(side)
    return known.hasWholeHead ??= this.#endsHead(side)
  }

  /** @returns whether the content was seen to its end. One that ends with the connection ends with its closing only (RFC 9112 §8). */
  hasWholeContent(side: Side): boolean {
    const content = this.message(side)?.content
    const { dropped, ending } = this.exchange
    if (!content?.complete || !this.hasWholeHead(side) || (dropped?.[side] ?? 0) > 0) return false
    return content.framing !== 'until-close' || (ending !== 'reset' && ending !== 'timed-out')
  }

  /** @returns the content, one character for each octet; empty when there is no message. */
  text(side: Side): string {
    const known = this.#known(side)
    return known.text ??= toLatin1(this.#bytes(side))
  }

  /** @returns the content as JSON, or undefined when it is none. */
  json(side: Side): Json {
    const known = this.#known(side)
    known.json ??= { read: parseJson(this.#bytes(side)) }
    return known.json.read
  }

  /** @returns what stands at a path of the JSON content; undefined when it is no JSON, or nested too deeply to say. @throws JSONPathError */
  nodes(side: Side, path: string): JSONValue[] | undefined {
    const known = this.#known(side)
    const nodes = known.nodes ??= new Map()
    if (nodes.has(path)) return nodes.get(path)
    const json = this.json(side)
    const found = json && this.bench.nodes(path, json.value)
    nodes.set(path, found)
    return found
  }

  /** @returns the lines of a field, combined (RFC 9110 §5.3); undefined when there is none. */
  field(side: Side, name: string): string | undefined {
    const message = this.message(side)
    const [first, ...others] = message ? fieldValues(message, name) : []
    return first === undefined || others.length === 0 ? first : [first, ...others].join(', ')
  }

  /** @returns the same for two exchanges in which nothing about the field differs: its value, or a number for what cannot be told or is not there. */
  fieldKey(side: Side, name: string): Value {
    if (!this.message(side)) return 0
    const value = this.field(side, name)
    if (this.hasWholeHead(side)) return value ?? 1
    return value === undefined ? 2 : `cut ${value}`
  }

  /** @returns the same for two exchanges in which nothing differs at a path of the JSON content: most find one plain value. @throws JSONPathError */
  jsonKey(side: Side, path: string): Value {
    const [value, ...others] = this.nodes(side, path) ?? []
    if (others.length > 0 || value === undefined || value === null || typeof value === 'object') return this.contentKey(side)
    return typeof value === 'string' ? `"${value}` : value
  }

  /** @returns a text that is the same for two exchanges in which nothing about the content differs. */
  contentKey(side: Side): string {
    const content = this.message(side)?.content
    return content ? `${this.hasWholeContent(side) ? 'whole' : 'cut'} ${content.length} ${this.text(side)}` : 'none'
  }

  /** Whether other hops could be seen: what was imported shows one hop only. */
  get isTraced(): boolean {
    return this.exchange.source !== 'import'
  }

  /** @returns what became of the same request at a participant or on a hop, in order. */
  at(place: string): Reading[] {
    return this.#traces.at(this.exchange.trace, place).map(exchange => this.#reading(exchange))
  }

  /** The participant whose answer it is; undefined where that cannot be told. */
  get answerer(): string | undefined {
    return this.isTraced && this.final ? this.#traces.journey(this.exchange.trace).answeredBy : undefined
  }

  /** The exchange on the last hop of the way to whoever answered. */
  get innermost(): Reading | undefined {
    const { stops, answeredBy } = this.#traces.journey(this.exchange.trace)
    const stop = stops.findLast(({ participant }) => participant === answeredBy)
    return stop && this.#reading(sideOf(stop.inbound))
  }

  #reading(exchange: Exchange): Reading {
    return exchange === this.exchange ? this : new Reading(exchange, this.bench, this.#traces)
  }

  #endsHead(side: Side): boolean {
    const content = this.message(side)?.content
    if (!content) return false
    // Content comes after the head only, and HTTP/2 ends a head by a flag of its frame (RFC 9113 §4.3).
    if (content.length > 0 || content.framing === 'frames') return true
    return /\n\r?\n$/.test(octetsBefore(this.#base64(side), content.range.start))
  }

  #bytes(side: Side): Uint8Array {
    const known = this.#known(side)
    const message = this.message(side)
    return known.bytes ??= !message || message.content.length === 0 ? new Uint8Array() : contentBytes(message, fromBase64(this.#base64(side)))
  }

  #base64(side: Side): string {
    return side === 'request' ? this.exchange.requestBytes : this.exchange.responseBytes
  }

  #known(side: Side): Known {
    return side === 'request' ? this.#request ??= {} : this.#response ??= {}
  }
}

/** The three octets before `end`, which stand in at most eight characters of base64. */
function octetsBefore(base64: string, end: number): string {
  const start = Math.max(0, end - 3)
  const group = Math.floor(start / 3)
  return atob(base64.slice(group * 4, Math.ceil(end / 3) * 4)).slice(start - group * 3, end - group * 3)
}

/** JSON text is UTF-8 (RFC 8259 §8.1). */
function parseJson(bytes: Uint8Array): Json {
  try {
    return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as JSONValue }
  } catch {
    return undefined
  }
}
