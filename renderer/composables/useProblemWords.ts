// What is wrong with a file or with what somebody drew, in the language of the interface: the core says it in English, since authors read it on the command line too.
import type { Problem } from '../../electron/model/problem.ts'
import { filled } from '../../electron/model/rule-text.ts'
import { problemIn, problemsEnglish, type ProblemId } from '../../electron/model/problems-en.ts'
import { finderOf } from './half-sentences.ts'
import { useBook } from './useBook.ts'
import { words } from './useWords.ts'

const all = Object.entries(problemsEnglish) as [ProblemId, string][]
/** What is found by its own words, and what in a blank of this name. */
const finders = new Map(['what', 'mend', 'name', 'found', 'expected', 'rule'].map(kind => [kind, finderOf(all.filter(([id]) => id.startsWith(`${kind}.`)))]))

/** @returns a function that says what is wrong and the mend, and in which language if not in that of the page */
export function useProblemWords(): (fault: Pick<Problem, 'what' | 'mend'>) => { readonly text: string; readonly lang: 'en' | undefined } {
  const book = useBook<Readonly<Record<ProblemId, string>>>('problems', async () => problemsEnglish)

  function inOwn(kind: string, text: string): string | undefined {
    const found = finders.get(kind)?.(text)
    return found && book.value && filled(book.value[found.id], Object.fromEntries(Object.entries(found.values).map(([blank, value]) => [blank, inOwn(blank, value) ?? value])))
  }

  return ({ what, mend }) => {
    const english = { text: problemIn('whole', { what, mend }), lang: 'en' } as const
    if (words.global.locale.value === 'en') return { ...english, lang: undefined }
    const [ownWhat, ownMend] = [inOwn('what', what), inOwn('mend', mend)]
    return book.value === undefined || ownWhat === undefined || ownMend === undefined ? english : { text: filled(book.value.whole, { what: ownWhat, mend: ownMend }), lang: undefined }
  }
}
