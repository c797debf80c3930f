// One exchange as the rules read it. Bytes are decoded and JSON is parsed at most once, and only when a rule asks.
import { fromBase64, toLatin1, type ByteRange } from '../../model/bytes.ts'
import { finalResponse, type Exchange } from '../../model/exchange.ts'
import { contentBytes, type FieldLine, type RequestMessage, type ResponseMessage } from '../../model/message.ts'
import type { Evidence } from '../../model/verdict.ts'
import { directivesOf, members, parametersOf } from '../../model/list-members.ts'

export type Side = Evidence['side']
type Json = { readonly value: unknown } | undefined

interface Known {
  bytes?: Uint8Array
  text?: string
  lines?: ReadonlyMap<string, readonly FieldLine[]>
  json?: { readonly read: Json }
  isHeadWhole?: boolean
  directives?: ReadonlyMap<string, string>
}

export class Subject {
  readonly exchange: Exchange
  readonly request: RequestMessage | undefined
  readonly final: ResponseMessage | undefined
  /** Empty when no request could be read. */
  readonly method: string
  readonly target: string
  /** 0 when no final response came. */
  readonly status: number
  readonly #known: Readonly<Record<Side, Known>> = { request: {}, response: {} }

  constructor(exchange: Exchange) {
    this.exchange = exchange
    this.request = exchange.request
    this.final = finalResponse(exchange)
    this.method = exchange.request?.method ?? ''
    this.target = exchange.request?.target ?? ''
    this.status = this.final?.status ?? 0
  }

  get isHttp2(): boolean {
    return this.request?.version === 'HTTP/2'
  }

  get isSuccess(): boolean {
    return this.status >= 200 && this.status < 300
  }

  get isError(): boolean {
    return this.status >= 400
  }

  message(side: Side): RequestMessage | ResponseMessage | undefined {
    return side === 'request' ? this.request : this.final
  }

  /** @returns every line of a field, in wire order. @param name in small letters */
  lines(side: Side, name: string): readonly FieldLine[] {
    const known = this.#known[side]
    known.lines ??= Map.groupBy(this.message(side)?.fields ?? [], field => field.name.toLowerCase())
    return known.lines.get(name) ?? (name === 'host' ? known.lines.get(':authority') : undefined) ?? []
  }

  /** @returns the names of the fields that are there, in small letters. */
  names(side: Side): string[] {
    return [...new Set((this.message(side)?.fields ?? []).map(field => field.name.toLowerCase()))]
  }

  /** @returns the lines of a field, combined (RFC 9110 §5.3); undefined when there is none. */
  value(side: Side, name: string): string | undefined {
    const lines = this.lines(side, name)
    return lines.length > 0 ? lines.map(({ value }) => value).join(', ') : undefined
  }

  has(side: Side, name: string): boolean {
    return this.lines(side, name).length > 0
  }

  /** Of a head that was cut off nothing is known to be absent. */
  lacks(side: Side, name: string): boolean {
    return this.message(side) !== undefined && this.isHeadWhole(side) && !this.has(side, name)
  }

  /** @returns the members of a list field, in small letters. */
  list(side: Side, name: string): string[] {
    return members(this.value(side, name) ?? '').map(member => member.toLowerCase())
  }

  /** @returns the directives of Cache-Control (RFC 9111 §5.2). */
  directives(side: Side): ReadonlyMap<string, string> {
    const known = this.#known[side]
    return known.directives ??= directivesOf(this.value(side, 'cache-control') ?? '')
  }

  /** @returns the media type in small letters, without its parameters; empty when none is said. */
  mediaType(side: Side): string {
    return parametersOf(this.value(side, 'content-type') ?? '').value.toLowerCase()
  }

  isHeadWhole(side: Side): boolean {
    const known = this.#known[side]
    return known.isHeadWhole ??= this.#endsHead(side)
  }

  /** @returns whether the content was seen to its end. */
  isContentWhole(side: Side): boolean {
    const content = this.message(side)?.content
    const { dropped, ending } = this.exchange
    if (!content?.complete || !this.isHeadWhole(side) || (dropped?.[side] ?? 0) > 0) return false
    return content.framing !== 'until-close' || (ending !== 'reset' && ending !== 'timed-out')
  }

  length(side: Side): number {
    return this.message(side)?.content.length ?? 0
  }

  /** @returns all bytes of one side, framing and heads included. */
  bytes(side: Side): Uint8Array {
    return this.#known[side].bytes ??= fromBase64(side === 'request' ? this.exchange.requestBytes : this.exchange.responseBytes)
  }

  /** @returns the content, one character for each octet. */
  text(side: Side): string {
    const message = this.message(side)
    return this.#known[side].text ??= message && message.content.length > 0 ? toLatin1(contentBytes(message, this.bytes(side))) : ''
  }

  /** @returns the content as JSON, or undefined when it is none (RFC 8259 §8.1: UTF-8). */
  json(side: Side): Json {
    const known = this.#known[side]
    known.json ??= { read: this.#parse(side) }
    return known.json.read
  }

  /** @returns how many octets follow the message in its bytes. */
  extra(side: Side): number {
    const message = this.message(side)
    return message ? this.bytes(side).length - message.range.end : 0
  }

  place(side: Side, { start, end }: ByteRange): Evidence {
    return { exchange: this.exchange.id, side, range: { start, end } }
  }

  /** @returns the start line; where no message was read, the bytes that came instead. */
  start(side: Side): Evidence {
    return this.place(side, this.message(side)?.startLine ?? { start: 0, end: this.bytes(side).length })
  }

  /** @returns every line of a field, or the start line of the message that lacks it. */
  at(side: Side, name: string): Evidence[] {
    const lines = this.lines(side, name)
    return lines.length > 0 ? lines.map(({ line }) => this.place(side, line)) : [this.start(side)]
  }

  /** @returns the content as transferred, or the start line when there is none. */
  content(side: Side): Evidence {
    const range = this.message(side)?.content.range
    return range && range.end > range.start ? this.place(side, range) : this.start(side)
  }

  /** @returns what follows the message. */
  after(side: Side): Evidence {
    return this.place(side, { start: this.message(side)?.range.end ?? 0, end: this.bytes(side).length })
  }

  #endsHead(side: Side): boolean {
    const content = this.message(side)?.content
    if (!content) return false
    // Content comes after the head only, and HTTP/2 ends a head by a flag of its frame (RFC 9113 §4.3).
    if (content.length > 0 || this.message(side)?.version === 'HTTP/2') return true
    const end = content.range.start
    return /\n\r?\n$/.test(toLatin1(this.bytes(side).subarray(Math.max(0, end - 3), end)))
  }

  #parse(side: Side): Json {
    const message = this.message(side)
    if (!message || message.content.length === 0) return undefined
    try {
      return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(contentBytes(message, this.bytes(side)))) as unknown }
    } catch {
      return undefined
    }
  }
}
