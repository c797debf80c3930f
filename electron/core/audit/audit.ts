// One audit from its question to what the page shows of it: which requests it makes, and what their exchanges say.
import { AUDIT_FORMS, type AuditAsk, type AuditForm, type AuditRun, type AuditView } from '../../model/audit.ts'
import type { Exchange } from '../../model/exchange.ts'
import { mayChange } from '../../model/methods.ts'
import { auditDocument, auditMarkdown, type Audit } from './audit-document.ts'
import { changeInWords, compareContracts } from './compare-contracts.ts'
import { reportDocument, reportJunit } from './conformance/report-document.ts'
import { reportOf } from './conformance/report.ts'
import { conformanceProbes } from './conformance/requests.ts'
import { viewOfContract } from './contract.ts'
import { driftFrom, driftInWords } from './drift.ts'
import { csvOf } from './export-matrix.ts'
import { httpOf, hurlOf } from './export-probes.ts'
import { matrixFrom } from './matrix.ts'
import { planContract, planDifference, planMatrix, probesOf, type PlannedProbe } from './plan.ts'
import type { Probe } from './probe.ts'

type Of = ReadonlyMap<string, readonly Exchange[]>

/** @returns the requests of a question about methods or a contract; none of a conformance run, which has bytes alone. */
export function planOf(ask: AuditAsk): PlannedProbe[] {
  switch (ask.kind) {
    case 'methods': return planMatrix(ask.methods, ask.targets)
    case 'contract': return ask.before ? planDifference(compareContracts(ask.before, ask.contract)) : planContract(ask.contract, ask.methods)
    case 'conformance': return []
  }
}

/** @returns its requests as bytes, in the order of sending. @param isSafe leaves out what may change something */
export function probesFor(ask: AuditAsk, authority: string, isSafe: boolean): Probe[] {
  if (ask.kind === 'conformance') return conformanceProbes({ target: ask.target, authority }, { isSafe: isSafe || ask.isSafe, ...(ask.fails !== undefined && { fails: ask.fails }) })
  return probesOf(planOf(ask).filter(({ ask: { method } }) => !isSafe || !mayChange(method)), authority)
}

/** @returns the methods of its requests that may change something. */
export function changingMethods(ask: AuditAsk): string[] {
  if (ask.kind === 'conformance') return ask.isSafe ? [] : ['POST', 'PUT', 'PATCH', 'DELETE']
  return [...new Set(planOf(ask).map(({ ask: { method } }) => method))].filter(mayChange)
}

/** @param of probe → its exchanges @returns what a page shows; of a conformance run that goes on no report, since what is not asked yet would look as if it were not there. */
export function viewOfAudit({ ask, state, of: count, refusal, sent }: AuditRun, of: Of): AuditView {
  const shared = { state, done: sent.length, of: count, changing: changingMethods(ask), ...(refusal !== undefined && { refusal }) }
  const isBegun = sent.length > 0
  switch (ask.kind) {
    case 'methods': return { kind: ask.kind, ...shared, asked: ask, ...(isBegun && { matrix: matrixFrom(planOf(ask), of) }) }
    case 'conformance': return { kind: ask.kind, ...shared, asked: ask, ...(isBegun && state !== 'running' && { report: reportOf(of) }) }
    case 'contract': {
      const { contract, before } = ask
      const plan = planOf(ask)
      const matrix = matrixFrom(plan, of)
      const cells = new Map(matrix.cells.map(cell => [cell.probe, cell]))
      return {
        kind: ask.kind, ...shared, contract: viewOfContract(contract), ...(before && { before: viewOfContract(before) }),
        changes: before ? compareContracts(before, contract).map(changeInWords) : [],
        probes: plan.map(({ id, ask: { method, target }, expects }) => {
          const cell = cells.get(id)
          return { method, target, ...(expects && { expects }), ...(cell && { status: cell.status, exchange: cell.exchange }) }
        }),
        ...(isBegun && { matrix, drift: driftFrom(plan, matrix).map(drift => ({ kind: drift.kind, exchange: drift.cell.exchange, says: driftInWords(drift) })) }),
      }
    }
  }
}

/** @param server its URL without a target @returns the audit as a file; undefined for a form that it does not have, or while there is nothing to write down */
export function exportOf(run: AuditRun, of: Of, form: AuditForm, server: string): { readonly name: string; readonly text: string } | undefined {
  const { ask, state, tookMs } = run
  const forms: readonly AuditForm[] = AUDIT_FORMS[ask.kind]
  const isSent = run.sent.length > 0
  if (!forms.includes(form) || (!isSent && form !== 'http' && form !== 'hurl')) return undefined
  const isStopped = state !== 'done'
  if (ask.kind === 'conformance') {
    const graded = { server: `${server}${ask.target}`, report: reportOf(of), of, isStopped }
    return form === 'junit' ? { name: 'conformance.xml', text: reportJunit(graded, tookMs) } : { name: 'conformance.json', text: lines(reportDocument(graded)) }
  }
  const plan = planOf(ask)
  const matrix = matrixFrom(plan, of)
  const audit: Audit = {
    server, matrix, isStopped, planned: run.of,
    ...(ask.kind === 'contract' && { contract: { ...ask.contract, drift: driftFrom(plan, matrix), ...(ask.before && { changes: compareContracts(ask.before, ask.contract) }) } }),
  }
  const written: Readonly<Record<Exclude<AuditForm, 'junit'>, () => string>> = {
    csv: () => csvOf(matrix), markdown: () => `${auditMarkdown(audit)}\n`, json: () => lines(auditDocument(audit)), http: () => httpOf(plan, server), hurl: () => hurlOf(plan, server),
  }
  const ending = form === 'markdown' ? 'md' : form
  return form === 'junit' ? undefined : { name: `${ask.kind}.${ending}`, text: written[form]() }
}

function lines(document: object): string {
  return `${JSON.stringify(document, null, 2)}\n`
}
