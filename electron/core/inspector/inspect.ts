// The inspector: a pure function from what was captured to what is to be said about it.
import type { Exchange } from '../../model/exchange.ts'
import { Severity, type Finding, type RuleSummary } from '../../model/inspection.ts'
import { Captured } from './captured.ts'
import type { Found, Looked, Rule } from './rule.ts'
import { RULES } from './rules.ts'

/**
 * It takes time in proportion to the exchanges, and never throws.
 * @param changedAfter the numbers of the exchanges after which something was done to the servers
 * @returns what the rules found, in the order of the exchanges, the grave before the slight
 */
export function inspect(exchanges: readonly Exchange[], rules: readonly Rule[] = RULES, changedAfter: readonly number[] = []): Finding[] {
  const captured = new Captured(exchanges, changedAfter)
  const order = new Map(exchanges.map(({ id, seq }) => [id, seq]))
  const rank = ({ exchange, severity }: Finding) => (order.get(exchange) ?? 0) * Severity.options.length + Severity.options.indexOf(severity)
  return rules.flatMap(rule => findingsOf(rule, look(rule, captured))).sort((one, other) => rank(one) - rank(other))
}

/** @returns what each rule is, in the order in which they are shown. */
export function ruleSummaries(): RuleSummary[] {
  return RULES.map(({ id, theme, severity, section }) => ({ id, theme, severity, section }))
}

/** @returns what a look found, as it is told. */
export function findingsOf({ id, severity, section }: RuleSummary, looked: Looked): Finding[] {
  return all(looked).map(({ evidence, values }) => ({ rule: id, severity, section, exchange: evidence[0]?.exchange ?? '', values, evidence: [...evidence] }))
}

function look(rule: Rule, captured: Captured): readonly Found[] {
  switch (rule.scope) {
    case 'exchange': return captured.subjects.flatMap(subject => all(rule.look(subject)))
    case 'wire': return captured.subjects.flatMap(subject => subject.exchange.source === 'import' ? [] : all(rule.look(subject)))
    case 'trace': return captured.traces.flatMap(trace => all(rule.look(trace)))
    case 'capture': return all(rule.look(captured))
  }
}

function all(looked: Looked): readonly Found[] {
  if (!looked) return []
  return 'evidence' in looked ? [looked] : looked
}

