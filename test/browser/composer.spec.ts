// The composer as somebody uses it: suggested, warned, pasted, copied, sent in pieces, found again.
import { AxeBuilder } from '@axe-core/playwright'
import type { Locator, Page } from 'playwright/test'
import { rowsOf } from './learner.ts'
import { takePicture } from './picture.ts'
import { expect, test } from './served.ts'

const method = (page: Page) => page.getByRole('combobox', { name: 'Method' })
const target = (page: Page) => page.getByRole('textbox', { name: 'Target' })
const laidOut = (page: Page) => page.getByRole('region', { name: 'Request and response, laid out' })

async function sendAnd(page: Page, count: number): Promise<void> {
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(rowsOf(page)).toHaveCount(count)
}

/** What was copied last, as somebody sees it who pastes it. */
async function pasted(into: Locator): Promise<string> {
  await into.fill('')
  await into.press('Control+V')
  const text = await into.inputValue()
  await into.fill('')
  return text
}

test('by the keyboard alone: suggestions explain and never replace what was typed, and what is malformed is said and sent all the same', async ({ served: { page } }) => {
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeFocused()
  await method(page).focus()
  await page.keyboard.press('Control+A')
  await page.keyboard.type('get')
  const options = page.getByRole('listbox', { name: 'Suggestions: Method' }).getByRole('option')
  await expect(options.first()).toContainText(/GETsafe · cacheable · RFC 9110 §9.3.1/)
  await page.keyboard.press('Enter')
  // Nothing was chosen, so what was typed is sent as it stands.
  await expect(options).toHaveCount(0)
  await expect(rowsOf(page).first()).toContainText('get /widgets')

  await page.keyboard.press('Control+A')
  await page.keyboard.type('prop')
  await page.keyboard.press('ArrowDown')
  await expect(options.first()).toHaveAttribute('aria-selected', 'true')
  await expect(method(page)).toHaveAttribute('aria-activedescendant', await options.first().getAttribute('id') ?? '')
  await page.keyboard.press('Enter')
  await expect(method(page)).toHaveValue('PROPFIND')

  await page.getByRole('button', { name: 'Add a field' }).press('Enter')
  await page.keyboard.type('dep')
  await expect(page.getByRole('listbox', { name: 'Suggestions: Name of field 1' }).getByRole('option').first()).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('combobox', { name: 'Name of field 1' })).toHaveValue('Depth')
  await expect(page.getByRole('combobox', { name: 'Value of field 1' })).toBeFocused()
  await expect(page.getByRole('group', { name: 'Field lines' })).toContainText(/Depth .*RFC 4918/)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Escape')
  await page.keyboard.type('1')

  await target(page).fill('/wid gets')
  await expect(target(page)).toHaveAccessibleDescription(/A target cannot hold a blank. Written as %20 it can. RFC 9112 §3.2/)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Send it raw instead' }).press('Enter')
  await expect(rowsOf(page)).toHaveCount(2)
  await expect(rowsOf(page).last()).toContainText(/400.*raw/)
  await expect(page.getByRole('textbox', { name: 'Literal bytes of the request' })).toHaveAccessibleDescription(/Line 1: This is not method, target and version/)
})

test('content goes out in pieces, on a kept connection or on one of its own, and the capture shows it', async ({ served: { page } }) => {
  await method(page).fill('POST')
  await page.getByRole('button', { name: 'Add content' }).click()
  const content = page.getByRole('textbox', { name: /content/i })
  await page.getByText('JSON', { exact: true }).click()
  await content.fill('{"name":"cog",}')
  await expect(content).toHaveAccessibleDescription(/this is none: look at line 1, column 15/)
  await content.fill('{"name":"cog"}')
  await page.getByRole('button', { name: 'Lay it out' }).click()
  await expect(content).toHaveValue('{\n  "name": "cog"\n}')
  await page.getByRole('button', { name: 'On one line' }).click()
  const way = page.getByRole('button', { name: /^How it goes out/ })
  await way.click()
  await page.getByLabel('Send the content in pieces').check()
  await page.getByLabel('Octets each').fill('5')
  await page.getByLabel('Pause between, ms').fill('30')
  await page.keyboard.press('Escape')
  await expect(page.getByText(/^Added for you: Host: 127\.0\.0\.1:\d+, Connection, Transfer-Encoding: chunked$/)).toBeVisible()
  await sendAnd(page, 1)
  await expect(laidOut(page)).toContainText(/content-type\s*application\/json/i)
  await expect(laidOut(page)).toContainText(/transfer-encoding\s*chunked/i)
  await expect(laidOut(page)).toContainText('Content, 14 octets in chunks')

  const connection = () => page.getByText(/^connection \S+, request \d+ on it$/).innerText()
  await way.click()
  await page.getByLabel('Send the content in pieces').uncheck()
  await page.keyboard.press('Escape')
  await method(page).fill('FROBNICATE')
  await sendAnd(page, 2)
  await expect(laidOut(page)).toContainText('FROBNICATE /widgets')
  const kept = await connection()
  await sendAnd(page, 3)
  await expect(page.getByText(kept.replace(/request (\d+)/, (_, nth) => `request ${Number(nth) + 1}`))).toBeVisible()
  await way.click()
  await page.getByRole('group', { name: 'Connection' }).getByText('One of its own').click()
  await page.getByRole('group', { name: 'Version' }).getByText('HTTP/1.1').click()
  await page.keyboard.press('Escape')
  await sendAnd(page, 4)
  await expect(laidOut(page)).toContainText(/connection\s*close/i)
  expect((await connection()).split(',')[0]).not.toBe(kept.split(',')[0])
  await way.click()
  await page.getByRole('group', { name: 'Version' }).getByText('HTTP/1.0').click()
  await page.keyboard.press('Escape')
  await sendAnd(page, 5)
  await expect(laidOut(page)).toContainText('FROBNICATE /widgets HTTP/1.0')
})

test('what is pasted fills it in, says what is missing, and can be taken back; what is copied goes the other way', async ({ served: { page } }) => {
  const shelf = page.getByRole('button', { name: 'Fill from' })
  await shelf.click()
  await page.getByRole('tab', { name: 'Paste' }).click()
  const area = page.getByRole('textbox', { name: /^A curl command for any shell/ })
  await area.fill('hello')
  await page.getByRole('button', { name: 'Fill it in' }).click()
  await expect(area).toHaveAccessibleDescription('This is neither a curl command nor a request as an .http file holds it.')
  await area.fill('curl -kX PATCH https://api.example.org/widgets/7 -H \'Content-Type: application/json\' -d \'{"a": 1}\' | jq')
  await page.getByRole('button', { name: 'Fill it in' }).click()
  await expect(method(page)).toHaveValue('PATCH')
  await expect(target(page)).toHaveValue('/widgets/7')
  await expect(page.getByRole('status').filter({ hasText: 'Filled in from what you pasted' })).toContainText(/meant for api\.example\.org.*-k is not needed.*What follows \|/s)
  await page.getByRole('button', { name: 'Back to what stood here' }).click()
  await expect(method(page)).toHaveValue('FROBNICATE')

  // Each form says the request; the one for curl is pasted back into the target, where a whole command is no target.
  await method(page).fill('TRACE')
  await page.getByRole('button', { name: 'Add a field' }).click()
  await page.keyboard.type('Max-Forwards')
  await page.getByRole('combobox', { name: 'Value of field 1' }).fill('0')
  const copy = page.getByRole('button', { name: 'Copy as', exact: true })
  const texts: string[] = []
  for (const form of ['Copy as .http', 'Copy as undici', 'Copy as Python', 'Copy raw bytes']) {
    await copy.click()
    await expect(page.getByText('fetch does not send the method TRACE.')).toBeVisible()
    await page.getByRole('button', { name: form }).click()
    await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible()
    await page.keyboard.press('Escape')
    await shelf.click()
    await page.getByRole('tab', { name: 'Paste' }).click()
    texts.push(await pasted(area))
    await page.keyboard.press('Escape')
  }
  expect(texts).toEqual([expect.stringMatching(/^TRACE http:\/\/127\.0\.0\.1:\d+\/widgets HTTP\/1\.1\nMax-Forwards: 0\n/), expect.stringContaining("from 'undici'"), expect.stringContaining('import requests'), expect.stringMatching(/^TRACE \/widgets HTTP\/1\.1\nHost: /)])
  await copy.click()
  await page.getByRole('button', { name: 'Copy as curl' }).click()
  await page.keyboard.press('Escape')
  await method(page).fill('GET')
  await target(page).focus()
  await page.keyboard.press('Control+V')
  await expect(method(page)).toHaveValue('TRACE')
  await expect(target(page)).toHaveValue('/widgets')
})

test('what was sent is found again, and what has a name outlives the browser and the app', async ({ served }) => {
  const { page } = served
  await sendAnd(page, 1)
  await method(page).fill('DELETE')
  await target(page).fill('/widgets/7')
  await sendAnd(page, 2)
  const shelf = page.getByRole('button', { name: 'Fill from' })
  await shelf.click()
  const sent = page.getByRole('group', { name: 'Fill from' }).getByRole('listitem')
  await expect(sent).toHaveText([/DELETE \/widgets\/7/, /501.*FROBNICATE \/widgets/])
  await page.getByRole('searchbox', { name: 'Find a word in it' }).fill('501 frob')
  await expect(sent).toHaveCount(1)
  await sent.getByRole('button').click()
  await expect(method(page)).toHaveValue('FROBNICATE')

  await shelf.click()
  await page.getByRole('tab', { name: 'Saved' }).click()
  await page.getByRole('textbox', { name: 'Name for this request' }).fill('My first')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Rename My first' }).click()
  await page.keyboard.type('Nobody’s method')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Delete Nobody’s method' }).click()
  await expect(page.getByText('“Nobody’s method” is deleted.')).toBeVisible()
  await page.getByRole('button', { name: 'Bring it back' }).click()
  await expect(sent.getByRole('button', { name: /^Nobody’s method FROBNICATE/ })).toBeVisible()

  await page.evaluate(() => localStorage.clear())
  const again = await served.reopen('SIGKILL')
  await again.getByRole('link', { name: /^Continue/ }).or(again.getByRole('button', { name: /^Continue/ })).first().click()
  await method(again).fill('GET')
  await again.getByRole('button', { name: 'Fill from' }).click()
  await again.getByRole('tab', { name: 'Saved' }).click()
  await again.getByRole('button', { name: /^Nobody’s method FROBNICATE/ }).click()
  await expect(method(again)).toHaveValue('FROBNICATE')
})

const STATES: readonly { readonly name: string; readonly reach: (page: Page) => Promise<unknown> }[] = [
  { name: 'methods', reach: async page => {
    await method(page).fill('')
    await method(page).press('p')
    await method(page).press('ArrowDown')
  } },
  { name: 'warnings', reach: async page => {
    await method(page).fill('PO ST')
    await target(page).fill('/{id}')
    await page.getByRole('button', { name: 'Add a field' }).click()
    await page.keyboard.type('Content-Length')
    await page.getByRole('combobox', { name: 'Value of field 1' }).fill('3')
    await page.getByRole('button', { name: 'Add content' }).click()
    await page.getByText('JSON', { exact: true }).click()
    await page.getByRole('textbox', { name: /content/i }).fill('{"a": }')
  } },
  { name: 'fields', reach: async page => {
    await page.getByRole('button', { name: 'Add a field' }).click()
    await page.keyboard.type('acc')
    await page.keyboard.press('ArrowDown')
  } },
  { name: 'way', reach: async page => {
    await page.getByRole('button', { name: /^How it goes out/ }).click()
    await page.getByLabel('Send the content in pieces').check()
  } },
  { name: 'copy', reach: async page => {
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Copy as', exact: true }).click()
  } },
  { name: 'earlier', reach: async page => {
    await page.keyboard.press('Escape')
    await method(page).fill('GET')
    await target(page).fill('/widgets')
    await page.getByRole('button', { name: 'Remove field Content-Length' }).click()
    await sendAnd(page, 1)
    await page.getByRole('button', { name: 'Fill from' }).click()
  } },
  { name: 'saved', reach: async page => {
    await page.getByRole('tab', { name: 'Saved' }).click()
    await page.getByRole('textbox', { name: 'Name for this request' }).fill('My first')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: 'Delete My first' })).toBeVisible()
  } },
  { name: 'paste', reach: async page => {
    await page.getByRole('tab', { name: 'Paste' }).click()
    await page.getByRole('textbox', { name: /^A curl command/ }).fill('curl -F a=b http://127.0.0.1/')
    await page.getByRole('button', { name: 'Fill it in' }).click()
  } },
  { name: 'taken', reach: async page => {
    await page.getByRole('textbox', { name: /^A curl command/ }).fill('curl -kL http://example.org/a')
    await page.getByRole('button', { name: 'Fill it in' }).click()
    await expect(page.getByRole('button', { name: 'Back to what stood here' })).toBeVisible()
  } },
  { name: 'raw-warnings', reach: async page => {
    await page.getByText('Raw bytes', { exact: true }).click()
    await page.getByRole('textbox', { name: 'Literal bytes of the request' }).fill('GE T / HTTP/1.1\nA b\n')
  } },
]

for (const scheme of ['light', 'dark'] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme })
    test(`no state of the composer has an axe finding (${scheme})`, async ({ served: { page } }) => {
      await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeFocused()
      for (const { name, reach } of STATES) {
        await reach(page)
        await takePicture(page, `${scheme}-composer-${name}`)
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect(violations.map(({ id, nodes }) => `${name}: ${id} ${nodes.map(({ target: at }) => at.join(' ')).join(', ')}`)).toEqual([])
      }
    })
  })
}
