// An HTTP/2 message written as HTTP/1.1 would write it, so that its lines can be read, marked and compared; on the wire they are one compressed block (RFC 7541).
import type { ByteRange } from './bytes.ts'
import type { SeenMessage } from './changes.ts'
import type { FieldLine } from './message.ts'

/** @returns whether the lines of a message have no octets of their own. */
export function isCompressed({ version }: SeenMessage['message']): boolean {
  return version === 'HTTP/2'
}

/** @returns a compressed message with lines of its own, in bytes made for it; any other as it is. */
export function spelledOut(seen: SeenMessage): SeenMessage {
  const { message, bytes } = seen
  if (!isCompressed(message)) return seen
  const encoder = new TextEncoder()
  const written: Uint8Array[] = []
  let at = 0
  const put = (piece: string | Uint8Array): ByteRange => {
    const octets = typeof piece === 'string' ? encoder.encode(piece) : piece
    written.push(octets)
    at += octets.length
    return { start: at - octets.length, end: at }
  }
  const line = ({ name, value }: FieldLine): FieldLine => {
    const { start } = put(`${name}: `)
    const valueRange = put(value)
    put('\r\n')
    return { name, value, line: { start, end: valueRange.end }, valueRange }
  }
  const [first, second] = message.kind === 'request' ? [put(message.method), put(` ${message.target}`)] : [put(`${message.version} `), put(String(message.status))]
  if (message.kind === 'request') put(` ${message.version}`)
  const startLine = { start: 0, end: at }
  put('\r\n')
  const fields = message.fields.map(line)
  put('\r\n')
  const content = message.content.parts.map(({ start, end }) => put(bytes.subarray(start, end))).filter(({ start, end }) => end > start)
  const range = { start: content[0]?.start ?? at, end: at }
  const trailers = message.content.trailers.map(line)
  const shared = { startLine, fields, content: { ...message.content, parts: content, range, trailers }, range: { start: 0, end: at } }
  const whole = new Uint8Array(at)
  let from = 0
  for (const piece of written) {
    whole.set(piece, from)
    from += piece.length
  }
  if (message.kind === 'response') return { bytes: whole, message: { ...message, ...shared, statusRange: second } }
  return { bytes: whole, message: { ...message, ...shared, methodRange: first, targetRange: { start: second.start + 1, end: second.end } } }
}

/** A field block has no smaller places, so its marks go to the start line; those on content to the same octets. @returns marks on `spelled` for marks on `seen` */
export function spelledOutMarks(seen: SeenMessage, spelled: SeenMessage, marks: readonly ByteRange[]): readonly ByteRange[] {
  if (!isCompressed(seen.message)) return marks
  const overlaps = (one: ByteRange, other: ByteRange) => one.start < other.end && other.start < one.end
  return marks.flatMap(mark => [
    ...(overlaps(mark, seen.message.startLine) ? [spelled.message.startLine] : []),
    ...seen.message.content.parts.flatMap((part, nth) => {
      const there = spelled.message.content.parts[nth]
      if (!there || !overlaps(mark, part)) return []
      const moved = there.start - part.start
      return [{ start: Math.max(mark.start, part.start) + moved, end: Math.min(mark.end, part.end) + moved }]
    }),
  ])
}
