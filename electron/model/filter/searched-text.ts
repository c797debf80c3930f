// The text of an exchange that is looked through: its start lines, its fields and its content, as far as its octets are here.
import { fromBase64 } from '../bytes.ts'
import type { Exchange } from '../exchange.ts'
import type { RequestMessage, ResponseMessage } from '../message.ts'

type Message = RequestMessage | ResponseMessage

/** @returns whether `wanted` stands in the text, capitals or not. */
export function isIn(wanted: string, exchange: Exchange, text: (exchange: Exchange) => Iterable<string>): boolean {
  const small = wanted.toLowerCase()
  for (const piece of text(exchange)) if (piece.toLowerCase().includes(small)) return true
  return false
}

/** Heads come first: what is in one needs no octets. What does not read as a message is looked through as it is. */
export function* textOf(exchange: Exchange): Generator<string> {
  const { request, responses } = exchange
  for (const message of request ? [request, ...responses] : responses) yield headOf(message)
  yield* contentOf(exchange)
  if (!request) yield decoded(fromBase64(exchange.requestBytes))
  if (responses.length === 0) yield decoded(fromBase64(exchange.responseBytes))
}

/** @returns the content of each message, without its framing. */
export function* contentOf({ request, responses, requestBytes, responseBytes }: Exchange): Generator<string> {
  if (request && request.content.length > 0) yield contentOfMessage(request, fromBase64(requestBytes))
  if (responses.every(({ content }) => content.length === 0)) return
  const bytes = fromBase64(responseBytes)
  for (const response of responses) if (response.content.length > 0) yield contentOfMessage(response, bytes)
}

const decoder = new TextDecoder()
const decoded = (bytes: Uint8Array) => decoder.decode(bytes)

/** Of a long content only the beginning may be here, so what the message says of its length is no measure. */
function contentOfMessage({ content: { parts } }: Message, bytes: Uint8Array): string {
  const held = parts.map(({ start, end }) => bytes.subarray(start, end))
  if (held.length === 1 && held[0]) return decoded(held[0])
  const streaming = new TextDecoder()
  return held.map(part => streaming.decode(part, { stream: true })).join('') + streaming.decode()
}

function headOf(message: Message): string {
  const start = message.kind === 'request' ? `${message.method} ${message.target} ${message.version}` : `${message.version} ${message.status} ${message.reason}`
  let head = start
  for (const { name, value } of message.fields) head += `\n${name}: ${value}`
  for (const { name, value } of message.content.trailers) head += `\n${name}: ${value}`
  return head
}
