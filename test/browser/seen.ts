// What the page shows, as a test looks for it.
import { expect, type Locator, type Page } from 'playwright/test'

/** Texts as they are seen: the marks of code are gone. */
export function seenText(text: string): string {
  return text.replaceAll('`', '')
}

/** One row for each request, in the list of exchanges; what was done to the topology stands among them. */
export function rowsOf(page: Page): Locator {
  return page.getByRole('listbox', { name: 'Exchanges, oldest first' }).getByRole('option')
}

/** Tabs until `wanted` has the focus, as somebody does who looks where the focus is. */
export async function tabTo(page: Page, wanted: Locator, key = 'Tab'): Promise<void> {
  for (let tries = 0; tries < 120; tries += 1) {
    if (await wanted.evaluate(element => element.matches(':focus')).catch(() => false)) return
    await page.keyboard.press(key)
  }
  await expect(wanted).toBeFocused()
}
