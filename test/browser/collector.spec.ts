// An instructor collects, a learner sends: two installations on this machine, each with its own page.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startCollecting } from '../../electron/core/collector/collecting.ts'
import { codeOf, handOver, learner } from '../core/collector/learner.ts'
import { serveLrs } from '../core/collector/lrs.ts'
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

test('a record store is told too, by keys alone: folded away, refused where it would be unsafe, seen while it is on; what was collected is saved as xAPI', async ({ served: { page, folder } }) => {
  test.setTimeout(180_000)
  const lrs = await serveLrs([[401]])
  try {
    await page.getByRole('link', { name: 'All labs' }).first().click()
    await page.getByRole('link', { name: 'Results of a class' }).click()
    const bar = page.getByRole('group').filter({ hasText: 'Collect over the network' })
    await bar.getByRole('heading', { name: 'Collect over the network' }).click()
    await bar.getByRole('combobox', { name: 'Address of this machine' }).selectOption('127.0.0.1')
    await bar.getByRole('spinbutton', { name: 'Port' }).fill('0')
    await bar.getByRole('button', { name: 'Start' }).click()
    await expect(bar.getByRole('img', { name: 'The join code as a QR code' })).toBeVisible()
    const code = codeOf((await bar.locator('.code .group').allTextContents()).join(''))
    for (const name of ['Ada', 'Bob']) {
      const one = await learner(name)
      expect(await handOver(code, one.bytes, one.privateKey)).toEqual({ outcome: 'done' })
    }
    await expect(bar.getByText('2 results are here')).toBeVisible()
    const address = bar.getByRole('textbox', { name: 'Its address (endpoint)' })
    await expect(address).toBeHidden()
    const head = bar.getByText('Tell a record store too')
    await expect(head).toContainText('Off')
    await head.focus()
    await head.press('Enter')
    await address.fill('http://lrs.example.org/xapi/')
    await address.press('Tab')
    await page.keyboard.type('lab')
    await page.keyboard.press('Tab')
    await page.keyboard.type('s3cret')
    await page.keyboard.press('Enter')
    await expect(bar.getByText('Nothing was connected to: over http, everybody on the way can read the password and the statements; write https://lrs.example.org/xapi/.')).toBeVisible()
    await lookAt(page, 'forward-off')
    await address.fill(lrs.endpoint)
    await address.press('Enter')
    const state = bar.getByRole('group', { name: 'Tell a record store too' })
    const here = new URL(lrs.endpoint).origin
    await expect(state).toContainText('The record store: it answered 401. Nothing more is sent to it')
    await expect(head).toContainText(`Halted: ${here}`)
    await lookAt(page, 'forward-refused')
    const stop = state.getByRole('button', { name: 'Stop telling it' })
    await stop.focus()
    await stop.press('Enter')
    await bar.getByRole('textbox', { name: 'Password' }).fill('s3cret')
    await bar.getByRole('textbox', { name: 'Password' }).press('Enter')
    await expect.poll(() => lrs.statements.size).toBeGreaterThan(0)
    await expect(state).toContainText('0 results wait.')
    await expect(state).toContainText(`${lrs.statements.size} statements told.`)
    await expect(state).toContainText(`Lab 501 now connects to ${here}, and tells it of what is collected.`)
    await expect(head).toContainText(`On: connects to ${here}`)
    await page.setViewportSize({ width: 640, height: 800 })
    await state.scrollIntoViewIfNeeded()
    await lookAt(page, 'forward-on')
    await page.setViewportSize({ width: 1280, height: 800 })

    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'xAPI', exact: true }).click()])
    const saved = JSON.parse(readFileSync(await file.path(), 'utf8')) as { id: string }[]
    expect(saved.map(({ id }) => id).sort()).toEqual([...lrs.statements.keys()].sort())

    await page.getByRole('button', { name: 'Settings' }).click()
    await page.getByLabel('Language').selectOption('de')
    await page.keyboard.press('Escape')
    await expect(bar.or(page.getByRole('group').filter({ hasText: 'Über das Netz einsammeln' })).getByText('Lab 501 verbindet sich jetzt mit')).toBeVisible()
    await lookAt(page, 'forward-german')
    await page.getByRole('button', { name: 'Nicht mehr melden' }).click()
    await expect(page.getByText('Lab 501 verbindet sich jetzt mit')).toBeHidden()
    const kept = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => statSync(join(folder, name)).isFile()).map(name => readFileSync(join(folder, name), 'latin1')).join('')
    expect(kept + await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]))).not.toMatch(/s3cret|bGFiOnMzY3JldA/)
  } finally {
    await lrs.close()
  }
})
