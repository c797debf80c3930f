// What is wrong with a file or with what somebody drew, and why a result is refused, in the language of the interface: the core says it in English, since it is read on the command line too.
import type { Problem } from '../../electron/model/problem.ts'
import { problemIn, problemsEnglish } from '../../electron/model/problems-en.ts'
import { refusalsEnglish } from '../../electron/model/refusals-en.ts'
import { filled } from '../../electron/model/rule-text.ts'
import { finderOf } from './half-sentences.ts'
import { useBook } from './useBook.ts'
import { retell, words } from './useWords.ts'

const english = { ...problemsEnglish, ...refusalsEnglish } as const
type TextId = keyof typeof english
const all = Object.entries(english) as [TextId, string][]
/** What is found by its own words, and what in a blank of this name. */
const finders = new Map(['what', 'mend', 'name', 'found', 'expected', 'rule', 'refusal'].map(kind => [kind, finderOf(all.filter(([id]) => id.startsWith(`${kind}.`)))]))

/** A text, and in which language if not in that of the page. */
export interface Said { readonly text: string; readonly lang: 'en' | undefined }

/** @returns a function that says what is wrong and the mend */
export function useProblemWords(): (fault: Pick<Problem, 'what' | 'mend'>) => Said {
  const { book, inOwn } = useOwnWords()
  return ({ what, mend }) => {
    const said = { text: problemIn('whole', { what, mend }), lang: 'en' } as const
    if (words.global.locale.value === 'en') return { ...said, lang: undefined }
    const [ownWhat, ownMend] = [inOwn('what', what), inOwn('mend', mend)]
    return book.value === undefined || ownWhat === undefined || ownMend === undefined ? said : { text: filled(book.value.whole, { what: ownWhat, mend: ownMend }), lang: undefined }
  }
}

/** @returns a function that says why something was refused */
export function useRefusalWords(): (why: string) => Said {
  const { inOwn } = useOwnWords()
  return why => {
    if (words.global.locale.value === 'en') return { text: why, lang: undefined }
    const own = inOwn('refusal', why)
    return own === undefined ? { text: why, lang: 'en' } : { text: own, lang: undefined }
  }
}

function useOwnWords() {
  const book = useBook<Readonly<Record<TextId, string>>>('problems', async () => english)

  function inOwn(kind: string, text: string): string | undefined {
    const found = finders.get(kind)?.(text)
    // What is wrong with an archive, or with a capture in it, is said wherever either is read. A part of a file and what is said of it looks like much else.
    if (kind === 'refusal' && (!found || (found.id === 'refusal.of' && inOwn('refusal', found.values['refusal'] ?? '') === undefined))) {
      const told = retell(text)
      return told === text ? inOwn('what', text) : told
    }
    return found && book.value && filled(book.value[found.id], Object.fromEntries(Object.entries(found.values).map(([blank, value]) => [blank, inOwn(blank, value) ?? value])))
  }
  return { book, inOwn }
}
