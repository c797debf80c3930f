// Counts from the runners' own reports. No report, or a report that does not add up, is a failure.
import { readFileSync, rmSync } from 'node:fs'
import { stripVTControlCharacters } from 'node:util'
import { z } from 'zod'
import type { Ended } from './child.ts'

/** Of each failure; the log has the rest. */
const MOST_LINES = 14
const LONGEST_LINE = 220

export interface Tally {
  readonly passed: number
  readonly failed: number
  /** Name and reason of each. */
  readonly skipped: readonly string[]
  /** What to show of the failures besides the log. */
  readonly faults: readonly string[]
}

const VitestReport = z.object({
  testResults: z.array(z.object({
    name: z.string(),
    status: z.string(),
    message: z.string().default(''),
    assertionResults: z.array(z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()).default([]) })),
  })),
})
const SkipNotes = z.record(z.string(), z.string())

interface Suite {
  readonly title: string
  readonly specs: readonly { readonly title: string; readonly tests: readonly { readonly status: string; readonly annotations: readonly { type: string; description?: string | undefined }[]; readonly results: readonly { readonly errors: readonly { readonly message?: string | undefined }[] }[] }[] }[]
  readonly suites?: readonly Suite[] | undefined
}
const Suite: z.ZodType<Suite> = z.object({
  title: z.string(),
  specs: z.array(z.object({
    title: z.string(),
    tests: z.array(z.object({
      status: z.string(), annotations: z.array(z.object({ type: z.string(), description: z.string().optional() })),
      results: z.array(z.object({ errors: z.array(z.object({ message: z.string().optional() })).default([]) })).default([]),
    })),
  })),
  get suites() { return z.array(Suite).optional() },
})
const PlaywrightReport = z.object({ suites: z.array(Suite), errors: z.array(z.object({ message: z.string().optional() })) })

/** Removes what an earlier run left, so that a crash is not mistaken for it. */
export function forget(...files: readonly string[]): void {
  for (const file of files) rmSync(file, { force: true })
}

/** @returns what Vitest counted. @param notes the file of reasons that {@link SkipReasons} wrote */
export function vitestTally(file: string, notes: string, run: Ended): Tally {
  const report = read(file, VitestReport)
  if (!report) return noReport('vitest', run)
  const reasons = read(notes, SkipNotes) ?? {}
  const tests = report.testResults.flatMap(suite => suite.assertionResults)
  // A file that could not be loaded has no tests to count.
  const broken = report.testResults.filter(({ status, assertionResults }) => status === 'failed' && !assertionResults.some(test => test.status === 'failed'))
  return settled('vitest', run, {
    passed: tests.filter(({ status }) => status === 'passed').length,
    failed: tests.filter(({ status }) => status === 'failed').length + broken.length,
    skipped: tests.filter(({ status }) => status !== 'passed' && status !== 'failed').map(({ fullName }) => `${fullName}: ${reasons[fullName] ?? 'its title says when it runs'}`),
    faults: [...broken.map(({ name, message }) => `${name}: ${message}`), ...tests.filter(({ status }) => status === 'failed').map(({ fullName, failureMessages }) => inShort(fullName, failureMessages))],
  })
}

/** @returns what Playwright counted. */
export function playwrightTally(file: string, run: Ended): Tally {
  const report = read(file, PlaywrightReport)
  if (!report) return noReport('playwright', run)
  const tests = report.suites.flatMap(suite => testsOf(suite, ''))
  const failed = tests.filter(({ status }) => status === 'unexpected' || status === 'flaky')
  const faults = report.errors.map(({ message }) => message ?? 'an error without a message')
  return settled('playwright', run, {
    passed: tests.filter(({ status }) => status === 'expected').length,
    failed: failed.length + faults.length,
    skipped: tests.filter(({ status }) => status === 'skipped').map(({ name, reason }) => `${name}: ${reason}`),
    faults: [...faults, ...failed.map(({ name, messages }) => inShort(name, messages))],
  })
}

/** What failed, and how, in a few lines. */
function inShort(name: string, messages: readonly string[]): string {
  const lines = stripVTControlCharacters(messages.join('\n')).split('\n').filter(line => line.trim() !== '')
  return [`failed: ${name}`, ...lines.slice(0, MOST_LINES).map(line => `    ${line.slice(0, LONGEST_LINE)}`)].join('\n')
}

function testsOf(suite: Suite, above: string): { name: string; status: string; reason: string; messages: readonly string[] }[] {
  const path = above ? `${above} › ${suite.title}` : suite.title
  return [
    ...suite.specs.flatMap(spec => spec.tests.map(({ status, annotations, results }) => ({
      name: `${path} › ${spec.title}`, status, reason: annotations.find(({ type }) => type === 'skip' || type === 'fixme')?.description ?? 'no reason given',
      messages: results.flatMap(({ errors }) => errors.map(({ message }) => message ?? '')),
    }))),
    ...(suite.suites ?? []).flatMap(inner => testsOf(inner, path)),
  ]
}

/** What the runner's exit says is believed over its report when it is worse. */
function settled(runner: string, run: Ended, tally: Tally): Tally {
  const fault = tally.failed > 0 ? undefined
    : run.code !== 0 ? `${runner} found no failed test, yet ended with ${run.code ?? 'no exit code'}`
    : tally.passed === 0 ? `${runner} ran no test` : undefined
  return fault === undefined ? tally : { ...tally, failed: 1, faults: [...tally.faults, fault] }
}

function noReport(runner: string, run: Ended): Tally {
  return { passed: 0, failed: 1, skipped: [], faults: [`${runner} wrote no report and ended with ${run.code ?? 'no exit code'}`] }
}

function read<T>(file: string, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data
  } catch {
    return undefined
  }
}
