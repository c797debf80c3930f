// The filter above the exchanges, as somebody uses it who looks for one among many.
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright/test'
import { pour } from '../support/pour.ts'
import { rowsOf } from './learner.ts'
import { takePicture } from './picture.ts'
import { expect, test } from './served.ts'

test.use({ packs: join(import.meta.dirname, 'packs') })

const urlOf = (page: Page) => page.getByLabel('Where the lab answers').locator('.strip').locator('code').innerText()

test('one among many is found by what it was, on whichever hop', async ({ served: { page } }) => {
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeFocused()
  await page.evaluate(() => { location.hash = '#/lab/rollout' })
  await expect(page.getByRole('textbox', { name: 'Target' })).toHaveValue('/orders')
  const filter = page.getByRole('combobox', { name: 'Filter the exchanges' })
  const says = page.locator('.exchanges .head .says')
  await expect(filter).toBeHidden()
  await pour(await urlOf(page), ['GET /orders', 'PATCH /', 'GET /one', 'BREW /', 'GET /orders', 'DELETE /'])
  await expect(rowsOf(page)).toHaveCount(6)

  await page.locator('body').press('/')
  await expect(filter).toBeFocused()
  await page.keyboard.type('me')
  await expect(page.getByRole('option', { name: 'method:' }).first()).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(filter).toHaveValue('method:')
  await page.getByRole('option', { name: 'method:BREW' }).click()
  await expect(rowsOf(page)).toHaveCount(1)
  await expect(rowsOf(page)).toContainText('BREW /')
  await expect(says).toContainText('1 of 6 shown')
  await filter.fill('from:flood -method:GET')
  await expect(rowsOf(page)).toHaveCount(3)

  // What hides the exchange that is open, and what came since, is said.
  await rowsOf(page).first().click()
  await filter.fill('method:GET')
  await expect(says).toContainText('3 of 6 shown; the exchange that you look at is hidden')
  await pour(await urlOf(page), ['DELETE /', 'GET /three'])
  await expect(says).toContainText('4 of 8 shown; 1 that came since is hidden; the exchange that you look at is hidden')

  // Enter goes into the list, J from one that is shown to the next.
  await filter.press('Enter')
  await expect(page.getByRole('listbox', { name: 'Exchanges, oldest first' })).toBeFocused()
  await expect(rowsOf(page).first()).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('j')
  await expect(rowsOf(page).nth(1)).toHaveAttribute('aria-selected', 'true')

  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await filter.fill('method:GET stauts:501 time:5')
    await expect(says).toContainText('(sign 12): There is no key stauts.')
    await takePicture(page, `${colorScheme}-filter`)
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${id} ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual([])
  }
  await page.getByRole('button', { name: 'Write status:501' }).click()
  await expect(filter).toHaveValue('method:GET status:501 time:5')
  await expect(filter).toBeFocused()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(filter).toHaveValue('')
  await expect(rowsOf(page)).toHaveCount(8)
})
