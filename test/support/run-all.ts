// What `npm test` runs: all checks and tests, unit to browser; one line at the end says how many passed and failed.
//   node test/support/run-all.ts            everything
//   node test/support/run-all.ts static     types, lint, architecture
//   node test/support/run-all.ts types      types alone
//   node test/support/run-all.ts browser    build and browser tests
import { killAll } from './run-all/child.ts'
import { ARCHITECTURE, BROWSER, BUILD, STATIC, TYPES, UNIT, type Outcome, type Step } from './run-all/steps.ts'

/** Steps in one group run side by side, two at a time; groups run one after the other. */
const PLANS: Readonly<Record<string, readonly (readonly Step[])[]>> = {
  all: [STATIC, [UNIT], [BUILD], [BROWSER]],
  static: [[...STATIC, ARCHITECTURE]],
  types: [TYPES],
  browser: [[BUILD], [BROWSER]],
}
const LONGEST_MS = 53 * 60_000
const LOG_LINES = 150

const say = (line: string): void => void process.stdout.write(`${line}\n`)

async function runAll(plan: readonly (readonly Step[])[]): Promise<Outcome[]> {
  const end = performance.now() + LONGEST_MS
  const outcomes: Outcome[] = []
  for (const group of plan) {
    const waiting = [...group]
    const lane = async () => {
      for (let step = waiting.shift(); step; step = waiting.shift()) outcomes.push(await runStep(step, Math.max(1_000, end - performance.now())))
    }
    await Promise.all([lane(), lane()])
  }
  return outcomes
}

async function runStep(step: Step, leftMs: number): Promise<Outcome> {
  const begun = performance.now()
  const outcome = await step.run(say, leftMs).catch((error: unknown): Outcome => ({
    passed: 0, failed: 1, skipped: [], faults: [error instanceof Error ? (error.stack ?? error.message) : String(error)], log: '',
  }))
  const seconds = ((performance.now() - begun) / 1_000).toFixed(1)
  say(`${outcome.failed === 0 ? 'ok  ' : 'FAIL'} ${step.name} (${line(outcome)}, ${seconds} s)`)
  if (outcome.failed > 0) {
    const lines = outcome.log.trimEnd().split('\n')
    if (lines.length > LOG_LINES) say(`  … ${lines.length - LOG_LINES} lines before`)
    for (const each of lines.slice(-LOG_LINES)) say(`  ${each}`)
  }
  return outcome
}

function line({ passed, failed, skipped }: Pick<Outcome, 'passed' | 'failed' | 'skipped'>): string {
  return `${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    killAll()
    process.exit(130)
  })
}

const name = process.argv[2] ?? 'all'
const plan = Object.hasOwn(PLANS, name) ? PLANS[name] : undefined
if (!plan) {
  process.stderr.write(`run-all: there is no "${name}"; say nothing for everything, or one of: ${Object.keys(PLANS).join(', ')}\n`)
  process.exit(2)
}
const outcomes = await runAll(plan)
const sum = (of: 'passed' | 'failed') => outcomes.reduce((all, outcome) => all + outcome[of], 0)
const total = { passed: sum('passed'), failed: sum('failed'), skipped: outcomes.flatMap(({ skipped }) => skipped) }
// What failed is said where a log that is cut in the middle keeps it.
for (const fault of outcomes.flatMap(({ faults }) => faults)) say(fault)
for (const each of total.skipped) say(`skipped ${each}`)
say(line(total))
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1
