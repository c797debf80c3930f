// What somebody hears who does not see: the page as a tree of roles and names, without what is another one each time, and what is said by itself.
import { expect, type Locator, type Page } from 'playwright/test'

/** Ports, times and durations are of the run; what the inspector has to say comes when it has looked; whether the dock is there depends on the fonts. */
const OF_THE_RUN: readonly (readonly [RegExp, string])[] = [
  [/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT'], [/\b\d+([.,]\d+)? ms\b/g, 'N ms'], [/\b\d{1,2}:\d\d(:\d\d)?\s?[AP]M\b/g, 'TIME'], [/connection c\d+-\d+, request \d+ on it/g, 'connection N, request N on it'], [/ The inspector (found an error|warns)/g, ''], [/tab "Notes( \d+)?"/g, 'tab "Notes"'],
  [/^ *- '?button "(Not yet|Met|Missed) .*\n?/gm, ''],
]

export async function treeOf(part: Locator): Promise<string> {
  await expect(part.locator('.fetching, .prose:empty'), 'what is still being fetched or laid out').toHaveCount(0)
  return OF_THE_RUN.reduce((text, [what, instead]) => text.replace(what, instead), await part.ariaSnapshot())
}

/** @returns what has the focus, as it is read out: its role, its name, its state */
export async function focusOf(page: Page): Promise<string> {
  const [line = ''] = (await treeOf(page.locator(':focus'))).split('\n')
  return line.replace(/^- /, '').replace(/:$/, '')
}

/** Notes each text of a live region from now on. @returns what was said until then, each once */
export async function listen(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const said: string[] = []
    Object.assign(globalThis, { said })
    new MutationObserver(changes => {
      for (const { target } of changes) {
        const region = (target instanceof Element ? target : target.parentElement)?.closest('[role=status], [role=alert], [aria-live=polite], [aria-live=assertive]')
        const text = region?.textContent.replace(/\s+/g, ' ').trim()
        if (text) said.push(text)
      }
    }).observe(document.body, { childList: true, characterData: true, subtree: true })
  })
  return async () => [...new Set(await page.evaluate(() => (globalThis as unknown as { said: string[] }).said))]
}
