// A test with the app in the browser host, on a data folder of its own; what the page complains about fails the test.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { setTimeout as pass } from 'node:timers/promises'
import { join } from 'node:path'
import { expect, test as base, type Page, type Request } from 'playwright/test'
import { serveApp, type ServedApp } from '../support/served-app.ts'

export interface Served {
  readonly folder: string
  readonly page: Page
  readonly app: ServedApp
  /** Ends the app's process and opens the app again in a fresh tab of the same browser. */
  reopen(signal?: 'SIGINT' | 'SIGKILL'): Promise<Page>
}

/** Where the page begins is decided, and it can be worked with: nobody acts before they see anything. */
async function begun(page: Page): Promise<void> {
  await page.waitForURL(({ hash }) => /^#\/./.test(hash))
  await expect(page.locator('#main:not([aria-busy=true])')).toBeVisible()
}

const QUIET_MS = 1_200
const LONGEST_WAIT_MS = 10_000
/** Of each page: what is on its way, and when that changed last. */
const fetching = new WeakMap<Page, { readonly pending: Set<unknown>; last: number }>()
function watchFetching(page: Page): void {
  const seen = { pending: new Set<unknown>(), last: Date.now() }
  fetching.set(page, seen)
  const note = (change: () => unknown) => {
    change()
    seen.last = Date.now()
  }
  page.on('request', request => note(() => seen.pending.add(request)))
  const isOver = (request: Request) => note(() => seen.pending.delete(request))
  page.on('requestfinished', isOver).on('requestfailed', isOver)
}
/** What the page fetches while nobody waits has come: an app that ends before that would cut it off. */
export async function settled(page: Page): Promise<void> {
  const since = Date.now()
  const isQuiet = () => {
    const { pending, last } = fetching.get(page) ?? { pending: new Set(), last: 0 }
    return pending.size === 0 && Date.now() - Math.max(last, since) >= QUIET_MS
  }
  while (!isQuiet() && Date.now() - since < LONGEST_WAIT_MS) await pass(100)
}

export const test = base.extend<{ served: Served; packs: string; watch: string; isNew: boolean }>({
  /** A folder of packs besides our own; empty for none. */
  packs: ['', { option: true }],
  /** The folder of a pack that is being written; empty for none. */
  watch: ['', { option: true }],
  /** Who has never been here is shown around; everybody else in these tests has been. */
  isNew: [false, { option: true }],
  served: async ({ context, packs, watch, isNew }, use) => {
    if (!isNew) await context.addInitScript(() => localStorage.setItem('lab501.tour-seen', 'true'))
    const more = [...(packs === '' ? [] : ['--packs', packs]), ...(watch === '' ? [] : ['--watch', watch])]
    const folder = mkdtempSync(join(tmpdir(), 'lab501-browser-'))
    const complaints: string[] = []
    let app = await serveApp(folder, ...more)
    const open = async () => {
      const page = await context.newPage()
      watchFetching(page)
      page.on('pageerror', error => complaints.push(error.stack ?? error.message))
      page.on('console', message => { if (message.type() === 'error' && !/WebSocket connection|ERR_CONNECTION_REFUSED/.test(message.text())) complaints.push(message.text()) })
      await page.goto(app.url)
      await begun(page)
      return page
    }
    let page = await open()
    await use({
      folder,
      get page() { return page },
      get app() { return app },
      async reopen(signal = 'SIGINT') {
        await settled(page)
        await app.stop(signal)
        await page.close()
        app = await serveApp(folder, ...more)
        page = await open()
        return page
      },
    })
    await settled(page)
    await app.stop()
    rmSync(folder, { recursive: true, force: true })
    expect(complaints, 'what the page complained about').toEqual([])
  },
})
export { expect }
