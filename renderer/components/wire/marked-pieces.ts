// Bytes cut where marks begin and end, so that the very octets of the evidence can be shown.
import type { ByteRange } from '../../../electron/model/bytes.ts'

export interface Piece { readonly text: string; readonly marked: boolean }

const decoder = new TextDecoder()

/** @returns whether two half-open ranges share an octet. */
export const overlaps = (one: ByteRange, other: ByteRange): boolean => one.start < other.end && other.start < one.end

/** @returns `range` of `bytes` as text, in runs that are wholly marked or wholly not. */
export function markedPieces(bytes: Uint8Array, range: ByteRange, marks: readonly ByteRange[]): Piece[] {
  const touching = marks.filter(mark => overlaps(mark, range))
  const cuts = new Set([range.start, range.end])
  for (const { start, end } of touching) cuts.add(Math.max(start, range.start)).add(Math.min(end, range.end))
  const places = [...cuts].sort((one, other) => one - other)
  return places.slice(0, -1).map((start, nth) => {
    const end = places[nth + 1] ?? range.end
    return { text: decoder.decode(bytes.subarray(start, end)), marked: touching.some(mark => overlaps(mark, { start, end })) }
  })
}

/**
 * Marks on a message's content without its framing.
 * @param parts where the content lies in the bytes of its side
 * @returns the marks as offsets in the content itself
 */
export function marksInContent(marks: readonly ByteRange[], parts: readonly ByteRange[]): ByteRange[] {
  const found: ByteRange[] = []
  let before = 0
  for (const part of parts) {
    for (const mark of marks) {
      if (!overlaps(mark, part)) continue
      found.push({ start: before + Math.max(mark.start, part.start) - part.start, end: before + Math.min(mark.end, part.end) - part.start })
    }
    before += part.end - part.start
  }
  return found
}
