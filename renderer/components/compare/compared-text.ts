// Two texts word by word, in bounded time: what is common at both ends goes first, and only a short middle is aligned.
import { MOST_CHARS, type Piece } from './compared.ts'

/** Aligning costs the product of both. */
const MOST_WORDS = 400

/** @returns both texts in pieces, marked where the other one has no such words in this order. */
export function comparedTexts(one: string, other: string): [Piece[], Piece[]] {
  const [words, others] = [wordsOf(one), wordsOf(other)]
  let head = 0
  while (head < Math.min(words.length, others.length) && words[head] === others[head]) head += 1
  let tail = 0
  while (tail < Math.min(words.length, others.length) - head && words.at(-1 - tail) === others.at(-1 - tail)) tail += 1
  const [middle, otherMiddle] = [words.slice(head, words.length - tail), others.slice(head, others.length - tail)]
  const [kept, otherKept] = commonTo(middle, otherMiddle)
  const build = (all: readonly string[], keeps: ReadonlySet<number>, whole: string) => piecesOf(all, nth => nth >= head && nth < all.length - tail && !keeps.has(nth - head), whole)
  return [build(words, kept, one), build(others, otherKept, other)]
}

/** Words, blanks and signs; of a long text the beginning. */
const wordsOf = (text: string): string[] => text.slice(0, MOST_CHARS).match(/[\p{L}\p{N}_]+|\s+|[^\p{L}\p{N}_\s]/gu) ?? []

function piecesOf(words: readonly string[], differs: (nth: number) => boolean, whole: string): Piece[] {
  const pieces: { text: string; differs: boolean }[] = []
  for (const [nth, text] of words.entries()) {
    const last = pieces.at(-1)
    if (last?.differs === differs(nth)) last.text += text
    else pieces.push({ text, differs: differs(nth) })
  }
  return whole.length > MOST_CHARS ? [...pieces, { text: '…', differs: false }] : pieces
}

/** @returns which words of either are in the longest sequence that both have. */
function commonTo(one: readonly string[], other: readonly string[]): [ReadonlySet<number>, ReadonlySet<number>] {
  const [kept, otherKept] = [new Set<number>(), new Set<number>()]
  if (one.length > MOST_WORDS || other.length > MOST_WORDS) return [kept, otherKept]
  const width = other.length + 1
  const lengths = new Uint16Array((one.length + 1) * width)
  for (let row = one.length - 1; row >= 0; row -= 1) {
    for (let column = other.length - 1; column >= 0; column -= 1) {
      lengths[row * width + column] = one[row] === other[column]
        ? (lengths[(row + 1) * width + column + 1] ?? 0) + 1
        : Math.max(lengths[(row + 1) * width + column] ?? 0, lengths[row * width + column + 1] ?? 0)
    }
  }
  for (let row = 0, column = 0; row < one.length && column < other.length;) {
    if (one[row] === other[column]) {
      kept.add(row)
      otherKept.add(column)
      row += 1
      column += 1
    } else if ((lengths[(row + 1) * width + column] ?? 0) >= (lengths[row * width + column + 1] ?? 0)) row += 1
    else column += 1
  }
  return [kept, otherKept]
}
