// The page with a long capture, in a real browser: what a person does with it costs so much, beside the same with a short one, and a plain list.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type Locator, type Page } from 'playwright/test'
import { pour } from '../support/pour.ts'
import { findChromium } from '../support/run-all/chromium.ts'
import { serveApp } from '../support/served-app.ts'
import { showPlainList } from './plain-list.ts'
import { heldBy, measured, watch, type Figures } from './watched-page.ts'

const MANY = 10_000
const FEW = 20
/** What one request over three hops leaves: both ends of two of them, one of the first. */
const ENDS = 5
const METHODS = ['GET', 'HEAD', 'BREW', 'PATCH', 'GET', 'POST', 'DELETE', 'FROBNICATE', 'GET', 'get']
const LOOKS = ['Raw', 'Hex', 'Why', 'Notes', 'Ladder', 'Compare', 'Charts', 'Pretty'] as const

type Costs = ReadonlyMap<string, Figures>
type Measure = (what: string, does: () => Promise<void>) => Promise<void>

/** Prints what each thing that somebody does costs, and how often that of the same thing with few exchanges, and with a plain list of as many. */
export async function run(): Promise<void> {
  const plain = await inBrowser(plainList)
  for (const hops of [1, 3] as const) {
    const ends = hops === 1 ? 1 : ENDS
    const few = await inBrowser(browser => withApp(browser, hops, FEW))
    console.log(`\n${MANY} exchanges over ${hops === 1 ? 'one hop' : 'three hops'}, beside ${FEW * ends} of the same`)
    print(await inBrowser(browser => withApp(browser, hops, MANY / ends)), few, plain)
  }
}

/** @returns what came of a Chromium of its own. */
export async function inBrowser<T>(use: (browser: Browser) => Promise<T>): Promise<T> {
  const executablePath = findChromium()
  const browser = await chromium.launch({ ...(executablePath !== undefined && { executablePath }), args: ['--no-sandbox'] })
  try {
    return await use(browser)
  } finally {
    await browser.close()
  }
}

async function withApp(browser: Browser, hops: 1 | 3, rows: number): Promise<Costs> {
  const data = mkdtempSync(join(tmpdir(), 'lab501-bench-'))
  const app = await serveApp(data, '--packs', join(import.meta.dirname, '..', 'browser', 'packs'))
  try {
    const page = await pageIn(browser)
    await page.addInitScript(() => localStorage.setItem('lab501.tour-seen', 'true'))
    await page.goto(app.url)
    await page.getByRole('button', { name: 'Send', exact: true }).waitFor()
    if (hops === 3) {
      await page.evaluate(() => { location.hash = '#/lab/rollout' })
      await page.getByRole('heading', { name: 'Ask through three hops' }).waitFor()
    }
    const costs = new Map<string, Figures>()
    await work(page, rows, async (what, does) => { costs.set(what, await measured(browser, page, does)) })
    const { heapMiB, nodes } = await heldBy(page)
    console.log(`with ${rows} requests the page holds ${heapMiB.toFixed(1)} MiB and ${nodes} elements`)
    return costs
  } finally {
    await app.stop()
    rmSync(data, { recursive: true, force: true })
  }
}

/** @returns a page that is watched from its beginning. */
export async function pageIn(browser: Browser): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  page.setDefaultTimeout(120_000)
  await page.addInitScript(watch)
  return page
}

async function plainList(browser: Browser): Promise<Costs> {
  const page = await pageIn(browser)
  await page.goto('about:blank')
  await page.evaluate(showPlainList, MANY)
  const costs = new Map<string, Figures>()
  await browse(page, page.getByRole('listbox'), page.getByRole('textbox', { name: 'Filter' }), MANY, async (what, does) => { costs.set(what, await measured(browser, page, does)) })
  return costs
}

/** What can be done with any list. */
async function browse(page: Page, list: Locator, filter: Locator, rows: number, measure: Measure): Promise<void> {
  await list.hover()
  await measure('scrolled by wheel, all the way', async () => {
    for (let turn = 0; turn < 100; turn += 1) await page.mouse.wheel(0, (turn < 50 ? -6 : 6) * rows / 10)
  })
  await measure('dragged to 40 places', async () => {
    for (let turn = 0; turn < 40; turn += 1) await list.evaluate((box, at) => new Promise(resolve => {
      box.scrollTop = box.scrollHeight * at
      requestAnimationFrame(resolve)
    }), (turn * 7 % 40) / 40)
  })
  await list.focus()
  await measure('50 rows chosen by key', async () => {
    for (let turn = 0; turn < 50; turn += 1) await page.keyboard.press(turn % 10 === 0 ? (turn % 20 === 0 ? 'Home' : 'End') : turn % 20 < 10 ? 'ArrowDown' : 'ArrowUp')
  })
  await measure('text is looked for', async () => {
    await filter.pressSequentially('number-77', { delay: 40 })
    await page.getByRole('option').filter({ hasText: /number-77/ }).first().waitFor({ timeout: 2_000 }).catch(() => undefined)
  })
  await measure('the filter is cleared', () => filter.fill(''))
}

async function work(page: Page, rows: number, measure: Measure): Promise<void> {
  const url = await page.getByLabel('Where the lab answers').locator('.strip').locator('code').innerText()
  const list = page.getByRole('listbox', { name: 'Exchanges, oldest first' })
  const filter = page.getByRole('combobox', { name: 'Filter the exchanges' })
  const count = (requests: number) => page.getByText(new RegExp(`^${requests.toLocaleString('en')} requests so far`)).waitFor()
  const targets = Array.from({ length: rows }, (_, nth) => `${METHODS[nth % METHODS.length]} ${nth % 3 === 0 ? '/widgets' : `/widgets/${nth}`}?number-${nth}`)

  await measure('all arrive', async () => {
    await pour(url, targets)
    await count(rows)
  })
  await measure('the page is opened again', async () => {
    await page.reload()
    await count(rows)
  })
  await browse(page, list, filter, rows, measure)
  await list.focus()
  await measure('30 rows by J and K', async () => {
    for (let turn = 0; turn < 30; turn += 1) await page.keyboard.press(turn % 5 === 0 ? 'k' : 'j')
  })
  for (const words of ['status:501 method:BREW', 'note:error', 'hop:origin time:>0ms']) {
    await measure(`filtered by ${words}`, async () => {
      await filter.fill('')
      await filter.pressSequentially(words, { delay: 40 })
      await page.keyboard.press('Escape')
    })
  }
  await filter.fill('')
  for (const look of LOOKS) {
    await list.focus()
    await measure(`looked at: ${look}`, async () => {
      await page.getByRole('tab', { name: look === 'Notes' ? /^Notes/ : look, exact: look !== 'Notes' }).click()
      for (let turn = 0; turn < 5; turn += 1) await page.keyboard.press('j')
    })
  }
  await page.getByRole('tab', { name: /^Notes/ }).click()
  await measure('notes of all', () => page.getByText('The whole capture', { exact: true }).click())
  await measure('the first rule is opened', async () => page.getByRole('list', { name: 'Notes by rule' }).getByRole('button').first().click())
  await page.getByRole('tab', { name: 'Ladder', exact: true }).click()
  await measure('ladder of all', () => page.getByText('All requests', { exact: true }).click())
  await page.getByRole('tab', { name: 'Pretty', exact: true }).click()
  await measure('Save as… is opened, all ticked', async () => {
    await page.getByRole('button', { name: 'Save as…' }).click()
    await page.getByRole('button', { name: 'Tick all' }).click()
  })
  await page.keyboard.press('Escape')
  await measure('the palette is opened', async () => {
    await page.keyboard.press('Control+k')
    await page.keyboard.type('playground', { delay: 40 })
  })
  await page.keyboard.press('Escape')
  await measure('5 requests are sent', async () => {
    for (let turn = 1; turn <= 5; turn += 1) {
      await page.getByRole('button', { name: 'Send', exact: true }).click()
      await count(rows + turn)
    }
  })
}

function print(costs: Costs, few: Costs, plain: Costs): void {
  const ratio = (one: number, other: number | undefined) => (other === undefined ? '' : `× ${(one / Math.max(other, 1)).toFixed(1)}`)
  const line = (what: string, ...cells: readonly string[]) => console.log(`${what.padEnd(34)}${cells.map(cell => cell.padStart(12)).join('')}`)
  line('milliseconds', 'longest task', 'over 100', 'of processor', 'frame', 'answer', 'all tasks', 'few', 'plain list')
  for (const [what, { taskMs, over100, taskCpuMs, frameMs, answerMs, cpuMs }] of costs) {
    line(what, ms(taskMs), String(over100), ms(taskCpuMs), ms(frameMs), ms(answerMs), ms(cpuMs), ratio(cpuMs, few.get(what)?.cpuMs), ratio(cpuMs, plain.get(what)?.cpuMs))
  }
}

const ms = (value: number) => (value === 0 ? '–' : value.toFixed(0))
