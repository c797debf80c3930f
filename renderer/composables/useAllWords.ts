// The words of what comes later than the first lab, besides those that are there from the start. Whoever says one of them brings them all.
import late from '../locales/en-late.json'
import { useWords, words, type Blanks, type WordId as EarlyWordId } from './useWords.ts'

words.global.mergeLocaleMessage('en', late)

export type WordId = EarlyWordId | keyof typeof late

/** `useWords`, with the later words. */
export function useAllWords() {
  const { t, ...rest } = useWords()
  return { ...rest, t: t as (id: WordId, blanks?: Blanks, count?: number) => string }
}
