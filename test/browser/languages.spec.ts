// The settings: contrast, size, and the languages of the interface: nothing said beside the catalogues, and room for longer words.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright/test'
import { english } from '../../electron/model/phrases-en.ts'
import { takePicture } from './picture.ts'
import { expect, test } from './served.ts'

/** Each view, and what is there once it is whole. */
const VIEWS = [
  ['#/home', 'main .path li'], ['#/lab/reproduce-501', 'main h1, [data-scroller] h1'], ['#/playground', '[role=tabpanel] .label'], ['#/server', 'main input'], ['#/capture', 'main .button'],
  ['#/handbook/501', 'article h1'], ['#/rules', 'nav.rules li'], ['#/class', 'main .button'],
] as const
/** How a laptop shows it, and how a narrow window does. */
const SIZES = [{ width: 1280, height: 800 }, { width: 400, height: 800 }] as const
const LOCALES = join(import.meta.dirname, '../../renderer/locales')
const textsIn = (file: string) => JSON.parse(readFileSync(join(LOCALES, file), 'utf8')) as Record<string, string>

/** Texts of the interface that `isStray` finds, those that are cut off, and whether the page is wider than its window. */
const strays = (page: Page, isStray: { readonly lacks: string } | { readonly isOne: readonly string[] }) => page.evaluate(stray => {
  const texts: string[] = []
  const cut: string[] = []
  const isOne = new Set('isOne' in stray ? stray.isOne : [])
  const isOdd = (text: string) => ('lacks' in stray ? /[A-Za-z]{3}/.test(text) && !text.includes(stray.lacks) : isOne.has(text))
  // What packs, learners and the wire say is theirs.
  const theirs = ':not(html)[lang], code, pre, kbd, .bytes, .who, option, .brief, [data-theirs]'
  for (const element of document.querySelectorAll<HTMLElement>('button, a, label, legend, th, dt, summary, p, li, span, b, [role=tab], h1, h2, h3, .label, .quiet')) {
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || element.closest(theirs)) continue
    const own = [...element.childNodes].filter(node => node.nodeType === Node.TEXT_NODE).map(node => node.textContent ?? '').join('').trim()
    if (isOdd(own) || isOdd(element.getAttribute('aria-label') ?? '') || isOne.has(element.title)) texts.push(`${own} ${element.getAttribute('aria-label') ?? ''} ${element.title}`.trim())
    const { overflowX } = getComputedStyle(element)
    if (own !== '' && !element.closest('.said-only') && overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1) cut.push(own)
  }
  return { texts, cut, wide: document.documentElement.scrollWidth > window.innerWidth }
}, isStray)

const NOTHING = { texts: [], cut: [], wide: false }

test('every text of the interface is in the catalogue, and a longer one has room', async ({ served: { page } }) => {
  await page.evaluate(() => localStorage.setItem('lab501.tongue', '"pseudo"'))
  await page.reload()
  const found: unknown[] = []
  for (const [hash, whole] of VIEWS) {
    await page.evaluate(to => { location.hash = to }, hash)
    await expect(page.locator(whole).first()).toBeVisible()
    await expect(page.getByText('⟦').first()).toBeVisible()
    await takePicture(page, `pseudo-${hash.split('/')[1] ?? ''}`)
    found.push({ hash, ...await strays(page, { lacks: '⟦' }) })
  }
  expect(found).toEqual(VIEWS.map(([hash]) => ({ hash, ...NOTHING })))
})

test('the interface speaks German once it is chosen: said everywhere, with room in a narrow window too, and fetched not before', async ({ served: { page } }) => {
  test.setTimeout(300_000)
  const scripts: Promise<string>[] = []
  page.on('response', response => { if (response.url().endsWith('.js')) scripts.push(response.text().catch(() => '')) })
  await page.reload()
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeVisible()
  const isFetched = async () => (await Promise.all(scripts)).some(script => script.includes('Mitschnitt'))
  expect(scripts.length).toBeGreaterThan(0)
  expect(await isFetched()).toBe(false)

  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByLabel('Language').selectOption('de')
  await expect(page.locator('html')).toHaveAttribute('lang', 'de')
  await page.keyboard.press('Escape')
  expect(await isFetched()).toBe(true)
  await page.getByRole('button', { name: 'Senden', exact: true }).click()
  await expect(page.getByText('501 Not Implemented').first()).toBeVisible()
  await expect(page.getByText('Erfüllt', { exact: true }).first()).toBeVisible()
  // What the pack says stays what it is, and says so.
  await expect(page.getByRole('heading', { level: 1 })).toHaveAttribute('lang', 'en')

  const [page1, german] = [{ ...textsIn('en.json'), ...textsIn('en-late.json') }, { ...textsIn('de/core.json'), ...textsIn('de/page.json') }]
  const isOne = Object.entries({ ...english, ...page1 }).filter(([id, text]) => german[id] !== text && !text.includes('{') && text.length > 2).map(([, text]) => text)
  const method = page.getByRole('combobox', { name: 'Methode', exact: true })
  await method.fill('get')
  await page.getByRole('button', { name: 'Senden', exact: true }).click()
  await expect(page.getByText('Bei Methoden zählt Groß- und Kleinschreibung: get ist nicht GET.', { exact: false })).toBeVisible()
  const lookedAt = async (what: string, width: number) => {
    await expect(page.getByText('Wird geöffnet …')).toHaveCount(0)
    await takePicture(page, `german-${width}-${what}`)
    expect({ what, width, ...await strays(page, { isOne }) }).toEqual({ what, width, ...NOTHING })
  }
  for (const size of SIZES) {
    await page.setViewportSize(size)
    await page.evaluate(() => { location.hash = '#/lab/reproduce-501' })
    for (const look of ['Lesbar', 'Roh', 'Hex', 'Warum', 'Anmerkungen', 'Ablauf', 'Vergleich', 'Diagramme']) {
      await page.getByRole('tab', { name: look }).click()
      await expect(page.getByRole('tabpanel').last()).not.toBeEmpty()
      await lookedAt(look, size.width)
    }
    for (const [hash, whole] of VIEWS) {
      await page.evaluate(to => { location.hash = to }, hash)
      await expect(page.locator(whole).first()).toBeVisible()
      await lookedAt(hash.split('/')[1] ?? '', size.width)
      if (hash !== '#/playground') continue
      for (const tool of ['Text', 'Statuscodes', 'Audit', 'Vertrag', 'Konformität', 'Anmerkungen', 'Spielplätze', 'Topologie']) {
        await page.getByRole('tablist', { name: 'Werkzeuge der Werkbank' }).getByRole('tab', { name: tool, exact: true }).click()
        await expect(page.getByRole('tabpanel').first()).not.toBeEmpty()
        await lookedAt(`tool-${tool}`, size.width)
      }
    }
  }
  await page.setViewportSize(SIZES[0])
  await page.keyboard.press('Control+K')
  await expect(page.getByRole('dialog')).toBeVisible()
  await lookedAt('Befehle', SIZES[0].width)
  await page.keyboard.press('Escape')
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([])
  await page.reload()
  await expect(page.getByRole('button', { name: 'Einstellungen' })).toBeVisible()
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
