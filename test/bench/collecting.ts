// How long learners wait for a collector when all of them send at once: each from a connection of its own, to a collector in a process of its own that has just begun.
// As in a room, each has joined it before and kept the connection, and has a result that is made and signed. All of them share the processors of this machine, which is what is timed. In a room each
// has a processor of its own, so beside it stands the time that the collector had a processor until so many were answered: all of its threads together, without what the clients cost and
// without waiting for the disk.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { collectorIdentity } from '../../electron/core/collector/identity.ts'
import { CollectorConnection } from '../../electron/core/collector/collector-connection.ts'
import { readJoinCode, writeJoinCode } from '../../electron/model/join-code.ts'
import { openStore } from '../../electron/core/store/store.ts'
import { handIn, newKey, work } from '../core/results/workshop.ts'

const LEARNERS = 500
const ROUNDS = 5
/** So many join at once. */
const JOINING = 10
/** What the system still does for what was before is no part of it. */
const REST_MS = 2_000
const CLI = join(import.meta.dirname, '..', '..', 'electron', 'cli', 'lab501.js')

interface Learner { readonly key: ReturnType<typeof newKey>; readonly bytes: Uint8Array }
interface Joined extends Learner { readonly connection: CollectorConnection }

export async function run(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lab501-bench-collecting-'))
  try {
    using store = openStore(join(folder, 'store'))
    const attempt = await work(store, { send: ['PUT', 'GET', 'BREW', 'BREW'], hints: 1, answers: { guess: 'no', why: 'nobody' } })
    for (let round = 0; round < ROUNDS; round += 1) {
      const learners = Array.from({ length: LEARNERS }, (_, nth): Learner => {
        const key = newKey()
        return { key, bytes: handIn(store, [attempt], { key, name: `learner ${nth}` }).bytes }
      })
      await collect(learners, join(folder, String(round)))
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function collect(learners: readonly Learner[], folder: string): Promise<void> {
  const [data, into] = [join(folder, 'data'), join(folder, 'collected')]
  const child = spawn(process.execPath, [...process.execArgv, CLI, 'collect', '--listen', '127.0.0.1:0', '--into', into, '--data', data], { stdio: ['ignore', 'pipe', 'ignore'] })
  try {
    let said = ''
    for await (const part of child.stdout.setEncoding('utf8')) if ((said += String(part)).includes('Results are kept')) break
    const port = Number(/Join code for 127\.0\.0\.1:(\d+)/.exec(said)?.[1])
    const { secret, sha256 } = collectorIdentity(data)
    const read = readJoinCode(writeJoinCode({ host: '127.0.0.1', port, secret, sha256 }))
    if ('fault' in read) throw new Error(read.fault.id)
    const joined = learners.map((one): Joined => ({ ...one, connection: new CollectorConnection(read.code) }))
    for (let at = 0; at < joined.length; at += JOINING) await Promise.all(joined.slice(at, at + JOINING).map(({ connection }) => connection.greet()))
    await pause(REST_MS)
    await sendAll(joined, child.pid)
    for (const { connection } of joined) connection[Symbol.dispose]()
    console.log(`  kept: ${readdirSync(into).filter(name => name.endsWith('.lab501-result')).length} of ${learners.length}`)
  } finally {
    child.kill('SIGINT')
    if (child.exitCode === null) await once(child, 'exit')
  }
}

async function sendAll(learners: readonly Joined[], collector: number | undefined): Promise<void> {
  const [begun, cpuBegun, ownBegun] = [performance.now(), cpuMs(collector), process.cpuUsage()]
  const answered: string[] = []
  let count = 0
  const waits = await Promise.all(learners.map(async ({ key, bytes, connection }) => {
    const since = performance.now()
    const { outcome } = await connection.handOver(bytes, key.privateKey)
    count += 1
    if (count === learners.length / 2 || count === learners.length) answered.push(`${count} after ${cpuMs(collector) - cpuBegun} ms`)
    return outcome === 'done' ? performance.now() - since : Number.POSITIVE_INFINITY
  }))
  const total = performance.now() - begun
  const { user, system } = process.cpuUsage(ownBegun)
  console.log(`${learners.length} learners at once, ${learners[0]?.bytes.length ?? 0} octets each: ${shares(waits)}, all in ${Math.round(total)} ms; refused: ${waits.filter(ms => !Number.isFinite(ms)).length}`)
  console.log(`  of a processor, the collector alone had answered ${answered.join(', ')}; the clients together: ${Math.round((user + system) / 1_000)} ms`)
}

function shares(times: readonly number[]): string {
  const sorted = times.toSorted((one, other) => one - other)
  const at = (share: number) => `${Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0)} ms`
  return `p50 ${at(0.5)}, p99 ${at(0.99)}, max ${at(1)}`
}

/** Linux tells it of any process, in hundredths of a second; elsewhere nobody does. */
function cpuMs(pid = 0): number {
  const file = `/proc/${pid}/stat`
  const [, , , , , , , , , , , user, system] = existsSync(file) ? readFileSync(file, 'utf8').replace(/^.*\) /s, '').split(' ') : []
  return (Number(user) + Number(system)) * 10
}
