// The ladder of a request and of all of them: seen, walked along by keys, opened, and saved as a picture.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Locator, Page } from 'playwright/test'
import { rowsOf, sendFromComposer as send } from './learner.ts'
import { takePicture } from './picture.ts'
import { expect, test } from './served.ts'

test.use({ packs: join(import.meta.dirname, 'packs') })

const ladderOf = (page: Page): Locator => page.getByRole('region', { name: /^Ladder of/ })
const rungs = (page: Page): Locator => ladderOf(page).getByRole('listitem')

test.beforeEach(async ({ served: { page } }) => {
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeFocused()
  await page.evaluate(() => { location.hash = '#/lab/rollout' })
  await expect(page.getByRole('heading', { level: 1, name: 'Ask through three hops' })).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Target' })).toHaveValue('/orders')
})

test('a request goes in and out again: each arrow opens its bytes, each note what its participant changed', async ({ served: { page } }) => {
  await send(page, 'GET', '/orders')
  await page.getByRole('tab', { name: 'Ladder' }).click()
  await expect(rungs(page)).toHaveText([
    /^client to edge: GET \/orders, 0 ms after/, /^At edge: host rewritten, \+ Forwarded, \+ Via/, /^edge to gw: GET \/orders/, /^At gw: host rewritten/, /^gw to shop: GET \/orders/,
    /^At shop: answered/, /^shop to gw: 200 OK/, /^At gw: \+ Via, \+ Proxy-Status/, /^gw to edge: 200 OK/, /^At edge: \+ Via, \+ Cache-Status/, /^edge to client: 200 OK/,
  ])
  await takePicture(page, 'ladder-one')
  const [first, last] = [rungs(page).getByRole('button').first(), rungs(page).getByRole('button').last()]
  await first.focus()
  await page.keyboard.press('ArrowDown')
  await expect(rungs(page).getByRole('button').nth(1)).toBeFocused()
  await page.keyboard.press('End')
  await expect(last).toBeFocused()
  await page.keyboard.press('Home')
  await expect(first).toBeFocused()
  for (let times = 0; times < 4; times += 1) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('tab', { name: 'Raw' })).toBeFocused()
  await expect(page.getByRole('region', { name: 'Request, exact bytes as text' })).toContainText('Via: 1.1 edge, 1.1 gw')
  await page.keyboard.press('ArrowRight')
  await page.getByRole('tab', { name: 'Ladder' }).click()
  await rungs(page).getByRole('button', { name: /^At gw: host/ }).click()
  await expect(page.getByRole('region', { name: 'What gw changed' })).toBeVisible()
})

test('all requests: a cache hit ends at the cache, the same again is counted, what was done lies across', async ({ served: { page } }) => {
  for (const target of ['/orders', '/orders', '/broken']) await send(page, 'GET', target)
  await page.getByRole('button', { name: 'Show the topology' }).click()
  await page.getByRole('button', { name: 'Kill gw' }).click()
  await page.getByRole('button', { name: 'Hide the topology' }).click()
  await send(page, 'SEEK', '/nowhere')
  await page.getByRole('tab', { name: 'Ladder' }).click()
  await page.getByText('All requests').click()
  await expect(ladderOf(page)).toHaveAccessibleName('Ladder of the requests 1 to 4')
  await expect(rungs(page).filter({ hasText: /^client asks the same 2 times, from here on/ })).toHaveCount(1)
  await expect(rungs(page).filter({ hasText: /^At edge: from its store, 0 seconds old/ })).toHaveCount(1)
  await expect(rungs(page).filter({ hasText: /^edge to client: 200 OK, from its store/ })).toHaveCount(1)
  await expect(rungs(page).filter({ hasText: /^shop to gw: 200 OK, cut off/ })).toHaveCount(1)
  await expect(rungs(page).filter({ hasText: 'Between them: gw was killed: it no longer listens' })).toHaveCount(1)
  await expect(rungs(page).filter({ hasText: /^edge to gw: not sent, refused/ })).toHaveCount(1)
  await takePicture(page, 'ladder-all')
  await page.getByText('To scale').click()
  await takePicture(page, 'ladder-scale')

  for (const kind of ['SVG', 'PNG']) {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: `Save as ${kind}` }).click()])
    expect(download.suggestedFilename()).toBe(`ladder-1-4.${kind.toLowerCase()}`)
    const file = readFileSync(await download.path())
    if (kind === 'PNG') expect([file.subarray(1, 4).toString(), file.length > 20_000]).toEqual(['PNG', true])
    else expect(file.toString()).toMatch(/^<svg [^>]+>\n<title id="title">Ladder of the requests 1 to 4<\/title>\n<desc id="desc">client to edge: GET \/orders/)
  }
})

for (const scheme of ['light', 'dark'] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme })
    test(`axe finds nothing in a ladder, wide or narrow (${scheme})`, async ({ served: { page } }) => {
      for (const target of ['/orders', '/orders']) await send(page, 'GET', target)
      await rowsOf(page).last().click()
      await page.getByRole('tab', { name: 'Ladder' }).click()
      await takePicture(page, `ladder-hit-${scheme}`)
      const findings = (await new AxeBuilder({ page }).analyze()).violations
      await page.getByText('All requests').click()
      findings.push(...(await new AxeBuilder({ page }).analyze()).violations)
      await page.setViewportSize({ width: 640, height: 400 })
      await ladderOf(page).scrollIntoViewIfNeeded()
      await takePicture(page, `ladder-narrow-${scheme}`)
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
      expect(findings.map(({ id, nodes }) => `${id} ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual([])
    })
  })
}
