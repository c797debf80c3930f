// axe on each view and state, in light and dark: no finding at all. A picture of each is kept.
import { AxeBuilder } from '@axe-core/playwright'
import type { Locator, Page } from 'playwright/test'
import { rowsOf } from './learner.ts'
import { takePicture } from './picture.ts'
import { expect, test } from './served.ts'

const VIEWS: readonly { readonly name: string; readonly reach: (page: Page) => Promise<void> }[] = [
  { name: 'first-start', reach: async () => undefined },
  { name: 'sent', reach: async page => {
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await expect(page.getByText('501 Not Implemented').first()).toBeVisible()
  } },
  { name: 'evidence', reach: async page => page.getByRole('listitem').filter({ hasText: 'explains itself' }).getByRole('button').click() },
  { name: 'raw', reach: async page => page.getByRole('tab', { name: 'Raw' }).click() },
  { name: 'hex', reach: async page => page.getByRole('tab', { name: 'Hex' }).click() },
  { name: 'why', reach: async page => page.getByRole('tab', { name: 'Why' }).click() },
  { name: 'missed', reach: async page => {
    await page.getByRole('button', { name: 'Next: Write GET small' }).click()
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await expect(page.getByText('GET arrived in capitals.')).toBeVisible()
  } },
  { name: 'compare', reach: async page => page.getByRole('tab', { name: 'Compare' }).click() },
  { name: 'wrong-answer', reach: async page => {
    await page.getByLabel('The server corrects get to GET first.').check()
    await page.getByRole('button', { name: 'Answer', exact: true }).click()
    await expect(page.getByText('Then the answer would be 200.')).toBeVisible()
  } },
  { name: 'hints', reach: async page => {
    await page.getByRole('button', { name: /Take a hint/ }).click()
    await page.getByRole('button', { name: /Take the next hint/ }).click()
  } },
  { name: 'raw-composer', reach: async page => page.getByText('Raw bytes').click() },
  { name: 'unsendable', reach: async page => {
    await page.getByText('Parts', { exact: true }).click()
    await page.getByRole('combobox', { name: 'Method' }).fill('CONNECT')
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await expect(page.getByRole('button', { name: 'Send it raw instead' })).toBeVisible()
  } },
  { name: 'keys', reach: async page => page.getByRole('button', { name: /Keys/ }).click() },
  { name: 'home', reach: async page => {
    await page.keyboard.press('Escape')
    await page.getByRole('link', { name: 'All labs' }).first().click()
    await expect(page.getByText('You left at')).toBeVisible()
  } },
  { name: 'server-to-be-edited', reach: async page => {
    await page.getByRole('link', { name: 'Fix the server', exact: true }).click()
    await page.getByRole('button', { name: 'Next: Mend the tables' }).click()
    const tables = page.getByRole('group', { name: 'What office can do' })
    await tables.getByRole('checkbox', { name: 'office implements PUT' }).click()
    await expect(tables.getByText('Not applied yet')).toBeVisible()
  } },
]

for (const scheme of ['light', 'dark'] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme })
    test(`no view has an axe finding (${scheme})`, async ({ served: { page } }) => {
      test.setTimeout(300_000)
      for (const { name, reach } of VIEWS) {
        await reach(page)
        await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
        await takePicture(page, `${scheme}-${name}`)
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect(violations.map(({ id, impact, nodes }) => `${name}: ${id} (${impact}) ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual([])
      }
    })
  })
}

test('at 200 % and on a narrow window nothing is lost', async ({ served: { page } }) => {
  await page.setViewportSize({ width: 640, height: 400 })
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(rowsOf(page)).toHaveCount(1)
  await takePicture(page, 'narrow')
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
})

test('in the colours of the system, what is chosen and what is marked can still be told', async ({ served: { page } }) => {
  await page.emulateMedia({ forcedColors: 'active' })
  /** What tells one from its neighbours where backgrounds, shadows and colours are the system's. */
  const looks = (what: Locator) => what.first().evaluate(element => {
    const { backgroundColor, outlineStyle, borderColor } = getComputedStyle(element)
    return `${backgroundColor} ${outlineStyle} ${borderColor}`
  })
  const differ = async (one: Locator, other: Locator) => { expect(await looks(one)).not.toBe(await looks(other)) }
  const steps = page.getByRole('navigation', { name: 'Steps' }).getByRole('button')
  await differ(steps.nth(0), steps.nth(1))
  const forms = page.getByRole('group', { name: 'Form of the request' }).locator('span')
  await differ(forms.nth(0), forms.nth(1))
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await page.getByRole('button', { name: 'show the bytes' }).first().click()
  for (const tab of ['Raw', 'Hex']) {
    await page.getByRole('tab', { name: tab }).click()
    await page.getByText('Response', { exact: true }).last().click()
    const panel = page.getByRole('tabpanel').last()
    await differ(panel.locator('.marked'), panel.locator('span:not([class*=marked]):not(:has(.marked))').last())
    await takePicture(page, `forced-${tab.toLowerCase()}`)
  }
  await page.keyboard.press('Control+k')
  const commands = page.getByRole('dialog').getByRole('option')
  await differ(commands.nth(0), commands.nth(1))
  await takePicture(page, 'forced-palette')
})
