// Exchanges in a line as records, as a recorder would have saved them.
import { fromBase64 } from '../../../electron/model/bytes.ts'
import type { ExchangeRecord } from '../../../electron/model/exchange.ts'
import { exchangesOf, type Example } from '../inspector/exchange-lines.ts'

export function recordsOf(example: Example): ExchangeRecord[] {
  return exchangesOf(example).map(({ requestBytes, responseBytes, id: _id, request: _request, responses: _responses, ...envelope }) => ({ ...envelope, request: fromBase64(requestBytes), response: fromBase64(responseBytes) }))
}
