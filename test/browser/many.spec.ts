// A long capture: only what is in sight exists, and all of it is reached.
import type { Locator } from 'playwright/test'
import { pour } from '../support/pour.ts'
import { rowsOf } from './learner.ts'
import { takePicture } from './picture.ts'
import { expect, test } from './served.ts'

const MANY = 2_500
/** What fits on a screen, with what is spare above and below. */
const IN_SIGHT = 100
const METHODS = ['GET', 'BREW', 'DELETE', 'GET', 'get']

async function expectFew(rows: Locator, of: number): Promise<void> {
  await expect(rows.first()).toHaveAttribute('aria-setsize', String(of))
  expect(await rows.count()).toBeLessThanOrEqual(IN_SIGHT)
}

test('of thousands of exchanges only those in sight are on the page, and each is reached', async ({ served: { page } }) => {
  const url = await page.getByLabel('Where the lab answers').locator('.strip').locator('code').innerText()
  await pour(url, Array.from({ length: MANY }, (_, nth) => `${METHODS[nth % METHODS.length]} /widgets?number-${nth}.`))
  await expect(page.getByText(/^2,?500 requests so far/)).toBeVisible()
  const list = page.getByRole('listbox', { name: 'Exchanges, oldest first' })
  const rows = rowsOf(page)
  const chosen = rows.and(page.locator('[aria-selected=true]'))
  await expectFew(rows, MANY)

  await list.focus()
  await page.keyboard.press('Home')
  await expect(chosen).toContainText('GET /widgets?number-0.')
  await expect(chosen).toBeInViewport()
  await page.keyboard.press('End')
  await expect(chosen).toContainText(`get /widgets?number-${MANY - 1}.`)
  await expect(chosen).toBeInViewport()
  await expect(chosen).toHaveAttribute('aria-posinset', String(MANY))
  await expectFew(rows, MANY)
  await list.evaluate(box => { box.scrollTop = box.scrollHeight / 2 })
  await expect(rows.filter({ hasText: `number-${MANY / 2}.` })).toBeInViewport()
  await expectFew(rows, MANY)

  // A part of a lab is made of what the list shows; of many it has to be said which.
  const filter = page.getByRole('combobox', { name: 'Filter the exchanges' })
  await page.getByRole('button', { name: 'Save as…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Save as a part of a lab' })
  const picks = dialog.getByRole('listbox', { name: 'Of these requests' })
  await expect(dialog.getByText(/^1 of 2,?500 ticked$/)).toBeVisible()
  await expectFew(picks.getByRole('option'), MANY)
  const text = dialog.getByRole('textbox', { name: 'Text for the file' })
  await expect(text).toHaveValue(/number-2499\./)
  await dialog.getByRole('button', { name: 'Tick all' }).click()
  await expect(dialog.getByRole('alert')).toContainText('requests fit into one part of a lab')
  await takePicture(page, 'save-as-many')
  await picks.press('Home')
  await dialog.getByRole('button', { name: 'Tick none' }).click()
  await picks.press(' ')
  await picks.press('End')
  await picks.press(' ')
  await expect(picks.getByRole('option', { name: `number-${MANY - 1}.` })).toHaveAttribute('aria-selected', 'true')
  await expect(dialog.getByRole('alert')).toHaveCount(0)
  await expect(text).toHaveValue(/number-0\.[\s\S]*number-2499\./)
  await expect(text).not.toHaveValue(/number-1\./)
  await page.keyboard.press('Escape')

  await filter.fill('target:number-77')
  await expect(page.locator('.exchanges .head .says')).toContainText(/^11 of 2,?500 shown/)
  await expect(rows).toHaveCount(11)
  await page.getByRole('button', { name: 'Save as…' }).click()
  await expect(dialog.getByRole('listbox', { name: 'Of the requests that the filter shows' }).getByRole('option')).toHaveCount(11)
  await page.keyboard.press('Escape')
  await filter.fill('method:BREW')
  await expect(page.locator('.exchanges .head .says')).toContainText(/^500 of 2,?500 shown/)
  await expectFew(rows, 500)
})
