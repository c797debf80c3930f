// Rows of exact bytes: as text with every octet visible, and as hexadecimal.
import type { ByteRange } from '../../../electron/model/bytes.ts'

export const HEX_WIDTH = 16

export interface Run { readonly text: string; readonly marked: boolean; readonly chosen: boolean; readonly escape: boolean }
export interface HexCell { readonly hex: string; readonly char: string; readonly printable: boolean; readonly marked: boolean; readonly chosen: boolean }

const NAMED: Readonly<Record<number, string>> = { 9: '\\t', 10: '\\n', 13: '\\r', 0: '\\0', 92: '\\\\' }
const LF = 10
const isPrintable = (byte: number) => byte >= 0x20 && byte <= 0x7e
const hexOf = (byte: number) => byte.toString(16).padStart(2, '0')

function glyph(byte: number): string {
  return NAMED[byte] ?? (isPrintable(byte) ? String.fromCharCode(byte) : `\\x${hexOf(byte)}`)
}

/** A row ends after a line feed, or where the next octet would go beyond `columns`. @returns where each row starts. */
export function rawRowStarts(bytes: Uint8Array, columns: number): number[] {
  const starts = bytes.length > 0 ? [0] : []
  let used = 0
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0
    const width = glyph(byte).length
    // A line's own end stays with it, one glyph beyond the edge.
    if (used + width > columns && used > 0 && byte !== LF && byte !== 13) {
      starts.push(at)
      used = 0
    }
    used += width
    if (byte === LF && at + 1 < bytes.length) {
      starts.push(at + 1)
      used = 0
    }
  }
  return starts
}

/** @returns whether the row that starts here goes on with the line of the row before. */
export const isContinued = (bytes: Uint8Array, start: number): boolean => start > 0 && bytes[start - 1] !== LF

const isMarked = (at: number, marks: readonly ByteRange[]) => marks.some(mark => mark.start <= at && at < mark.end)

const isIn = (at: number, range: ByteRange | undefined) => range !== undefined && range.start <= at && at < range.end

/** @returns one row as runs of one kind. @param chosen the part that the eye is on */
export function rawRuns(bytes: Uint8Array, start: number, end: number, marks: readonly ByteRange[], chosen?: ByteRange): Run[] {
  const runs: { text: string; marked: boolean; chosen: boolean; escape: boolean }[] = []
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0
    const escape = !isPrintable(byte)
    const marked = isMarked(at, marks)
    const isChosen = isIn(at, chosen)
    const last = runs.at(-1)
    if (last && last.marked === marked && last.chosen === isChosen && last.escape === escape) last.text += glyph(byte)
    else runs.push({ text: glyph(byte), marked, chosen: isChosen, escape })
  }
  return runs
}

/** @returns the cells of the row that starts at `start`. */
export function hexCells(bytes: Uint8Array, start: number, marks: readonly ByteRange[], chosen?: ByteRange): HexCell[] {
  return Array.from(bytes.subarray(start, start + HEX_WIDTH), (byte, nth) => ({
    hex: hexOf(byte),
    char: isPrintable(byte) ? String.fromCharCode(byte) : '.',
    printable: isPrintable(byte),
    marked: isMarked(start + nth, marks),
    chosen: isIn(start + nth, chosen),
  }))
}

/** @returns the index of the row in which `offset` lies. */
export const rowAt = (starts: readonly number[], offset: number): number => Math.max(0, starts.findLastIndex(start => start <= offset))

/** @returns the octet whose glyph stands in `column` of a row, or the last one before it. */
export function octetInRow(bytes: Uint8Array, start: number, end: number, column: number): number {
  let used = 0
  for (let at = start; at < end; at += 1) {
    used += glyph(bytes[at] ?? 0).length
    if (used > column) return at
  }
  return Math.max(start, end - 1)
}
