// The right word for one that was nearly right.

/** @returns the word of `among` that `word` was most likely meant to be, or undefined when none is near. */
export function nearestWord(word: string, among: readonly string[]): string | undefined {
  const limit = Math.max(1, Math.floor(word.length / 3))
  const near = among.filter(other => Math.abs(other.length - word.length) <= limit)
    .map(other => ({ other, distance: editDistance(word.toLowerCase(), other.toLowerCase()) }))
    .filter(({ distance }) => distance <= limit)
  return near.sort((one, another) => one.distance - another.distance)[0]?.other
}

/** @returns how many letters to put in, take out, change or swap with their neighbour. */
export function editDistance(one: string, other: string): number {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, at) => at)]
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= other.length; j += 1) {
      const cell = (up: number, left: number) => rows[i - up]?.[j - left] ?? Infinity
      const same = one[i - 1] === other[j - 1]
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
      row.push(Math.min(cell(1, 0) + 1, (row[j - 1] ?? Infinity) + 1, cell(1, 1) + (same ? 0 : 1), swapped ? cell(2, 2) + 1 : Infinity))
    }
    rows.push(row)
  }
  return rows.at(-1)?.at(-1) ?? Infinity
}
