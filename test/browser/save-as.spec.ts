// What was captured becomes a part of a lab.
import { readFileSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import { parse } from 'yaml'
import { Learner } from './learner.ts'
import { takePicture } from './picture.ts'
import { expect, test } from './served.ts'

test('a capture is saved as a solution, a mistake and a resource', async ({ served: { page } }) => {
  const learner = new Learner(page, 'composer')
  for (const request of ['FROBNICATE /widgets', 'GET /widgets']) await learner.send(request)
  await page.getByRole('button', { name: 'Save as…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Save as a part of a lab' })
  const text = dialog.getByRole('textbox', { name: 'Text for the file' })
  await expect(text).toHaveValue(/^solution:\n {2}requests: \|\n {4}FROBNICATE \/widgets HTTP\/1\.1\n\n {4}###\n {4}GET \/widgets HTTP\/1\.1\n/)
  const rows = dialog.getByRole('listbox', { name: 'Of these requests' })
  await rows.getByRole('option', { name: 'GET /widgets' }).click()
  await expect(rows.getByRole('option', { name: 'GET /widgets' })).toHaveAttribute('aria-selected', 'false')
  await expect(text).not.toHaveValue(/GET/)
  await takePicture(page, 'save-as')
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id} ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual([])
  await rows.press('Control+a')
  await expect(dialog.getByText('2 of 2 ticked')).toBeVisible()
  await rows.press('Home')
  await rows.press(' ')
  await expect(text).not.toHaveValue(/FROBNICATE/)
  await rows.press('ArrowDown')
  await rows.press('Shift+ ')
  await expect(dialog.getByText('0 of 2 ticked')).toBeVisible()
  await dialog.getByRole('button', { name: 'Tick all' }).click()
  await expect(text).toHaveValue(/FROBNICATE[\s\S]*GET/)
  await rows.getByRole('option', { name: 'FROBNICATE /widgets' }).click()
  await dialog.getByText('Mistake', { exact: true }).click()
  await expect(text).toHaveValue(/^- id: new-mistake\n[\s\S]*GET \/widgets[\s\S]*fails:\n/)
  await dialog.getByText('Resource', { exact: true }).click()
  await expect(text).toHaveValue(/^resources:\n {2}\/widgets:\n {4}GET:\n {6}kind: reply\n/)
  const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: 'Save resources.yaml' }).click()])
  expect(download.suggestedFilename()).toBe('resources.yaml')
  expect(parse(readFileSync(await download.path(), 'utf8'))).toMatchObject({ resources: { '/widgets': { GET: { kind: 'reply' } } } })
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Save as…' })).toBeFocused()
})
