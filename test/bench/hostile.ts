// How long each hostile pack takes to be refused, and how large the process gets over all of them.
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { CORPUS, writeCase } from '../core/packs/hostile/corpus.ts'
import type { Tried } from '../core/packs/hostile/try-corpus.ts'

const PROGRAM = join(import.meta.dirname, '../core/packs/hostile/try-corpus.ts')
const MIB = 1_024

export async function run(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lab501-bench-hostile-'))
  try {
    for (const [at, one] of CORPUS.entries()) writeCase(join(folder, String(at)), one)
    const { stdout } = await promisify(execFile)(process.execPath, ['--max-old-space-size=128', PROGRAM, folder], { maxBuffer: 64 * 1_048_576 })
    const tried = stdout.trim().split('\n').map(line => JSON.parse(line) as Tried)
    for (const way of ['inspect', 'install', 'load', 'build'] as const) {
      const times = tried.filter(one => one.way === way).sort((one, other) => other.cpuMs - one.cpuMs)
      const [slowest] = times
      const median = times[Math.floor(times.length / 2)]?.cpuMs ?? 0
      console.log(`${way.padEnd(8)} ${String(times.length).padStart(4)} packs   median ${median.toFixed(1)} ms   slowest ${slowest?.cpuMs.toFixed(0) ?? ''} ms of a processor, ${slowest?.ms.toFixed(0) ?? ''} ms on the clock (${CORPUS[Number(slowest?.name)]?.name ?? ''})`)
    }
    console.log(`the process grew by ${Math.round(tried.reduce((sum, { grown }) => sum + grown, 0) / MIB)} MiB over all of them, with a heap of at most 128 MiB`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
