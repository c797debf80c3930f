// What was read from the store for judging. Equal messages are read and held once: a flood repeats itself, and must not fill the memory.
import type { Exchange, ExchangeRecord } from '../../model/exchange.ts'
import type { RequestMessage, ResponseMessage } from '../../model/message.ts'
import { readExchange } from '../recorder/read-exchange.ts'
import type { Store } from '../store/store.ts'

const PAGE_OF_RECORDS = 1_000
/** How many different messages are remembered, and up to which length in characters. */
const REMEMBERED = 1_000
const REMEMBERED_LENGTH = 8_192

interface Known { readonly requestBytes: string; readonly responseBytes: string; readonly request: RequestMessage | undefined; readonly responses: ResponseMessage[] }

export class CaptureSoFar {
  readonly #store: Store
  readonly #attempt: string
  readonly #read: Exchange[] = []
  readonly #known = new Map<string, Known>()

  constructor(store: Store, attempt: string) {
    this.#store = store
    this.#attempt = attempt
  }

  /** @returns every saved exchange, in order, with its messages and without the server's decision */
  all(): readonly Exchange[] {
    this.readFor(Number.POSITIVE_INFINITY)
    return this.#read
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
    const key = `${latin1(record.request)}\0${latin1(record.response)}`
    const known = this.#known.get(key)
    if (known) {
      const { request: _request, response: _response, ...envelope } = record
      const { request, ...messages } = known
      return { ...envelope, id: `x${record.seq}`, ...messages, ...(request && { request }) }
    }
    const exchange = readExchange(record)
    if (this.#known.size >= REMEMBERED) this.#known.clear()
    if (key.length <= REMEMBERED_LENGTH) this.#known.set(key, { requestBytes: exchange.requestBytes, responseBytes: exchange.responseBytes, request: exchange.request, responses: exchange.responses })
    return exchange
  }
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}

/** @returns the attempt's records with a number above `afterSeq`, read from the store a page at a time. */
export function* allRecords(store: Store, attempt: string, afterSeq = 0): Generator<ExchangeRecord> {
  for (let after = afterSeq; ;) {
    const page = store.exchanges(attempt, after, PAGE_OF_RECORDS)
    yield* page
    const last = page.at(-1)
    if (!last || page.length < PAGE_OF_RECORDS) return
    after = last.seq
  }
}
