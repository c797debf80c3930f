// Examples of rules as exchanges: their octets are read by the recorder's own reader.
import type { Exchange, ExchangeRecord } from '../../model/exchange.ts'
import type { Example, Written } from '../inspector/examples/written.ts'
import { readExchange } from '../recorder/read-exchange.ts'

/** @returns records as the recorder would have made them, numbered from 1. */
export function recordsOf(example: Example): ExchangeRecord[] {
  const all = Array.isArray(example) ? example as readonly Written[] : [example as Written]
  return all.map(({ request, response, connection, nth = 1, at, trace, hop = 'client-origin', side = 'client', source = 'raw', ending = 'kept-open', dropped }, place) => ({
    seq: place + 1, trace: trace ?? `t${place + 1}`, hop, side, source, ending, ...(dropped && { dropped }),
    connection: { id: connection ?? `c${place + 1}`, clientPort: 40_000, serverPort: 8_080, nth }, timing: { startedWallMs: at ?? place },
    request: Buffer.from(request, 'latin1'), response: Buffer.from(response, 'latin1'),
  }))
}

/** @returns the exchanges as they are read. */
export function exchangesOf(example: Example): Exchange[] {
  return recordsOf(example).map(record => readExchange(record))
}
