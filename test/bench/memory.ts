// What 100,000 captured exchanges leave in memory: RSS and heap after a collection, before and after, the store's cache in it.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { RunningAttempt } from '../../electron/core/attempts/running-attempt.ts'
import { loadPacks } from '../../electron/core/packs/load-pack.ts'
import { originsOf } from '../../electron/model/scenario.ts'
import { openStore } from '../../electron/core/store/store.ts'

const EXCHANGES = 100_000
const WARM = 5_000
const AT_ONCE = 50
const REQUEST = 'GET /widgets HTTP/1.1\r\nHost: localhost\r\n\r\n'

/** Runs itself with a collector that can be called. */
export async function run(): Promise<void> {
  const child = spawn(process.execPath, ['--expose-gc', import.meta.filename, 'measure'], { stdio: 'inherit' })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`the measuring process ended with ${String(code)}`)
}

/** Keep-alive, pipelined in groups; @returns when `count` answers have come. */
function ask(port: number, count: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1' })
    let answered = 0
    let asked = 0
    let tail = ''
    const more = () => {
      const group = Math.min(AT_ONCE, count - asked)
      asked += group
      socket.write(REQUEST.repeat(group))
    }
    socket.on('data', (bytes: Buffer) => {
      const text = tail + bytes.toString('latin1')
      answered += text.split('HTTP/1.1 200 OK').length - 1
      tail = text.slice(Math.max(text.lastIndexOf('HTTP/1.1 200 OK') + 15, text.length - 14))
      if (answered === count) resolve(void socket.end())
      else if (answered === asked) more()
    }).on('error', reject)
    more()
  })
}

function inUse(): { rssMiB: number; heapMiB: number } {
  globalThis.gc?.()
  globalThis.gc?.()
  const { rss, heapUsed, external } = process.memoryUsage()
  return { rssMiB: rss / 1_048_576, heapMiB: (heapUsed + external) / 1_048_576 }
}

async function measure(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lab501-bench-'))
  const { labs } = loadPacks([join(import.meta.dirname, '..', '..', 'labs')])
  const lab = labs.find(({ scenario }) => originsOf(scenario).some(({ resources }) => '/widgets' in resources))
  if (!lab) throw new Error('no lab has /widgets')
  const store = openStore(folder)
  const attempt = store.beginAttempt({ lab: lab.id, packVersion: lab.pack.version, step: lab.steps[0]?.id ?? '', startedWallMs: Date.now() })
  const running = await RunningAttempt.open({ lab, attempt, store, port: 0, isLive: false, announce: { saved: () => undefined, judged: () => undefined, trouble: error => { throw error } } })
  const port = running.entries[0]?.port ?? 0
  await ask(port, WARM)
  const before = inUse()
  await ask(port, EXCHANGES)
  await new Promise(resolve => setTimeout(resolve, 1_500))
  const after = inUse()
  await running[Symbol.asyncDispose]()
  const saved = store.lastSeq(attempt.id)
  store[Symbol.dispose]()
  rmSync(folder, { recursive: true, force: true })
  console.log(`${saved} exchanges captured and saved, ${WARM} of them before the first figure; nobody looked at them meanwhile`)
  console.log(`resident ${before.rssMiB.toFixed(1)} → ${after.rssMiB.toFixed(1)} MiB (${(after.rssMiB - before.rssMiB).toFixed(1)} more), heap with buffers ${before.heapMiB.toFixed(1)} → ${after.heapMiB.toFixed(1)} MiB`)
}

if (process.argv[2] === 'measure') await measure()
