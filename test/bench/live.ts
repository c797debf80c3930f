// How long it takes from saving a file of a pack that is being written to the new text on the page, in a real browser.
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright/test'
import { BRIEF, LAB, PackFolder } from '../core/packs/pack-fixture.ts'
import { findChromium } from '../support/run-all/chromium.ts'
import { serveApp } from '../support/served-app.ts'

const TURNS = 40

/** Prints the median and the slowest of many saves: of a text, and of a lab whose topology is opened anew. */
export async function run(): Promise<void> {
  using folder = new PackFolder().writeTea()
  const data = mkdtempSync(join(tmpdir(), 'lab501-bench-'))
  const app = await serveApp(data, '--watch', join(folder.path, 'tea'))
  const executablePath = findChromium()
  const browser = await chromium.launch(executablePath === undefined ? {} : { executablePath })
  try {
    const page = await browser.newPage()
    await page.goto(app.url)
    await page.getByText('Brew.', { exact: true }).waitFor()
    const save = (name: string, text: string) => {
      const file = join(folder.path, 'tea/brew', name)
      writeFileSync(`${file}.new`, text)
      renameSync(`${file}.new`, file)
    }
    const measure = async (what: string, write: (mark: string) => void) => {
      const times: number[] = []
      for (let turn = 0; turn < TURNS; turn += 1) {
        const mark = `${what} number ${turn}`
        const shown = page.evaluate(wanted => new Promise<number>(resolve => {
          const look = () => {
            if (!document.body.innerText.includes(wanted)) return
            observer.disconnect()
            resolve(Date.now())
          }
          const observer = new MutationObserver(look)
          observer.observe(document.body, { subtree: true, childList: true, characterData: true })
        }), mark)
        // Once the page answers, it is watching.
        await page.evaluate(() => undefined)
        const before = Date.now()
        write(mark)
        times.push(await shown - before)
      }
      times.sort((one, other) => one - other)
      console.log(`${what}: median ${times[TURNS / 2]} ms, slowest ${times.at(-1)} ms of ${TURNS}`)
    }
    await measure('text', mark => save('brief.md', BRIEF.replace('Brew.', mark)))
    await measure('expectation', mark => save('lab.yaml', LAB.replace('It answers 501.', mark)))
    await measure('scenario', mark => save('lab.yaml', LAB.replace('It answers 501.', mark).replace('text: tea', `text: ${mark}`)))
  } finally {
    await browser.close()
    await app.stop()
    rmSync(data, { recursive: true, force: true })
  }
}
