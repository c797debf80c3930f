// `npm run bench`: the simulator with full capture against a bare node:http server that gives the same answer. Prints ratios of one run.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { findLoad, type Figures } from './load.ts'

const ROUNDS = 3
const SECONDS = 5
const KINDS = ['bare', 'simulator'] as const
type Kind = (typeof KINDS)[number]

const { name, load } = await findLoad()
const results: Record<Kind, Figures[]> = { bare: [], simulator: [] }
let captured = 0

for (let round = 1; round <= ROUNDS; round += 1) {
  for (const kind of KINDS) results[kind].push(await measure(kind))
}

const median = (values: readonly number[]) => [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN
const throughput = (kind: Kind) => median(results[kind].map(({ perSecond }) => perSecond))
const p99 = (kind: Kind) => median(results[kind].map(({ p99Ms }) => p99Ms))
/** A generator that counts whole milliseconds says 0 for less than one; then there is no ratio to give. */
const ratio = (one: number, other: number) => (other > 0 ? (one / other).toFixed(2) : 'below what the load generator can tell')

console.log(`GET /widgets, keep-alive, ${name}, median of ${ROUNDS} alternating rounds of ${SECONDS} s; Node ${process.versions.node}, ${cpus().length} cores (${cpus()[0]?.model ?? '?'})`)
for (const kind of KINDS) console.log(`${kind.padEnd(10)} ${throughput(kind).toFixed(0).padStart(7)} requests/s   p99 ${p99(kind).toFixed(2)} ms   errors ${results[kind].reduce((sum, { errors }) => sum + errors, 0)}`)
console.log(`ratio simulator with full capture / bare node:http: throughput ${ratio(throughput('simulator'), throughput('bare'))}, p99 ${ratio(p99('simulator'), p99('bare'))}`)
console.log(`exchanges captured and saved: ${captured}`)

async function measure(kind: Kind): Promise<Figures> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'server.ts'), kind], { stdio: ['pipe', 'pipe', 'inherit'] })
  let printed = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => { printed += text })
  await once(child.stdout, 'data')
  const url = `http://127.0.0.1:${printed.trim()}/widgets`
  await load(url, 1)
  const figures = await load(url, SECONDS)
  child.stdin.end()
  await once(child, 'exit')
  captured += Number(printed.trim().split('\n')[1] ?? 0)
  return figures
}
