// The parts of a message that one can point at, each with its octets.
import type { ByteRange } from '../../../electron/model/bytes.ts'
import type { Exchange } from '../../../electron/model/exchange.ts'
import { finalResponse } from '../../../electron/model/exchange.ts'
import { pointAt } from '../../../electron/model/question.ts'

export interface MessagePart {
  /** What is answered when this is it. */
  readonly value: string
  /** What stands there; absent for content, which may be long. */
  readonly text?: string
  readonly octets: number
}

/** @returns the parts of the request or of the final response, in wire order; none where there is no such message. */
export function partsOf(exchange: Exchange, side: 'request' | 'response'): MessagePart[] {
  const part = (range: ByteRange, text?: string): MessagePart => ({ value: pointAt({ exchange: exchange.id, side, range }), octets: range.end - range.start, ...(text !== undefined && { text }) })
  const message = side === 'request' ? exchange.request : finalResponse(exchange)
  if (!message) return []
  const start = message.kind === 'request'
    ? [part(message.methodRange, message.method), part(message.targetRange, message.target), part({ start: message.targetRange.end + 1, end: message.startLine.end }, message.version)]
    : [part({ start: message.startLine.start, end: message.statusRange.start - 1 }, message.version), part(message.statusRange, String(message.status)), part({ start: message.statusRange.end + 1, end: message.startLine.end }, message.reason)]
  const { content } = message
  return [
    ...start,
    ...message.fields.map(({ name, value, line }) => part(line, `${name}: ${value}`)),
    ...content.length > 0 ? [part(content.range)] : [],
  ].filter(({ octets }) => octets > 0)
}
