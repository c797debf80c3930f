// What a desktop program is expected to do: to bring the page back after a crash as it was, to leave nothing on another's machine.
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serveAppAt } from '../support/served-app.ts'
import { rowsOf } from './learner.ts'
import { expect, test } from './served.ts'

test('a page that crashed comes back at the same step, with what was captured, answered and half written', async ({ served: { app, page } }) => {
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(rowsOf(page)).toHaveCount(1)
  await page.getByRole('button', { name: 'Next: Write GET small' }).click()
  await page.getByRole('radio', { name: '400 Bad Request' }).check()
  await page.getByRole('textbox', { name: 'Target' }).fill('/half-written')
  await page.getByRole('tab', { name: 'Hex' }).click()
  await expect(page.getByText('Noted. Now send, and compare.')).toBeVisible()
  const address = page.url()
  const crashed = page.waitForEvent('crash')
  const lane = await page.context().newCDPSession(page)
  void lane.send('Page.crash').catch(() => undefined)
  await crashed
  // As the desktop app loads its page again: the same address, the same storage. A browser's new tab needs its link first.
  const again = await page.context().newPage()
  await again.goto(`${address.replace(/#.*/, '')}${new URL(app.url).hash}`)
  await expect(again.getByRole('link', { name: /^Continue: Reproduce 501/ })).toBeVisible()
  await again.evaluate(to => { location.hash = to }, new URL(address).hash)
  await expect(again.getByRole('heading', { level: 1, name: 'Write GET small' })).toBeVisible()
  await expect(rowsOf(again)).toHaveCount(1)
  await expect(again.getByRole('radio', { name: '400 Bad Request' })).toBeChecked()
  await expect(again.getByRole('textbox', { name: 'Target' })).toHaveValue('/half-written')
  await expect(again.getByRole('tab', { name: 'Hex' })).toHaveAttribute('aria-selected', 'true')
})

test('with --data all is in that folder, which goes on at another place; the home of the machine stays empty', async ({ browser }) => {
  const stick = mkdtempSync(join(tmpdir(), 'lab501-stick-'))
  const home = join(stick, 'home')
  mkdirSync(home)
  const places = { HOME: home, USERPROFILE: home, APPDATA: join(home, 'AppData'), XDG_CONFIG_HOME: join(home, '.config'), XDG_DATA_HOME: join(home, '.local'), XDG_CACHE_HOME: join(home, '.cache') }
  try {
    for (const rows of [1, 2]) {
      const app = await serveAppAt(places, join(stick, 'data'))
      const page = await (await browser.newContext()).newPage()
      await page.addInitScript(() => localStorage.setItem('lab501.tour-seen', 'true'))
      await page.goto(app.url)
      if (rows === 2) await page.getByRole('link', { name: /^Continue: Reproduce 501/ }).click()
      await page.getByRole('button', { name: 'Send', exact: true }).click()
      await expect(rowsOf(page)).toHaveCount(rows)
      await page.context().close()
      await app.stop()
    }
    expect(readdirSync(home)).toEqual([])
    expect(readdirSync(join(stick, 'data'))).toContain('lab501.sqlite')
  } finally {
    rmSync(stick, { recursive: true, force: true })
  }
})
