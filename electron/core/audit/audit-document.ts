// What an audit found, for a terminal, for a program and for a page of Markdown.
import type { AuditMatrix, Contract, Means } from '../../model/audit.ts'
import { findingInEnglish } from '../../model/inspection.ts'
import { sayInEnglish } from '../../model/phrase.ts'
import { changeInWords, type ContractChange } from './compare-contracts.ts'
import { guessesIn } from './contract.ts'
import { driftInWords, isDrift, type Drift } from './drift.ts'
import { markdownOf, tableOf } from './export-matrix.ts'

export interface Audit {
  readonly server: string
  readonly matrix: AuditMatrix
  readonly isStopped: boolean
  readonly planned: number
  /** Present where a contract was read. */
  readonly contract?: Contract & { readonly drift: readonly Drift[]; readonly changes?: readonly ContractChange[] }
}

const LEGEND: Readonly<Record<Means, string>> = {
  taken: 'taken', elsewhere: '405: known, and not taken here', nowhere: '501: not implemented', missing: '404 or 410: nothing is there',
  unsure: 'another answer, which may come before the method is looked at', failed: 'the server failed', silent: 'no answer',
}
const driftSays = (drift: Drift): string => sayInEnglish(driftInWords(drift))
const changeSays = (change: ContractChange): string => sayInEnglish(changeInWords(change))

/** A run that was stopped has not shown that all is well. @returns whether nothing contradicts, notes aside */
export function isSound({ matrix, contract, isStopped, planned }: Audit): boolean {
  const isSilent = planned > 0 && matrix.cells.every(({ means }) => means === 'silent')
  return !isStopped && !isSilent && !matrix.inconsistencies.some(({ severity }) => severity !== 'note') && !contract?.drift.some(isDrift)
}

export function auditDocument({ server, matrix, isStopped, planned, contract }: Audit) {
  return {
    server, complete: !isStopped, planned, methods: matrix.methods, paths: matrix.paths, cells: matrix.cells,
    inconsistencies: matrix.inconsistencies.map(finding => ({ ...finding, says: findingInEnglish(finding) })),
    ...(contract && { contract: { title: contract.title, version: contract.version, guessed: guessesIn(contract.operations), ...(contract.changes && { changes: contract.changes.map(change => ({ ...change, says: changeSays(change) })) }), drift: contract.drift.map(each => ({ ...each, says: driftSays(each) })) } }),
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
    ...(contract ? [`Against the contract ${contract.title} ${contract.version}`.trimEnd() + (drift.length > 0 ? ':' : contract.changes ? ': what changed agrees; nothing else was asked.' : ': they agree.'), ...drift, ''] : []),
    ...(guesses.length > 0 ? [`A 1 stands for what the contract gives no example of: ${guesses.join(', ')}. Name values with --fill ${guesses[0]}=VALUE.`, ''] : []),
    inconsistencies.length > 0 ? 'Answers that contradict one another or the specification:' : 'No answer contradicts another.', ...odd, '',
    isStopped ? `Stopped after ${cells.length} of ${planned} requests; what is said here rests on those.` : `${cells.length} ${cells.length === 1 ? 'request' : 'requests'}, ${inconsistencies.length} contradictions${contract ? `, ${contract.drift.filter(isDrift).length} departures from the contract` : ''}.`,
  ]
}
