// Servers compared under one load, in alternating rounds of one run. Only the ratios mean something on another machine.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { findLoad, type Figures } from './load.ts'

const ROUNDS = 3
const SECONDS = 5

/** Prints the figures of each kind, and of the first the ratio to each of the others. */
export async function compare(kinds: readonly string[]): Promise<void> {
  const { name, load } = await findLoad()
  const results = new Map<string, Figures[]>(kinds.map(kind => [kind, []]))
  const saved: number[] = []
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (const kind of kinds) {
      const { figures, said } = await measure(kind, load)
      results.get(kind)?.push(figures)
      if (said.length > 0) saved.push(Number(said[0]))
    }
  }
  const of = (kind: string, figure: keyof Figures) => median((results.get(kind) ?? []).map(each => each[figure]))
  console.log(`GET /widgets, keep-alive, ${name}, median of ${ROUNDS} alternating rounds of ${SECONDS} s; Node ${process.versions.node}, ${cpus().length} cores (${cpus()[0]?.model ?? '?'})`)
  for (const kind of kinds) {
    const errors = (results.get(kind) ?? []).reduce((sum, each) => sum + each.errors, 0)
    console.log(`${kind.padEnd(24)} ${of(kind, 'perSecond').toFixed(0).padStart(7)} requests/s   p99 ${of(kind, 'p99Ms').toFixed(2)} ms   errors ${errors}`)
  }
  const [first = '', ...others] = kinds
  for (const other of others) console.log(`ratio ${first} / ${other}: throughput ${ratio(of(first, 'perSecond'), of(other, 'perSecond'))}, p99 ${ratio(of(first, 'p99Ms'), of(other, 'p99Ms'))}`)
  if (saved.length > 0) console.log(`exchanges captured and saved: ${saved.reduce((sum, count) => sum + count, 0)}`)
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN
}

/** A generator that counts whole milliseconds says 0 for less than one; then there is no ratio to give. */
function ratio(one: number, other: number): string {
  return other > 0 ? (one / other).toFixed(2) : 'below what the load generator can tell'
}

async function measure(kind: string, load: (url: string, seconds: number) => Promise<Figures>): Promise<{ figures: Figures; said: string[] }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'server.ts'), kind], { stdio: ['pipe', 'pipe', 'inherit'] })
  let printed = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => { printed += text })
  await Promise.race([once(child.stdout, 'data'), once(child, 'exit').then(([code]) => { throw new Error(`the server "${kind}" did not start (${String(code)})`) })])
  const url = `http://127.0.0.1:${printed.trim()}/widgets`
  await load(url, 1)
  const figures = await load(url, SECONDS)
  child.stdin.end()
  await once(child, 'exit')
  return { figures, said: printed.trim().split('\n').slice(1) }
}
