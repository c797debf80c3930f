// What the inspector says: of an exchange with its octets marked, of all that was captured, and each rule with its examples.
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright/test'
import { rowsOf, sendFromComposer } from './learner.ts'
import { takePicture } from './picture.ts'
import { expect, test } from './served.ts'

async function look(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await takePicture(page, `${colorScheme}-${name}`)
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${name}: ${id} ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual([])
  }
}

test('a note of an exchange marks its octets, in each look, and leads to its rule, the handbook and back', async ({ served: { page } }) => {
  await sendFromComposer(page, 'get', '/widgets')
  const row = rowsOf(page).first()
  await expect(row).toContainText('The inspector warns')
  await page.getByRole('tab', { name: 'Notes 1' }).click()
  const note = page.getByRole('list', { name: 'Notes on this exchange' }).getByRole('listitem').filter({ hasText: 'get is not GET.' })
  await expect(note).toContainText('Warning')
  await expect(note).toContainText('Mend: Write the method as it is registered')
  await note.getByRole('button', { name: /^Mark its octets/ }).click()
  await expect(note.getByRole('button', { name: 'Its octets are marked' })).toBeVisible()
  await expect(page.locator('.octets .marked')).toHaveText('get')
  await look(page, 'notes')
  await page.getByRole('tab', { name: 'Hex', exact: true }).click()
  await expect(page.locator('.hex .cells .marked')).toHaveText(['67', '65', '74'])
  await page.getByRole('tab', { name: 'Notes 1' }).click()
  await expect(note.getByRole('button', { name: 'Its octets are marked' })).toBeVisible()

  await note.getByRole('link', { name: 'About the rule method-case' }).click()
  await expect(page).toHaveURL(/#\/rules\/method-case$/)
  await expect(page.getByRole('heading', { level: 1, name: 'The method is a registered one in other letters' })).toBeVisible()
  await expect(page.locator('.pair section').first().locator('.marked')).toHaveText('get')
  await look(page, 'rule')
  await page.getByRole('link', { name: 'Handbook: methods' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'All methods' })).toBeVisible()
})

test('the workbench tells all that the inspector says, by rule and severity, and each opens its exchange', async ({ served: { page } }) => {
  await page.getByRole('link', { name: 'Playground' }).click()
  await expect(page.getByRole('tab', { name: 'Topology', exact: true })).toBeVisible()
  await sendFromComposer(page, 'FROBNICATE', '/widgets')
  await sendFromComposer(page, 'get', '/widgets')
  await page.getByRole('tab', { name: 'Notes', exact: true }).first().click()
  const rules = page.getByRole('list', { name: 'Notes by rule' })
  const inLetters = rules.getByRole('button', { name: /The method is a registered one in other letters/ })
  await expect(inLetters).toContainText('1 time')
  await expect(rules.getByRole('button', { name: /The method is not registered/ })).toBeVisible()
  const filter = page.getByRole('combobox', { name: 'Filter the exchanges' })
  await filter.fill('note:meth')
  await page.getByRole('option', { name: /^note:method-case/ }).click()
  await expect(filter).toHaveValue('note:method-case')
  await expect(rowsOf(page)).toHaveCount(1)
  await expect(rowsOf(page)).toContainText('get /widgets')
  await filter.fill('')
  await expect(rowsOf(page)).toHaveCount(2)
  await page.getByRole('checkbox', { name: /^Note/ }).uncheck()
  await expect(rules.getByRole('button', { name: /The method is not registered/ })).toHaveCount(0)
  await page.getByRole('checkbox', { name: /^Warning/ }).uncheck()
  await expect(page.getByText('There is nothing of what you chose.')).toBeVisible()
  await page.getByRole('checkbox', { name: /^Warning/ }).check()
  await rowsOf(page).first().click()
  await inLetters.click()
  await rules.getByRole('button', { name: '501 get /widgets' }).click()
  await expect(rowsOf(page).and(page.locator('[aria-selected=true]'))).toContainText('get /widgets')
  await expect(page.locator('.octets .marked')).toHaveText('get')
  await look(page, 'notes-of-all')
})

test('rules are found by words, severity and subject, and by their address', async ({ served: { page, app } }) => {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.goto(app.url.replace(/#.*$/, '#/rules'))
  const list = page.getByRole('navigation', { name: 'Rules' })
  await expect(list.getByRole('status')).toHaveText(/^(\d{3}) of \1 rules$/)
  await list.getByRole('searchbox', { name: 'Search the rules' }).fill('nothing at all like it')
  await expect(list.getByRole('status')).toHaveText(/^0 of \d+ rules$/)
  await list.getByRole('searchbox', { name: 'Search the rules' }).fill('405 allow')
  await list.getByRole('checkbox', { name: 'Note' }).uncheck()
  await list.getByRole('combobox', { name: 'Subject' }).selectOption('Statuses')
  await look(page, 'rules')
  await list.getByRole('link', { name: '405 without Allow' }).click()
  await expect(page).toHaveURL(/#\/rules\/405-without-allow$/)
  await expect(page.getByRole('heading', { name: 'It speaks here' })).toBeVisible()
  await expect(page.locator('.pair section').first().locator('.marked')).toHaveText('HTTP/1.1 405')
  await expect(page.locator('.pair section').last().locator('.marked')).toHaveCount(0)
  await expect(page.getByRole('link', { name: /Handbook: 405/ })).toBeVisible()
  await page.goto(app.url.replace(/#.*$/, '#/rules/none-such'))
  await expect(page.getByRole('heading', { level: 1, name: 'There is no rule none-such' })).toBeVisible()
})
