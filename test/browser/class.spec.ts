// The instructor's side: a folder of results is opened, and the page says who got it, what was missed and how, and what is otherwise than elsewhere.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { playLabs, classFiles } from '../support/played-class.ts'
import { XapiStatement } from '../core/results/xapi-rules.ts'
import { lookAt } from './picture.ts'
import { rowsOf } from './seen.ts'
import { expect, test } from './served.ts'

const LEARNERS = 8
let folder = ''
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lab501-class-'))
  const played = await playLabs(['reproduce-501', '501-or-405', '501-or-500'], 3)
  for (const [workshop, count] of [['spring', LEARNERS], ['autumn', 5]] as const) {
    mkdirSync(join(folder, workshop))
    for (const { name, bytes } of classFiles(played, count, 3, workshop)) writeFileSync(join(folder, workshop, name), bytes)
  }
  writeFileSync(join(folder, 'spring', 'broken.lab501-result'), 'PK no more')
  writeFileSync(join(folder, 'spring', 'notes.txt'), 'what is no result is passed over')
  mkdirSync(join(folder, 'empty'))
  cpSync(join(folder, 'spring', 'notes.txt'), join(folder, 'empty', 'notes.txt'))
})
test.afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('an instructor opens a folder, sees who is stuck where, shows an exchange, compares, and saves', async ({ served: { page } }) => {
  test.setTimeout(240_000)
  await page.getByRole('link', { name: 'All labs' }).first().click()
  await page.getByRole('link', { name: 'Results of a class' }).click()
  await expect(page.getByText('There is nothing to look at yet.')).toBeVisible()
  await lookAt(page, 'class-empty')
  const open = page.getByRole('region', { name: 'Results to look at' })
  const input = open.locator('input[webkitdirectory]')
  await input.setInputFiles(join(folder, 'empty'))
  await expect(open.getByText('No file in this folder ends in .lab501-result.')).toBeVisible()
  await input.setInputFiles(join(folder, 'spring'))
  await expect(open.getByText(`${LEARNERS} files taken, from learners: ${LEARNERS}`)).toBeVisible()
  await open.getByText('1 file refused').click()
  await expect(open.getByRole('listitem')).toContainText('spring/broken.lab501-result')

  const matrix = page.getByRole('grid', { name: 'Learners and labs' })
  await expect(matrix.getByRole('row')).toHaveCount(LEARNERS + 1)
  await lookAt(page, 'class-matrix')
  // Who is stuck comes first; by name, Ada does.
  await page.getByLabel('Order').selectOption('By name')
  await expect(matrix.getByRole('rowheader').first()).toHaveText('Ada Lovelace')
  await page.getByLabel('Find a learner').fill('nobody of this name')
  await expect(page.getByText('No name has this in it.')).toBeVisible()
  await page.getByLabel('Find a learner').fill('')
  await matrix.getByRole('button', { name: /^501 or 405/ }).click()
  await expect(page.getByText('Who needs help in “501 or 405?” comes first.')).toBeVisible()

  // One tab stop, then arrows; a cell opens every verdict in it.
  await matrix.getByRole('gridcell').getByRole('button').first().focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  const one = page.getByRole('region', { name: / · Reproduce 501$/ })
  await expect(one.getByRole('listitem').first()).toBeVisible()
  await lookAt(page, 'class-learner')
  await one.getByRole('button', { name: 'Close' }).click()
  await expect(one).toBeHidden()

  await page.getByRole('tab', { name: 'What was missed' }).click()
  const ways = page.getByRole('button', { name: /^Show / })
  await expect(ways.first()).toBeVisible()
  await lookAt(page, 'class-missed')
  const said = (await page.getByRole('listitem').filter({ has: ways.first() }).first().locator('p').first().innerText()).split('\n')[0] ?? ''
  const name = (await ways.first().innerText()).replace('Show ', '')
  await ways.first().click()
  await expect(page).toHaveURL(/#\/capture$/)
  await expect(rowsOf(page).and(page.locator('[aria-selected=true]'))).toHaveCount(1)
  await expect(page.getByText(`${name} · `).first()).toBeVisible()
  const about = page.getByRole('tabpanel', { name: 'About' })
  await expect(about.getByText('Missed', { exact: true })).toBeVisible()
  await expect(about.getByText(said)).toBeVisible()
  await lookAt(page, 'class-shown')
  await about.getByRole('link', { name: 'Back to the results of the class' }).click()
  await expect(ways.first()).toBeVisible()

  await page.getByRole('tab', { name: 'Another workshop' }).click()
  await page.getByRole('region', { name: 'Results of the other workshop' }).locator('input[webkitdirectory]').setInputFiles(join(folder, 'autumn'))
  await expect(page.getByRole('columnheader', { name: /^Then, \d learners/ }).first()).toBeVisible()
  await expect(page.getByRole('cell', { name: /in 100$|^the same$/ }).first()).toBeVisible()
  await lookAt(page, 'class-compared')

  const saved = async (button: string) => {
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button, exact: true }).click()])
    return readFile(await file.path(), 'utf8')
  }
  const csv = (await saved('CSV')).trimEnd().split('\r\n')
  const everything = JSON.parse(await saved('JSON')) as { learners: { labs: { graded: string }[] }[] }
  expect(everything.learners).toHaveLength(LEARNERS)
  expect(everything.learners.flatMap(({ labs }) => labs)).toHaveLength(csv.length - 1)
  expect(await saved('JUnit')).toContain('<testsuite name="lab501 results.reproduce-501"')
  const statements = JSON.parse(await saved('xAPI')) as { actor: { account: { name: string } } }[]
  for (const statement of statements) expect(XapiStatement.safeParse(statement).error?.issues ?? []).toEqual([])
  expect(new Set(statements.map(({ actor }) => actor.account.name)).size).toBe(LEARNERS)
  await page.getByRole('button', { name: 'Report…' }).click()
  const report = page.getByRole('dialog', { name: 'Results of a class' })
  await expect(report.getByRole('cell', { name: 'Ada Lovelace' })).toBeVisible()
  await lookAt(page, 'class-report')
  await page.emulateMedia({ media: 'print' })
  await expect(report.getByRole('button', { name: 'Print' })).toBeHidden()
  await page.emulateMedia({ media: 'screen' })
  expect(await saved('Save as HTML')).not.toMatch(/<script|data-v-/)
  await report.getByRole('button', { name: 'Close' }).click()

  // The core keeps the figures when the page is loaded anew; the files are the browser's.
  await page.reload()
  await expect(matrix.getByRole('row')).toHaveCount(LEARNERS + 1)
  await expect(page.getByText('The page was loaded anew')).toBeVisible()
  await page.setViewportSize({ width: 400, height: 800 })
  await lookAt(page, 'class-narrow')
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
  await open.getByRole('button', { name: 'Begin anew' }).click()
  await expect(page.getByText('There is nothing to look at yet.')).toBeVisible()
})
