// A pack that is being written: what is saved is on the page at once, and nothing that the learner did is lost.
import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { BRIEF, LAB, PackFolder } from '../core/packs/pack-fixture.ts'
import { Learner, rowsOf } from './learner.ts'
import { takePicture } from './picture.ts'
import { expect, test } from './served.ts'

const folder = new PackFolder().writeTea()
test.use({ watch: join(folder.path, 'tea') })
test.beforeEach(() => void folder.writeTea())
test.afterAll(() => folder[Symbol.dispose]())

/** As editors do that never leave half a file. */
function save(name: string, text: string): void {
  const file = join(folder.path, 'tea/brew', name)
  writeFileSync(`${file}.new`, text)
  renameSync(`${file}.new`, file)
}

test('a saved text, expectation and scenario are on the page, with what was sent and answered kept', async ({ served: { page } }) => {
  const learner = new Learner(page, 'composer')
  await expect(page.getByText('Brew.', { exact: true })).toBeVisible()
  await learner.send('BREW /pot')
  await expect(learner.verdict('It answers 501.')).toContainText('Met')
  await page.getByRole('radio', { name: 'B', exact: true }).check()
  await page.getByRole('button', { name: 'Answer', exact: true }).click()
  await expect(page.getByText('No.', { exact: true })).toBeVisible()
  await page.getByRole('textbox', { name: 'Target' }).fill('/half-typed')

  save('brief.md', BRIEF.replace('Brew.', 'Steep it.'))
  await expect(page.getByText('Steep it.')).toBeVisible()
  save('lab.yaml', LAB.replace('It answers 501.', 'It answers 404.').replace('status: 501', 'status: 404'))
  await expect(learner.verdict('It answers 404.')).toContainText('Missed')
  const url = await page.getByLabel('Where the lab answers').locator('code').innerText()
  save('lab.yaml', LAB.replace('implements: [GET]', 'implements: [GET, BREW]'))
  await expect(learner.verdict('It answers 501.')).toContainText('Met')

  await expect(rowsOf(page)).toHaveCount(1)
  await expect(page.getByRole('radio', { name: 'B', exact: true })).toBeChecked()
  await expect(page.getByRole('textbox', { name: 'Target' })).toHaveValue('/half-typed')
  await learner.send('BREW /pot')
  await expect(rowsOf(page).last()).toContainText('405')
  await expect(page.getByLabel('Where the lab answers').locator('code')).toHaveText(url)
})

test('an error is told beside the lab with file, line and mend, and the lab stays as it was', async ({ served: { page } }) => {
  const panel = page.getByRole('region', { name: 'Written now' })
  await expect(panel).toContainText('Nothing is wrong')
  await takePicture(page, 'live-good')
  save('lab.yaml', LAB.replace('minutes: 3', 'minutes: soon').replace('expect: { status: 501 }', 'expect: { statsu: 501 }'))
  await expect(panel).toContainText('2 things are wrong')
  await expect(panel).toContainText('brew/lab.yaml:4:10')
  await expect(panel).toContainText('status')
  await expect(page.getByText('Brew.', { exact: true })).toBeVisible()
  await takePicture(page, 'live-faulty')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(rowsOf(page).last()).toContainText('501')
  save('lab.yaml', LAB)
  await expect(panel).toContainText('Nothing is wrong')

  await page.getByRole('link', { name: 'All labs' }).first().click()
  await expect(page.getByText('Being written')).toBeVisible()
  await takePicture(page, 'live-home')
  await page.getByRole('button', { name: 'Close this folder' }).click()
  await expect(page.getByText('“Tea” is closed. Nothing in')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Tea', exact: true })).toBeHidden()
  await expect(page.getByRole('button', { name: 'Add a pack…' })).toBeFocused()
  await takePicture(page, 'live-closed')
})
