// Everything on one machine is kept in one file and comes to another: by keys alone, told of before it is done, with nothing lost; what is no backup changes nothing.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Locator, Page } from 'playwright/test'
import { installationKey } from '../../electron/core/results/installation-key.ts'
import { teaArchive } from '../core/packs/archive/archive-fixture.ts'
import { unseal } from '../support/backups.ts'
import { serveApp } from '../support/served-app.ts'
import { rowsOf } from './learner.ts'
import { lookAt } from './picture.ts'
import { expect, test } from './served.ts'

const files = mkdtempSync(join(tmpdir(), 'lab501-backups-'))
test.afterAll(() => rmSync(files, { recursive: true, force: true }))

/** What is in a store, read beside the app. */
function countsIn(folder: string): Record<string, number> {
  using db = new DatabaseSync(join(folder, 'lab501.sqlite'), { readOnly: true })
  return Object.fromEntries(['attempts', 'segments', 'log', 'answers', 'hints', 'saved_requests'].map(table => [table, Number(db.prepare(`select count(*) as n from ${table}`).get()?.['n'])]))
}
/** Nothing came and nothing went. A verdict on what was sent last may be noted a moment later. */
function expectSame(folder: string, before: Record<string, number>): void {
  const { log = 0, ...rest } = countsIn(folder)
  const { log: logBefore = 0, ...restBefore } = before
  expect(rest).toEqual(restBefore)
  expect(log).toBeGreaterThanOrEqual(logBefore)
}
async function press(button: Locator): Promise<void> {
  await button.focus()
  await button.press('Enter')
}
async function keep(page: Page, shoot = false): Promise<string> {
  await press(page.getByRole('button', { name: 'Settings' }))
  await press(page.getByRole('button', { name: 'Keep a backup…' }))
  const dialog = page.getByRole('dialog', { name: 'Keep a backup' })
  if (shoot) await lookAt(page, 'backup-keep')
  await press(dialog.getByRole('button', { name: 'Make it and show what is in it' }))
  const shown = dialog.getByRole('group', { name: 'What is in it' })
  await expect(shown).toBeFocused()
  await expect(shown).toContainText('This file is secret.')
  if (shoot) await lookAt(page, 'backup-shown')
  const [file] = await Promise.all([page.waitForEvent('download'), press(dialog.getByRole('button', { name: /^Save lab501-/ }))])
  await expect(dialog).toBeHidden()
  const path = join(files, file.suggestedFilename().replace('lab501-', `${Math.random()}-`))
  await file.saveAs(path)
  return path
}
async function choose(page: Page, file: string): Promise<Locator> {
  const dialog = page.getByRole('dialog', { name: 'Restore from a backup' })
  if (await dialog.isHidden()) {
    await page.keyboard.press('Control+k')
    await expect(page.getByRole('dialog', { name: 'Commands' })).toBeVisible()
    await page.keyboard.type('restore from')
    await page.keyboard.press('Enter')
  }
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), press(dialog.getByRole('button', { name: 'Choose a backup…' }))])
  await chooser.setFiles(file)
  return dialog
}
const send = async (page: Page, rows: number) => {
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(rowsOf(page)).toHaveCount(rows)
}

test('what is kept on one machine comes to another, and what was there stays; again, it changes nothing', async ({ served: { page, folder }, context }) => {
  test.setTimeout(180_000)
  mkdirSync(join(folder, 'packs'), { recursive: true })
  writeFileSync(join(folder, 'packs', 'tea.labpack'), teaArchive('1.2.0').bytes)
  const { key } = installationKey(folder)
  await send(page, 1)
  const here = countsIn(folder)
  const file = await keep(page, true)
  expectSame(folder, here)

  const other = mkdtempSync(join(tmpdir(), 'lab501-other-'))
  const app = await serveApp(other)
  try {
    const there = await context.newPage()
    await there.goto(app.url)
    await send(there, 1)
    await send(there, 2)
    const before = countsIn(other)
    const dialog = await choose(there, file)
    const shown = dialog.getByRole('group', { name: /^What is in / })
    await expect(shown).toBeFocused()
    const will = shown.getByRole('listitem')
    await expect(will.filter({ hasText: '1 attempt that is not here yet' })).toContainText('new here')
    await expect(will.filter({ hasText: 'The pack tea 1.2.0' }).last()).toContainText('new here')
    await expect(will.filter({ hasText: `The key ${key}: results made here are signed with it` })).toContainText('new here')
    await lookAt(there, 'backup-foretold')
    expectSame(other, before)
    await press(dialog.getByRole('button', { name: 'Restore', exact: true }))
    const done = dialog.getByRole('group', { name: 'What was done' })
    await expect(done).toBeFocused()
    await expect(done.getByRole('listitem').filter({ hasText: '1 attempt that is not here yet' })).toContainText('new here')
    await lookAt(there, 'backup-done')
    await press(dialog.getByRole('button', { name: 'Close' }))
    const after = countsIn(other)
    expect(after['attempts']).toBe((before['attempts'] ?? 0) + (here['attempts'] ?? 0))
    expect(after['segments']).toBe((before['segments'] ?? 0) + (here['segments'] ?? 0))
    expect(installationKey(other).key).toBe(key)
    expect(readFileSync(join(other, 'packs', 'tea.labpack'))).toEqual(readFileSync(join(folder, 'packs', 'tea.labpack')))
    // The lab that is open goes on, with servers that answer, at the attempt that came last.
    await expect(rowsOf(there)).toHaveCount(1)
    await send(there, 2)

    // Here and there it went on otherwise: both stay.
    await send(page, 2)
    const newer = await keep(page)
    await choose(there, newer)
    await expect(will.filter({ hasText: 'went on otherwise here' })).toContainText('beside it')
    await lookAt(there, 'backup-forked')
    await press(dialog.getByRole('button', { name: 'Restore', exact: true }))
    await expect(done).toBeFocused()
    await press(dialog.getByRole('button', { name: 'Close' }))
    const forked = countsIn(other)
    expect(forked['attempts']).toBe((after['attempts'] ?? 0) + 1)
    for (const again of [file, newer]) {
      await choose(there, again)
      await expect(will.filter({ hasText: '1 attempt that is here already' })).toContainText('here already')
      await press(dialog.getByRole('button', { name: 'Restore', exact: true }))
      await expect(done).toBeFocused()
      await press(dialog.getByRole('button', { name: 'Close' }))
    }
    expectSame(other, forked)
  } finally {
    await app.stop()
    rmSync(other, { recursive: true, force: true })
  }
})

test('what is no backup is refused with the reason, in German too, and changes nothing; one too long for a page names the way', async ({ served: { page, folder } }) => {
  test.setTimeout(120_000)
  await send(page, 1)
  const sound = readFileSync(await keep(page))
  const before = countsIn(folder)
  const at = (name: string, bytes: Uint8Array | string) => {
    writeFileSync(join(files, name), bytes)
    return join(files, name)
  }
  const huge = at('huge.lab501-backup', '')
  truncateSync(huge, 600 * 1_048_576)
  for (const [file, says] of [
    [at('picture.png', 'PNG'), 'This is no backup of Lab 501, or it is damaged: picture.png.'],
    [at('empty.lab501-backup', ''), 'This is no backup of Lab 501, or it is damaged: empty.lab501-backup.'],
    [at('cut.lab501-backup', sound.subarray(0, sound.length / 2)), 'or it is damaged: cut.lab501-backup.'],
    [at('flipped.lab501-backup', Buffer.from(sound).fill(7, 9_000, 9_001)), 'This backup is not as it was written: flipped.lab501-backup.'],
    [huge, 'huge.lab501-backup has 600 MiB, and the page takes in 512 at most. Close Lab 501, and take it in with "lab501 restore FILE" in a terminal.'],
  ] as const) {
    const dialog = await choose(page, file)
    await expect(dialog.getByRole('status')).toContainText(says)
    await expect(dialog.getByRole('button', { name: 'Restore', exact: true })).toBeHidden()
  }
  await lookAt(page, 'backup-refused')
  expectSame(folder, before)
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByLabel('Language').selectOption('de')
  await page.getByRole('button', { name: 'Aus einer Sicherung zurückspielen …' }).click()
  const german = page.getByRole('dialog', { name: 'Aus einer Sicherung zurückspielen' })
  const take = async (file: string) => {
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), german.getByRole('button', { name: 'Eine Sicherung wählen …' }).click()])
    await chooser.setFiles(file)
  }
  await take(join(files, 'cut.lab501-backup'))
  await expect(german.getByRole('status')).toHaveText(/^Das ist keine Sicherung von Lab 501/)
  expect(await german.locator('[lang=en]').count()).toBe(0)

  // A backup of which a part is refused: the rest of it comes in, and the reason stands there.
  const odd = at('odd.lab501-backup', sound)
  {
    using db = new DatabaseSync(odd)
    db.prepare('insert into carried (kind, name, bytes) values (?, ?, ?), (?, ?, ?)').run('pack', '../evil.labpack', teaArchive().bytes, 'program', 'x', Buffer.from('x'))
  }
  unseal(odd)
  await take(odd)
  const lines = german.getByRole('listitem')
  await expect(lines.filter({ hasText: 'abgewiesen' })).toContainText('evil.labpack')
  await page.setViewportSize({ width: 480, height: 700 })
  await lookAt(page, 'backup-german-narrow')
  expect(await german.evaluate(box => box.scrollWidth <= box.clientWidth)).toBe(true)
  await german.getByRole('button', { name: 'Zurückspielen', exact: true }).click()
  await expect(german.getByRole('group', { name: 'Was geschehen ist' })).toContainText('abgewiesen')
  expectSame(folder, before)
})
