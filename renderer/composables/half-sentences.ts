// Finds which sentence or half-sentence of the core an English text is, or which playground to begin with, so that another language can say it.
import { english, type PhraseId } from '../../electron/model/phrases-en.ts'

type AsideId = Extract<PhraseId, `aside.${string}` | `starter.${string}`>
/** What the core says in English in the blanks of its phrases, and what is said of a call that was refused. */
export interface Told<Id extends string = AsideId> { readonly id: Id; readonly values: Readonly<Record<string, string>> }

/** @returns a function that finds which of these texts it was given, with its blanks; undefined for none of them. The first that fits is taken. */
export function finderOf<Id extends string>(texts: readonly (readonly [id: Id, text: string])[]): (text: string) => Told<Id> | undefined {
  const plain = new Map(texts.filter(([, text]) => !text.includes('{')).map(([id, text]) => [text, id]))
  const withBlanks = texts.filter(([, text]) => text.includes('{')).map(([id, text]) => ({
    id, names: [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''),
    pattern: new RegExp(`^${text.split(/\{\w+\}/).map(part => part.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')).join('(.+?)')}$`, 's'),
  }))
  return text => {
    const id = plain.get(text)
    if (id !== undefined) return { id, values: {} }
    for (const { id, names, pattern } of withBlanks) {
      const match = pattern.exec(text)
      if (match) return { id, values: Object.fromEntries(names.map((name, nth) => [name, match[nth + 1] ?? ''])) }
    }
    return undefined
  }
}

/** @returns undefined for what is none: names, values from the wire, words of libraries. */
export const halfSentence = finderOf((Object.entries(english) as [AsideId, string][]).filter(([id]) => /^(?:aside|starter)\./.test(id)))
