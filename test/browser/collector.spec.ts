// An instructor collects, a learner sends: two installations on this machine, each with its own page.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startCollecting } from '../../electron/core/collector/collecting.ts'
import { handOver } from '../../electron/core/collector/hand-over.ts'
import { codeOf, learner } from '../core/collector/learner.ts'
import { lookAt } from './picture.ts'
import { expect, test } from './served.ts'

test('a learner joins with a code, sees where results go, sends, and stops', async ({ served: { page } }) => {
  const folder = mkdtempSync(join(tmpdir(), 'lab501-collecting-'))
  const told: string[] = []
  const collecting = await startCollecting({ dataFolder: folder, listen: { host: '127.0.0.1', port: 0 }, log: line => told.push(line), onKept: ({ sheet }) => told.push(`${sheet.learner.name}: ${sheet.attempts.map(({ lab }) => lab).join(', ')}`) })
  try {
    const code = collecting.codes[0]?.code ?? ''
    const address = `127.0.0.1:${collecting.collector.port}`
    await page.getByRole('button', { name: 'Settings' }).click()
    await page.getByRole('button', { name: 'Send results to your instructor…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Send results to your instructor' })
    const typed = dialog.getByRole('textbox', { name: 'Join code' })
    await expect(typed).toBeFocused()
    await typed.fill(code.slice(0, 20))
    await typed.press('Tab')
    await expect(dialog.getByText('Something is missing: count the groups.')).toBeVisible()
    await lookAt(page, 'join-missing')
    await typed.fill(code.replace(/^(.{6})(.)/, (_, before: string, one: string) => `${before}${one === '0' ? '2' : '0'}`))
    await expect(dialog.getByText('The code does not add up')).toBeVisible()
    await expect(dialog.getByRole('button', { name: 'Join', exact: true })).toBeDisabled()
    await typed.fill(code.toLowerCase())
    await expect(dialog.getByText(`This code leads to ${address}. Nothing is connected to yet.`)).toBeVisible()
    await dialog.getByRole('textbox', { name: /Your name/ }).fill('Ada Lovelace')
    expect(collecting.collector.counts()).toEqual({ kept: 0, again: 0, refused: {} })
    await lookAt(page, 'join')
    await dialog.getByRole('button', { name: `Connect to ${address} and join` }).click()
    await expect(dialog).toBeHidden()
    const line = page.getByRole('region', { name: 'Sending results' })
    await expect(line).toContainText(`Sends results to ${address}, as Ada Lovelace.`)
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await expect(page.getByText('501 Not Implemented').first()).toBeVisible()
    await expect(line).toContainText('1 sent, 0 waiting', { timeout: 30_000 })
    expect(told).toEqual(['Ada Lovelace: reproduce-501'])
    await lookAt(page, 'sending')

    await page.getByRole('link', { name: 'All labs' }).first().click()
    await page.getByRole('button', { name: 'Hand in a result…' }).click()
    const handIn = page.getByRole('dialog', { name: 'A result to hand in' })
    await handIn.getByRole('textbox', { name: /Your name/ }).fill('Ada Lovelace')
    await handIn.getByRole('button', { name: 'Show what is in it' }).click()
    await handIn.getByRole('button', { name: `Send to ${address}` }).click()
    await expect(line).toContainText('2 sent, 0 waiting', { timeout: 30_000 })
    expect(readdirSync(collecting.collected.folder).filter(name => name.endsWith('.lab501-result'))).toHaveLength(2)
    await collecting.close()
    await line.getByRole('button', { name: 'Stop sending' }).click()
    await expect(line).toBeHidden()
  } finally {
    await collecting.close().catch(() => undefined)
    rmSync(folder, { recursive: true, force: true })
  }
})

test('an instructor starts a collector, shows its code, and sees what comes at once', async ({ served: { page } }) => {
  await page.getByRole('link', { name: 'All labs' }).first().click()
  await page.getByRole('link', { name: 'Results of a class' }).click()
  const bar = page.getByRole('group').filter({ hasText: 'Collect over the network' })
  await bar.getByRole('heading', { name: 'Collect over the network' }).click()
  await bar.getByRole('combobox', { name: 'Address of this machine' }).selectOption('0.0.0.0')
  await expect(bar.getByText('whoever reaches one of its addresses reaches the collector')).toBeVisible()
  await bar.getByRole('combobox', { name: 'Address of this machine' }).selectOption('127.0.0.1')
  await bar.getByRole('spinbutton', { name: 'Port' }).fill('0')
  await lookAt(page, 'collector-off')
  await bar.getByRole('button', { name: 'Start' }).click()
  await expect(bar.getByRole('img', { name: 'The join code as a QR code' })).toBeVisible()
  const text = (await bar.locator('.code .group').allTextContents()).join('')
  const code = codeOf(text)
  const ada = await learner('Ada')
  expect(await handOver(code, ada.bytes, ada.privateKey)).toEqual({ outcome: 'done' })
  expect((await handOver({ ...code, secret: '0000000000' }, ada.bytes, ada.privateKey)).outcome).toBe('refused')
  await expect(bar.getByText('1 result is here')).toBeVisible()
  await expect(page.getByRole('rowheader', { name: /Ada/ }).or(page.getByRole('cell', { name: /Ada/ })).first()).toBeVisible()
  // What is collected is of the class, also of one that begins anew.
  await page.getByRole('region', { name: 'Results to look at' }).getByRole('button', { name: 'Begin anew' }).click()
  await expect(page.getByRole('rowheader', { name: /Ada/ })).toBeVisible()
  await bar.getByText('1 refused').click()
  await expect(bar.getByText('the wrong code (401): 1')).toBeVisible()
  await lookAt(page, 'collector-on')
  await bar.getByRole('button', { name: 'New code' }).click()
  await expect.poll(async () => (await bar.locator('.code .group').allTextContents()).join('')).not.toBe(text)
  expect((await handOver(code, ada.bytes, ada.privateKey)).outcome).not.toBe('done')
  await bar.getByRole('button', { name: 'Stop' }).click()
  await expect(bar.getByText('Off: nothing listens.')).toBeVisible()
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'xAPI', exact: true }).click()])
  const statements = JSON.parse(await readFile(await file.path(), 'utf8')) as { actor: { name: string } }[]
  expect(new Set(statements.map(({ actor }) => actor.name))).toEqual(new Set(['Ada']))
})
