// What a large course costs: 5,000 results verified and graded anew, through the command and through the core, beside reading and hashing the same bytes.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { loadPacks } from '../../electron/core/packs/load-pack.ts'
import { ClassDesk } from '../../electron/core/results/class-desk.ts'
import { openResult } from '../../electron/core/results/result-file.ts'
import { classFiles, playLabs } from '../support/played-class.ts'

const ROOT = join(import.meta.dirname, '../..')
const CLI = join(ROOT, 'electron/cli/lab501.js')
const FILES = Number(process.env['LAB501_BENCH_FILES'] ?? 5_000)
const LABS = ['reproduce-501', 'get-is-not-get', 'head-of-a-501', '501-or-405', '501-or-500', 'your-own-curl', 'allow-differs', 'ask-with-options']
const MISTAKES = 5
const EACH = 4

/** Each way runs in a process of its own, so that the peaks are its own. */
export async function run(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lab501-bench-results-'))
  try {
    const bytes = await write(folder)
    const peer = await measured(['peer', folder])
    print(`JSON.parse and SHA-256 of the same ${(bytes / 1_048_576).toFixed(0)} MiB unpacked`, peer, peer)
    print('ClassDesk', await measured(['desk', folder]), peer)
    for (const form of ['', '--csv', '--json', '--xapi'] as const) print(`lab501 results ${form}`, await measured(['cli', folder, form]), peer)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** @returns octets of all parts of all files. */
async function write(folder: string): Promise<number> {
  const played = await playLabs(LABS, MISTAKES)
  mkdirSync(folder, { recursive: true })
  let packed = 0
  let unpacked = 0
  for (const { name, bytes } of classFiles(played, FILES, EACH)) {
    writeFileSync(join(folder, name), bytes)
    packed += bytes.length
    const opened = openResult(bytes)
    if ('sheet' in opened) unpacked += opened.sheet.files.reduce((sum, { octets }) => sum + octets, 0)
  }
  console.log(`${FILES} results of up to ${EACH} labs each, from ${played.flatMap(({ plays }) => plays).length} attempts that were played: ${(packed / 1_048_576).toFixed(0)} MiB packed`)
  return unpacked
}

interface Cost { readonly ms: number; readonly cpuMs: number; readonly peakMiB: number; readonly startMiB: number; readonly longestMs: number }

function print(what: string, { ms, cpuMs, peakMiB, startMiB, longestMs }: Cost, peer: Cost): void {
  console.log(`${what}: ${(ms / 1_000).toFixed(1)} s, of a processor ${(cpuMs / 1_000).toFixed(1)} s = ${(cpuMs / peer.cpuMs).toFixed(1)} × the peer, ${(cpuMs / FILES).toFixed(2)} ms a file; at most ${peakMiB.toFixed(0)} MiB resident, of which ${startMiB.toFixed(0)} before the first file; longest block of the event loop ${longestMs === 0 ? 'all of it' : `${longestMs.toFixed(0)} ms`}`)
}

async function measured([way, folder, form]: readonly string[]): Promise<Cost> {
  const tell = join(import.meta.dirname, 'results.ts')
  const args = way === 'cli' ? ['--import', tell, CLI, 'results', folder ?? '', '--data', join(folder ?? '', 'none'), ...(form === '' || form === undefined ? [] : [form])] : [tell, way ?? '', folder ?? '']
  const startMs = performance.now()
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'], env: { ...process.env, LAB501_BENCH_TELLS: '3' } })
  let said = ''
  child.stdio[3]?.on('data', (text: Buffer) => { said += text.toString() })
  const [code] = await once(child, 'close')
  if (code !== 0 || said === '') throw new Error(`${way ?? ''} ended with ${String(code)}`)
  return { ...JSON.parse(said) as Omit<Cost, 'ms'>, ms: performance.now() - startMs }
}

const delays = monitorEventLoopDelay({ resolution: 5 })

/** Says on the fourth stream what the process cost, when it ends. */
function tellAtEnd(): void {
  delays.enable()
  const startMiB = process.memoryUsage().rss / 1_048_576
  process.on('exit', () => {
    const { user, system } = process.cpuUsage()
    writeFileSync(3, JSON.stringify({ cpuMs: (user + system) / 1_000, peakMiB: process.resourceUsage().maxRSS / 1_024, startMiB, longestMs: delays.max / 1e6 }))
  })
}

async function desk(folder: string): Promise<void> {
  const { labs } = loadPacks([join(ROOT, 'labs')])
  // Reading the packs comes before the first file, and at once.
  await new Promise(resolve => setTimeout(resolve, 20))
  delays.reset()
  using one = new ClassDesk({ labs: () => labs, onChanged: () => void one.view() })
  function* files() {
    for (const name of readdirSync(folder).sort()) yield [name, readFileSync(join(folder, name))] as const
  }
  await one.open(files())
  const { refused, learners } = await one.view()
  if (refused.count > 0 || learners !== FILES) throw new Error(JSON.stringify(refused))
  for (const order of ['help', 'name'] as const) one.rows({ from: 0, count: 100, order, find: '' })
}

function peer(folder: string): void {
  for (const name of readdirSync(folder).sort()) {
    const opened = openResult(readFileSync(join(folder, name)))
    if ('refusal' in opened) throw new Error(opened.refusal)
    for (const { path } of opened.sheet.files) {
      const part = opened.part(path, 64 * 1_048_576)
      if ('refusal' in part) throw new Error(part.refusal)
      createHash('sha256').update(part.bytes).digest()
      const text = Buffer.from(part.bytes).toString()
      if (path.endsWith('.json')) JSON.parse(text)
      else for (const line of text.trimEnd().split('\n')) JSON.parse(line)
    }
  }
}

if (process.env['LAB501_BENCH_TELLS'] !== undefined) {
  tellAtEnd()
  const [way = '', folder = ''] = process.argv.slice(2)
  if (way === 'desk') await desk(folder)
  if (way === 'peer') peer(folder)
}
