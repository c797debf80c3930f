import { describe, expect, it } from 'vitest'
import { markedPieces, marksInContent } from '../../../renderer/components/wire/marked-pieces.ts'

const bytes = new TextEncoder().encode('Allow: GET, HEAD')

describe('marked pieces', () => {
  it('cut a range where marks begin and end', () => {
    expect(markedPieces(bytes, { start: 7, end: 16 }, [{ start: 0, end: 8 }, { start: 12, end: 16 }])).toEqual([
      { text: 'G', marked: true }, { text: 'ET, ', marked: false }, { text: 'HEAD', marked: true },
    ])
  })

  it('are one piece without a mark, and none of an empty range', () => {
    expect(markedPieces(bytes, { start: 0, end: 5 }, [{ start: 5, end: 6 }])).toEqual([{ text: 'Allow', marked: false }])
    expect(markedPieces(bytes, { start: 3, end: 3 }, [{ start: 0, end: 9 }])).toEqual([])
  })

  it('know where in the content a mark lies when chunk sizes stand between', () => {
    expect(marksInContent([{ start: 12, end: 22 }], [{ start: 10, end: 15 }, { start: 20, end: 25 }])).toEqual([{ start: 2, end: 5 }, { start: 5, end: 7 }])
  })
})
