// What helps a learner on the way, or would hinder: a prediction that is not given away, a capture to keep, a page that stays in place.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { rowsOf } from './learner.ts'
import { takePicture } from './picture.ts'
import { expect, test } from './served.ts'

const CLI = join(import.meta.dirname, '..', '..', 'electron', 'cli', 'lab501.js')
const ASKED = 'The server answers 501 to get in small letters.'
const QUESTION = 'Why is the answer to get a 501 and not a 400?'

test.describe('what a step asks for names the answer, so', () => {
  test.beforeEach(async ({ served: { page } }) => {
    await page.getByRole('button', { name: 'Next: Write GET small' }).click()
    await expect(page.getByRole('group', { name: 'What will happen?' })).toBeVisible()
  })

  test('it opens when the prediction is given', async ({ served: { page } }) => {
    await expect(page.getByText('It opens once you have said what you expect.')).toBeVisible()
    await takePicture(page, 'folded')
    for (const text of [ASKED, QUESTION]) await expect(page.getByText(text)).toHaveCount(0)
    await page.getByRole('radio', { name: '400 Bad Request' }).check()
    for (const text of [ASKED, QUESTION]) await expect(page.getByText(text).first()).toBeVisible()
  })

  test('it opens by itself when a request has shown it', async ({ served: { page } }) => {
    await page.getByRole('combobox', { name: 'Method' }).fill('get')
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await expect(page.getByRole('listitem').filter({ hasText: ASKED })).toContainText('Met')
  })

  for (const [what, role] of [['an answer', 'radio'], ['the way on', 'button']] as const) {
    test(`what is under the pointer stays there while a verdict above it comes in: ${what}`, async ({ served: { page } }) => {
      await page.getByRole('combobox', { name: 'Method' }).fill('get')
      await page.getByRole('button', { name: 'Show it now' }).click()
      const asked = page.getByRole('listitem').filter({ hasText: ASKED })
      const pointed = role === 'radio' ? page.getByRole('group', { name: QUESTION }).getByRole('radio').last() : page.getByRole('button', { name: /^Next: / })
      await pointed.hover()
      const [before, height] = [(await pointed.boundingBox())?.y, (await asked.boundingBox())?.height]
      await page.keyboard.press('Control+Enter')
      await expect(asked).toContainText('Met')
      expect((await asked.boundingBox())?.height, 'the verdict has grown').not.toBe(height)
      expect(Math.abs(((await pointed.boundingBox())?.y ?? 0) - (before ?? 0))).toBeLessThanOrEqual(1)
    })
  }

  test('it opens for whoever wants to see it at once, and stays closed in the next step', async ({ served: { page } }) => {
    await page.getByRole('button', { name: 'Show it now' }).click()
    await expect(page.getByRole('listitem').filter({ hasText: ASKED })).toContainText('Not yet')
    expect(await page.evaluate(() => document.activeElement !== document.body)).toBe(true)
    await page.getByRole('button', { name: /^Next: Ask the same target/ }).click()
    await expect(page.getByRole('button', { name: 'Show it now' })).toBeVisible()
  })
})

test('the saved capture is the file that the command line grades', async ({ served: { page, folder } }) => {
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(rowsOf(page)).toHaveCount(1)
  await page.getByRole('button', { name: 'Save capture' }).click()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /^Save .*\.lab501\.json$/ }).click()])
  expect(download.suggestedFilename()).toBe('reproduce-501.lab501.json')
  const path = join(folder, 'saved.json')
  await download.saveAs(path)
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ lab: 'reproduce-501' })
  let graded = ''
  try { execFileSync(process.execPath, [CLI, 'grade', 'reproduce-501', '--capture', path, '--json'], { encoding: 'utf8' }) } catch (error) { graded = (error as { stdout: string }).stdout }
  expect((JSON.parse(graded) as { verdicts: { of: string; outcome: string }[] }).verdicts.filter(({ outcome }) => outcome === 'met').map(({ of }) => of)).toEqual(['unknown-method', 'explains-itself'])
})

test('a lab begun anew is as at the first start: empty, with the request under the next key', async ({ served: { page } }) => {
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(rowsOf(page)).toHaveCount(1)
  await page.getByRole('button', { name: 'Begin this lab anew' }).press('Enter')
  await page.getByRole('button', { name: 'Yes, begin anew' }).press('Enter')
  await expect(rowsOf(page)).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeFocused()
})

for (const [width, height] of [[1280, 800], [2560, 1440], [640, 400]] as const) {
  test(`only the parts scroll, not the whole page (${width} × ${height})`, async ({ served: { page } }) => {
    await page.setViewportSize({ width, height })
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await expect(rowsOf(page)).toHaveCount(1)
    expect(await page.evaluate(() => [document.documentElement.scrollHeight, document.documentElement.scrollWidth])).toEqual([height, width])
  })
}

test('at 200 % a lab begins with its title, though the next key sends', async ({ served: { page } }) => {
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeFocused()
  await page.setViewportSize({ width: 640, height: 400 })
  await page.evaluate(() => { location.hash = '#/lab/501-or-405' })
  await expect(page.getByRole('heading', { level: 1, name: 'A method that works next door' })).toBeInViewport()
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeFocused()
  await expect(page.getByRole('heading', { level: 1 })).toBeInViewport()
})

test('a target too long for its line wraps and stays in its place', async ({ served: { page } }) => {
  await page.getByRole('textbox', { name: 'Target' }).fill(`/${'x'.repeat(3_000)}`)
  await page.getByRole('combobox', { name: 'Method' }).fill('GET')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(rowsOf(page)).toHaveCount(1)
  const why = page.getByText(/^There is no resource at/).first()
  for (const look of ['Pretty', 'Why']) {
    await page.getByRole('tab', { name: look }).click()
    expect(await why.evaluate(told => told.scrollWidth <= told.clientWidth && told.getBoundingClientRect().height < 100)).toBe(true)
    expect(await page.getByRole('tabpanel').evaluate(panel => panel.scrollWidth <= panel.clientWidth)).toBe(true)
  }
  await takePicture(page, 'long-target')
})
