// `npm run dev`: a save of the core starts it again and the page goes on; a save of the page is there at once; Ctrl C ends all of it.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { rowsOf } from './learner.ts'

const ROOT = join(import.meta.dirname, '..', '..')
/** As a save does, and what is built stays what it is: that goes by what is in the files. */
const save = (file: string) => utimesSync(join(ROOT, file), new Date(), new Date())
const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

test('each save is there at once, of the page and of the core', async ({ page }) => {
  test.setTimeout(300_000)
  const folder = mkdtempSync(join(tmpdir(), 'lab501-dev-'))
  const dev = spawn(process.execPath, [join(ROOT, 'test', 'dev', 'run.ts'), '--data', folder, '--port', '0'], { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [dev.stdout, dev.stderr]) stream.setEncoding('utf8').on('data', (text: string) => { said += text })
  const cores = () => [...said.matchAll(/The core runs \(process (\d+)\)/g)].map(([, pid]) => Number(pid))
  const address = () => /http:\S+#token=\S+/.exec(said)?.[0]
  try {
    await expect.poll(() => [cores().length, address() !== undefined], { timeout: 120_000, message: 'what it says' }).toEqual([1, true])
    await page.addInitScript(() => localStorage.setItem('lab501.tour-seen', 'true'))
    await page.goto(address() ?? '')
    await page.getByRole('button', { name: 'Send', exact: true }).click({ timeout: 120_000 })
    await expect(rowsOf(page)).toHaveCount(1)

    const again = page.waitForEvent('websocket', { timeout: 60_000 })
    save('electron/core/core.ts')
    await expect.poll(() => cores().length, { timeout: 60_000, message: said }).toBe(2)
    expect(said).toContain('electron/core/core.ts was saved: the core starts again.')
    expect(isAlive(cores()[0] ?? 0)).toBe(false)
    // Nobody would send before the page has found the new one.
    await again
    await expect(page.getByText('The connection to Lab 501 is lost.')).toHaveCount(0, { timeout: 60_000 })
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await expect(rowsOf(page)).toHaveCount(2)

    const loaded = page.waitForEvent('load', { timeout: 60_000 })
    save('renderer/main.ts')
    await loaded
    await expect(rowsOf(page)).toHaveCount(2, { timeout: 60_000 })
    expect(cores()).toHaveLength(2)
  } finally {
    const over = once(dev, 'exit')
    dev.kill('SIGINT')
    await over
    rmSync(folder, { recursive: true, force: true })
  }
  expect([dev.exitCode, cores().filter(isAlive)]).toEqual([0, []])
})
