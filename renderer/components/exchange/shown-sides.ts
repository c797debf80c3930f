// The two sides of the chosen exchange as every look needs them: bytes, messages, parts, marks, and which part is chosen.
import { fromBase64, type ByteRange } from '../../../electron/model/bytes.ts'
import type { Exchange } from '../../../electron/model/exchange.ts'
import type { RequestMessage, ResponseMessage } from '../../../electron/model/message.ts'
import { fieldOf, findPart, partsOf, type Part, type PartRef } from '../../../electron/model/parts.ts'
import { isCompressed } from '../../../electron/model/spelled-out.ts'

export type SideId = 'request' | 'response'

export interface ShownSide {
  readonly id: SideId
  readonly bytes: Uint8Array
  readonly messages: readonly (RequestMessage | ResponseMessage)[]
  readonly parts: readonly Part[]
}

/** @returns one side, its octets as far as they are here. */
export function sideOfExchange(exchange: Exchange, id: SideId): ShownSide {
  const bytes = fromBase64(id === 'request' ? exchange.requestBytes : exchange.responseBytes)
  const messages = id === 'response' ? exchange.responses : exchange.request ? [exchange.request] : []
  return { id, bytes, messages, parts: partsOf(messages, bytes) }
}

/** @returns the chosen part, if it is on this side. */
export function chosenOn(side: ShownSide, wanted: PartRef | undefined): Part | undefined {
  return wanted?.side === side.id ? findPart(side.parts, side.messages, wanted) : undefined
}

const isLine = (part: Part) => part.kind !== 'target' && part.kind !== 'version' && part.kind !== 'reason' && part.kind !== 'status'

/**
 * The part that an arrow key leads to: up and down go by lines, left and right by parts.
 * @returns undefined where there is no further one, so that the key can do what it does elsewhere
 */
export function partFrom(parts: readonly Part[], from: Part | undefined, key: string): Part | undefined {
  const at = from ? parts.indexOf(from) : -1
  if (key === 'Home') return parts[0]
  if (key === 'End') return parts.at(-1)
  if (key === 'ArrowRight') return parts[at + 1]
  if (key === 'ArrowLeft') return at > 0 ? parts[at - 1] : undefined
  if (key === 'ArrowDown') return at < 0 ? parts[0] : parts.find((part, nth) => nth > at && (isLine(part) || part.message !== from?.message))
  if (key !== 'ArrowUp') return undefined
  // Up from a field comes to the beginning of the start line.
  const before = parts.slice(0, Math.max(at, 0))
  const line = before.findLast(isLine)
  return line ?? (at > 0 ? before[0] : undefined)
}

/** @returns the octets of a range as hexadecimal, with blanks between. */
export function hexOf(bytes: Uint8Array, { start, end }: ByteRange): string {
  return Array.from(bytes.subarray(start, end), byte => byte.toString(16).padStart(2, '0')).join(' ')
}

const isCompressedIn = (messages: ShownSide['messages'], { message }: Part) => messages.slice(message, message + 1).some(isCompressed)

/** @returns the octets of the part as text. */
export function textOf({ bytes, messages }: ShownSide, part: Part): string {
  const line = fieldOf(part, messages)
  if (line && isCompressedIn(messages, part)) return `${line.name}: ${line.value}`
  return new TextDecoder().decode(bytes.subarray(part.range.start, part.range.end))
}

/** @returns what of the part one most likely wants: of a field its value, of a chunk its data. */
export function valueOf(side: ShownSide, part: Part): string {
  const message = side.messages[part.message]
  const line = fieldOf(part, side.messages)
  if (line) return line.value
  if (message && isCompressed(message)) {
    if (part.kind === 'version') return message.version
    if (message.kind === 'response' && part.kind === 'status') return String(message.status)
    if (message.kind === 'request' && (part.kind === 'method' || part.kind === 'target')) return message[part.kind]
  }
  const data = part.kind === 'chunk' || part.kind === 'frame' ? message?.content.parts[part.nth] : undefined
  return data ? new TextDecoder().decode(side.bytes.subarray(data.start, data.end)) : textOf(side, part)
}
