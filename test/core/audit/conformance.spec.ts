// Real servers are marked, and what the report says of each agrees with what the field survey measured.
import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { reportOf } from '../../../electron/core/audit/conformance/report.ts'
import { conformanceProbes } from '../../../electron/core/audit/conformance/requests.ts'
import { matrixFrom } from '../../../electron/core/audit/matrix.ts'
import type { OwnServer } from '../../../electron/core/audit/own-server.ts'
import { planMatrix, probesOf } from '../../../electron/core/audit/plan.ts'
import { sendProbes } from '../../../electron/core/audit/send-probes.ts'
import type { AuditMatrix, CheckResult, Report } from '../../../electron/model/audit.ts'
import { fromBase64, toLatin1 } from '../../../electron/model/bytes.ts'
import { readSurvey } from '../../survey/dataset.ts'
import { launch, type Running } from '../../survey/launch.ts'
import { SERVERS } from '../../survey/servers.ts'

const survey = readSurvey()
const surveyed = (server: string, request: string) => {
  const found = survey.measurements.find(each => each.server === server && each.request === request)
  return found ? Number(/^HTTP\/\d\.\d (\d{3})/.exec(toLatin1(fromBase64(found.response)))?.[1] ?? 0) : undefined
}
const isHere = (command: string) => (process.env['PATH'] ?? '').split(':').some(folder => existsSync(`${folder}/${command}`))
const NEEDS: Readonly<Record<string, string>> = { nginx: 'nginx', apache: 'apache2', 'python-http-server': 'python3' }
const IDS = ['node-http', 'express', 'fastify', 'koa', 'hono', 'python-http-server', 'nginx', 'apache']
const sending = { signal: new AbortController().signal, answerMs: 3_000, onProgress: () => undefined }

/** Check → the survey's request that asks the same. */
const SAME: Readonly<Record<string, string>> = {
  'unknown-method': 'frobnicate', 'method-case': 'get-lower', 'host-missing': 'host-missing', 'host-invalid': 'host-invalid', 'colon-space': 'field-space',
  'method-illegal': 'method-illegal', 'target-long': 'target-long',
}

describe.each(IDS)('%s', id => {
  const server = SERVERS.find(each => each.id === id)
  let running: Running | undefined
  let report: Report
  let matrix: AuditMatrix
  const statuses = new Map<string, number>()
  const result = (check: string): CheckResult | undefined => report.results.find(each => each.id === check)
  const isAbsent = NEEDS[id] !== undefined && !isHere(NEEDS[id])

  beforeAll(async () => {
    if (!server || isAbsent) return
    running = await launch(server, 0)
    const { port } = running.place
    const own: OwnServer = { addresses: ['127.0.0.1'], port, authority: `localhost:${port}`, target: '/hello.txt' }
    const plan = planMatrix(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'FROBNICATE', 'PUT', 'PATCH', 'DELETE'], ['/hello.txt'])
    const audited = await sendProbes(own, probesOf(plan, own.authority), sending)
    const probed = await sendProbes(own, conformanceProbes(own, { isSafe: false, ...(id === 'node-http' && { fails: '/throw' }) }), sending)
    if ('refusal' in audited || 'refusal' in probed) throw new Error(`${id} is not there`)
    matrix = matrixFrom(plan, audited.of)
    report = reportOf(probed.of)
    for (const each of report.results) {
      const exchange = probed.exchanges.find(({ id: name }) => name === each.evidence[0]?.exchange)
      statuses.set(each.id, exchange?.responses.at(-1)?.status ?? 0)
    }
  }, 60_000)
  afterAll(() => running?.stop())

  it('is asked for its methods, and its statuses are those of the survey', context => {
    if (isAbsent) return context.skip(`${NEEDS[id]} is not installed`)
    const asked = Object.fromEntries(matrix.cells.map(({ method, status }) => [method.toLowerCase(), status]))
    expect(asked).toEqual(Object.fromEntries(Object.keys(asked).map(request => [request, surveyed(id, request)])))
  })

  it('is marked, and each check rests on the answer that the survey knows', context => {
    if (isAbsent) return context.skip(`${NEEDS[id]} is not installed`)
    expect(Object.fromEntries(Object.keys(SAME).map(check => [check, statuses.get(check)]))).toEqual(Object.fromEntries(Object.entries(SAME).map(([check, request]) => [check, surveyed(id, request)])))
    expect(report.percent).toBeGreaterThan(40)
    for (const { says, verdict, evidence } of report.results) {
      expect(says).not.toMatch(/\{|^$/)
      if (verdict === 'missed') expect(evidence.length).toBeGreaterThan(0)
    }
  })

  it('gets the verdicts that follow from it', context => {
    if (isAbsent) return context.skip(`${NEEDS[id]} is not installed`)
    const verdictOf = { 501: 'met', 405: 'partly', 400: 'partly' } as const
    expect(result('unknown-method')?.verdict).toBe(verdictOf[surveyed(id, 'frobnicate') as 501 | 405 | 400])
    expect(result('host-missing')?.verdict).toBe(surveyed(id, 'host-missing') === 400 ? 'met' : 'missed')
    expect(result('host-invalid')?.verdict).toBe(surveyed(id, 'host-invalid') === 400 ? 'met' : 'missed')
    expect(result('survives')?.verdict).toBe(id === 'node-http' ? 'missed' : 'met')
    expect([result('get')?.verdict, result('head')?.verdict]).toEqual(['met', 'met'])
    const has405 = matrix.cells.some(({ status, allow }) => status === 405 && allow === undefined)
    expect(result('405-allow')?.verdict === 'missed').toBe(has405)
  })
})
