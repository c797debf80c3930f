import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hexCells, isContinued, octetInRow, rawRowStarts, rawRuns, rowAt } from '../../../renderer/components/wire/wire-rows.ts'

const bytesOf = (text: string) => Uint8Array.from(text, char => char.charCodeAt(0))
const rows = (bytes: Uint8Array, columns: number) => {
  const starts = rawRowStarts(bytes, columns)
  return starts.map((start, nth) => (isContinued(bytes, start) ? '↳' : '') + rawRuns(bytes, start, starts[nth + 1] ?? bytes.length, []).map(run => run.text).join(''))
}

describe('exact bytes as text', () => {
  it('has a row for each line, with its end and every other octet written out', () => {
    expect(rows(bytesOf('HTTP/1.1 501 x\r\nA:\tb\\\r\n\r\n\0\xe9 bare\nend'), 80)).toEqual(['HTTP/1.1 501 x\\r\\n', 'A:\\tb\\\\\\r\\n', '\\r\\n', '\\0\\xe9 bare\\n', 'end'])
  })

  it('folds a long line with a mark, and leaves its end on the line', () => {
    expect(rows(bytesOf('0123456789\r\nx'), 5)).toEqual(['01234', '↳56789\\r\\n', 'x'])
    expect(rows(bytesOf('\xff\xff'), 5)).toEqual(['\\xff', '↳\\xff'])
  })

  it('loses no octet, whatever the width', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), fc.integer({ min: 4, max: 60 }), (bytes, columns) => {
      const starts = rawRowStarts(bytes, columns)
      const ends = [...starts.slice(1), bytes.length]
      expect(starts.reduce((sum, start, nth) => sum + (ends[nth] ?? 0) - start, 0)).toBe(bytes.length)
      expect(starts.every((start, nth) => start < (ends[nth] ?? 0))).toBe(true)
    }))
  })

  it('marks the very octets', () => {
    expect(rawRuns(bytesOf('GET /x\r'), 0, 7, [{ start: 1, end: 2 }, { start: 6, end: 9 }], { start: 4, end: 6 })).toEqual([
      { text: 'G', marked: false, chosen: false, escape: false }, { text: 'E', marked: true, chosen: false, escape: false }, { text: 'T ', marked: false, chosen: false, escape: false },
      { text: '/x', marked: false, chosen: true, escape: false }, { text: '\\r', marked: true, chosen: false, escape: true },
    ])
  })

  it('finds the octet under a column, whatever its glyph is as wide as', () => {
    const bytes = bytesOf('a\r\u0001b')
    expect([0, 1, 2, 3, 6, 7, 99].map(column => octetInRow(bytes, 0, 4, column))).toEqual([0, 1, 1, 2, 2, 3, 3])
    expect(octetInRow(bytes, 2, 4, 0)).toBe(2)
  })

  it('finds the row of an octet', () => {
    expect([0, 4, 5, 99].map(offset => rowAt([0, 5, 9], offset))).toEqual([0, 0, 1, 2])
    expect(rowAt([], 3)).toBe(0)
  })
})

it('hexadecimal shows sixteen octets, printable or not', () => {
  expect(hexCells(bytesOf('0123456789abcdefG\n'), 16, [{ start: 17, end: 18 }], { start: 3, end: 17 })).toEqual([
    { hex: '47', char: 'G', printable: true, marked: false, chosen: true }, { hex: '0a', char: '.', printable: false, marked: true, chosen: false },
  ])
})
