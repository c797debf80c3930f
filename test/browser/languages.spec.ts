// The settings: contrast, size, and the languages of the interface: nothing said beside the catalogues, and room for longer words.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright/test'
import { english } from '../../electron/model/phrases-en.ts'
import { takePicture } from './picture.ts'
import { expect, test } from './served.ts'
import { NO_STRAYS, straysOf } from './strays.ts'

/** Each view, and what is there once it is whole. */
const VIEWS = [
  ['#/home', 'main .path li'], ['#/lab/reproduce-501', 'main h1, [data-scroller] h1'], ['#/playground', '[role=tabpanel] .label'], ['#/server', 'main input'], ['#/capture', 'main .button'],
  ['#/handbook/501', 'article h1'], ['#/handbook/methods', 'article table'], ['#/rules', 'nav.rules li'], ['#/class', 'main .button'],
] as const
const LOOKS = ['pretty', 'raw', 'hex', 'why', 'notes', 'ladder', 'compare', 'charts'] as const
const TOOLS = ['text', 'statuses', 'methods', 'contract', 'conformance', 'notes', 'playgrounds', 'topology'] as const
/** How a laptop shows it, the same at 200 %, and how a narrow window does. */
const SIZES = [{ width: 1280, height: 800 }, { width: 640, height: 400 }, { width: 400, height: 800 }] as const
const LOCALES = join(import.meta.dirname, '../../renderer/locales')
const textsIn = (file: string) => JSON.parse(readFileSync(join(LOCALES, file), 'utf8')) as Record<string, string>

/** English texts that another language says otherwise. */
function englishBeside(language: string): { readonly isOne: readonly string[] } {
  const [own, other] = [{ ...english, ...textsIn('en.json'), ...textsIn('en-late.json') }, { ...textsIn(`${language}/core.json`), ...textsIn(`${language}/page.json`) }]
  return { isOne: Object.entries(own).filter(([id, text]) => other[id] !== text && !text.includes('{') && text.length > 2).map(([, text]) => text) }
}

/** Goes through the views, looks and tools in a language. @returns what is odd there */
async function oddIn(page: Page, language: string, sizes: readonly { readonly width: number; readonly height: number }[]): Promise<unknown[]> {
  const words = textsIn(`${language}/page.json`)
  const called = (id: string) => words[id] ?? ''
  const [odd, stray]: [unknown[], ReturnType<typeof englishBeside>] = [[], englishBeside(language)]
  const look = async (what: string, width: number) => {
    await expect(page.getByText(called('bench.opening'))).toHaveCount(0)
    await takePicture(page, `${language}-${width}-${what}`)
    const strays = await straysOf(page, stray)
    if (JSON.stringify(strays) !== JSON.stringify(NO_STRAYS)) odd.push({ what, width, ...strays })
  }
  for (const size of sizes) {
    await page.setViewportSize(size)
    await page.evaluate(() => { location.hash = '#/lab/reproduce-501' })
    for (const id of LOOKS) {
      await page.getByRole('tab', { name: called(`look.${id}`) }).click()
      await expect(page.getByRole('tabpanel').last()).not.toBeEmpty()
      await look(id, size.width)
    }
    for (const [hash, whole] of VIEWS) {
      await page.evaluate(to => { location.hash = to }, hash)
      await expect(page.locator(whole).first()).toBeVisible()
      await look(hash.slice(2).replace('/', '-'), size.width)
      if (hash !== '#/playground') continue
      for (const id of TOOLS) {
        await page.getByRole('tablist', { name: called('bench.tools') }).getByRole('tab', { name: called(`bench.tool-${id}`), exact: true }).click()
        await expect(page.getByRole('tabpanel').first()).not.toBeEmpty()
        await look(`tool-${id}`, size.width)
      }
    }
  }
  return odd
}

test('every text of the interface is in the catalogue, and a longer one has room', async ({ served: { page } }) => {
  await page.evaluate(() => localStorage.setItem('lab501.tongue', '"pseudo"'))
  await page.reload()
  const found: unknown[] = []
  for (const [hash, whole] of VIEWS) {
    await page.evaluate(to => { location.hash = to }, hash)
    await expect(page.locator(whole).first()).toBeVisible()
    await expect(page.getByText('⟦').first()).toBeVisible()
    await takePicture(page, `pseudo-${hash.split('/')[1] ?? ''}`)
    found.push({ hash, ...await straysOf(page, { lacks: '⟦' }) })
  }
  expect(found).toEqual(VIEWS.map(([hash]) => ({ hash, ...NO_STRAYS })))
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

  const method = page.getByRole('combobox', { name: 'Methode', exact: true })
  await method.fill('get')
  await page.getByRole('button', { name: 'Senden', exact: true }).click()
  await expect(page.getByText('Bei Methoden zählt Groß- und Kleinschreibung: get ist nicht GET.', { exact: false })).toBeVisible()
  expect(await oddIn(page, 'de', SIZES)).toEqual([])
  await page.evaluate(() => { location.hash = '#/server' })
  await page.getByLabel('Seine Adresse').fill('http://10.0.0.1/')
  await page.getByRole('button', { name: 'Diesen Server ansehen' }).click()
  await expect(page.getByText('10.0.0.1 ist nicht dieser Rechner', { exact: false })).toBeVisible()
  await page.evaluate(() => { location.hash = '#/lab/nope' })
  await expect(page.getByText('es gibt keine Übung „nope“', { exact: false })).toBeVisible()
  await page.setViewportSize(SIZES[0])
  await page.keyboard.press('Control+K')
  await expect(page.getByRole('dialog')).toBeVisible()
  expect(await straysOf(page, englishBeside('de'))).toEqual(NO_STRAYS)
  await page.keyboard.press('Escape')
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([])
  await page.reload()
  await expect(page.getByRole('button', { name: 'Einstellungen' })).toBeVisible()
})

test('a lab that is not there is told of in the same words, however long its name is', async ({ served: { page } }) => {
  for (const name of ['nope', 'x'.repeat(300)]) {
    await page.evaluate(to => { location.hash = `#/lab/${to}` }, name)
    await expect(page.getByText(`there is no lab "${name.slice(0, 100)}"`, { exact: false })).toBeVisible()
  }
  await page.setViewportSize({ width: 400, height: 800 })
  await takePicture(page, 'lab-long-name')
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
})

test('keys are called as they stand on the keyboard of the language', async ({ served: { page } }) => {
  const shown = async (tongue: string, heading: string) => {
    await page.evaluate(chosen => localStorage.setItem('lab501.tongue', `"${chosen}"`), tongue)
    await page.reload()
    await page.getByRole('banner').getByText('?', { exact: true }).click()
    await expect(page.getByRole('heading', { name: heading, exact: true })).toBeVisible()
    await takePicture(page, `keys-${tongue}`)
    return [await page.locator('.sheet kbd').allTextContents(), await page.getByRole('banner').locator('kbd').first().textContent()]
  }
  expect(await shown('de', 'Tasten')).toEqual([expect.arrayContaining(['Strg K', 'Strg ⏎', 'Umschalt F6', 'F6']), 'Strg K'])
  expect(await shown('zh-CN', '快捷键')).toEqual([expect.arrayContaining(['Ctrl K', 'Ctrl ⏎', 'Shift F6']), 'Ctrl K'])
  expect(await shown('en', 'Keys')).toEqual([expect.arrayContaining(['Ctrl K', 'Ctrl ⏎', 'Shift F6']), 'Ctrl K'])
})

test('at 200 % on a laptop, nothing of a page in Chinese is English, cut off or out of its place', async ({ served: { page } }) => {
  test.setTimeout(300_000)
  await page.evaluate(() => localStorage.setItem('lab501.tongue', '"zh-CN"'))
  await page.reload()
  await page.getByRole('button', { name: '发送', exact: true }).click()
  await expect(page.getByText('501 Not Implemented').first()).toBeVisible()
  expect(await oddIn(page, 'zh-CN', SIZES.slice(1, 2))).toEqual([])
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
