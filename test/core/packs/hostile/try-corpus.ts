// Tries every case in the folder that is named, in a process of its own so that memory can be told; one line of JSON for each try.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describeProblem, type Problem } from '../../../../electron/model/problem.ts'
import { buildArchive } from '../../../../electron/core/packs/archive/build-archive.ts'
import { inspectArchive } from '../../../../electron/core/packs/archive/inspect-archive.ts'
import { installArchive } from '../../../../electron/core/packs/archive/install-archive.ts'
import { loadPacks } from '../../../../electron/core/packs/load-pack.ts'

/** What came of one try: what was said, the milliseconds it took on the clock and of a processor, and the KiB by which the largest memory of the process grew. */
export interface Tried { readonly name: string; readonly way: 'inspect' | 'install' | 'load' | 'build'; readonly said: string[]; readonly ms: number; readonly cpuMs: number; readonly grown: number }

const [, , corpus = ''] = process.argv
const sayAll = (problems: readonly Problem[]) => problems.slice(0, 5).map(problem => describeProblem(problem).slice(0, 2_000))

function attempt(name: string, way: Tried['way'], run: () => string[]): void {
  const before = process.resourceUsage().maxRSS
  const started = performance.now()
  const used = process.cpuUsage()
  const said = run()
  const { user, system } = process.cpuUsage(used)
  const tried: Tried = { name, way, said, ms: performance.now() - started, cpuMs: (user + system) / 1_000, grown: process.resourceUsage().maxRSS - before }
  console.log(JSON.stringify(tried))
}

for (const name of readdirSync(corpus)) {
  const [archive, data, packs] = ['case.labpack', 'data', 'packs'].map(part => join(corpus, name, part)) as [string, string, string]
  attempt(name, 'inspect', () => {
    const inspected = inspectArchive(archive, data)
    return 'problems' in inspected ? sayAll(inspected.problems) : []
  })
  attempt(name, 'install', () => {
    const installed = installArchive(archive, data)
    return 'problems' in installed ? sayAll(installed.problems) : []
  })
  if (!existsSync(packs)) continue
  attempt(name, 'load', () => sayAll(loadPacks([packs]).problems))
  attempt(name, 'build', () => {
    const built = buildArchive(join(packs, 'tea'))
    return 'problems' in built ? sayAll(built.problems) : []
  })
}
