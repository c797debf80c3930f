// The command palette, by the keyboard alone: what can be done is found by a few letters and done; what cannot says why.
import { setTimeout as pass } from 'node:timers/promises'
import type { Page } from 'playwright/test'
import { rowsOf } from './learner.ts'
import { lookAt } from './picture.ts'
import { expect, test } from './served.ts'

const palette = (page: Page) => page.getByRole('dialog', { name: 'Commands' })
const wanted = (page: Page) => palette(page).getByRole('combobox')
const active = (page: Page) => palette(page).locator('[role=option][aria-selected=true]')

async function open(page: Page, typed = ''): Promise<void> {
  await page.keyboard.press('Control+k')
  await expect(wanted(page)).toBeFocused()
  await page.keyboard.type(typed)
}

/** What a screen reader is told: the option that the combobox names. */
async function expectActive(page: Page, name: RegExp): Promise<void> {
  await expect(active(page)).toHaveText(name)
  await expect(wanted(page)).toHaveAttribute('aria-activedescendant', await active(page).getAttribute('id') ?? '')
}

async function perform(page: Page, typed: string, name: RegExp): Promise<void> {
  await open(page, typed)
  await expectActive(page, name)
  await page.keyboard.press('Enter')
}

test('everything is reached from the palette by keyboard alone', async ({ served: { page } }) => {
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeFocused()

  // What does not hold yet says why, and does nothing.
  await open(page, 'compare')
  await expect(active(page)).toContainText('Nothing was sent yet.')
  await expect(active(page)).toHaveAttribute('aria-disabled', 'true')
  await page.keyboard.press('Enter')
  await expect(palette(page)).toBeVisible()
  await lookAt(page, 'palette-hindered')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeFocused()

  await perform(page, 'send', /^Send the request/)
  await expect(rowsOf(page)).toHaveCount(1)
  await perform(page, 'str', /^Send the request/)
  await expect(rowsOf(page)).toHaveCount(2)
  await perform(page, 'previous', /^Previous exchange/)
  await expect(rowsOf(page).first()).toHaveAttribute('aria-selected', 'true')
  await perform(page, 'hex', /^Hex/)
  await expect(page.getByRole('tab', { name: 'Hex' })).toBeFocused()
  await expect(page.getByRole('tab', { name: 'Hex' })).toHaveAttribute('aria-selected', 'true')

  // What was used last stands first; what was typed is not remembered.
  await open(page)
  await expect(palette(page).getByRole('option').first()).toContainText('Hex')
  await expect(wanted(page)).toHaveValue('')
  await lookAt(page, 'palette')
  await page.keyboard.press('Control+k')
  await expect(palette(page)).toBeHidden()
  expect(await page.evaluate(() => localStorage.getItem('lab501.palette.recent'))).toBe('["look-hex","previous","send"]')

  // Opened again before the browser told that it had closed.
  await open(page)
  await page.evaluate(() => {
    const press = () => document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true, bubbles: true }))
    press()
    press()
  })
  await expect(wanted(page)).toBeFocused()
  await page.keyboard.type('hex')
  await expect(wanted(page)).toHaveValue('hex')
  await page.keyboard.press('Escape')
  await expect(palette(page)).toBeHidden()

  // A word about what came of it, without leaving.
  await perform(page, 'copy curl', /^Copy as curl/)
  await expect(palette(page).getByRole('status')).toHaveText('Copied')
  // The page may not read the clipboard, so the line is pasted.
  await page.keyboard.press('Control+A')
  await page.keyboard.press('Control+V')
  await expect(wanted(page)).toHaveValue(/^curl -i .*-X FROBNICATE/)
  await page.keyboard.press('Escape')

  await perform(page, 'dark', /^Dark/)
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await perform(page, 'system', /^System/)
  await perform(page, 'begin canary', /^A gateway with a canary/)
  await expect(page).toHaveURL(/#\/playground$/)
  await expect(page.getByRole('textbox', { name: 'Target', exact: true })).toHaveValue('/widgets/7')

  // From a lab to a page of the handbook, to a tool of the workbench, to another lab.
  await perform(page, '405 handbook', /^405/)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('405')
  await perform(page, 'playgr', /^Playground/)
  await expect(page.getByRole('tab', { name: 'Topology' })).toBeVisible()
  await perform(page, 'begin cache 501', /^A cache before a 501 that may be stored/)
  await expect(page.getByRole('textbox', { name: 'Target', exact: true })).toHaveValue('/reports')
  await expect(page.getByRole('textbox', { name: 'Name of this playground' })).toHaveValue('A cache before a 501 that may be stored')
  await perform(page, 'conform', /^Conformance/)
  await expect(page.getByRole('tab', { name: 'Conformance' })).toBeFocused()
  await perform(page, '501 or 405?', /^501 or 405\?/)
  await expect(page).toHaveURL(/#\/lab\//)
  await expect(page.getByRole('region', { name: 'Step' }).getByText('501 or 405?', { exact: true })).toBeVisible()

  // A dialog is in front of everything: no key acts behind it.
  await perform(page, 'send', /^Send the request/)
  await perform(page, 'save capt', /^Save capture/)
  await expect(page.getByRole('button', { name: /^Save .*\.lab501\.json$/ })).toBeVisible()
  await page.keyboard.press('Control+k')
  await expect(palette(page)).toBeHidden()
  await page.keyboard.press('Escape')

  await open(page, 'zzzz')
  await expect(palette(page).getByRole('status')).toContainText('Nothing here fits that.')
  await expect(palette(page).getByRole('option')).toHaveCount(0)
})

test('the palette fits a narrow window, and goes through all of its lines by keys', async ({ served: { page } }) => {
  await page.setViewportSize({ width: 400, height: 700 })
  await open(page)
  // All that is asked of the core is there.
  let before = 0
  await expect.poll(async () => {
    const now = Number(await active(page).getAttribute('aria-setsize'))
    const isSame = now > 70 && now === before
    before = now
    return isSame
  }, { intervals: [700] }).toBe(true)
  const count = Number(await active(page).getAttribute('aria-setsize'))
  await page.keyboard.press('ArrowUp')
  await expect(active(page)).toHaveAttribute('aria-posinset', String(count))
  await expect(active(page)).toBeInViewport()
  await lookAt(page, 'palette-narrow')
  await page.keyboard.press('ArrowDown')
  await expect(active(page)).toHaveAttribute('aria-posinset', '1')
  await page.keyboard.press('PageDown')
  await expect(active(page)).toHaveAttribute('aria-posinset', '9')
  await expect(active(page)).toBeInViewport()
})

test('who goes elsewhere before the start is decided arrives there, and everything is at hand', async ({ served: { page } }) => {
  const held: (() => void)[] = []
  await page.routeWebSocket(/\/bridge$/, socket => {
    const core = socket.connectToServer()
    // The list of labs decides where a person begins.
    socket.onMessage(message => { if (String(message).includes('"labs.list"')) held.push(() => core.send(message)); else core.send(message) })
  })
  // It is decided while the view elsewhere is on its way.
  await page.route(/\/HandbookView[^/]*\.js$/, async route => {
    for (const go of held) go()
    await pass(500)
    await route.continue()
  })
  await page.evaluate(() => { location.hash = '#/' })
  await page.reload()
  await page.getByRole('link', { name: 'Handbook', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/501/)
  await perform(page, 'playground', /^Playground/)
  await expect(page).toHaveURL(/#\/playground/)
})
