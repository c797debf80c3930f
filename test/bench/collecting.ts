// How long learners wait for a collector when all of them send at once: each from a connection of its own, to a collector in a process of its own.
// All of them share the processors of this machine, which is what is timed. In a room each has a processor of its own, so beside it stands the time
// that the collector had a processor until it had answered each: all of its threads together, without what the clients cost and without waiting for the disk.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { collectorIdentity } from '../../electron/core/collector/identity.ts'
import { handOver } from '../../electron/core/collector/hand-over.ts'
import { readJoinCode, writeJoinCode } from '../../electron/model/join-code.ts'
import { openStore } from '../../electron/core/store/store.ts'
import { handIn, newKey, work } from '../core/results/workshop.ts'

const LEARNERS = 500
const ROUNDS = 3
const CLI = join(import.meta.dirname, '..', '..', 'electron', 'cli', 'lab501.js')

export async function run(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lab501-bench-collecting-'))
  const [data, into] = [join(folder, 'data'), join(folder, 'collected')]
  const child = spawn(process.execPath, [...process.execArgv, CLI, 'collect', '--listen', '127.0.0.1:0', '--into', into, '--data', data], { stdio: ['ignore', 'pipe', 'ignore'] })
  try {
    let said = ''
    for await (const part of child.stdout.setEncoding('utf8')) if ((said += String(part)).includes('Results are kept')) break
    const port = Number(/Join code for 127\.0\.0\.1:(\d+)/.exec(said)?.[1])
    const { secret, sha256 } = collectorIdentity(data)
    const read = readJoinCode(writeJoinCode({ host: '127.0.0.1', port, secret, sha256 }))
    if ('fault' in read) throw new Error(read.fault.id)
    using store = openStore(join(folder, 'store'))
    const attempt = await work(store, { send: ['PUT', 'GET', 'BREW', 'BREW'], hints: 1, answers: { guess: 'no', why: 'nobody' } })
    for (let round = 0; round < ROUNDS; round += 1) {
      const learners = Array.from({ length: LEARNERS }, (_, nth) => {
        const key = newKey()
        return { key, bytes: handIn(store, [attempt], { key, name: `learner ${round} ${nth}` }).bytes }
      })
      const [begun, cpuBegun, ownBegun] = [performance.now(), cpuMs(child.pid), process.cpuUsage()]
      const waits = await Promise.all(learners.map(async ({ key, bytes }) => {
        const since = performance.now()
        const { outcome } = await handOver(read.code, bytes, key.privateKey)
        return outcome === 'done' ? { ms: performance.now() - since, cpuMs: cpuMs(child.pid) - cpuBegun } : { ms: Number.POSITIVE_INFINITY, cpuMs: Number.POSITIVE_INFINITY }
      }))
      const total = performance.now() - begun
      const { user, system } = process.cpuUsage(ownBegun)
      console.log(`${LEARNERS} learners at once, ${learners[0]?.bytes.length ?? 0} octets each: ${shares(waits.map(({ ms }) => ms))}, all in ${Math.round(total)} ms; refused: ${waits.filter(({ ms }) => !Number.isFinite(ms)).length}`)
      console.log(`  of a processor, the collector alone: ${shares(waits.map(({ cpuMs: ms }) => ms))}; the clients together: ${Math.round((user + system) / 1_000)} ms`)
    }
    console.log(`kept: ${readdirSync(into).filter(name => name.endsWith('.lab501-result')).length} of ${LEARNERS * ROUNDS}`)
  } finally {
    child.kill('SIGINT')
    if (child.exitCode === null) await once(child, 'exit')
    rmSync(folder, { recursive: true, force: true })
  }
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
