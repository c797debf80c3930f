// The steps of `npm test`: what each runs and how its outcome is counted.
import { join } from 'node:path'
import { ROOT, runTool, type Ended } from './child.ts'
import { haveChromium } from './chromium.ts'
import { forget, playwrightTally, vitestTally, type Tally } from './reports.ts'

const MINUTE = 60_000
const OUTPUT = join(ROOT, 'test/output')

export interface Outcome extends Tally {
  /** Shown when something failed. */
  readonly log: string
}

export interface Step {
  readonly name: string
  run(say: (line: string) => void, leftMs: number): Promise<Outcome>
}

/** Each folder whose TypeScript one compiler decides on by the folder's own tsconfig.json: the native one, but for what reaches a component (decision 0017). */
export const TYPED = [
  { folder: 'test/renderer/mounted', compiler: 'vue-tsc' },
  { folder: 'renderer', compiler: 'vue-tsc' },
  { folder: 'test', compiler: 'native' },
  { folder: 'electron', compiler: 'native' },
] as const
export type Typed = typeof TYPED[number]

/** @param root where the folder is @returns the script of the compiler in node_modules and what it is told */
export function compile({ folder, compiler }: Typed, root = ROOT): [script: string, args: readonly string[]] {
  const args = ['-p', join(root, folder, 'tsconfig.json')]
  // By its path, since both compilers call their command tsc. More threads than one check the same types more than once, and the other lane has its own work.
  return compiler === 'native' ? ['typescript-native/bin/tsc', [...args, '--checkers', '1']] : ['vue-tsc/bin/vue-tsc.js', args]
}

export const TYPES: readonly Step[] = TYPED.map(project => check(`types of ${project.folder}`, ...compile(project), 8))

/** Steps that do not touch each other: the longest first, so that the last to end is not one that began last. */
export const STATIC: readonly Step[] = [
  check('oxlint', 'oxlint/bin/oxlint', ['--deny-warnings'], 8),
  ...TYPES,
  check('eslint', 'eslint/bin/eslint.js', ['.', '--max-warnings', '0'], 8),
  check('spelling', 'cspell/bin.mjs', ['lint', '--no-progress', '--no-summary'], 2),
]
export const ARCHITECTURE = vitest('architecture', ['test/architecture'])
export const UNIT = vitest('architecture and unit tests', [])
export const BUILD = check('build', 'electron-vite/bin/electron-vite.js', ['build', '-c', 'electron/electron.vite.config.ts'], 6)

export const BROWSER: Step = {
  name: 'browser tests',
  async run(say, leftMs) {
    const found = await haveChromium(say)
    if ('missing' in found) return { passed: 0, failed: 1, skipped: [], faults: [found.missing], log: '' }
    const report = join(OUTPUT, 'browser.json')
    forget(report)
    const run = await runTool('playwright/cli.js', ['test', '-c', 'test/browser/playwright.config.ts'], { timeoutMs: Math.min(leftMs, 40 * MINUTE) })
    return { ...playwrightTally(report, run), log: run.output }
  },
}

/** A tool that says yes or no counts as one check. */
function check(name: string, script: string, args: readonly string[], minutes: number): Step {
  return {
    name,
    async run(_, leftMs) {
      const run: Ended = await runTool(script, args, { timeoutMs: Math.min(leftMs, minutes * MINUTE) })
      const isGood = run.code === 0
      return { passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, skipped: [], faults: [], log: run.output }
    },
  }
}

function vitest(name: string, only: readonly string[]): Step {
  return {
    name,
    async run(_, leftMs) {
      const [report, reasons] = [join(OUTPUT, 'unit.json'), join(OUTPUT, 'skipped.json')]
      forget(report, reasons)
      const run = await runTool('vitest/vitest.mjs', [
        'run', '--config', 'test/vitest.config.ts', '--reporter=default', '--reporter=json', '--reporter=./test/support/run-all/skip-reasons.ts', ...only,
      ], { timeoutMs: Math.min(leftMs, 32 * MINUTE), env: { LAB501_SKIP_REASONS: reasons } })
      return { ...vitestTally(report, reasons, run), log: run.output }
    },
  }
}
