// What of a message changed between where it came in and where it left, line by line, with the octets that are not the same.
import type { ByteRange } from './bytes.ts'
import type { FieldLine, RequestMessage, ResponseMessage } from './message.ts'

/** A message in the bytes of its side; of a big one these may be the first octets only. */
export interface SeenMessage { readonly message: RequestMessage | ResponseMessage; readonly bytes: Uint8Array }

/** Where a line or the content lies in the bytes of its side, and which octets of it the other side does not have. */
export interface Span { readonly ranges: readonly ByteRange[]; readonly marks: readonly ByteRange[] }

export interface Change {
  readonly part: 'start-line' | 'field' | 'content' | 'trailer'
  readonly kind: 'same' | 'added' | 'removed' | 'changed'
  /** The field's name as it stands on the wire; empty for other parts. */
  readonly name: string
  /** As it came in; absent when it was added. */
  readonly was?: Span
  /** As it left; absent when it was removed. */
  readonly is?: Span
}

/**
 * Field lines are matched by name (case-insensitive) and, among lines of one name, in their order: the order among names says nothing (RFC 9110 §5.3).
 * Content is compared without its framing, as far as both sides' bytes are there.
 * @returns every line in the order in which it came in, what was added after the line that it follows
 */
export function changesBetween(inbound: SeenMessage, outbound: SeenMessage): Change[] {
  return [
    startLine(inbound, outbound),
    ...fieldChanges('field', inbound, outbound, inbound.message.fields, outbound.message.fields),
    ...content(inbound, outbound),
    ...fieldChanges('trailer', inbound, outbound, inbound.message.content.trailers, outbound.message.content.trailers),
  ]
}

function startLine(inbound: SeenMessage, outbound: SeenMessage): Change {
  const [was, is] = [partsOfStart(inbound.message), partsOfStart(outbound.message)]
  const differs = was.map((range, nth) => textAt(inbound.bytes, range) !== textAt(outbound.bytes, is[nth] ?? range))
  const span = ({ message }: SeenMessage, parts: readonly ByteRange[]): Span => ({ ranges: [message.startLine], marks: parts.filter((_, nth) => differs[nth]) })
  return { part: 'start-line', kind: differs.includes(true) ? 'changed' : 'same', name: '', was: span(inbound, was), is: span(outbound, is) }
}

/** The three parts of a start line (RFC 9112 §3, §4), without the blanks between them. */
function partsOfStart(message: RequestMessage | ResponseMessage): ByteRange[] {
  const { start, end } = message.startLine
  if (message.kind === 'request') return [message.methodRange, message.targetRange, { start: Math.min(message.targetRange.end + 1, end), end }]
  const { statusRange } = message
  return [{ start, end: Math.max(start, statusRange.start - 1) }, statusRange, { start: Math.min(statusRange.end + 1, end), end }]
}

function fieldChanges(part: 'field' | 'trailer', inbound: SeenMessage, outbound: SeenMessage, came: readonly FieldLine[], left: readonly FieldLine[]): Change[] {
  const partners = partnersOf(came, left)
  const taken = new Set(partners.values())
  const changes = came.map((line): Change => {
    const partner = partners.get(line)
    return partner ? lineChange(part, inbound, outbound, line, partner) : { part, kind: 'removed', name: line.name, was: { ranges: [line.line], marks: [line.line] } }
  })
  for (const [nth, line] of left.entries()) {
    if (taken.has(line)) continue
    const before = left[nth - 1]
    const at = before ? changes.findIndex(({ is }) => is?.ranges[0] === before.line) + 1 : 0
    changes.splice(at, 0, { part, kind: 'added', name: line.name, is: { ranges: [line.line], marks: [line.line] } })
  }
  return changes
}

/** Lines of one name: those of the same value belong together first, then the others in their order. */
function partnersOf(came: readonly FieldLine[], left: readonly FieldLine[]): Map<FieldLine, FieldLine> {
  const partners = new Map<FieldLine, FieldLine>()
  const free = new Set(left)
  for (const isStrict of [true, false]) {
    for (const line of came) {
      if (partners.has(line)) continue
      const partner = [...free].find(one => one.name.toLowerCase() === line.name.toLowerCase() && (!isStrict || one.value === line.value))
      if (!partner) continue
      partners.set(line, partner)
      free.delete(partner)
    }
  }
  return partners
}

function lineChange(part: 'field' | 'trailer', inbound: SeenMessage, outbound: SeenMessage, came: FieldLine, left: FieldLine): Change {
  const [was, is] = [aroundValue(came), aroundValue(left)]
  const differs = was.map((range, nth) => textAt(inbound.bytes, range) !== textAt(outbound.bytes, is[nth] ?? range))
  const [wasMarks, isMarks] = differing(inbound.bytes.subarray(came.valueRange.start, came.valueRange.end), outbound.bytes.subarray(left.valueRange.start, left.valueRange.end))
  const span = (line: FieldLine, around: readonly ByteRange[], inside: ByteRange): Span => ({
    ranges: [line.line], marks: [...around.filter(({ start, end }, nth) => differs[nth] && end > start), ...within([line.valueRange], inside)],
  })
  const [wasSpan, isSpan] = [span(came, was, wasMarks), span(left, is, isMarks)]
  return { part, kind: wasSpan.marks.length + isSpan.marks.length > 0 ? 'changed' : 'same', name: left.name, was: wasSpan, is: isSpan }
}

/** The name, the colon with the blanks after it, and the blanks behind the value. */
function aroundValue({ name, line, valueRange }: FieldLine): ByteRange[] {
  const colon = line.start + name.length
  return [{ start: line.start, end: colon }, { start: colon, end: Math.max(colon, valueRange.start) }, { start: Math.max(colon, valueRange.end), end: line.end }]
}

function content(inbound: SeenMessage, outbound: SeenMessage): Change[] {
  const [came, left] = [contentOf(inbound), contentOf(outbound)]
  const [wasLength, isLength] = [inbound.message.content.length, outbound.message.content.length]
  if (wasLength === 0 && isLength === 0) return []
  const [wasMarks, isMarks] = differing(came.octets, left.octets)
  const was: Span = { ranges: came.parts, marks: within(came.parts, wasMarks) }
  const is: Span = { ranges: left.parts, marks: within(left.parts, isMarks) }
  if (wasLength === 0) return [{ part: 'content', kind: 'added', name: '', is }]
  if (isLength === 0) return [{ part: 'content', kind: 'removed', name: '', was }]
  const isSame = wasLength === isLength && was.marks.length === 0 && is.marks.length === 0
  return [{ part: 'content', kind: isSame ? 'same' : 'changed', name: '', was, is }]
}

/** Of a big message only the first octets are here. */
function contentOf({ message, bytes }: SeenMessage): { parts: ByteRange[]; octets: Uint8Array } {
  const parts = message.content.parts.map(({ start, end }) => ({ start: Math.min(start, bytes.length), end: Math.min(end, bytes.length) })).filter(({ start, end }) => end > start)
  const octets = new Uint8Array(parts.reduce((sum, { start, end }) => sum + end - start, 0))
  let at = 0
  for (const { start, end } of parts) {
    octets.set(bytes.subarray(start, end), at)
    at += end - start
  }
  return { parts, octets }
}

/** @returns what lies between the common beginning and the common end of two texts, widened to whole words; empty where there is nothing. */
function differing(one: Uint8Array, other: Uint8Array): [ByteRange, ByteRange] {
  const shorter = Math.min(one.length, other.length)
  let head = 0
  while (head < shorter && one[head] === other[head]) head += 1
  if (head === one.length && head === other.length) return [{ start: 0, end: 0 }, { start: 0, end: 0 }]
  if (isWord(one[head]) || isWord(other[head])) while (head > 0 && isWord(one[head - 1])) head -= 1
  let tail = 0
  const most = shorter - head
  while (tail < most && one[one.length - 1 - tail] === other[other.length - 1 - tail]) tail += 1
  if (isWord(one[one.length - 1 - tail]) || isWord(other[other.length - 1 - tail])) while (tail > 0 && isWord(one[one.length - tail])) tail -= 1
  return [{ start: head, end: one.length - tail }, { start: head, end: other.length - tail }]
}

/** Letters, digits, dot, hyphen, underscore: what a person reads as one thing. */
function isWord(octet: number | undefined): boolean {
  return octet !== undefined && /[\w.-]/.test(String.fromCharCode(octet))
}

/** @returns a range of a text as ranges on the wire, where it lies in `parts`; none for an empty one. */
function within(parts: readonly ByteRange[], { start, end }: ByteRange): ByteRange[] {
  let before = 0
  return parts.flatMap(part => {
    const length = part.end - part.start
    const from = Math.max(0, start - before)
    const to = Math.min(length, end - before)
    before += length
    return to > from ? [{ start: part.start + from, end: part.start + to }] : []
  })
}

function textAt(bytes: Uint8Array, { start, end }: ByteRange): string {
  return String.fromCharCode(...bytes.subarray(start, end))
}
