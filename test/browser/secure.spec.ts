// A participant over TLS and HTTP/2: its address, a curl line that trusts it, and bytes that can be read all the same.
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { AxeBuilder } from '@axe-core/playwright'
import { rowsOf } from './learner.ts'
import { takePicture } from './picture.ts'
import { expect, test } from './served.ts'

test.use({ packs: join(import.meta.dirname, 'packs') })

test('the page and curl ask over TLS, in both versions', async ({ served: { page } }) => {
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeFocused()
  await page.evaluate(() => { location.hash = '#/lab/secure' })
  await expect(page.getByRole('heading', { level: 1, name: 'Ask over TLS' })).toBeVisible()
  const strip = page.getByLabel('Where the lab answers')
  await expect(strip.locator('code')).toHaveText(/^https:\/\/127\.0\.0\.1:\d+$/)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(rowsOf(page)).toHaveCount(1)
  await expect(rowsOf(page).first()).toContainText(/200.*GET \/orders.*shop/)

  await page.getByRole('button', { name: /^How it goes out/ }).click()
  await page.getByRole('group', { name: 'Version' }).getByText('HTTP/2').click()
  await page.keyboard.press('Escape')
  await expect(page.getByText('Added for you: :method, :scheme, :authority:')).toBeVisible()
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(rowsOf(page)).toHaveCount(2)
  const laidOut = page.getByRole('region', { name: 'Request and response, laid out' })
  await expect(laidOut).toContainText('GET /orders HTTP/2')
  await expect(laidOut).toContainText('HTTP/2 200')
  await expect(laidOut).toContainText('Spelled out to be read.')
  await takePicture(page, 'secure-h2')
  await page.getByRole('radiogroup', { name: /^The way of this request/ }).getByRole('radio', { name: /^gate, gateway/ }).click()
  const changes = page.getByRole('region', { name: 'What gate changed' })
  await expect(changes.getByRole('row', { name: /^:authority, taken away/ })).toBeVisible()
  await takePicture(page, 'secure-changes')

  await strip.getByRole('button', { name: 'Show the topology' }).click()
  await takePicture(page, 'secure-topology')
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
  await strip.getByRole('button', { name: /^Copy as curl to https:/ }).click()
  // The page may not read the clipboard, so the line is pasted.
  await page.getByText('Raw bytes', { exact: true }).click()
  const literal = page.getByRole('textbox', { name: 'Literal bytes of the request' })
  await literal.fill('')
  await page.keyboard.press('Control+V')
  const line = await literal.inputValue()
  expect(line).toContain('--cacert')
  const { stdout } = await promisify(execFile)('sh', ['-c', line])
  expect(stdout).toMatch(/^HTTP\/2 200/)
  await expect(rowsOf(page)).toHaveCount(3)
  await expect(rowsOf(page).last()).toContainText('outside')
})
