// Any two exchanges side by side: chosen by keys and by name, over hops, with what it comes to in a sentence.
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Locator, Page } from 'playwright/test'
import { rowsOf, sendFromComposer as send } from './learner.ts'
import { takePicture } from './picture.ts'
import { expect, test } from './served.ts'

test.use({ packs: join(import.meta.dirname, 'packs') })

const comparison = (page: Page): Locator => page.getByRole('region', { name: 'Compare' })
const row = (page: Page, name: RegExp): Locator => comparison(page).getByRole('row', { name })

for (const scheme of ['light', 'dark'] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme })
    test(`501 beside 404, two answers to one question, and two hops of one request (${scheme})`, async ({ served: { page } }) => {
      await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeFocused()
      await page.evaluate(() => { location.hash = '#/lab/rollout' })
      await expect(page.getByRole('textbox', { name: 'Target' })).toHaveValue('/orders')
      for (const [method, target] of [['GET', '/orders'], ['GET', '/orders'], ['GET', '/nowhere'], ['FROB', '/orders']] as const) await send(page, method, target)
      await rowsOf(page).last().click()
      await expect(rowsOf(page).last()).toHaveAttribute('aria-selected', 'true')
      await page.keyboard.press('c')
      await expect(comparison(page)).toContainText('404 is about the target: there is nothing, or the server does not want to say. 501 is about the server')
      await expect(row(page, /^status, differs/).locator('mark')).toHaveText(['404', '501'])
      await expect(row(page, /^decided by, differs/)).toContainText(/resource exists.*method implemented/)
      await expect(comparison(page)).toContainText('FROB is no registered method. A server that implements it for no resource should answer 501.')
      await expect(row(page, /, the same/)).toHaveCount(0)
      await comparison(page).getByRole('button', { name: /^Show the \d+ that are the same$/ }).click()
      await expect(row(page, /, the same/).first()).toBeVisible()
      await takePicture(page, `compare-501-404-${scheme}`)
      const findings = (await new AxeBuilder({ page }).analyze()).violations

      const [a, b] = [page.getByLabel('exchange A of the comparison'), page.getByLabel('exchange B of the comparison')]
      await a.selectOption({ label: '1: GET /orders → 200' })
      await b.selectOption({ label: '2: GET /orders → 200' })
      await expect(comparison(page)).toContainText('B came out of a cache’s store. A did not: somebody further in was asked.')
      await takePicture(page, `compare-stored-${scheme}`)
      await b.selectOption({ label: '1, gw-shop: GET /orders → 200' })
      await expect(comparison(page)).toContainText('This is one request on two hops, client-edge and gw-shop.')
      await expect(row(page, /^Via, differs/).first().locator('mark')).toHaveText(['1.1 edge, 1.1 gw'])

      // A stays while others are looked at.
      await page.getByRole('tab', { name: 'Pretty' }).click()
      await page.keyboard.press('j')
      await page.keyboard.press('a')
      await page.keyboard.press('j')
      await page.keyboard.press('j')
      await page.getByRole('tab', { name: 'Compare' }).click()
      await expect(comparison(page).getByRole('columnheader')).toHaveText(['Part', /A\s+GET \/orders/, /B\s+FROB \/orders/])
      await expect(rowsOf(page)).toHaveText([/200\s*GET/, /200\s*AGET/, /404\s*GET/, /501\s*BFROB/])
      await page.getByRole('tab', { name: 'Ladder' }).click()
      await page.getByText('From A to B').click()
      await expect(page.getByRole('region', { name: 'Ladder of the requests 2 to 4' })).toBeVisible()
      expect(findings.map(({ id, nodes }) => `${id} ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual([])
    })
  })
}
