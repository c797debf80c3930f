// Finds a name by a few of its letters, in order: the beginnings of words and letters side by side count most.

export interface Fit {
  readonly score: number
  /** Which letters of the name were meant, counted in code points. */
  readonly at: ReadonlySet<number>
}

const LETTER = 1
const WORD_BEGINS = 8
const SIDE_BY_SIDE = 6
/** For each letter that is left out in between, up to a few. */
const GAP = 0.4
const MOST_GAP = 5
/** A word that stands in the note only. */
const IN_NOTE = 2
const LONGEST_WORD = 40

/** @returns how well `name` fits what is wanted, each of its words somewhere in it or in `note`; undefined where one does not */
export function fitName(wanted: string, name: string, note = ''): Fit | undefined {
  const letters = [...name].map(letter => letter.toLowerCase())
  const at = new Set<number>()
  let score = 0
  for (const word of wanted.toLowerCase().split(/\s+/)) {
    if (word === '') continue
    const found = fitWord([...word].slice(0, LONGEST_WORD), letters)
    // Letters scattered over a long name say less than the word itself in the note.
    if (found && (found.score > IN_NOTE * word.length || !note.toLowerCase().includes(word))) {
      score += found.score
      for (const place of found.at) at.add(place)
    } else if (note.toLowerCase().includes(word)) score += IN_NOTE * word.length
    else return undefined
  }
  return { score: score - letters.length / 100, at }
}

const begins = (letters: readonly string[], at: number) => at === 0 || (/[\p{L}\p{N}]/u.test(letters[at] ?? '') && !/[\p{L}\p{N}]/u.test(letters[at - 1] ?? ''))

interface Reached { readonly score: number; readonly from: number }

/** The best places for the letters of a word, by looking at each place for each letter once. */
function fitWord(word: readonly string[], letters: readonly string[]): { readonly score: number; readonly at: readonly number[] } | undefined {
  const rows: (Reached | undefined)[][] = []
  for (const [nth, letter] of word.entries()) {
    const before = rows[nth - 1]
    /** The best so far of those before the neighbour, less what the gap costs. */
    let best: Reached | undefined
    rows.push(letters.map((there, at) => {
      const apart = before?.[at - 2]
      if (best) best = { ...best, score: best.score - GAP }
      if (apart && (!best || apart.score - GAP > best.score)) best = { score: apart.score - GAP, from: at - 2 }
      if (there !== letter) return undefined
      const gain = LETTER + (begins(letters, at) ? WORD_BEGINS : 0)
      if (!before) return { score: gain - GAP * Math.min(at, MOST_GAP), from: -1 }
      const beside = before[at - 1]
      const joined = beside && { score: beside.score + gain + SIDE_BY_SIDE, from: at - 1 }
      const leapt = best && { score: best.score + gain, from: best.from }
      return joined && (!leapt || joined.score >= leapt.score) ? joined : leapt
    }))
  }
  const last = rows.at(-1) ?? []
  const end = last.reduce<number>((top, reached, at) => ((reached?.score ?? -Infinity) > (last[top]?.score ?? -Infinity) ? at : top), -1)
  const score = last[end]?.score
  if (score === undefined) return undefined
  const at: number[] = []
  for (let row = rows.length - 1, place = end; row >= 0; row -= 1) {
    at.unshift(place)
    place = rows[row]?.[place]?.from ?? -1
  }
  return { score, at }
}
