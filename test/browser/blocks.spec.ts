// What an author places in a text: each block as a person sees, presses and hears it.
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Locator, Page } from 'playwright/test'
import { rowsOf } from './learner.ts'
import { takePicture } from './picture.ts'
import { expect, test } from './served.ts'

test.use({ packs: join(import.meta.dirname, 'packs-blocks') })

const step = (page: Page): Locator => page.getByRole('region', { name: 'Step', exact: true })

test.beforeEach(async ({ served: { page } }) => {
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeFocused()
  await page.evaluate(() => { location.hash = '#/lab/tour' })
  await expect(page.getByRole('heading', { level: 1, name: 'Ask, and see who answers' })).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Target' })).toHaveValue('/orders')
})

test('what waits for the learner says so, and what is placed is not shown again', async ({ served: { page } }) => {
  const text = step(page)
  await expect(text.getByRole('img', { name: /^Stripes/ })).toBeVisible()
  expect(await text.getByRole('img', { name: /^Stripes/ }).evaluate((image: HTMLImageElement) => [image.naturalWidth, new URL(image.src).protocol])).toEqual([480, 'data:'])
  await expect(text.getByText('The way of your request stands here once it was sent.')).toBeVisible()
  await expect(text.getByText('The exchange stands here once it was made.')).toHaveCount(2)
  await expect(text.getByRole('listitem').filter({ hasText: 'The shop answers 501' })).toHaveCount(1)
  await expect(text.getByRole('group', { name: 'Who says 501?' })).toHaveCount(1)
  await expect(text.getByRole('button', { name: /Take a hint/ })).toHaveCount(1)
  await expect(text.getByRole('listitem').filter({ hasText: 'It answers 200' })).toHaveCount(1)
  await expect(text.getByRole('heading', { name: 'What this step asks for' })).toBeVisible()
  await expect(text.getByRole('note', { name: 'RFC 9110 §15.6.2' })).toContainText('no code')
  await expect(text.getByRole('note').getByRole('link')).toHaveAttribute('href', 'https://www.rfc-editor.org/rfc/rfc9110.html#section-15.6.2')
})

test('a request is sent from the text, and everything in it that waited is there', async ({ served: { page } }) => {
  const text = step(page)
  await text.getByRole('button', { name: 'Send BREW /orders' }).click()
  await expect(rowsOf(page)).toContainText([/501\s*BREW \/orders/])
  await expect(page.getByRole('combobox', { name: 'Method' })).toHaveValue('BREW')
  await expect(text.getByRole('listitem').filter({ hasText: 'The shop answers 501' })).toContainText('Met')

  const way = text.getByRole('region', { name: 'The way of your last request, in the order of time' }).getByRole('listitem')
  await expect(way).toHaveText([/client to edge:.*BREW \/orders/s, /edge:.*Via/s, /edge to shop:.*BREW \/orders/s, /shop:.*answered/s, /shop to edge:.*501 Not Implemented/s, /edge:.*Via/s, /edge to client:.*501 Not Implemented/s])
  await expect(text.getByRole('region', { name: 'Who says what to whom, in the order of time' }).getByRole('listitem')).toHaveText([
    /client to edge: BREW \/orders/, /edge to shop: BREW \/orders/, /shop: implements no BREW/, /shop to edge: 501/, /edge: adds Via/, /edge to client: 501/,
  ])
  await way.filter({ hasText: 'shop to edge' }).getByRole('button').click()
  await expect(page.getByRole('radio', { name: 'Hop from edge to shop: BREW, 501' })).toBeChecked()

  const card = text.getByRole('figure', { name: 'An exchange of yours' }).first()
  await expect(card).toContainText(/BREW \/orders.*501 Not Implemented.*Content-Type: application\/problem\+json.*no Allow.*shop/s)
  await card.getByRole('button', { name: 'Look at it' }).click()
  await expect(card.getByRole('button', { name: 'Look at it' })).toHaveAttribute('aria-pressed', 'true')
  await takePicture(page, 'blocks-sent')

  const group = text.getByRole('group', { name: 'Who says 501?' })
  await group.getByRole('radio', { name: 'The shop' }).check()
  await text.getByRole('button', { name: 'Answer', exact: true }).click()
  await expect(text.locator('form')).toContainText('Right')
  await text.getByRole('button', { name: /Take a hint/ }).click()
  await expect(text.getByText('Hint 1 of 2')).toBeVisible()
})

test('a matrix of what was asked fills as it is asked, and leads to the exchange; one of the scenario is there at once', async ({ served: { page } }) => {
  const text = step(page)
  const probes = text.getByRole('grid', { name: 'What you have asked so far' })
  await expect(probes.getByRole('gridcell', { name: 'PUT /orders: not asked yet' })).toBeVisible()
  await expect(probes.getByRole('button')).toHaveCount(0)
  await page.getByRole('combobox', { name: 'Method' }).fill('PUT')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(rowsOf(page)).toHaveCount(1)
  await text.getByRole('button', { name: 'Send BREW /orders' }).click()
  await expect(probes.getByRole('button')).toHaveText([/^405shop/, /^501shop/])
  await probes.getByRole('button', { name: 'PUT /orders: 405 Method Not Allowed, from shop. Look at it' }).press('Enter')
  await expect(rowsOf(page).first()).toHaveAttribute('aria-selected', 'true')

  const declared = text.getByRole('grid', { name: 'What shop declares' })
  await expect(declared.getByRole('columnheader')).toHaveText(['Target', 'GET', 'PUT', 'BREW'])
  await expect(declared.getByRole('row').nth(1).getByRole('gridcell')).toHaveText([/200/, /405/, /501/])
  await expect(declared.getByRole('row').nth(2).getByRole('gridcell')).toHaveText([/200/, /204/, /501/])
  await expect(declared.getByRole('row', { name: /^\/sale/ }).getByRole('gridcell')).toHaveText([/501/, /405/, /501/])
  await declared.scrollIntoViewIfNeeded()
  await takePicture(page, 'blocks-matrix')
})

for (const scheme of ['light', 'dark'] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme, viewport: { width: 1400, height: 2400 } })
    test(`axe finds nothing in the blocks, at any width (${scheme})`, async ({ served: { page } }) => {
      const text = step(page)
      await takePicture(page, `blocks-before-${scheme}`)
      const before = await new AxeBuilder({ page }).analyze()
      await text.getByRole('button', { name: 'Send BREW /orders' }).click()
      await expect(text.getByRole('listitem').filter({ hasText: 'The shop answers 501' })).toContainText('Met')
      await expect(text.getByRole('figure', { name: 'An exchange of yours' }).first()).toContainText('501')
      await takePicture(page, `blocks-${scheme}`)
      const after = await new AxeBuilder({ page }).analyze()
      await page.setViewportSize({ width: 640, height: 900 })
      await text.getByRole('grid', { name: 'What shop declares' }).scrollIntoViewIfNeeded()
      await takePicture(page, `blocks-narrow-${scheme}`)
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
      expect([...before.violations, ...after.violations].map(({ id, nodes }) => `${id} ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual([])
    })
  })
}

test('a lab in two languages: chosen in the page, remembered, told in the verdicts; what is missing falls back', async ({ served: { page } }) => {
  await page.evaluate(() => { location.hash = '#/lab/teapot' })
  await expect(page.getByRole('heading', { level: 1, name: 'Ask it to brew' })).toBeVisible()
  await page.getByRole('combobox', { name: 'Language of the text' }).selectOption({ label: 'Deutsch' })
  await expect(page.getByRole('heading', { level: 1, name: 'Bitte sie zu brühen' })).toBeVisible()
  const text = step(page)
  for (const [at, words] of ['Eine Küche hört auf http:', 'Sende BREW an die Kanne'].entries()) await expect(text.locator('div[lang=de]').nth(at)).toContainText(words)
  await expect(text.getByRole('group', { name: 'What will happen?' })).toContainText(/Was bekommt BREW \/pot\?.*501 Not Implemented/s)
  // What is asked for waits for the prediction where the text has it, too.
  await expect(text.getByText('What this step asks for would give the answer away.')).toHaveCount(2)
  await expect(text.getByText('Die Kanne antwortet')).toHaveCount(0)
  await text.getByRole('radio', { name: '501 Not Implemented' }).check()
  await text.getByRole('button', { name: 'Send BREW /pot' }).click()
  await expect(text.getByRole('listitem').filter({ hasText: 'Die Kanne antwortet auf BREW mit 501.' })).toContainText(/Met.*Die Küche implementiert es/s)
  await text.getByRole('button', { name: /Take a hint/ }).click()
  await expect(text.getByText('Was sagt das erste Wort?')).toBeVisible()
  await takePicture(page, 'languages-de')

  await page.getByRole('link', { name: 'All labs' }).first().click()
  await expect(page.getByText('Frag eine Teekanne').first()).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Zwei Sprachen' })).toBeVisible()
  await page.evaluate(() => { location.hash = '#/lab/teapot' })
  await expect(page.getByRole('heading', { level: 1, name: 'Bitte sie zu brühen' })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('heading', { level: 1, name: 'Bitte sie zu brühen' })).toBeVisible()
  await page.getByRole('combobox', { name: 'Language of the text' }).selectOption({ label: 'English' })
  await expect(text.getByRole('listitem').filter({ hasText: 'The pot answers 501 to BREW.' })).toContainText('Met')
  await expect(text.getByText('What does the first word say?')).toBeVisible()
})
