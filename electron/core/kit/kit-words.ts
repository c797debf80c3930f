// What the workshop kit says by itself, in each language. What a lab says comes from its pack.
import { filled } from '../../model/rule-text.ts'
import german from './words/de.json' with { type: 'json' }
import english from './words/en.json' with { type: 'json' }
import chinese from './words/zh-CN.json' with { type: 'json' }

export type KitWord = keyof typeof english
export type Say = (word: KitWord, values?: Readonly<Record<string, string | number>>) => string

/** By the language as RFC 5646 writes it. */
export const KIT_WORDS: Readonly<Record<string, Readonly<Record<KitWord, string>>>> = { en: english, de: german, 'zh-CN': chinese }

/** @returns how the kit speaks in that language; English where it does not know it */
export function sayingIn(language: string): Say {
  const words = KIT_WORDS[language] ?? english
  return (word, values = {}) => filled(words[word], values)
}
