// A report of a problem: from the palette and from the pages that say what went wrong; read in full before it is saved.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { rowsOf } from './learner.ts'
import { lookAt } from './picture.ts'
import { expect, settled, test } from './served.ts'

test('what is saved is what was to be read, and nothing leaves the page', async ({ served: { page, folder } }) => {
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(rowsOf(page)).toHaveCount(1)
  const asked: string[] = []
  page.on('request', request => asked.push(request.url()))
  await page.keyboard.press('Control+k')
  await page.keyboard.type('problem')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Report a problem' })
  await expect(dialog.getByRole('textbox')).toBeFocused()
  await page.keyboard.type('The answer was late.')
  const text = dialog.getByRole('region', { name: 'All of the file' })
  await expect(text).toContainText('The answer was late.')
  await expect(text).toContainText('lab: reproduce-501')
  await expect(text).not.toContainText('Capture, redacted')
  await lookAt(page, 'report')
  await dialog.getByLabel('With the capture').check()
  await expect(text).toContainText('Capture, redacted')
  const read = await text.textContent()
  const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: /^Save lab501-report-/ }).click()])
  const path = join(folder, 'report.txt')
  await download.saveAs(path)
  expect(readFileSync(path, 'utf8')).toBe(read)
  expect(read).not.toContain(folder)
  expect(asked.map(url => new URL(url).origin).filter(origin => origin !== new URL(page.url()).origin)).toEqual([])
  await expect(dialog).toBeHidden()
})

test('an error page, a lost connection and a page without its link can be reported too', async ({ served: { app, page } }) => {
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeVisible()
  await page.evaluate(() => { location.hash = '#/lab/nope' })
  await page.getByRole('button', { name: 'Report a problem…' }).click()
  const text = page.getByRole('region', { name: 'All of the file' })
  await expect(text).toContainText('address: #/lab/nope')
  await expect(text).toContainText('== Log ==')
  await page.keyboard.press('Escape')
  const stranger = await page.context().browser()?.newPage()
  if (!stranger) throw new Error('no second browser window')
  await stranger.goto(app.url.replace(/#.*/, ''))
  await stranger.getByRole('button', { name: 'Report a problem…' }).click()
  await expect(stranger.getByText('The part of the core is missing')).toBeVisible()
  await stranger.close()
  await settled(page)
  await app.stop('SIGKILL')
  await page.getByRole('button', { name: 'Report a problem…' }).first().click()
  await expect(page.getByText('The part of the core is missing')).toBeVisible()
  await expect(text).toContainText('core: lost')
  await lookAt(page, 'report-without-core')
})
