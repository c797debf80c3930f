// The words of a comparison: parts of two exchanges that belong together, and what a difference says.
import type { WordId } from '../../composables/useAllWords.ts'
import type { Blanks } from '../../composables/useWords.ts'

/** A stretch of a value; what the other side does not have differs. */
export interface Piece { readonly text: string; readonly differs: boolean }

/** A sentence with where it is written; or what a field is, for whoever explains fields. */
export type Says =
  | { readonly word: WordId; readonly blanks?: Blanks; readonly spanMs?: number; readonly section?: string }
  | { readonly field: string }

export interface ComparedRow {
  readonly group: 'request' | 'response' | 'connection'
  readonly part: 'method' | 'target' | 'version' | 'status' | 'reason' | 'interim' | 'decided' | 'field' | 'trailer' | 'content' | 'framing' | 'hop' | 'ending' | 'took'
  /** The field's name, or the path of a JSON member. */
  readonly name: string
  readonly values: readonly [readonly Piece[] | undefined, readonly Piece[] | undefined]
  /** `alike`: written otherwise, and means the same. */
  readonly kind: 'same' | 'alike' | 'differs'
  readonly says?: Says
}

export type Found = Pick<ComparedRow, 'values' | 'kind' | 'says'>

/** So much of a value is compared and shown; the bytes are a look away. */
export const MOST_CHARS = 2_000

export const plain = (text: string): Piece[] => [{ text: shortened(text), differs: false }]
export const marked = (text: string): Piece[] => [{ text: shortened(text), differs: true }]

/** @returns a text that may be too long to show, with a mark where it was cut. */
export function shortened(text: string): string {
  return text.length > MOST_CHARS ? `${text.slice(0, MOST_CHARS)}…` : text
}
