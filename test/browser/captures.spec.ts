// A capture goes out without its secrets and comes in as a browser wrote it.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Locator, Page } from 'playwright/test'
import { harProblems } from '../core/captures/har-problems.ts'
import { rowsOf } from './learner.ts'
import { takePicture } from './picture.ts'
import { expect, test } from './served.ts'

const urlOf = (page: Page): Promise<string> => page.getByLabel('Where the lab answers').locator('code').innerText()
const SECRET = 't0p-secret-t0ken'

async function saved(page: Page, dialog: Locator, name: string): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: `Save ${name}` }).click()])
  return readFileSync(await download.path(), 'utf8')
}

for (const scheme of ['light', 'dark'] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme })
    test(`one sees what is redacted before a capture is saved (${scheme})`, async ({ served: { page } }) => {
      execFileSync('curl', ['-s', '--noproxy', '*', '-H', `Authorization: Bearer ${SECRET}`, '-H', 'Cookie: sid=31d4d96e407aad42', `${await urlOf(page)}/widgets?access_token=${SECRET}`])
      await expect(rowsOf(page)).toHaveCount(1)
      await page.getByRole('button', { name: 'Save capture' }).click()
      const dialog = page.getByRole('dialog', { name: 'Save this capture' })
      await expect(dialog.getByRole('listitem')).toHaveText(['1 × access_token in a URL', '1 × the value of Authorization', '1 × the cookie sid'])
      await takePicture(page, `${scheme}-capture-save`)
      expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([])
      const own = await saved(page, dialog, 'reproduce-501.lab501.json')
      expect([own.includes(Buffer.from(SECRET).toString('base64').slice(0, 12)), JSON.parse(own)]).toEqual([false, expect.objectContaining({ lab: 'reproduce-501' })])

      await page.getByRole('button', { name: 'Save capture' }).click()
      await dialog.getByText('HAR 1.2').click()
      await expect(dialog).toContainText('HAR keeps names and values')
      await takePicture(page, `${scheme}-capture-save-har`)
      expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([])
      await dialog.getByLabel('Keep credentials').check()
      await expect(dialog).toContainText('Whoever gets this file can use what is secret in it.')
      const har = await saved(page, dialog, 'reproduce-501.har')
      expect([har.includes(SECRET), harProblems(JSON.parse(har))]).toEqual([true, []])

      // What was kept for one file is not for the next.
      await page.getByRole('button', { name: 'Save capture' }).click()
      await expect(dialog.getByLabel('Keep credentials')).not.toBeChecked()
      expect(await saved(page, dialog, 'reproduce-501.har')).not.toContain(SECRET)
      await expect(page.getByRole('button', { name: 'Save capture' })).toBeFocused()
    })
  })
}

test('a HAR that this browser wrote is opened, says what is not in it, and can be graded', async ({ served: { page, folder }, browser }) => {
  const path = join(folder, 'browser.har')
  const url = await urlOf(page)
  const context = await browser.newContext({ recordHar: { path, content: 'embed' } })
  const other = await context.newPage()
  await other.goto(`${url}/widgets`)
  await other.evaluate(async () => {
    for (const method of ['FROBNICATE', 'get', 'GET', 'DELETE']) await fetch('/widgets', { method }).then(answer => answer.text(), String)
  })
  await context.close()
  const read = execFileSync(process.execPath, ['electron/cli/lab501.js', 'capture', 'convert', path, '--to', 'har', '--secrets'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  expect(harProblems(JSON.parse(read))).toEqual([])
  const said = (har: string) => (JSON.parse(har) as { log: { entries: { request: { method: string; url: string }; response: { status: number; content: { text?: string } } }[] } }).log.entries
    .map(({ request, response }) => [request.method, request.url, response.status, response.content.text])
  expect(said(read)).toEqual(said(readFileSync(path, 'utf8')))

  await page.getByRole('link', { name: 'Captures' }).click()
  await page.locator('input[type=file][accept*=".har"]').setInputFiles(path)
  await expect(rowsOf(page).first()).toContainText('GET /widgets')
  await expect(rowsOf(page).filter({ hasText: 'FROBNICATE' })).toContainText('501')
  // What was opened shows its notes first.
  await page.getByRole('tab', { name: 'About' }).click()
  await page.locator('input[type=file][accept*=".har"]').setInputFiles({ name: 'tools.har', mimeType: 'application/json', buffer: readFileSync(join(import.meta.dirname, '..', 'core', 'captures', 'devtools.har')) })
  await expect(page.getByText('2 × an answer that crossed no wire')).toBeVisible()
  await takePicture(page, 'capture-told')
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([])
})
