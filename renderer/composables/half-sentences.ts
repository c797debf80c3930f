// Finds which half-sentence of the core an English text is, or which playground to begin with, so that another language can say it.
import { english, type PhraseId } from '../../electron/model/phrases-en.ts'

type AsideId = Extract<PhraseId, `aside.${string}` | `starter.${string}`>
/** What the core says in English in the blanks of its phrases, and what is said of a call that was refused. */
export interface HalfSentence { readonly id: AsideId; readonly values: Readonly<Record<string, string>> }

const entries = (Object.entries(english) as [AsideId, string][]).filter(([id]) => /^(?:aside|starter)\./.test(id))
const plain = new Map(entries.filter(([, text]) => !text.includes('{')).map(([id, text]) => [text, id]))
const withBlanks = entries.filter(([, text]) => text.includes('{')).map(([id, text]) => ({
  id, names: [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''),
  pattern: new RegExp(`^${text.split(/\{\w+\}/).map(part => part.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')).join('(.+?)')}$`, 's'),
}))

/** @returns undefined for what is none: names, values from the wire, words of libraries. */
export function halfSentence(text: string): HalfSentence | undefined {
  const id = plain.get(text)
  if (id !== undefined) return { id, values: {} }
  for (const { id, names, pattern } of withBlanks) {
    const match = pattern.exec(text)
    if (match) return { id, values: Object.fromEntries(names.map((name, nth) => [name, match[nth + 1] ?? ''])) }
  }
  return undefined
}
