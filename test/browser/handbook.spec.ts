// The handbook: read, searched, tried, and the field survey looked into.
import { rowsOf } from './learner.ts'
import { lookAt } from './picture.ts'
import { expect, test } from './served.ts'

test('a page is read, another is found, and what it shows is sent', async ({ served: { page } }) => {
  await page.getByRole('link', { name: 'Handbook' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '501 Not Implemented' })).toBeVisible()
  await lookAt(page, 'handbook')
  await page.getByRole('main').getByRole('link', { name: '405' }).first().click()
  await expect(page.getByRole('heading', { level: 1, name: '405 Method Not Allowed' })).toBeVisible()
  const search = page.getByRole('searchbox', { name: 'Search the handbook' })
  await search.fill('stale-if-error')
  await expect(page.getByRole('link', { name: '501 or 503?' })).toBeVisible()
  await lookAt(page, 'handbook-search')
  await search.fill('xyzzyplugh')
  await expect(page.getByText('No page says this.')).toBeVisible()
  await search.fill('')
  await page.getByRole('link', { name: '501 or 404?' }).click()
  await page.getByRole('button', { name: 'Send GET /planned' }).click()
  await expect(rowsOf(page)).toHaveCount(1)
  await expect(rowsOf(page).first()).toContainText('501')
})

test('a page leads to a heading of another, and one that is not there is told', async ({ served: { page } }) => {
  await page.getByRole('link', { name: 'Handbook' }).click()
  await page.getByRole('link', { name: 'In frameworks' }).click()
  await page.getByRole('main').getByRole('link', { name: '405' }).last().click()
  await expect(page.getByRole('heading', { name: 'In frameworks' })).toBeInViewport()
  await page.evaluate(() => { location.hash = '#/handbook/999' })
  await expect(page.getByRole('heading', { name: 'The handbook has no page “999”.' })).toBeVisible()
  await expect(page.getByText('The contents list every page, and have a search.')).toBeVisible()
  await lookAt(page, 'handbook-missing')
  await page.getByRole('main').getByRole('link', { name: 'Open its first page' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('501')
})

test('the field survey opens what a server answered, byte for byte', async ({ served: { page } }) => {
  await page.getByRole('link', { name: 'Handbook' }).click()
  await page.getByRole('link', { name: 'The field survey' }).click()
  await page.getByLabel('Requests about').selectOption('methods with a meaning of their own')
  await page.getByLabel('Servers with the name').fill('nginx')
  await page.getByRole('button', { name: /^nginx, TRACE: 405, the/ }).click()
  await expect(page.getByText('HTTP/1.1 405 Not Allowed')).toBeVisible()
  await expect(page.getByText('Version 1.22.1')).toBeVisible()
  await lookAt(page, 'survey')
  await page.getByRole('link', { name: 'All methods' }).click()
  await expect(page.getByRole('row', { name: /^PATCH/ })).toContainText('RFC 5789 §2')
  await lookAt(page, 'methods')
})
