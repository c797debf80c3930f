// What was read from the store for judging. Equal messages are read and held once: a flood repeats itself, and must not fill the memory.
import type { Exchange, ExchangeRecord } from '../../model/exchange.ts'
import type { RequestMessage, ResponseMessage } from '../../model/message.ts'
import { readExchange } from '../recorder/read-exchange.ts'
import { allRecords } from '../store/all-records.ts'
import type { Store } from '../store/store.ts'

/** How many different messages are remembered, and up to which length in characters. */
const REMEMBERED = 1_000
const REMEMBERED_LENGTH = 8_192

interface Known { readonly requestBytes: string; readonly responseBytes: string; readonly request?: RequestMessage; readonly responses: ResponseMessage[] }

export class CaptureSoFar {
  readonly #store: Store
  readonly #attempt: string
  readonly #read: Exchange[] = []
  /** By the request's octets, then by the response's, one character for each. */
  readonly #known = new Map<string, Map<string, Known>>()
  #knownCount = 0
  /** Equal bytes of one segment are one and the same view. */
  readonly #texts = new WeakMap<Uint8Array, string>()

  constructor(store: Store, attempt: string) {
    this.#store = store
    this.#attempt = attempt
  }

  /** @returns every saved exchange, in order, with its messages and without the server's decision */
  all(): readonly Exchange[] {
    this.readFor(Number.POSITIVE_INFINITY)
    return this.#read
  }

  /** What was recorded came from servers in a state of their own; each event ends another. @returns the numbers of the exchanges after which something was done */
  changedAfter(): readonly number[] {
    return [...new Set([this.#read.findLast(({ source }) => source === 'recorded')?.seq ?? 0, ...this.#store.events(this.#attempt).map(({ afterSeq }) => afterSeq)])]
  }

  /** Reads what was saved, for about so many milliseconds. @returns whether that was all */
  readFor(ms: number): boolean {
    const endMs = performance.now() + ms
    for (const record of allRecords(this.#store, this.#attempt, this.#read.at(-1)?.seq ?? 0)) {
      this.#read.push(this.#exchangeOf(record))
      if (performance.now() > endMs) return false
    }
    return true
  }

  #exchangeOf({ ruling: _, ...record }: ExchangeRecord): Exchange {
    // What bytes of HTTP/2 say depends on those before them (RFC 7541 §2.2).
    if (record.h2) return readExchange(record)
    const [asked, answered] = [this.#textOf(record.request), this.#textOf(record.response)]
    const known = this.#known.get(asked)?.get(answered)
    if (known) {
      const { request: _request, response: _response, ...envelope } = record
      return { ...envelope, id: `x${record.seq}`, ...known }
    }
    const exchange = readExchange(record)
    const { requestBytes, responseBytes, request, responses } = exchange
    if (asked.length + answered.length <= REMEMBERED_LENGTH) this.#remember(asked, answered, { requestBytes, responseBytes, ...(request && { request }), responses })
    return exchange
  }

  #remember(asked: string, answered: string, known: Known): void {
    if (this.#knownCount >= REMEMBERED) {
      this.#known.clear()
      this.#knownCount = 0
    }
    const same = this.#known.get(asked) ?? new Map<string, Known>()
    this.#known.set(asked, same.set(answered, known))
    this.#knownCount += 1
  }

  #textOf(bytes: Uint8Array): string {
    const known = this.#texts.get(bytes)
    if (known !== undefined) return known
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
    this.#texts.set(bytes, text)
    return text
  }
}
