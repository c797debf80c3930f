// What is offered as lines of a list: in groups, those used last first; where something is wanted, the best first.
import type { Offer } from '../../composables/useActions.ts'
import { fitName } from './fuzzy.ts'

export interface Hit {
  readonly offer: Offer
  /** The letters of its name that were meant, counted in code points. */
  readonly at: ReadonlySet<number>
  /** Its place among the options. */
  readonly nth: number
}
export type PaletteLine = { readonly heading: string } | Hit
interface Scored { readonly offer: Offer; readonly score: number; readonly at: ReadonlySet<number> }

const NOTHING: ReadonlySet<number> = new Set()
/** Who did it a moment ago likely means it again. */
const RECENT = 4
/** What fits so much worse than the best is chance. */
const CHANCE = 0.35

/** @param recent names of offers, the latest first @param heading of those */
export function paletteLines(offers: readonly Offer[], wanted: string, recent: readonly string[], heading: string): PaletteLine[] {
  const groups = wanted.trim() === '' ? asOffered(offers, recent, heading) : asWanted(offers, wanted, recent)
  let nth = 0
  return [...groups].flatMap(([name, hits]) => [{ heading: name }, ...hits.map(({ offer, at }) => ({ offer, at, nth: nth++ }))])
}

function asOffered(offers: readonly Offer[], recent: readonly string[], heading: string): Map<string, Scored[]> {
  const plain = (offer: Offer): Scored => ({ offer, score: 0, at: NOTHING })
  const again = recent.flatMap(id => offers.find(offer => offer.id === id && offer.obstacle === undefined) ?? [])
  const rest = Map.groupBy(offers.filter(offer => !again.includes(offer)).map(plain), ({ offer }) => offer.group)
  return again.length === 0 ? rest : new Map([[heading, again.map(plain)], ...rest])
}

function asWanted(offers: readonly Offer[], wanted: string, recent: readonly string[]): Map<string, Scored[]> {
  const found = offers.flatMap((offer): Scored[] => {
    const fits = fitName(wanted, offer.name, `${offer.group} ${offer.note ?? ''}`)
    if (!fits) return []
    return [{ offer, at: fits.at, score: (fits.score + (recent.includes(offer.id) ? RECENT : 0)) * (offer.obstacle === undefined ? 1 : 0.7) }]
  }).toSorted((one, other) => other.score - one.score)
  const least = (found[0]?.score ?? 0) * CHANCE
  return Map.groupBy(found.filter(({ score }) => score >= least), ({ offer }) => offer.group)
}

/** @returns the name in pieces, those that were meant marked. */
export function namePieces(name: string, at: ReadonlySet<number>): { readonly text: string; readonly isMeant: boolean }[] {
  const pieces: { text: string; isMeant: boolean }[] = []
  for (const [place, letter] of [...name].entries()) {
    const last = pieces.at(-1)
    if (last?.isMeant === at.has(place)) last.text += letter
    else pieces.push({ text: letter, isMeant: at.has(place) })
  }
  return pieces
}
