// The page with a long capture, in a real browser: what a person does with it, the longest tasks and frames meanwhile, and how late the page answers.
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright/test'
import { findChromium } from '../support/run-all/chromium.ts'
import { serveApp } from '../support/served-app.ts'

const ROWS = 10_000
const AT_ONCE = 50
const METHODS = ['GET', 'HEAD', 'BREW', 'PATCH', 'GET', 'POST', 'DELETE', 'FROBNICATE', 'GET', 'get']

/** Stands once in each response. */
const DATE = '\r\nDate: '

interface Seen { readonly tasks: number[]; readonly frames: number[]; readonly events: number[] }
declare global {
  var seen: Seen | undefined
}

/** Prints what each thing that somebody does costs, with 10,000 requests over one hop, and with 10,000 exchanges over three. */
export async function run(): Promise<void> {
  await withPage([], async page => {
    console.log(`${ROWS} requests of a client beside the page, one exchange each`)
    await work(page, ROWS)
  })
  await withPage(['--packs', join(import.meta.dirname, '..', 'browser', 'packs')], async page => {
    await page.evaluate(() => { location.hash = '#/lab/rollout' })
    await page.getByRole('heading', { name: 'Ask through three hops' }).waitFor()
    console.log(`\n${ROWS / 5} requests through three hops, five exchanges each`)
    await work(page, ROWS / 5)
  })
}

async function withPage(more: readonly string[], use: (page: Page) => Promise<void>): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'lab501-bench-'))
  const app = await serveApp(data, ...more)
  const executablePath = findChromium()
  const browser = await chromium.launch({ ...(executablePath !== undefined && { executablePath }), args: ['--no-sandbox'] })
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    await page.addInitScript(watch)
    await page.addInitScript(() => localStorage.setItem('lab501.tour-seen', 'true'))
    await page.goto(app.url)
    await page.getByRole('button', { name: 'Send', exact: true }).waitFor()
    await use(page)
  } finally {
    await browser.close()
    await app.stop()
    rmSync(data, { recursive: true, force: true })
  }
}

/** Runs in the page, before anything of ours. */
function watch(): void {
  const seen: Seen = { tasks: [], frames: [], events: [] }
  globalThis.seen = seen
  const observe = (type: string, into: number[], more: object = {}) =>
    new PerformanceObserver(list => { for (const { duration } of list.getEntries()) into.push(duration) }).observe({ type, buffered: true, ...more })
  observe('longtask', seen.tasks)
  observe('event', seen.events, { durationThreshold: 16 })
  let last = performance.now()
  const frame = (now: number) => {
    seen.frames.push(now - last)
    last = now
    requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
}

async function work(page: Page, rows: number): Promise<void> {
  const url = await page.getByLabel('Where the lab answers').locator('.strip').locator('code').innerText()
  const list = page.getByRole('listbox', { name: 'Exchanges, oldest first' })
  const filter = page.getByRole('combobox', { name: 'Filter the exchanges' })
  const count = page.getByText(new RegExp(`^${rows} requests so far`))
  const measure = measuring(page)

  await measure('all arrive', async () => {
    await pour(Number(new URL(url).port), rows)
    await count.waitFor({ timeout: 120_000 })
  })
  await measure('the page is opened again', async () => {
    await page.reload()
    await count.waitFor({ timeout: 120_000 })
  })
  await list.hover()
  await measure('scrolled by wheel, all the way up', async () => {
    for (let turn = 0; turn < 100; turn += 1) await page.mouse.wheel(0, -3 * rows / 10)
  })
  await measure('dragged to 40 places', async () => {
    for (let turn = 0; turn < 40; turn += 1) await list.evaluate((box, at) => { box.scrollTop = box.scrollHeight * at }, (turn * 7 % 40) / 40)
  })
  await list.focus()
  await measure('50 rows by key', async () => {
    for (let turn = 0; turn < 50; turn += 1) await page.keyboard.press(turn % 10 === 0 ? 'Home' : 'ArrowDown')
  })
  await measure('30 rows by J and K', async () => {
    for (let turn = 0; turn < 30; turn += 1) await page.keyboard.press(turn % 5 === 0 ? 'k' : 'j')
  })
  await measure('a filter is typed', async () => {
    await filter.pressSequentially('status:501 method:BREW path:/widgets', { delay: 40 })
    await page.keyboard.press('Escape')
  })
  await measure('text is looked for', async () => {
    await filter.fill('')
    await filter.pressSequentially('number-77', { delay: 40 })
    await page.getByText(/^\d+ of .* shown/).waitFor()
  })
  await measure('the filter is cleared', async () => filter.fill(''))
  for (const look of ['Raw', 'Hex', 'Why', 'Ladder', 'Compare', 'Charts', 'Pretty']) {
    await measure(`looked at: ${look}`, async () => {
      await page.getByRole('tab', { name: look, exact: true }).click()
      for (let turn = 0; turn < 5; turn += 1) await page.keyboard.press('j')
    })
  }
  await measure('saving as a part of a lab is opened', async () => {
    await page.getByRole('button', { name: 'Save as…' }).click()
    await page.getByRole('button', { name: 'Close' }).click()
  })
  await measure('5 requests are sent', async () => {
    for (let turn = 1; turn <= 5; turn += 1) {
      await page.getByRole('button', { name: 'Send', exact: true }).click()
      await page.getByText(new RegExp(`^${rows + turn} requests so far`)).waitFor()
    }
  })
}

/** @returns what prints the figures of one thing done, with what it leaves for later. */
function measuring(page: Page) {
  console.log(`${''.padEnd(38)} tasks over 50 ms   longest task   longest frame   slowest answer to a key or press`)
  return async (what: string, does: () => Promise<void>) => {
    await page.evaluate(() => { for (const list of Object.values(globalThis.seen ?? {}) as number[][]) list.length = 0 })
    await does()
    await page.waitForTimeout(400)
    const { tasks, frames, events } = await page.evaluate(() => globalThis.seen) ?? { tasks: [], frames: [], events: [] }
    const most = (times: readonly number[]) => (times.length === 0 ? '–' : `${Math.round(Math.max(...times))} ms`)
    console.log(`${what.padEnd(38)} ${String(tasks.length).padStart(16)} ${most(tasks).padStart(14)} ${most(frames).padStart(15)} ${most(events).padStart(15)}`)
  }
}

/** One connection, pipelined in groups. */
function pour(port: number, count: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1' })
    let [asked, answered] = [0, 0]
    const lineOf = (nth: number) => `${METHODS[nth % METHODS.length]} ${nth % 3 === 0 ? '/widgets' : `/widgets/${nth}`}?number-${nth} HTTP/1.1\r\nHost: localhost\r\nUser-Agent: flood/1.0\r\nAccept: application/json\r\n\r\n`
    const more = () => {
      const group = Math.min(AT_ONCE, count - asked)
      if (group === 0) return resolve(void socket.end())
      socket.write(Array.from({ length: group }, (_, at) => lineOf(asked + at)).join(''))
      asked += group
    }
    let tail = ''
    socket.on('data', (bytes: Buffer) => {
      const text = tail + bytes.toString('latin1')
      answered += text.split(DATE).length - 1
      tail = text.slice(1 - DATE.length)
      if (answered === asked) more()
    }).on('error', reject)
    more()
  })
}
