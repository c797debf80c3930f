// A sentence that the program says: its name in the message catalogue and what fills its blanks.
import { z } from 'zod'
import { english, type PhraseId } from './phrases-en.ts'
import { filled } from './rule-text.ts'

export const Phrase = z.object({
  id: z.custom<PhraseId>(value => typeof value === 'string' && Object.hasOwn(english, value)),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type Phrase = Readonly<z.infer<typeof Phrase>>

/** @returns the phrase `id` with its blanks filled by `values`. */
export function phrase(id: PhraseId, values: Phrase['values'] = {}): Phrase {
  return { id, values }
}

/** @returns the English sentence; a blank that nobody filled stays visible as `{name}`. */
export function sayInEnglish({ id, values }: Phrase): string {
  return filled(english[id], values)
}
