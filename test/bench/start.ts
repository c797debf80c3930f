// How long the first lab takes until it can be worked with, beside an empty page from the same host in the same browser; what it loads for that; and what the idle core holds beside a bare Node.
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { chromium, type Browser } from 'playwright/test'
import { PROJECT } from '../../electron/cli/opening/project.ts'
import { startServed } from '../../electron/served/serve.ts'
import { findChromium } from '../support/run-all/chromium.ts'
import { serveApp } from '../support/served-app.ts'

const ROUNDS = 15
/** After this a process that does nothing has settled: V8 gives back what it grew to some 8 s after a collection that finds it idle. */
const SETTLE_MS = 15_000

const median = (figures: readonly number[]): number => [...figures].sort((one, other) => one - other)[Math.floor(figures.length / 2)] ?? Number.NaN
const spread = (figures: readonly number[]): string => `${median(figures).toFixed(0)} ms (${Math.min(...figures).toFixed(0)} to ${Math.max(...figures).toFixed(0)})`

/** Prints both times in alternating rounds of one run, and their ratio. */
export async function run(): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'lab501-bench-'))
  const empty = join(data, 'empty')
  mkdirSync(empty)
  writeFileSync(join(empty, 'index.html'), '<!doctype html><html lang="en"><title>Empty</title><button autofocus>Send</button></html>')
  const peer = await startServed({ core: { serve: () => undefined }, pageFolder: empty, port: 0, log: () => undefined })
  const executablePath = findChromium()
  const browser = await chromium.launch({ ...(executablePath !== undefined && { executablePath }), args: ['--no-sandbox'] })
  try {
    const [ours, theirs]: [number[], number[]] = [[], []]
    let loaded: Loaded = { ms: 0, scripts: 0, octets: 0 }
    for (let round = 0; round < ROUNDS; round += 1) {
      theirs.push((await open(browser, peer.url)).ms)
      // Nobody was there before: whoever was is led to all labs.
      const app = await serveApp(join(data, `app-${round}`))
      try {
        loaded = await open(browser, app.url)
      } finally {
        await app.stop()
      }
      ours.push(loaded.ms)
    }
    console.log(`the first lab can be worked with after ${spread(ours)}, an empty page after ${spread(theirs)}, median of ${ROUNDS}: ratio ${(median(ours) / median(theirs)).toFixed(2)}`)
    console.log(`until then ${loaded.scripts} scripts came, ${(loaded.octets / 1_000).toFixed(1)} kB compressed by gzip`)
  } finally {
    await browser.close()
    await peer.close()
    rmSync(data, { recursive: true, force: true })
  }
}

interface Loaded { readonly ms: number; readonly scripts: number; readonly octets: number }

/** In a context of its own, so that nothing is in a cache. @returns when the button that sends had the focus in a frame that was shown, since the navigation began */
async function open(browser: Browser, url: string): Promise<Loaded> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  try {
    const page = await context.newPage()
    const bodies: Promise<Buffer>[] = []
    let isOver = false
    page.on('response', response => { if (!isOver && response.request().resourceType() === 'script') bodies.push(response.body()) })
    await page.addInitScript(() => { try { localStorage.setItem('lab501.tour-seen', 'true') } catch { /* An empty page of another origin. */ } })
    await page.addInitScript(watch)
    await page.goto(url, { waitUntil: 'commit' })
    const ms = await page.evaluate(() => new Promise<number>(resolve => {
      const look = () => { if (globalThis.readyMs === undefined) requestAnimationFrame(look); else resolve(globalThis.readyMs) }
      look()
    }))
    isOver = true
    const octets = (await Promise.all(bodies)).map(body => gzipSync(body).length)
    return { ms, scripts: octets.length, octets: octets.reduce((sum, one) => sum + one, 0) }
  } finally {
    await context.close()
  }
}

declare global {
  var readyMs: number | undefined
}

/** Runs in the page, before anything of ours. */
function watch(): void {
  const look = () => {
    const isThere = document.activeElement instanceof HTMLButtonElement && document.activeElement.textContent.includes('Send')
    if (isThere) requestAnimationFrame(() => { globalThis.readyMs = performance.now() })
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

/** Prints what is resident of the core when no lab is open, from the sources and as it is packed, beside a Node that waits. */
export async function idle(): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'lab501-bench-'))
  const packed = join(PROJECT, 'dist/headless/electron/cli/lab501.js')
  const serving = (cli: string, folder: string) => [cli, 'serve', '--no-open', '--port', '0', '--data', join(data, folder)]
  try {
    const bare = await residentOf(['-e', 'setInterval(() => undefined, 1e9)'])
    console.log(`a bare Node: ${bare.toFixed(1)} MiB`)
    const forms = { 'from the sources, whose types are taken off as they are read': join(PROJECT, 'electron/cli/lab501.js'), 'as it is packed (npm run pack:headless)': packed }
    for (const [nth, [form, cli]] of Object.entries(forms).entries()) {
      if (!existsSync(cli)) console.log(`the core ${form}: not made here`)
      else {
        const resident = await residentOf(serving(cli, String(nth)))
        console.log(`the core ${form}: ${resident.toFixed(1)} MiB, ratio ${(resident / bare).toFixed(2)}`)
      }
    }
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
}

/** @returns MiB, the median of three processes; only Linux tells it. */
async function residentOf(args: readonly string[]): Promise<number> {
  const figures: number[] = []
  for (let round = 0; round < 3; round += 1) {
    const child: ChildProcess = spawn(process.execPath, args, { stdio: 'ignore' })
    await new Promise(resolve => setTimeout(resolve, SETTLE_MS))
    figures.push(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1_024)
    const over = new Promise(resolve => child.once('exit', resolve))
    child.kill('SIGINT')
    await over
  }
  return median(figures)
}
