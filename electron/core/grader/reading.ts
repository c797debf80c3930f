// One exchange as the matchers read it: content is decoded and JSON is parsed at most once, and only when asked for.
import type { JSONValue } from 'json-p3'
import { fromBase64, toLatin1 } from '../../model/bytes.ts'
import { finalResponse, learnersView, type Exchange } from '../../model/exchange.ts'
import type { Lab } from '../../model/lab.ts'
import { originsOf } from '../../model/scenario.ts'
import { contentBytes, type RequestMessage, type ResponseMessage } from '../../model/message.ts'
import type { Evidence } from '../../model/verdict.ts'
import { Bench } from './bench.ts'

export type Side = Evidence['side']
export type Json = { readonly value: JSONValue } | undefined

export class Reading {
  readonly exchange: Exchange
  readonly bench: Bench
  readonly final: ResponseMessage | undefined
  readonly #content = new Map<Side, Uint8Array>()
  readonly #text = new Map<Side, string>()
  readonly #json = new Map<Side, Json>()
  readonly #wholeHead = new Map<Side, boolean>()

  constructor(exchange: Exchange, bench: Bench) {
    this.exchange = exchange
    this.bench = bench
    this.final = finalResponse(exchange)
  }

  message(side: Side): RequestMessage | ResponseMessage | undefined {
    return side === 'request' ? this.exchange.request : this.final
  }

  /** @returns whether the header section was seen to its empty line; of one that was cut off nothing is known to be absent. */
  hasWholeHead(side: Side): boolean {
    return kept(this.#wholeHead, side, () => {
      const end = this.message(side)?.content.range.start ?? 0
      return /\n\r?\n$/.test(octetsBefore(this.#base64(side), end))
    })
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
    return kept(this.#text, side, () => toLatin1(this.#bytes(side)))
  }

  /** @returns the content as JSON, or undefined when it is none. */
  json(side: Side): Json {
    return kept(this.#json, side, () => parseJson(this.#bytes(side)))
  }

  #bytes(side: Side): Uint8Array {
    return kept(this.#content, side, () => {
      const message = this.message(side)
      if (!message || message.content.length === 0) return new Uint8Array()
      return contentBytes(message, fromBase64(this.#base64(side)))
    })
  }

  #base64(side: Side): string {
    return side === 'request' ? this.exchange.requestBytes : this.exchange.responseBytes
  }
}

/** @returns each request of the learner once, in the order of the exchanges' numbers. */
export function readingsOf(lab: Lab, exchanges: readonly Exchange[]): Reading[] {
  const bench = new Bench(originsOf(lab.scenario).flatMap(origin => origin.implements))
  return learnersView(exchanges).map(exchange => new Reading(exchange, bench))
}

function kept<Key, Value>(memory: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = memory.get(key)
  if (known !== undefined || memory.has(key)) return known as Value // `has` tells a kept undefined from nothing kept
  const value = make()
  memory.set(key, value)
  return value
}

/** The three octets before `end`, which stand in at most eight characters of base64. */
function octetsBefore(base64: string, end: number): string {
  const start = Math.max(0, end - 3)
  const group = Math.floor(start / 3)
  const octets = fromBase64(base64.slice(group * 4, Math.ceil(end / 3) * 4))
  return toLatin1(octets.subarray(start - group * 3, end - group * 3))
}

/** JSON text is UTF-8 (RFC 8259 §8.1). */
function parseJson(bytes: Uint8Array): Json {
  try {
    return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as JSONValue }
  } catch {
    return undefined
  }
}
