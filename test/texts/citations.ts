// Where a text names a specification and a section of it.
import type { SourceFile } from '../architecture/source-files.ts'

export interface Citation {
  /** As `electron/model/references.json` names it. */
  readonly specification: string
  /** Absent where the specification is named as a whole. */
  readonly section?: string
  /** `path:line`. */
  readonly place: string
}

/** A table whose sections are nearly all of one specification says so once. */
const DEFAULT = /Sections without a name are those of (RFC \d+)/
const PART = String.raw`[A-Z]?\d+(?:\.\d+)*|[A-Z](?:\.\d+)*|[a-z]+`
/** A name that stands right before a section is that of its specification, whether we know it or not. */
const STRANGER = /(?:^|[\s(])([A-Z][A-Za-z-]+(?: \d[\d.]*)?) $/
/** What may stand between two sections of one list. */
const GOES_ON = /^(?:,|;|\/)?(?: ?(?:and|or|to))? ?$/

/**
 * @param names specifications other than RFCs, which are known by their number
 * @returns every citation of the file, in its order. A section without a specification belongs to the one named last before it, as a reader takes it;
 *   in a test, whose readers are we, it counts only where it goes on a list.
 */
export function citationsOf({ path, text }: SourceFile, names: readonly string[]): Citation[] {
  const named = String.raw`RFC (?:\d+)|${names.map(name => name.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`)).join('|')}`
  const token = new RegExp(String.raw`(?<name>\b(?:${named})\b)|(?:§|\bAppendix )(?<from>${PART})(?:[–-]§?(?<to>[A-Z]?[\d.]*\d))?`, 'g')
  const plain = text.replaceAll(String.raw`\u00a7`, '§')
  const usual = DEFAULT.exec(plain)?.[1]
  const found: Citation[] = []
  let last: { readonly name: string; end: number } | undefined
  for (const { index, 0: whole, groups = {} } of plain.matchAll(token)) {
    const { name, from, to } = groups
    const place = `${path}:${plain.slice(0, index).split('\n').length}`
    if (name !== undefined) {
      last = { name, end: index + whole.length }
      found.push({ specification: name, place })
      continue
    }
    const stranger = STRANGER.exec(plain.slice(Math.max(last?.end ?? 0, index - 40), index))?.[1]
    if (stranger !== undefined) {
      last = { name: stranger, end: index + whole.length }
      found.push({ specification: stranger, section: from ?? '', place })
      continue
    }
    const isListed = last !== undefined && GOES_ON.test(plain.slice(last.end, index))
    if (!isListed && path.startsWith('test/')) continue
    const specification = isListed ? last?.name : usual ?? last?.name
    for (const section of upTo(from ?? '', to)) found.push({ specification: specification ?? 'none', section, place })
    if (last && isListed) last.end = index + whole.length
  }
  return found
}

/** `4.3.3–5` and `15.6.1–15.6.4` name all between. */
function upTo(from: string, to: string | undefined): string[] {
  if (to === undefined) return [from]
  const lead = from.slice(0, from.lastIndexOf('.') + 1)
  const [first, final] = [from, to].map(part => Number(part.slice(part.lastIndexOf('.') + 1))) as [number, number]
  return Array.from({ length: Math.max(0, final - first) + 1 }, (_, nth) => `${lead}${first + nth}`)
}
