// The settings: contrast, size, and a language that finds texts which are in no catalogue, and those that have no room.
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright/test'
import { takePicture } from './picture.ts'
import { expect, test } from './served.ts'

const HASHES = ['#/home', '#/lab/reproduce-501', '#/playground', '#/server', '#/capture'] as const

/** Controls, labels and headings of the interface that do not come from the catalogue, and those that are cut off. */
const strays = (page: Page) => page.evaluate(() => {
  const texts: string[] = []
  const cut: string[] = []
  // What packs, learners and the wire say is theirs.
  const theirs = '[lang], code, pre, kbd, .bytes, .who, option, .brief, [data-theirs]'
  for (const element of document.querySelectorAll<HTMLElement>('button, label, legend, th, [role=tab], h2, h3, .label, .quiet')) {
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || element.closest(theirs)) continue
    const own = [...element.childNodes].filter(node => node.nodeType === Node.TEXT_NODE).map(node => node.textContent ?? '').join('').trim()
    if (/[A-Za-z]{3}/.test(own) && !own.includes('⟦') && !own.includes('⟧')) texts.push(own)
    const { overflowX } = getComputedStyle(element)
    if (overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1) cut.push(own)
  }
  return { texts, cut, wide: document.documentElement.scrollWidth > window.innerWidth }
})

test('every text of the interface is in the catalogue, and a longer one has room', async ({ served: { page } }) => {
  await page.evaluate(() => localStorage.setItem('lab501.tongue', '"pseudo"'))
  await page.reload()
  for (const hash of HASHES) {
    await page.evaluate(to => { location.hash = to }, hash)
    await expect(page.getByText('⟦').first()).toBeVisible()
    await takePicture(page, `pseudo-${hash.split('/')[1] ?? ''}`)
    expect({ hash, ...await strays(page) }).toEqual({ hash, texts: [], cut: [], wide: false })
  }
})

for (const scheme of ['light', 'dark'] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme })
    test(`with more contrast, and as large as a projector wants it, all is there (${scheme})`, async ({ served: { page } }) => {
      await page.getByRole('button', { name: 'Settings' }).click()
      await page.getByRole('group', { name: 'Contrast' }).getByText('More').click()
      await page.getByRole('group', { name: 'Size' }).getByText('Projector').click()
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Send', exact: true }).click()
      await expect(page.getByText('501 Not Implemented').first()).toBeVisible()
      await takePicture(page, `projector-${scheme}`)
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
      expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([])
    })
  })
}
