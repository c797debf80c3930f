// Numbers that look random and follow from a text: the same text, the same numbers, on every machine.

/** @returns a source of numbers from 0 (included) to 1 (excluded). @param seed any text */
export function randomFrom(seed: string): () => number {
  let state = hashOf(seed) || 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}

/** FNV-1a over UTF-16 units, stirred once more so that texts which differ at their end differ in all bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  hash = Math.imul(hash ^ hash >>> 16, 0x045d9f3b)
  return (hash ^ hash >>> 15) >>> 0
}
