// A whole capture out of the store, without all of it in memory.
import type { ExchangeRecord } from '../../model/exchange.ts'
import type { Store } from './kept.ts'

const PAGE_OF_RECORDS = 1_000

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
