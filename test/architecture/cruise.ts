// Runs the layer rule over a tree.
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { z } from 'zod'

const CONFIG = join(import.meta.dirname, 'layers.cjs')
const PROGRAM = join(import.meta.dirname, '../../node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')
export const FOLDERS = ['electron', 'renderer', 'test', 'labs'] as const

const Report = z.object({
  summary: z.object({
    totalCruised: z.int(),
    violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })),
  }),
})

/** @returns how many files were looked at, and each import that breaks a rule as `rule: from → to`. */
export function cruise(root: string): { readonly looked: number; readonly broken: string[] } {
  const run = spawnSync(process.execPath, [PROGRAM, '--config', CONFIG, '--output-type', 'json', ...FOLDERS], {
    cwd: root, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024, timeout: 120_000,
  })
  if (!run.stdout.startsWith('{')) throw new Error(`dependency-cruiser gave no report: ${run.stderr || String(run.error ?? run.stdout)}`)
  const { summary } = Report.parse(JSON.parse(run.stdout))
  return { looked: summary.totalCruised, broken: summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`) }
}

/** @returns the name of every rule of the house. */
export function ruleNames(): string[] {
  const config = z.object({ forbidden: z.array(z.object({ name: z.string() })) }).parse(createRequire(import.meta.url)(CONFIG))
  return config.forbidden.map(({ name }) => name)
}
