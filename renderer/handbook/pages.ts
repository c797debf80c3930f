// The pages of the handbook, each in a file of its own that is fetched when it is read or searched.
import { HANDBOOK_PAGES, type HandbookPage } from '../../electron/model/handbook.ts'

const FILES = import.meta.glob<string>('./en/*.md', { query: '?raw', import: 'default' })

export interface PageText {
  readonly page: HandbookPage
  readonly title: string
  /** The whole in one sentence: the first paragraph. */
  readonly answer: string
  /** Markdown, without the title. */
  readonly text: string
}

/** @returns the page; undefined where it is not written. */
export async function readPage(page: HandbookPage): Promise<PageText | undefined> {
  const text = await FILES[`./en/${page}.md`]?.()
  return text === undefined ? undefined : pageOf(page, text)
}

/** @returns all pages that are written, in the order of the contents. */
export async function readAllPages(): Promise<PageText[]> {
  const read = await Promise.all(HANDBOOK_PAGES.map(readPage))
  return read.filter(page => page !== undefined)
}

function pageOf(page: HandbookPage, whole: string): PageText {
  const [, title = page, text = whole] = /^# (.+)\n+([^]*)$/.exec(whole) ?? []
  return { page, title, text, answer: text.split('\n\n', 1)[0]?.replaceAll('\n', ' ') ?? '' }
}
