// The parts of one side of an exchange that can be pointed at. Together they hold every octet, what no grammar fits too.
import type { ByteRange } from './bytes.ts'
import type { FieldLine, RequestMessage, ResponseMessage } from './message.ts'
import { isCompressed } from './spelled-out.ts'

/**
 * `block` is the compressed head of HTTP/2, in which fields have no octets of their own; `blank` the empty line after a head; `odd` a line in a head
 * that does not read; `rest` what stands before or after all messages.
 */
export type PartKind = 'method' | 'target' | 'version' | 'status' | 'reason' | 'block' | 'field' | 'odd' | 'blank' | 'content' | 'chunk' | 'last-chunk' | 'frame' | 'trailer' | 'rest'

export interface Part {
  readonly kind: PartKind
  /** Which message of the side: 1xx responses come first. */
  readonly message: number
  /** Which of its kind in the message, from 0. */
  readonly nth: number
  readonly range: ByteRange
}

type Message = RequestMessage | ResponseMessage

/** A part that somebody chose, told so that it is found again in another exchange: a field by its name. */
export interface PartRef { readonly side: 'request' | 'response'; readonly kind: PartKind; readonly message: number; readonly nth: number; readonly name?: string }

/** @returns a name for the part that stays when more bytes of the same side are there. */
export const keyOf = ({ kind, message, nth }: Part): string => `${message}.${kind}.${nth}`

/** @returns the parts in wire order. @param bytes of the side; of a big one these may be the first only */
export function partsOf(messages: readonly Message[], bytes: Uint8Array): Part[] {
  const first = messages[0]?.range.start ?? bytes.length
  const last = messages.at(-1)?.range.end ?? bytes.length
  const rest = (nth: number, start: number, end: number): Part[] => (end > start ? [{ kind: 'rest', message: messages.length, nth, range: { start, end } }] : [])
  return [...rest(0, 0, first), ...messages.flatMap((message, at) => partsOfMessage(message, at, bytes)), ...rest(1, last, bytes.length)]
}

/** @returns the part that an octet belongs to: line ends and blanks go with what stands before them. */
export function partAt(parts: readonly Part[], offset: number): Part | undefined {
  return parts.find(({ range }) => range.start <= offset && offset < range.end) ?? parts.findLast(({ range }) => range.start <= offset) ?? parts[0]
}

/** @returns the field line that a part is, or undefined. */
export function fieldOf({ kind, message, nth }: Pick<Part, 'kind' | 'message' | 'nth'>, messages: readonly Message[]): FieldLine | undefined {
  if (kind === 'field') return messages[message]?.fields[nth]
  return kind === 'trailer' ? messages[message]?.content.trailers[nth] : undefined
}

/** @returns what points at `part`. */
export function refTo(part: Part, side: PartRef['side'], messages: readonly Message[]): PartRef {
  const { kind, message, nth } = part
  const name = fieldOf(part, messages)?.name.toLowerCase()
  return { side, kind, message, nth, ...(name !== undefined && { name }) }
}

/** @returns the part that is meant, or the one most like it in the last message that has one. */
export function findPart(parts: readonly Part[], messages: readonly Message[], wanted: PartRef): Part | undefined {
  const alike = parts.filter(part => part.kind === wanted.kind && fieldOf(part, messages)?.name.toLowerCase() === wanted.name)
  return alike.find(({ message, nth }) => message === wanted.message && nth === wanted.nth) ?? alike.at(-1)
}

function partsOfMessage(message: Message, at: number, bytes: Uint8Array): Part[] {
  const part = (kind: PartKind, range: ByteRange, nth = 0): Part => ({ kind, message: at, nth, range })
  const lines = (kind: 'field' | 'trailer', fields: readonly FieldLine[]) => fields.map(({ line }, nth) => part(kind, line, nth))
  const { content, startLine: { start, end } } = message
  if (isCompressed(message)) return [part('block', message.startLine), ...startOf(message, part), ...lines('field', message.fields), ...contentOf(message, part), ...lines('trailer', content.trailers)]
  const fields = lines('field', message.fields)
  const oddLines = linesBetween(bytes, end, content.range.start, fields)
  const blank = oddLines.blank ? [part('blank', oddLines.blank)] : []
  const first = message.kind === 'request' || message.status > 0 ? startOf(message, part) : []
  const odd = [...first.length > 0 ? [] : [{ start, end: end > start ? end : afterLine(bytes, start) }], ...oddLines.lines].map((range, nth) => part('odd', range, nth))
  const head = [...first, ...fields, ...odd].sort((one, other) => one.range.start - other.range.start)
  return [...head, ...blank, ...contentOf(message, part), ...lines('trailer', content.trailers)]
}

function startOf(message: Message, part: (kind: PartKind, range: ByteRange) => Part): Part[] {
  const { start, end } = message.startLine
  const after = (before: ByteRange): ByteRange => ({ start: Math.min(before.end + 1, end), end })
  const isHttp2 = isCompressed(message)
  const parts = message.kind === 'request'
    ? [part('method', message.methodRange), part('target', message.targetRange), part('version', isHttp2 ? message.startLine : after(message.targetRange))]
    : [part('version', isHttp2 ? message.startLine : { start, end: Math.max(start, message.statusRange.start - 1) }), part('status', message.statusRange), part('reason', after(message.statusRange))]
  return parts.filter(({ range }) => range.end > range.start)
}

function contentOf(message: Message, part: (kind: PartKind, range: ByteRange, nth?: number) => Part): Part[] {
  const { framing, range, parts, trailers } = message.content
  if (framing === 'none' || range.end <= range.start) return []
  if (framing !== 'chunked' && framing !== 'frames') return [part('content', range)]
  const kind = framing === 'chunked' ? 'chunk' : 'frame'
  // A chunk is its size line, its data and the line end after that (RFC 9112 §7.1).
  const tail = framing === 'chunked' ? 2 : 0
  const pieces = parts.map(({ end }, nth) => part(kind, { start: nth === 0 ? range.start : (parts[nth - 1]?.end ?? 0) + tail, end: Math.min(end + tail, range.end) }, nth))
  const done = pieces.at(-1)?.range.end ?? range.start
  const last = framing === 'chunked' ? { start: done, end: trailers[0]?.line.start ?? range.end } : { start: done, end: done }
  return last.end > last.start ? [...pieces, part('last-chunk', last)] : pieces
}

/** @returns the lines of a head that are no field lines, and the empty one that ends it. */
function linesBetween(bytes: Uint8Array, from: number, to: number, known: readonly Part[]): { readonly lines: ByteRange[]; readonly blank?: ByteRange } {
  const lines: ByteRange[] = []
  const starts = new Set(known.map(({ range }) => range.start))
  let at = afterLine(bytes, from)
  while (at < to && at < bytes.length) {
    const end = Math.min(afterLine(bytes, at), to)
    const text = { start: at, end: end - lineEndAt(bytes, end) }
    if (text.end <= text.start) return { lines, blank: { start: at, end } }
    if (!starts.has(at)) lines.push(text)
    at = end
  }
  return { lines }
}

function afterLine(bytes: Uint8Array, from: number): number {
  const newline = bytes.indexOf(10, from)
  return newline < 0 ? bytes.length : newline + 1
}

/** @returns how many octets of line end stand before `end`. */
function lineEndAt(bytes: Uint8Array, end: number): number {
  if (bytes[end - 1] !== 10) return 0
  return bytes[end - 2] === 13 ? 2 : 1
}
