// One exchange, looked at closely: what is chosen is chosen in every look, explained, read, and taken along.
import type { Page } from 'playwright/test'
import { lookAt } from './picture.ts'
import { expect, test } from './served.ts'

const chosenText = (page: Page) => page.locator('.cells .chosen').allInnerTexts().then(cells => Buffer.from(cells.join(''), 'hex').toString())

/** The page may not read the clipboard, so what was copied is pasted. */
async function pasted(page: Page): Promise<string> {
  const target = page.getByRole('textbox', { name: 'Target' })
  await target.fill('')
  await target.press('ControlOrMeta+v')
  return target.inputValue()
}

test('a field is chosen once, and lit up in every look; octets lead back to it', async ({ served: { page } }) => {
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await page.getByRole('button', { name: /^Times, and how the connection ended/ }).click()
  await expect(page.getByText('As the asking end saw it:')).toBeVisible()
  await lookAt(page, 'times')
  await page.keyboard.press('Escape')
  const response = page.getByRole('listbox', { name: 'Response, part by part' })
  await response.getByRole('option', { name: /^Content-Type/ }).click()
  const part = page.getByRole('region', { name: 'Field Content-Type' })
  await expect(part).toContainText(/octets \d+ to \d+, 38 in all/)
  await expect(part).toContainText('The media type of the content: how to read its octets.')
  await expect(part).toContainText('An error that a program can read')
  await lookAt(page, 'part-pretty')

  await page.getByRole('tab', { name: 'Hex' }).click()
  await expect.poll(() => chosenText(page)).toBe('Content-Type: application/problem+json')
  await lookAt(page, 'part-hex')
  // The first octet of the status.
  await page.locator('.hex .row').first().locator('.cell').nth(9).click()
  await expect(page.getByRole('region', { name: 'Status' })).toContainText('octets 9 to 11, 3 in all')
  await expect(page.getByRole('region', { name: 'Status' })).toContainText('mostly a method that it does not know')

  await page.getByRole('tab', { name: 'Raw' }).click()
  await expect(page.locator('.raw .chosen')).toHaveText('501')
  const raw = page.getByRole('region', { name: 'Response, exact bytes as text' })
  await raw.focus()
  await page.keyboard.press('ArrowDown')
  await expect(page.locator('.raw .chosen')).toHaveText(/^Date: /)
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('region', { name: 'Status' })).toBeVisible()
  await page.locator('.raw .text', { hasText: 'Server: ' }).click({ position: { x: 30, y: 8 } })
  await lookAt(page, 'part-raw')

  await page.getByRole('tab', { name: 'Pretty' }).click()
  await expect(response.getByRole('option', { name: /^Server/, selected: true })).toBeVisible()
  await response.focus()
  await page.keyboard.press('Control+c')
  expect(await pasted(page)).toBe('lab501')
  await page.getByRole('button', { name: 'Copy as hex' }).click()
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible()
  expect(await pasted(page)).toBe('53 65 72 76 65 72 3a 20 6c 61 62 35 30 31')
  await response.focus()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('region', { name: 'Field Server' })).toBeHidden()
})

test('a section says its title, to the pointer and to the keyboard; beside it stands the page of the handbook', async ({ served: { page } }) => {
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await page.getByRole('listbox', { name: 'Response, part by part' }).getByRole('option', { name: /^Content-Length/ }).click()
  const link = page.getByRole('region', { name: 'Field Content-Length' }).getByRole('link', { name: 'RFC 9110 §8.6' })
  const tip = page.getByRole('tooltip').filter({ hasText: 'HTTP Semantics' })
  await link.hover()
  await expect(tip).toHaveText(/^Content-Length RFC 9110, HTTP Semantics\.$/)
  await lookAt(page, 'section-tip')
  await tip.hover()
  await expect(tip).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(tip).toBeHidden()
  await page.mouse.move(0, 0)
  await page.keyboard.press('Shift')
  await link.focus()
  await expect(link).toHaveAccessibleDescription(/^Content-Length/)
  await link.blur()
  await expect(tip).toBeHidden()
  await page.getByRole('region', { name: 'Field Content-Length' }).getByRole('link', { name: 'Handbook: 411' }).click()
  await expect(page.getByRole('heading', { name: '411 Length Required' })).toBeVisible()
})

test('what a part means is said on hover, stays for the pointer, and goes with Escape', async ({ served: { page } }) => {
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  const line = page.getByRole('listbox', { name: 'Response, part by part' }).getByRole('option', { name: /^Content-Length/ })
  await line.hover()
  const tip = page.getByRole('tooltip').first()
  await expect(tip).toContainText('How many octets of content follow.')
  await lookAt(page, 'part-tip')
  await tip.hover()
  await expect(tip.getByRole('link', { name: 'RFC 9110 §8.6' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(tip).toBeHidden()
})

test('where there is room, octets stand beside what is laid out', async ({ served: { page } }) => {
  await page.setViewportSize({ width: 1920, height: 1000 })
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await page.getByLabel('Octets beside').check()
  await page.getByRole('listbox', { name: 'Request, part by part' }).getByRole('option', { name: 'FROBNICATE', exact: true }).click()
  await expect.poll(() => chosenText(page)).toBe('FROBNICATE')
  await page.getByRole('listbox', { name: 'Response, part by part' }).getByRole('option', { name: /^Date/ }).click()
  await expect.poll(() => chosenText(page)).toMatch(/^Date: /)
  await lookAt(page, 'part-beside')
})
