// What 100,000 captured exchanges leave in the memory of both processes: the core's after a collection, the store's cache in it, and the simulator's as it stands.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { forkTopology } from '../../electron/cli/opening/fork-topology.ts'
import { RunningAttempt } from '../../electron/core/attempts/running-attempt.ts'
import { loadPacks } from '../../electron/core/packs/load-pack.ts'
import { originsOf } from '../../electron/model/scenario.ts'
import { TopologyProcess } from '../../electron/core/topology/topology-process.ts'
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

interface InUse { readonly coreMiB: number; readonly heapMiB: number; readonly simulatorMiB: number }

function inUse(simulator: number): InUse {
  globalThis.gc?.()
  globalThis.gc?.()
  const { rss, heapUsed, external } = process.memoryUsage()
  return { coreMiB: rss / 1_048_576, heapMiB: (heapUsed + external) / 1_048_576, simulatorMiB: residentOf(simulator) / 1_024 }
}

/** @returns KiB; only Linux tells it of another process. */
function residentOf(pid: number): number {
  return existsSync('/proc/self/status') ? Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) : Number.NaN
}

async function measure(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lab501-bench-'))
  const { labs } = loadPacks([join(import.meta.dirname, '..', '..', 'labs')])
  const lab = labs.find(({ scenario }) => originsOf(scenario).some(({ resources }) => '/widgets' in resources))
  if (!lab) throw new Error('no lab has /widgets')
  const store = openStore(folder)
  const attempt = store.beginAttempt({ lab: lab.id, packVersion: lab.pack.version, step: lab.steps[0]?.id ?? '', startedWallMs: Date.now() })
  let simulator = 0
  const topologies = new TopologyProcess(() => forkTopology(pid => { simulator = pid }), folder, line => console.error(line))
  let [saved, judged] = [0, 0]
  const running = await RunningAttempt.open({
    lab, attempt, store, port: 0, open: topologies.open,
    announce: { saved: upToSeq => { saved = upToSeq }, judged: () => { judged = saved }, trouble: error => { throw error } },
  })
  const port = running.entries[0]?.port ?? 0
  const settled = async (count: number) => { while (judged < count) await new Promise(resolve => setTimeout(resolve, 50)) }
  await ask(port, WARM)
  await settled(WARM)
  const before = inUse(simulator)
  await ask(port, EXCHANGES)
  await settled(WARM + EXCHANGES)
  const after = inUse(simulator)
  await running[Symbol.asyncDispose]()
  await topologies[Symbol.asyncDispose]()
  store[Symbol.dispose]()
  rmSync(folder, { recursive: true, force: true })
  const told = (figure: keyof InUse) => `${before[figure].toFixed(1)} → ${after[figure].toFixed(1)} MiB (${(after[figure] - before[figure]).toFixed(1)} more)`
  console.log(`${saved} exchanges captured, saved and judged, ${WARM} of them before the first figure`)
  console.log(`resident: core ${told('coreMiB')}, its heap with buffers ${told('heapMiB')}; simulator ${told('simulatorMiB')}`)
}

if (process.argv[2] === 'measure') await measure()
