// How much an archive may hold, and of what kinds. What is built is held to the same bounds as what is read.
import { problemIn } from '../../../model/problems-en.ts'
import { MAX_FILE_OCTETS } from '../read-inside.ts'

const MIB = 1_048_576

/** In octets unless said otherwise. */
export const LIMITS = {
  /** Of the archive itself, which is read whole: the bound of what opening one costs in memory. */
  archive: 32 * MIB,
  /** Of all files together, unpacked; one is unpacked at a time. */
  unpacked: 64 * MIB,
  files: 2_000,
  /** Characters of a whole path; it still fits where Windows stops at 260. */
  path: 160,
  /** Names in a path. */
  depth: 4,
  /** Our longest text shrinks to a quarter; so much shrinks only what was made to. */
  ratio: 100,
  /** Below this size a ratio says nothing. */
  ratioFrom: 65_536,
  /** Pixels on either side of a picture: what the page would have to unpack is the square of it. */
  side: 4_096,
  /** Of `manifest.json` and of `signature.json`. */
  manifest: MIB,
} as const

export type Kind = 'text' | 'data' | 'png' | 'jpeg' | 'webp'

/** What may be in a pack, by the ending of the name. SVG is not: it is a program as much as a picture. */
const KINDS: Readonly<Record<string, Kind>> = {
  yaml: 'text', md: 'text', http: 'text', txt: 'text', json: 'data', jsonl: 'data', har: 'data', png: 'png', jpg: 'jpeg', jpeg: 'jpeg', webp: 'webp',
}
const MOST: Readonly<Record<Kind, number>> = { text: MAX_FILE_OCTETS, data: 4 * MIB, png: 2 * MIB, jpeg: 2 * MIB, webp: 2 * MIB }

/** @returns the kind of the file `path`, or what is said about a file of no kind that a pack may hold. */
export function kindOf(path: string): { kind: Kind; most: number } | { what: string; mend: string } {
  const ending = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? ''
  const kind = Object.hasOwn(KINDS, ending) ? KINDS[ending] : undefined
  if (kind !== undefined) return { kind, most: MOST[kind] }
  if (/^svgz?$/.test(ending)) return { what: problemIn('what.svg'), mend: problemIn('mend.raster') }
  if (/^(labpack|zip|7z|tar|t?gz|bz2|xz|jar|rar|zst)$/.test(ending)) return { what: problemIn('what.archive-inside'), mend: problemIn('mend.take-out') }
  return { what: ending === '' ? problemIn('what.no-ending') : problemIn('what.ending', { ending }), mend: problemIn('mend.endings', { endings: Object.keys(KINDS).map(known => `.${known}`).join(', ') }) }
}
