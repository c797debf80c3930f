// What `pack validate` takes for a pack of 100 labs, beyond what starting the program takes.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '../..')
const CLI = join(ROOT, 'electron/cli/lab501.js')
const LABS = 100
const ROUNDS = 5

/** Ours, over and over: 100 labs of the length of real ones. */
export function writeLongPack(folder: string): void {
  const labs = ['reproduce-501', '501-or-405', '501-or-500']
  const ids = Array.from({ length: LABS }, (_, nth) => `${labs[nth % labs.length]}-${nth}`)
  for (const [nth, id] of ids.entries()) {
    const from = labs[nth % labs.length] ?? ''
    cpSync(join(ROOT, 'labs/first-steps', from), join(folder, id), { recursive: true })
    const file = join(folder, id, 'lab.yaml')
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^id: .*$/m, `id: ${id}`))
  }
  writeFileSync(join(folder, 'pack.yaml'), `format: 1\nid: long\nversion: 1.0.0\ntitle: Long\nsummary: 100 labs.\nauthors: [bench]\nlicence: MIT\nlabs:\n${ids.map(id => `  - ${id}\n`).join('')}`)
}

export function run(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lab501-bench-validate-'))
  try {
    writeLongPack(folder)
    const start: Cost[] = []
    const whole: Cost[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      start.push(costOf(['pack', 'help'], ''))
      whole.push(costOf(['pack', 'validate', folder], `Nothing is wrong: ${LABS} labs.\n`))
    }
    for (const [figure, of] of [['on the clock', 'ms'], ['of a processor', 'cpuMs']] as const) {
      const [starting, all] = [start, whole].map(costs => median(costs.map(cost => cost[of])))
      console.log(`pack validate of ${LABS} labs, ${figure}: ${all?.toFixed(0)} ms, of which starting the program ${starting?.toFixed(0)} ms; beyond it ${((all ?? 0) - (starting ?? 0)).toFixed(0)} ms (median of ${ROUNDS})`)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return Promise.resolve()
}

interface Cost { readonly ms: number; readonly cpuMs: number }

/** Other work on the machine lengthens the clock's figure, hardly the processor's, which counts the compiler's threads too. */
const TELL = 'data:text/javascript,process.on("exit",()=>{const{user,system}=process.cpuUsage();process.stderr.write(String((user+system)/1000))})'

function costOf(args: readonly string[], says: string): Cost {
  const startMs = performance.now()
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--import', TELL, CLI, ...args], { encoding: 'utf8' })
  if (status !== 0 || (says !== '' && stdout !== says)) throw new Error(`lab501 ${args.join(' ')}: ${stdout}${stderr}`)
  return { ms: performance.now() - startMs, cpuMs: Number(stderr) }
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN
}
