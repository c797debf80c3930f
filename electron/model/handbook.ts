// The pages of the handbook by name, so that labs, notes and the page itself can lead to them, and a link to none is told.

/** A page for each of these codes; the first three tell everything, the others what is needed beside them. */
const STATUS_PAGES = ['501', '405', '500', '400', '403', '404', '408', '411', '413', '414', '415', '417', '421', '426', '428', '429', '431', '502', '503', '504', '505'] as const
const COMPARISONS = ['501-or-405', '501-or-500', '501-or-503', '501-or-404', '501-or-505'] as const
const REFERENCE = ['methods', 'glossary', 'frameworks', 'survey'] as const

/** In the order of its contents. */
export const HANDBOOK = { status: STATUS_PAGES, compare: COMPARISONS, reference: REFERENCE } as const
export type HandbookGroup = keyof typeof HANDBOOK
export type HandbookPage = (typeof HANDBOOK)[HandbookGroup][number]
export const HANDBOOK_PAGES: readonly HandbookPage[] = Object.values(HANDBOOK).flat()

/** A link of the form `handbook:405`, and `handbook:405#allow` for a heading of it. */
const LINK = /^handbook:([\w-]+)(?:#([\w-]+))?$/

export interface HandbookLink { readonly page: HandbookPage; readonly heading?: string }

/** @returns the page, and the heading if one is named; undefined for an address that leads to none. */
export function handbookLink(address: string): HandbookLink | undefined {
  const [, name, heading] = LINK.exec(address) ?? []
  const page = HANDBOOK_PAGES.find(one => one === name)
  return page && { page, ...(heading !== undefined && { heading }) }
}

/** @returns the page of a status code; undefined where there is none. */
export function pageOfStatus(status: number): HandbookPage | undefined {
  return STATUS_PAGES.find(one => one === String(status))
}

/** @returns the page about what a rule of the inspector is about, by its name: a status, two of them, or the methods; undefined where there is none. */
export function pageOfRule(rule: string): HandbookPage | undefined {
  const statuses = rule.match(/\b[1-5]\d\d\b/g) ?? []
  const comparison = COMPARISONS.find(one => statuses.length > 1 && statuses.every(status => one.split('-').includes(status)))
  const status = pageOfStatus(Number(statuses[0]))
  return comparison ?? status ?? (rule.startsWith('allow-') ? '405' : /^(?:method|trace|connect|options|head)-/.test(rule) ? 'methods' : undefined)
}

/** @returns the name of a heading in an address. */
export function slugOf(heading: string): string {
  return heading.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '')
}
