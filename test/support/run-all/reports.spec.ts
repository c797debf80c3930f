import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { runTool, runProgram, type Ended } from './child.ts'
import { playwrightTally, vitestTally } from './reports.ts'

const ended = (code: number | undefined): Ended => ({ code, output: '', seconds: 1 })

function fileWith(content: unknown): string {
  const folder = mkdtempSync(join(tmpdir(), 'lab501-reports-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'report.json')
  if (content !== undefined) writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}

const suite = (status: string, ...tests: [fullName: string, status: string][]) => ({
  name: '/a.spec.ts', status, message: status === 'failed' ? 'SyntaxError' : '', assertionResults: tests.map(([fullName, result]) => ({ fullName, status: result })),
})
const vitest = (report: unknown, code: number | undefined = 0, notes: unknown = {}) => vitestTally(fileWith(report), fileWith(notes), ended(code))
const spec = (title: string, status: string, ...annotations: object[]) => ({ title, tests: [{ status, annotations }] })
const failing = (title: string, status: string, ...messages: string[]) => ({ title, tests: [{ status, annotations: [], results: messages.map(message => ({ errors: [{ message }] })) }] })
const playwright = (report: unknown, code = 0) => playwrightTally(fileWith(report), ended(code))

describe('the tally of a run', () => {
  it('counts what Vitest reports, with the reasons of what was skipped', () => {
    const report = { testResults: [suite('passed', ['a holds', 'passed'], ['b holds', 'passed'], ['c holds', 'skipped'], ['d holds on Windows', 'pending'])] }
    expect(vitest(report, 0, { 'c holds': 'curl is not here' })).toEqual({
      passed: 2, failed: 0, skipped: ['c holds: curl is not here', 'd holds on Windows: its title says when it runs'], faults: [],
    })
  })

  it('says in short how a test of Vitest failed', () => {
    const broken = { name: '/a.spec.ts', status: 'failed', message: '', assertionResults: [{ fullName: 'a holds', status: 'failed', failureMessages: ['expected 1 to be 2'] }] }
    expect(vitest({ testResults: [broken] }, 1)).toMatchObject({ passed: 0, failed: 1, faults: ['failed: a holds\n    expected 1 to be 2'] })
  })

  it('counts a file that could not be loaded as failed', () => {
    expect(vitest({ testResults: [suite('passed', ['a', 'passed']), suite('failed')] }, 1)).toMatchObject({ passed: 1, failed: 1, faults: ['/a.spec.ts: SyntaxError'] })
  })

  it.each([
    ['wrote no report', undefined, 1],
    ['wrote half a report', '{"testResults":[', 0],
    ['wrote something else', '{"numPassedTests":5}', 0],
    ['ran no test', { testResults: [] }, 0],
    ['skipped everything', { testResults: [suite('passed', ['a', 'skipped'])] }, 0],
    ['passed everything, yet ended badly', { testResults: [suite('passed', ['a', 'passed'])] }, 1],
    ['passed everything, yet was ended by the deadline', { testResults: [suite('passed', ['a', 'passed'])] }, undefined],
  ])('is a failure when Vitest %s', (_, report, code) => {
    const tally = vitestTally(fileWith(report), fileWith(undefined), ended(code))
    expect([tally.failed, tally.faults.length]).toEqual([1, 1])
  })

  it('counts what Playwright reports, at every depth, and takes flaky for failed', () => {
    const report = { errors: [], suites: [{ title: 'a.spec.ts', specs: [spec('opens', 'expected')], suites: [
      { title: 'the page', specs: [failing('sends', 'unexpected', '\u001B[31mno answer\u001B[39m\n\nat line 3'), spec('waits', 'flaky'), spec('prints', 'skipped', { type: 'skip', description: 'no printer' })] },
    ] }] }
    expect(playwright(report, 1)).toEqual({ passed: 1, failed: 2, skipped: ['a.spec.ts › the page › prints: no printer'], faults: [
      'failed: a.spec.ts › the page › sends\n    no answer\n    at line 3', 'failed: a.spec.ts › the page › waits',
    ] })
  })

  it.each([
    ['no report', undefined, 1],
    ['no test', { suites: [], errors: [] }, 0],
    ['an error outside of tests', { suites: [{ title: 'a', specs: [spec('opens', 'expected')] }], errors: [{ message: 'no config' }] }, 1],
  ])('is a failure when Playwright has %s', (_, report, code) => {
    expect(playwright(report, code).failed).toBe(1)
  })
})

describe('a program of a run', () => {
  it('is ended with what it started when it takes too long', async () => {
    const script = "require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' }); setInterval(() => {}, 1000)"
    const { code, output, seconds } = await runProgram(process.execPath, ['-e', script], { timeoutMs: 500 })
    expect([code, output.includes('was ended after 1 s'), seconds < 10]).toEqual([undefined, true, true])
  })

  it('that is not there ends with its reason', async () => {
    const { code, output } = await runProgram('lab501-no-such-program', [], { timeoutMs: 5_000 })
    expect([code, output]).toEqual([undefined, expect.stringContaining('ENOENT')])
  })

  it('gets this Node for a bare node, and no standard input', async () => {
    const { output } = await runProgram('node', ['-p', "process.version + require('fs').readFileSync(0).length"], { timeoutMs: 10_000 })
    expect(output).toBe(`${process.version}0\n`)
    expect((await runTool('no-such-tool.js', [], { timeoutMs: 10_000 })).code).toBe(1)
  })
})
