// A Vitest reporter for what its JSON report leaves out: why a test was skipped.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Reporter, TestModule } from 'vitest/node'

/** Writes full test name → reason to the file that LAB501_SKIP_REASONS names. */
export default class SkipReasons implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const file = process.env['LAB501_SKIP_REASONS']
    if (!file) return
    const skipped = modules.flatMap(module => [...module.children.allTests('skipped')])
    const reasons = skipped.flatMap(test => {
      const result = test.result()
      return result.state === 'skipped' && result.note ? [[test.fullName.replaceAll(' > ', ' '), result.note]] : []
    })
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, JSON.stringify(Object.fromEntries(reasons)))
  }
}
