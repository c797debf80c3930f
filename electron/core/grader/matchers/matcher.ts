// What a matcher is: it names what does not hold in an exchange, and where to look.
import { phrase, type Phrase } from '../../../model/phrase.ts'
import type { Evidence } from '../../../model/verdict.ts'
import type { Reading, Side } from '../reading.ts'

export interface Explanation { readonly seen: Phrase; readonly expected: Phrase; readonly evidence: readonly Evidence[] }

/** One thing that does not hold. It is explained on demand, because most misses are only counted. */
export type Miss = () => Explanation

export interface Matcher<Wanted> {
  /** @returns nothing when it holds. */
  misses(wanted: Wanted, reading: Reading): readonly Miss[]
  /** @returns the bytes that it rests on when it holds. */
  places(wanted: Wanted, reading: Reading): readonly Evidence[]
}

/** @returns what is seen where there is no message to look at. */
export function missing(side: Side): Phrase {
  return phrase(side === 'request' ? 'verdict.no-request' : 'verdict.no-status')
}
