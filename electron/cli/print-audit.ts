// What an audit found, for a terminal, for a program and for a page of Markdown.
import type { ContractChange } from '../core/audit/compare-contracts.ts'
import type { ContractOperation } from '../core/audit/contract.ts'
import { isDrift, type Drift } from '../core/audit/drift.ts'
import { markdownOf, tableOf } from '../core/audit/export-matrix.ts'
import type { AuditMatrix, Means } from '../core/audit/matrix.ts'
import { findingInEnglish } from '../model/inspection.ts'

export interface Audit {
  readonly server: string
  readonly matrix: AuditMatrix
  readonly isStopped: boolean
  readonly planned: number
  /** Present where a contract was read. */
  readonly contract?: { readonly title: string; readonly version: string; readonly operations: readonly ContractOperation[]; readonly drift: readonly Drift[]; readonly changes?: readonly ContractChange[] }
}

const LEGEND: Readonly<Record<Means, string>> = {
  taken: 'taken', elsewhere: '405: known, and not taken here', nowhere: '501: not implemented', missing: '404 or 410: nothing is there',
  unsure: 'another answer, which may come before the method is looked at', failed: 'the server failed', silent: 'no answer',
}
const WHY: Readonly<Record<Extract<Drift, { kind: 'unsure' }>['why'], string>> = {
  placeholder: 'what the placeholder stands for may not be there; name one that is with --fill', failed: 'the server failed', silent: 'no answer came',
  earlier: 'this answer may come before the method is looked at',
}

export function auditDocument({ server, matrix, isStopped, planned, contract }: Audit) {
  return {
    server, complete: !isStopped, planned, methods: matrix.methods, paths: matrix.paths, cells: matrix.cells,
    inconsistencies: matrix.inconsistencies.map(finding => ({ ...finding, says: findingInEnglish(finding) })),
    ...(contract && { contract: { title: contract.title, version: contract.version, guessed: guessesIn(contract.operations), ...(contract.changes && { changes: contract.changes }), drift: contract.drift.map(each => ({ ...each, says: driftSays(each) })) } }),
  }
}

export function auditText(audit: Audit): string {
  const meant = [...new Set(audit.matrix.cells.map(({ means }) => means))]
  return [tableOf(audit.matrix), '', ...meant.filter(means => means !== 'taken').map(means => `  ${LEGEND[means]}`), '', ...findings(audit, '  ')].join('\n')
}

export function auditMarkdown(audit: Audit): string {
  return [`# Methods of ${audit.server}`, '', markdownOf(audit.matrix), '', ...findings(audit, '- ')].join('\n')
}

function findings({ matrix: { inconsistencies, cells }, contract, isStopped, planned }: Audit, indent: string): string[] {
  const places = new Map(cells.map(({ exchange, method, target }) => [exchange, `${method} ${target}`]))
  const odd = inconsistencies.map(finding => `${indent}${finding.severity}: ${places.get(finding.exchange) ?? finding.exchange}: ${findingInEnglish(finding)} [${finding.rule}, ${finding.section}]`)
  const drift = contract?.drift.map(each => `${indent}${driftSays(each)}`) ?? []
  const guesses = contract ? guessesIn(contract.operations) : []
  return [
    ...(contract?.changes ? [`Between the two versions:`, ...(contract.changes.length > 0 ? contract.changes.map(change => `${indent}${changeSays(change)}`) : [`${indent}nothing changed`]), ''] : []),
    ...(contract ? [`Against the contract ${contract.title} ${contract.version}`.trimEnd() + (drift.length > 0 ? ':' : ': they agree.'), ...drift, ''] : []),
    ...(guesses.length > 0 ? [`A 1 stands for what the contract gives no example of: ${guesses.join(', ')}. Name values with --fill ${guesses[0]}=VALUE.`, ''] : []),
    inconsistencies.length > 0 ? 'Answers that contradict one another or the specification:' : 'No answer contradicts another.', ...odd, '',
    isStopped ? `Stopped after ${cells.length} of ${planned} requests; what is said here rests on those.` : `${cells.length} ${cells.length === 1 ? 'request' : 'requests'}, ${inconsistencies.length} contradictions${contract ? `, ${contract.drift.filter(isDrift).length} departures from the contract` : ''}.`,
  ]
}

function driftSays(drift: Drift): string {
  const { cell } = drift
  const at = `${cell.method} ${cell.path}`
  switch (drift.kind) {
    case 'not-implemented': return `not implemented: ${at} is in the contract, and the server answers ${cell.status}`
    case 'beyond': return `beyond the contract: ${at} is not in it, and the server answers ${cell.status}${cell.status === 412 ? ' to a condition that is never true, so it takes the method' : ''}`
    case 'named-beyond': return `beyond the contract: ${drift.method} ${cell.path} is not in it, and Allow in the answer to ${cell.method} names it`
    case 'unsure': return `cannot be told: ${at} got ${cell.status === 0 ? 'nothing' : cell.status}: ${WHY[drift.why]}`
  }
}

function changeSays(change: ContractChange): string {
  const name = ({ method, path }: ContractOperation) => `${method} ${path}`
  switch (change.kind) {
    case 'added': return `added: ${name(change.now)}`
    case 'removed': return `removed: ${name(change.before)}`
    case 'method-changed': return `another method: ${name(change.before)} is ${name(change.now)} now`
    case 'moved': return `moved: ${name(change.before)} is ${name(change.now)} now`
  }
}

function guessesIn(operations: readonly ContractOperation[]): string[] {
  return [...new Set(operations.flatMap(({ guessed }) => guessed))]
}
