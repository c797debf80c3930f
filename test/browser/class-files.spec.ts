// How results get into the page of a class: dropped as a folder with folders in it, stopped on the way, refused in the language of the page; an attempt that forked is told.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright/test'
import { loadPacks } from '../../electron/core/packs/load-pack.ts'
import { forkedResults } from '../core/results/workshop.ts'
import { classFiles, playLabs } from '../support/played-class.ts'
import { lookAt } from './picture.ts'
import { expect, test } from './served.ts'

/** So many that somebody has the time to stop them. */
const MANY = 150
let folder = ''
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lab501-class-files-'))
  const played = await playLabs(['reproduce-501'], 2)
  const put = (path: string, bytes: Uint8Array | string) => {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    writeFileSync(join(folder, path), bytes)
  }
  for (const { name, bytes } of classFiles(played, MANY, 1)) put(`many/${name}`, bytes)
  for (const [nth, { name, bytes }] of [...classFiles(played, 4, 1, 'dropped')].entries()) put(nth < 2 ? `dropped/${name}` : `dropped/row-${nth}/${name}`, bytes)
  put('dropped/notes.txt', 'what is no result is passed over')
  put('dropped/row-2/broken.lab501-result', 'PK no more')
  const [, bob] = classFiles(played, 2, 1, 'changed')
  put('dropped/row-3/changed.lab501-result', bob?.bytes.map((octet, at) => (at === 200 ? octet ^ 1 : octet)) ?? '')
  const lab = loadPacks([join(import.meta.dirname, '../../labs')]).labs.find(({ id }) => id === 'reproduce-501')
  if (!lab) throw new Error('there is no such lab')
  for (const [nth, bytes] of (await forkedResults(lab, 'Zoe')).files.entries()) put(`dropped/zoe-${nth}.lab501-result`, bytes)
})
test.afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Lets go of files and folders of this machine above something, as a file manager does. */
async function drop(page: Page, over: Locator, ...files: readonly string[]): Promise<void> {
  const box = await over.boundingBox()
  if (!box) throw new Error('there is nothing to drop on')
  const session = await page.context().newCDPSession(page)
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: box.x + box.width / 2, y: box.y + 8, data: { items: [], files: [...files], dragOperationsMask: 1 } })
  }
  await session.detach()
}

test('a folder that is dropped is read, with the folders in it; what is refused and what forked is told, in German too', async ({ served: { page } }) => {
  test.setTimeout(240_000)
  await page.getByRole('link', { name: 'All labs' }).first().click()
  await page.getByRole('link', { name: 'Results of a class' }).click()
  const open = page.getByRole('region', { name: 'Results to look at' })
  await drop(page, open, join(folder, 'dropped'))
  await expect(open.getByText('6 files taken, from learners: 5')).toBeVisible()
  await expect(page.getByRole('grid').getByRole('row')).toHaveCount(6)
  await open.getByText('2 files refused').click()
  await expect(open.getByRole('listitem').filter({ hasText: 'dropped/row-2/broken.lab501-result' })).toContainText('this is no archive, or it is cut off')
  await open.getByText('1 attempt goes on in several ways').click()
  await expect(open.getByRole('listitem').filter({ hasText: 'Zoe, Reproduce 501: 2 ways; the first' })).toBeVisible()
  await expect(page.getByRole('rowheader', { name: /^Zoe/ })).toContainText('an attempt goes on in several ways')
  await lookAt(page, 'class-refused')
  await page.getByRole('row', { name: /^Zoe/ }).getByRole('gridcell').getByRole('button').first().click()
  await expect(page.getByText('One attempt at this lab goes on in 2 ways.')).toBeVisible()

  await page.evaluate(() => localStorage.setItem('lab501.tongue', '"de"'))
  await page.reload()
  const german = page.getByRole('region', { name: 'Ergebnisse, um die es geht' })
  await german.getByText('2 Dateien abgelehnt').click()
  const broken = german.getByRole('listitem').filter({ hasText: 'broken.lab501-result' })
  await expect(broken).toContainText('das ist kein Archiv, oder es ist abgeschnitten')
  await expect(german.locator('[lang=en]')).toHaveCount(0)
  await german.getByText('1 Versuch geht auf mehrere Weisen weiter').click()
  await lookAt(page, 'class-refused-german')
})

test('many files are stopped on the way, what was read stays, and opening the folder again goes on', async ({ served: { page } }) => {
  test.setTimeout(240_000)
  await page.getByRole('link', { name: 'All labs' }).first().click()
  await page.getByRole('link', { name: 'Results of a class' }).click()
  const open = page.getByRole('region', { name: 'Results to look at' })
  const input = open.locator('input[webkitdirectory]')
  await input.setInputFiles(join(folder, 'many'))
  await open.getByRole('button', { name: 'Stop' }).click()
  const said = open.getByText(/Stopped after \d+ of 150; open the folder again to go on[.]/)
  await expect(said).toBeVisible()
  await expect(open.getByRole('button', { name: 'Stop' })).toBeHidden()
  const [, taken = '', done = ''] = /^(\d+) files? taken.* Stopped after (\d+) of/.exec(await said.innerText()) ?? []
  expect(Number(done)).toBeLessThan(MANY)
  expect(taken).toBe(done)
  expect(readdirSync(join(folder, 'many'))).toHaveLength(MANY)
  // Nothing goes on behind it.
  await page.reload()
  await expect(open.getByText(new RegExp(`^${taken} files? taken`))).toBeVisible()
  await input.setInputFiles(join(folder, 'many'))
  await expect(open.getByText(`${MANY} files taken, from learners: ${MANY}`)).toBeVisible({ timeout: 120_000 })
  await expect(open.getByText(/Stopped after/)).toBeHidden()
})
