// What a large class costs the page of its instructor: 3,000 results (LAB501_BENCH_FILES) are opened in the browser, and then looked at.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { classFiles, playLabs } from '../support/played-class.ts'
import { serveApp } from '../support/served-app.ts'
import { inBrowser, pageIn } from './page.ts'
import { heldBy, measured } from './watched-page.ts'

const FILES = Number(process.env['LAB501_BENCH_FILES'] ?? 3_000)
/** A slow machine has so long. */
const LONGEST_MS = 1_800_000
const LABS = ['reproduce-501', 'get-is-not-get', 'head-of-a-501', '501-or-405', '501-or-500', 'your-own-curl', 'allow-differs', 'ask-with-options']

export async function run(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lab501-bench-class-'))
  // Making them takes longer than opening them: the same folder serves for a comparison.
  const handedIn = process.env['LAB501_BENCH_HANDED_IN'] ?? join(folder, 'handed-in')
  if (!existsSync(handedIn)) {
    mkdirSync(handedIn)
    for (const { name, bytes } of classFiles(await playLabs(LABS, 3), FILES, LABS.length)) writeFileSync(join(handedIn, name), bytes)
  }
  const app = await serveApp(join(folder, 'data'))
  try {
    await inBrowser(async browser => {
      const page = await pageIn(browser)
      await page.addInitScript(() => localStorage.setItem('lab501.tour-seen', 'true'))
      await page.goto(app.url)
      await page.getByRole('button', { name: 'Send', exact: true }).waitFor()
      await page.evaluate(() => { location.hash = '#/class' })
      const open = page.getByRole('region', { name: 'Results to look at' })
      const matrix = page.getByRole('grid', { name: 'Learners and labs' })
      const measure = async (what: string, does: () => Promise<void>) => {
        const { taskMs, taskCpuMs, over100, cpuMs, frameMs, answerMs } = await measured(browser, page, does)
        console.log(`${what}: longest task ${taskMs.toFixed(0)} ms on the clock, ${taskCpuMs.toFixed(0)} ms of a processor; over 100 ms: ${over100}; all ${cpuMs.toFixed(0)} ms; longest frame ${frameMs.toFixed(0)} ms, latest answer ${answerMs.toFixed(0)} ms`)
      }
      const input = open.locator('input[webkitdirectory]')
      const startMs = performance.now()
      await measure(`${FILES} results are opened`, async () => {
        await input.setInputFiles(handedIn)
        await open.getByText(`${FILES.toLocaleString('en')} files taken`).waitFor({ timeout: LONGEST_MS })
        await matrix.getByRole('row').nth(Math.min(FILES, 100)).waitFor()
      })
      const tookMs = performance.now() - startMs
      const { heapMiB, nodes } = await heldBy(page)
      console.log(`in all ${(tookMs / 1_000).toFixed(0)} s; the page holds ${heapMiB.toFixed(1)} MiB and ${nodes} elements; the core was resident with ${mostResident(app.pid).toFixed(0)} MiB at most`)
      await measure('the tab stop is moved 20 times', async () => {
        await matrix.locator('td [tabindex="0"]').focus()
        for (let turn = 0; turn < 20; turn += 1) await page.keyboard.press(turn % 2 === 0 ? 'ArrowDown' : 'ArrowRight')
      })
      await measure('ordered by name', () => page.getByLabel('Order').selectOption('name').then(() => page.waitForTimeout(1_000)))
      await measure('the next hundred', () => page.getByRole('button', { name: 'Those after' }).click().then(() => page.waitForTimeout(1_000)))
    })
  } finally {
    await app.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** @returns MiB, the most that a process ever had; only Linux tells it */
function mostResident(pid: number | undefined): number {
  const file = `/proc/${pid}/status`
  return existsSync(file) ? Number(/VmHWM:\s+(\d+)/.exec(readFileSync(file, 'utf8'))?.[1]) / 1_024 : Number.NaN
}
