// A pack that somebody handed over: dropped or chosen, looked at, added, updated, removed.
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright/test'
import { newKey, teaArchive, written } from '../core/packs/archive/archive-fixture.ts'
import { BRIEF } from '../core/packs/pack-fixture.ts'
import { Learner } from './learner.ts'
import { takePicture } from './picture.ts'
import { expect, test } from './served.ts'

const home = async (page: Page) => page.getByRole('link', { name: 'All labs' }).first().click()
const choose = async (page: Page, file: string) => page.getByLabel('File of a pack').setInputFiles(file)

/** As a hand does that lets go of a file above the page. */
async function drop(page: Page, file: string, name: string): Promise<void> {
  const transfer = await page.evaluateHandle(([bytes, called]) => {
    const files = new DataTransfer()
    files.items.add(new File([Uint8Array.from(atob(bytes), one => one.charCodeAt(0))], called))
    return files
  }, [readFileSync(file).toString('base64'), name] as const)
  for (const kind of ['dragover', 'drop']) await page.dispatchEvent('body', kind, { dataTransfer: transfer })
}

async function axe(page: Page): Promise<string[]> {
  return (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id} ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}

test('a pack is dropped, shown, added, updated by a file that was chosen, and removed; the attempt stays', async ({ served: { page } }, { outputDir }) => {
  mkdirSync(outputDir, { recursive: true })
  const alice = { privateKey: newKey(), name: 'Alice of Teahouse' }
  await home(page)
  await drop(page, written(join(outputDir, 'one.labpack'), teaArchive('1.0.0', alice)), 'tea.labpack')
  const dialog = page.getByRole('dialog', { name: 'Add “Tea”?' })
  await expect(dialog).toContainText('goes by Alice of Teahouse, first seen here')
  await expect(dialog).toContainText('alice')
  await expect(dialog).toContainText('Brew 3 minutes')
  await takePicture(page, 'packs-add')
  expect(await axe(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('heading', { name: 'Tea', exact: true })).toBeHidden()

  await page.getByRole('button', { name: 'Add a pack…' }).focus()
  await choose(page, join(outputDir, 'one.labpack'))
  await dialog.getByRole('button', { name: 'Add it' }).click()
  await expect(page.getByText('Added: tea 1.0.0.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Add a pack…' })).toBeFocused()
  await expect(page.getByText('Signed by Alice of Teahouse')).toBeVisible()
  await choose(page, join(outputDir, 'one.labpack'))
  await page.getByRole('button', { name: 'Update it' }).click()
  await expect(page.getByText('tea 1.0.0 was there already, and is in its place again.')).toBeVisible()
  await takePicture(page, 'packs-home')
  expect(await axe(page)).toEqual([])

  await page.getByRole('link', { name: 'Brew' }).click()
  const learner = new Learner(page, 'composer')
  await learner.send('BREW /pot')
  await expect(learner.verdict('It answers 501.')).toContainText('Met')
  await home(page)
  await choose(page, written(join(outputDir, 'two.labpack'), teaArchive('1.7.0', { privateKey: newKey(), name: 'Mallory' }, { 'tea/brew/brief.md': BRIEF.replace('Brew.', 'Steep.') })))
  const update = page.getByRole('dialog', { name: 'Update “Tea”?' })
  await expect(update).toContainText('1.7.0, in the place of 1.0.0')
  await expect(update.getByRole('button', { name: 'Update it' })).toBeDisabled()
  await takePicture(page, 'packs-update')
  await update.getByRole('checkbox', { name: /signed with another/ }).check()
  await update.getByRole('button', { name: 'Update it' }).click()
  await expect(page.getByText('Updated: tea 1.0.0 is 1.7.0 now. Your attempts are kept.')).toBeVisible()
  await page.getByRole('link', { name: 'Brew', exact: true }).click()
  await expect(page.getByText('Steep.')).toBeVisible()
  await expect(page.getByText('You began this attempt with version 1.0.0 of its pack. Its verdicts are made with version 1.7.0 now')).toBeVisible()
  await expect(learner.verdict('It answers 501.')).toContainText('Met')

  await home(page)
  await expect(page.getByText('Version 1.7.0')).toBeVisible()
  await page.getByRole('button', { name: 'Remove “Tea”…' }).click()
  await page.getByRole('button', { name: 'Keep it' }).click()
  await page.getByRole('button', { name: 'Remove “Tea”…' }).click()
  await page.getByRole('button', { name: 'Remove it' }).click()
  await expect(page.getByRole('heading', { name: 'Tea', exact: true })).toBeHidden()
})

test('a pack that is not what it says is refused in words, and nothing is added', async ({ served: { page } }, { outputDir }) => {
  mkdirSync(outputDir, { recursive: true })
  const file = written(join(outputDir, 'tea.labpack'), teaArchive())
  const bytes = readFileSync(file)
  bytes[60] = (bytes[60] ?? 0) ^ 0xff
  await home(page)
  await page.getByLabel('File of a pack').setInputFiles({ name: 'broken.labpack', mimeType: 'application/octet-stream', buffer: bytes })
  const dialog = page.getByRole('dialog', { name: '“broken.labpack” can’t be added' })
  await expect(dialog).toContainText('broken.labpack')
  await expect(dialog.getByRole('button')).toHaveText(['Close'])
  await takePicture(page, 'packs-refused')
  await page.keyboard.press('Escape')
  await choose(page, file)
  await expect(page.getByRole('dialog')).toContainText('Not signed')
  await page.getByRole('button', { name: 'Not now' }).click()
  await expect(page.getByRole('heading', { name: 'Tea', exact: true })).toBeHidden()
})

test.describe('dark', () => {
  test.use({ colorScheme: 'dark' })
  test('the dialog and the home with packs have no axe finding', async ({ served: { page } }, { outputDir }) => {
    mkdirSync(outputDir, { recursive: true })
    await home(page)
    await choose(page, written(join(outputDir, 'tea.labpack'), teaArchive()))
    await expect(page.getByRole('dialog')).toBeVisible()
    await takePicture(page, 'packs-add-dark')
    expect(await axe(page)).toEqual([])
    await page.getByRole('button', { name: 'Add it' }).click()
    await expect(page.getByText('Added: tea 1.0.0.')).toBeVisible()
    expect(await axe(page)).toEqual([])
  })
})
