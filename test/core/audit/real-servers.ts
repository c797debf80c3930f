// Real servers, started here and marked; and what each of them misses, as the table in docs/audit.md.
import { existsSync } from 'node:fs'
import { CHECKS, reportOf } from '../../../electron/core/audit/conformance/report.ts'
import { conformanceProbes } from '../../../electron/core/audit/conformance/requests.ts'
import { matrixFrom } from '../../../electron/core/audit/matrix.ts'
import type { OwnServer } from '../../../electron/core/audit/own-server.ts'
import { planMatrix, probesOf } from '../../../electron/core/audit/plan.ts'
import { sendProbes } from '../../../electron/core/audit/send-probes.ts'
import type { AuditMatrix, CheckVerdict, Report } from '../../../electron/model/audit.ts'
import { find } from '../../survey/find.ts'
import { launch } from '../../survey/launch.ts'
import type { Server } from '../../survey/server.ts'
import { SERVERS } from '../../survey/servers.ts'

export const REAL_IDS = ['node-http', 'express', 'fastify', 'koa', 'hono', 'python-http-server', 'nginx', 'apache'] as const
export type RealId = (typeof REAL_IDS)[number]

const NEEDS: Readonly<Partial<Record<RealId, string>>> = { nginx: 'nginx', apache: 'apache2', 'python-http-server': 'python3' }
const isHere = (command: string) => (process.env['PATH'] ?? '').split(':').some(folder => existsSync(`${folder}/${command}`))
const sending = { signal: new AbortController().signal, answerMs: 3_000, onProgress: () => undefined }

/** @returns the program that a server needs and this machine does not have */
export function lacking(id: RealId): string | undefined {
  const command = NEEDS[id]
  return command === undefined || isHere(command) ? undefined : command
}

export interface Marked {
  readonly report: Report
  readonly matrix: AuditMatrix
  /** Check → the status of the answer that it rests on. */
  readonly statuses: ReadonlyMap<string, number>
}

export function serverOf(id: RealId): Server {
  const server = SERVERS.find(each => each.id === id)
  if (!server) throw new Error(`the survey has no ${id}`)
  return server
}

/** Starts a server, asks it for its methods, marks it, and ends it. */
export async function markReal(id: RealId): Promise<Marked> {
  const running = await launch(serverOf(id), 0)
  try {
    const { port } = running.place
    const own: OwnServer = { addresses: ['127.0.0.1'], port, authority: `localhost:${port}`, target: '/hello.txt' }
    const plan = planMatrix(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'FROBNICATE', 'PUT', 'PATCH', 'DELETE'], ['/hello.txt'])
    const audited = await sendProbes(own, probesOf(plan, own.authority), sending)
    const probed = await sendProbes(own, conformanceProbes(own, { isSafe: false, ...(id === 'node-http' && { fails: '/throw' }) }), sending)
    if ('refusal' in audited || 'refusal' in probed) throw new Error(`${id} is not there`)
    const report = reportOf(probed.of)
    const statusOf = (exchange: string | undefined) => probed.exchanges.find(each => each.id === exchange)?.responses.at(-1)?.status ?? 0
    return { report, matrix: matrixFrom(plan, audited.of), statuses: new Map(report.results.map(each => [each.id, statusOf(each.evidence[0]?.exchange)])) }
  } finally {
    await running.stop()
  }
}

/** @returns what a server is called in the table; undefined where it is not installed */
export async function headingOf(id: RealId): Promise<string | undefined> {
  const found = lacking(id) === undefined ? await find(serverOf(id)) : undefined
  return found && `${serverOf(id).name} ${found.version}`
}

const CELLS: Readonly<Record<CheckVerdict, string>> = { met: '', partly: 'in part', missed: '**missed**', 'not-judged': '–' }

/** @returns a server's column: its mark, then check by check */
export function columnOf({ mark, percent, results }: Report): readonly string[] {
  return [`${mark} (${percent})`, ...CHECKS.map(({ id }) => CELLS[results.find(each => each.id === id)?.verdict ?? 'not-judged'])]
}

/** @returns a Markdown table: servers across, and down every check that one of them does not simply meet */
export function tableOf(columns: ReadonlyMap<string, readonly string[]>): string {
  const names = ['mark', ...CHECKS.map(({ id, level }) => `\`${id}\` (${level === 'good' ? 'good' : level.toUpperCase()})`)]
  const rows = names.map((name, nth) => [name, ...[...columns.values()].map(column => column[nth] ?? '')]).filter(([, ...cells]) => cells.some(cell => cell !== ''))
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(['', ...columns.keys()]), line(['', ...columns.keys()].map(() => '---')), ...rows.map(line)].join('\n')
}

/** @returns the table's columns as they stand in the text of a page, each by its heading: what is not in it is met */
export function columnsIn(page: string): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const [head, , ...rows] = (SECTION.exec(page)?.[1] ?? '').trim().split('\n').map(line => line.slice(1, -1).split('|').map(cell => cell.trim()))
  return new Map((head ?? []).slice(1).map((name, nth) => [name, new Map(rows.map(row => [row[0]?.replace(/^`([^`]+)`.*$/, '$1') ?? '', row[nth + 1] ?? '']))]))
}

/** Where the table stands in docs/audit.md. */
export const SECTION = /(?<=<!-- Made by `npm run audit-docs`; do not edit\. -->\n)([^]*?)(?=<!-- end -->)/
