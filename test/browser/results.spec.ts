// A result to hand in: the page shows all that is in it, and saves what it showed.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readResult } from '../../electron/core/results/read-result.ts'
import { loadPacks } from '../../electron/core/packs/load-pack.ts'
import { lookAt } from './picture.ts'
import { expect, test } from './served.ts'

const LABS = new Map(loadPacks([join(import.meta.dirname, '../../labs')]).labs.map(lab => [lab.id, lab]))

test('a learner hands in a result, sees what is in it, and saves just that', async ({ served: { page } }) => {
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(page.getByText('501 Not Implemented').first()).toBeVisible()
  await page.getByRole('link', { name: 'All labs' }).first().click()
  await page.getByRole('button', { name: 'Hand in a result…' }).click()
  const dialog = page.getByRole('dialog', { name: 'A result to hand in' })
  const show = dialog.getByRole('button', { name: 'Show what is in it' })
  await expect(dialog.getByRole('checkbox', { name: /Reproduce 501/ })).toBeChecked()
  await expect(show).toBeDisabled()
  await dialog.getByRole('textbox', { name: /Your name/ }).fill('Ada Lovelace')
  await lookAt(page, 'result-choice')
  await show.click()
  await expect(dialog.getByRole('heading', { name: 'Result of Ada Lovelace' })).toBeVisible()
  await expect(dialog.getByRole('row', { name: /implements for no resource/ }).getByText('Met', { exact: true })).toBeVisible()
  await expect(dialog.getByText(/captures\/1\.json, [\d,]+ octets/)).toBeVisible()
  await lookAt(page, 'result-shown')
  await page.emulateMedia({ media: 'print' })
  await expect(dialog.getByRole('button', { name: 'Print' })).toBeHidden()
  await expect(dialog.getByRole('heading', { name: 'Result of Ada Lovelace' })).toBeVisible()
  await page.emulateMedia({ media: 'screen' })
  await dialog.getByText('The part that is signed').click()
  const sheet = await dialog.getByRole('region', { name: 'The part that is signed' }).textContent()

  const [report] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: 'Save as HTML' }).click()])
  expect(report.suggestedFilename()).toBe('Ada-Lovelace.html')
  const html = await readFile(await report.path(), 'utf8')
  expect(html).toContain('<title>Result of Ada Lovelace</title>')
  expect(html).not.toMatch(/<script|data-v-/)
  const [file] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: 'Save Ada-Lovelace.lab501-result' }).click()])
  const read = readResult(await readFile(await file.path()), LABS)
  if ('refusal' in read) throw new Error(read.refusal)
  expect(`${JSON.stringify(read.sheet, null, 1)}\n`).toBe(sheet)
  expect(read.sheet.learner).toEqual({ name: 'Ada Lovelace' })
  expect(read.attempts.map(({ claimed, regraded }) => [claimed, regraded?.some(({ outcome }) => outcome === 'met')])).toEqual([[undefined, true]])
})
