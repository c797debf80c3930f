// The same three labs in the Electron window, where its binary is there; where it is not, the test is skipped by name.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron as electron, type ElectronApplication } from 'playwright'
import { test, type Page } from 'playwright/test'
import { findElectron, hasDisplay, thisMachine } from '../../electron/cli/opening/electron-binary.ts'
import { doPack, withFirst501, type OpenApp } from './whole-pack.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const executablePath = findElectron(ROOT)

test.describe('all three labs in the Electron window, with the app closed in the middle', () => {
  test.skip(executablePath === undefined, 'the Electron binary is not on this machine and cannot be downloaded here')
  test.skip(executablePath !== undefined && !hasDisplay(thisMachine()), 'there is no display for the Electron window')

  test('through the composer', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lab501-electron-'))
    const isRoot = process.getuid?.() === 0
    const launch = () => electron.launch({
      ...(executablePath !== undefined && { executablePath }), args: [ROOT, '--data', folder, ...(isRoot ? ['--no-sandbox'] : [])],
    })
    let app: ElectronApplication = await launch()
    try {
      const opened: OpenApp = {
        page: await shownAround(await app.firstWindow()),
        async reopen() {
          await app.close()
          app = await launch()
          return app.firstWindow()
        },
      }
      await doPack(opened, 'composer', 'first-steps', withFirst501(opened))
    } finally {
      await app.close()
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

/** Like somebody who skipped the tour. */
async function shownAround(page: Page): Promise<Page> {
  await page.getByRole('button', { name: /^Skip the tour/ }).click()
  return page
}
