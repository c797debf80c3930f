// Finds pages by what they say. The index is made when somebody searches for the first time.
import MiniSearch from 'minisearch'
import type { HandbookPage } from '../../electron/model/handbook.ts'
import { readAllPages, type PageText } from './pages.ts'

export interface Found { readonly page: HandbookPage; readonly title: string; readonly answer: string }

let index: Promise<MiniSearch<PageText>> | undefined

/** @returns the pages that fit, the best first; at most 30 */
export async function searchHandbook(words: string): Promise<Found[]> {
  index ??= readAllPages().then(pages => {
    const made = new MiniSearch<PageText>({ idField: 'page', fields: ['title', 'answer', 'text'], storeFields: ['page', 'title', 'answer'], searchOptions: { boost: { title: 8, answer: 3 }, prefix: true, fuzzy: term => (/^\d+$/.test(term) ? false : 0.15), combineWith: 'AND' } })
    made.addAll(pages)
    return made
  })
  return (await index).search(words).slice(0, 30).map(({ page, title, answer }) => ({ page: page as HandbookPage, title: String(title), answer: String(answer) }))
}
