// A stored record as an exchange: every part read from the bytes, with its place in them.
import { decisionOf } from '../../model/decision.ts'
import type { Exchange, ExchangeRecord } from '../../model/exchange.ts'
import { readH2Request, readH2Responses } from '../wire/h2/read-h2-message.ts'
import { readRequest, readResponses } from '../wire/read-message.ts'

/** @returns the exchange that the record's bytes hold. @param keep octets of each side to carry; the messages are read from all of them */
export function readExchange(record: ExchangeRecord, keep = Number.POSITIVE_INFINITY): Exchange {
  const { request: requestBytes, response: responseBytes, ruling, ...envelope } = record
  const { h2, ...rest } = envelope
  const request = h2 ? readH2Request(asBuffer(requestBytes), h2.requestFields) : readRequest(asBuffer(requestBytes))
  return {
    ...rest,
    id: `x${envelope.seq}`,
    ...(ruling && { decision: decisionOf(ruling) }),
    requestBytes: asBuffer(requestBytes).subarray(0, keep).toString('base64'),
    responseBytes: asBuffer(responseBytes).subarray(0, keep).toString('base64'),
    ...(request && { request }),
    responses: h2 ? readH2Responses(asBuffer(responseBytes), h2.responseFields) : readResponses(asBuffer(responseBytes), request?.method ?? 'GET'),
  }
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
