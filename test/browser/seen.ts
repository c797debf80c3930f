// What the page shows, as a test looks for it.
import type { Locator, Page } from 'playwright/test'

/** Texts as they are seen: the marks of code are gone. */
export function seenText(text: string): string {
  return text.replaceAll('`', '')
}

/** One row for each request, in the list of exchanges; what was done to the topology stands among them. */
export function rowsOf(page: Page): Locator {
  return page.getByRole('listbox', { name: 'Exchanges, oldest first' }).getByRole('option')
}
