// What the inspector found, and what it looks for, for a terminal and for a program.
import { fromBase64, toLatin1 } from '../model/bytes.ts'
import { finalResponse, type Exchange } from '../model/exchange.ts'
import { findingInEnglish, ruleInEnglish, type Finding, type RuleSummary, type Severity } from '../model/inspection.ts'
import type { RuleId } from '../model/rules-en.ts'
import type { Evidence } from '../model/verdict.ts'

const MARKS: Readonly<Record<Severity, string>> = { error: '✗ error  ', warning: '! warning', note: '· note   ' }
const EXCERPT = 72

/** @returns one JSON value: the findings, how many there are of each severity, and the texts of the rules that found them. */
export function findingsDocument(exchanges: readonly Exchange[], findings: readonly Finding[]) {
  return {
    exchanges: exchanges.length,
    found: countsOf(findings),
    findings: findings.map(finding => ({ ...finding, says: findingInEnglish(finding) })),
    rules: Object.fromEntries([...new Set(findings.map(({ rule }) => rule))].map(id => [id, ruleInEnglish(id)])),
  }
}

/** @returns lines for a person, by exchange; what a rule is about is told once, and what is found on several hops of one request at the first of them. */
export function findingsText(exchanges: readonly Exchange[], findings: readonly Finding[]): string {
  const named = new Map(exchanges.map(exchange => [exchange.id, exchange]))
  const alike = Map.groupBy(findings, finding => JSON.stringify([named.get(finding.exchange)?.trace, finding.rule, finding.values, finding.evidence[0]?.side]))
  const byExchange = Map.groupBy([...alike.values()].flatMap(([first, ...others]) => first ? [{ ...first, others }] : []), ({ exchange }) => exchange)
  const told = new Set<RuleId>()
  const parts = [...byExchange].flatMap(([id, mine]) => ['', headline(id, named.get(id)), ...mine.flatMap(finding => findingLines(finding, named, told))])
  const { error, warning, note } = countsOf(findings)
  const exchangesWord = exchanges.length === 1 ? 'exchange' : 'exchanges'
  return [...parts.slice(1), ...(parts.length > 0 ? [''] : []), `${exchanges.length} ${exchangesWord}: ${error} errors, ${warning} warnings, ${note} notes.`].join('\n')
}

export function rulesDocument(rules: readonly RuleSummary[]) {
  return { rules: rules.map(({ id, theme, severity, section }) => ({ id, theme, severity, section, ...ruleInEnglish(id) })) }
}

/** @returns a line for each rule. */
export function rulesText(rules: readonly RuleSummary[]): string {
  const widest = Math.max(0, ...rules.map(({ id }) => id.length))
  return rules.map(({ id, severity, section }) => `${id.padEnd(widest)}  ${severity.padEnd(7)}  ${ruleInEnglish(id).title} (${section})`).join('\n')
}

function countsOf(findings: readonly Finding[]): Record<Severity, number> {
  const count = (wanted: Severity) => findings.filter(({ severity }) => severity === wanted).length
  return { error: count('error'), warning: count('warning'), note: count('note') }
}

function headline(id: string, exchange: Exchange | undefined): string {
  if (!exchange) return id
  const { request, hop, side } = exchange
  const status = finalResponse(exchange)?.status ?? 'no response'
  return `${id}  ${request ? `${shown(request.method)} ${shown(request.target)}` : 'no request'} → ${status}  (${shown(hop)}, ${side}'s side)`
}

function findingLines(finding: Finding & { readonly others: readonly Finding[] }, exchanges: ReadonlyMap<string, Exchange>, told: Set<RuleId>): string[] {
  const { rule, severity, section, evidence, others } = finding
  const elsewhere = new Set(others.map(({ exchange }) => exchange).filter(id => id !== finding.exchange))
  const also = elsewhere.size === 0 ? '' : `, also ${[...elsewhere].join(', ')}`
  const { why, fix } = ruleInEnglish(rule)
  const isNew = !told.has(rule)
  told.add(rule)
  return [
    `  ${MARKS[severity]}  ${findingInEnglish(finding)}  [${rule}, ${section}${also}]`,
    ...(isNew ? [`             ${why}`, `             Mend: ${fix}`] : []),
    ...evidence.slice(0, 3).map(place => `             ${place.exchange} ${place.side} ${place.range.start}–${place.range.end}: ${excerpt(place, exchanges)}`),
  ]
}

function excerpt({ exchange, side, range }: Evidence, exchanges: ReadonlyMap<string, Exchange>): string {
  const found = exchanges.get(exchange)
  if (!found || range.end === range.start) return 'nothing'
  const end = Math.min(range.end, range.start + EXCERPT)
  // Four characters of base64 stand for three octets, so a piece can be read without the rest.
  const group = Math.floor(range.start / 3)
  const octets = fromBase64((side === 'request' ? found.requestBytes : found.responseBytes).slice(group * 4, Math.ceil(end / 3) * 4))
  return `${shown(toLatin1(octets.subarray(range.start - group * 3, end - group * 3)))}${end < range.end ? '…' : ''}`
}

/** Octets as a terminal can take them: what it would obey, and what is beyond ASCII, as `\x1b`. */
function shown(text: string): string {
  return text.replace(/[^ -~]/gu, char => char === '\r' ? '\\r' : char === '\n' ? '\\n' : `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`)
}
