// What was found out about a seat, in the language of the interface: the core says it in English, as the command line does.
import { filled } from '../../electron/model/rule-text.ts'
import { english, type PhraseId } from '../../electron/model/phrases-en.ts'
import { seatEnglish, type SeatTextId } from '../../electron/model/seat-en.ts'
import { finderOf } from './half-sentences.ts'
import { useBook } from './useBook.ts'
import { useWords } from './useWords.ts'

const find = finderOf(Object.entries(seatEnglish) as [SeatTextId, string][])
/** Why a collector is out of reach is a sentence of its own. */
const findSending = finderOf((Object.entries(english) as [PhraseId, string][]).filter(([id]) => id.startsWith('sending.')))

/** @returns a function that says a sentence of a finding, and in which language if not in that of the page */
export function useSeatWords(): (text: string) => { readonly text: string; readonly lang: 'en' | undefined } {
  const book = useBook<Readonly<Record<SeatTextId, string>>>('seat', async () => seatEnglish)
  const { say } = useWords()

  function within(value: string): string {
    const sending = findSending(value)
    return sending ? say(sending) : value
  }

  return text => {
    const found = find(text)
    if (!book.value || !found) return { text, lang: 'en' }
    return { text: filled(book.value[found.id], Object.fromEntries(Object.entries(found.values).map(([blank, value]) => [blank, within(value)]))), lang: undefined }
  }
}
