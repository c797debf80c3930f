// Real servers are marked, and what the report says of each agrees with what the field survey measured.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { CHECKS } from '../../../electron/core/audit/conformance/report.ts'
import { reasonInEnglish, type CheckResult } from '../../../electron/model/audit.ts'
import { fromBase64, toLatin1 } from '../../../electron/model/bytes.ts'
import { readSurvey } from '../../survey/dataset.ts'
import { columnOf, columnsIn, headingOf, lacking, markReal, REAL_IDS, serverOf, type Marked } from './real-servers.ts'

const survey = readSurvey()
const surveyed = (server: string, request: string) => {
  const found = survey.measurements.find(each => each.server === server && each.request === request)
  return found ? Number(/^HTTP\/\d\.\d (\d{3})/.exec(toLatin1(fromBase64(found.response)))?.[1] ?? 0) : undefined
}
const page = readFileSync(join(import.meta.dirname, '../../../docs/audit.md'), 'utf8')

/** Check → the survey's request that asks the same. */
const SAME: Readonly<Record<string, string>> = {
  'unknown-method': 'frobnicate', 'method-case': 'get-lower', 'host-missing': 'host-missing', 'host-invalid': 'host-invalid', 'colon-space': 'field-space',
  'method-illegal': 'method-illegal', 'target-long': 'target-long',
}

describe.each(REAL_IDS)('%s', id => {
  const lacks = lacking(id)
  const isAbsent = lacks !== undefined
  let report: Marked['report']
  let matrix: Marked['matrix']
  let statuses: Marked['statuses']
  const result = (check: string): CheckResult | undefined => report.results.find(each => each.id === check)

  beforeAll(async () => {
    if (!isAbsent) ({ report, matrix, statuses } = await markReal(id))
  })

  it('is asked for its methods, and its statuses are those of the survey', context => {
    if (isAbsent) return context.skip(`${lacks} is not installed`)
    const asked = Object.fromEntries(matrix.cells.map(({ method, status }) => [method.toLowerCase(), status]))
    expect(asked).toEqual(Object.fromEntries(Object.keys(asked).map(request => [request, surveyed(id, request)])))
  })

  it('is marked, and each check rests on the answer that the survey knows', context => {
    if (isAbsent) return context.skip(`${lacks} is not installed`)
    expect(Object.fromEntries(Object.keys(SAME).map(check => [check, statuses.get(check)]))).toEqual(Object.fromEntries(Object.entries(SAME).map(([check, request]) => [check, surveyed(id, request)])))
    expect(report.percent).toBeGreaterThan(40)
    for (const { says, verdict, evidence } of report.results) {
      expect(reasonInEnglish(says)).not.toMatch(/\{|^$/)
      if (verdict === 'missed') expect(evidence.length).toBeGreaterThan(0)
    }
  })

  it('gets the verdicts that follow from it', context => {
    if (isAbsent) return context.skip(`${lacks} is not installed`)
    const verdictOf = { 501: 'met', 405: 'partly', 400: 'partly' } as const
    expect(result('unknown-method')?.verdict).toBe(verdictOf[surveyed(id, 'frobnicate') as 501 | 405 | 400])
    expect(result('host-missing')?.verdict).toBe(surveyed(id, 'host-missing') === 400 ? 'met' : 'missed')
    expect(result('host-invalid')?.verdict).toBe(surveyed(id, 'host-invalid') === 400 ? 'met' : 'missed')
    expect(result('survives')?.verdict).toBe(id === 'node-http' ? 'missed' : 'met')
    expect([result('get')?.verdict, result('head')?.verdict]).toEqual(['met', 'met'])
    const has405 = matrix.cells.some(({ status, allow }) => status === 405 && allow === undefined)
    expect(result('405-allow')?.verdict === 'missed').toBe(has405)
  })

  it('misses what docs/audit.md says of this version', async context => {
    if (isAbsent) return context.skip(`${lacks} is not installed`)
    const heading = await headingOf(id) ?? ''
    const told = columnsIn(page).get(heading)
    if (!told) return context.skip(`docs/audit.md tells of another version than ${heading}`)
    const [mark, ...cells] = columnOf(report)
    expect(told.get('mark')).toBe(mark)
    expect(Object.fromEntries(CHECKS.map((check, nth) => [check.id, cells[nth]]))).toEqual(Object.fromEntries(CHECKS.map(check => [check.id, told.get(check.id) ?? ''])))
  })
})

it('the table of docs/audit.md has every real server', () => {
  expect([...columnsIn(page).keys()].map(name => name.replace(/ [\d.]+$/, ''))).toEqual(REAL_IDS.map(id => serverOf(id).name))
})
