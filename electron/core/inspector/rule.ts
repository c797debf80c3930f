// A rule: what it is, and a pure look at an exchange, at one request over all its hops, or at everything that was captured.
import type { RuleSummary, Severity } from '../../model/inspection.ts'
import type { RuleId } from '../../model/rules-en.ts'
import type { Evidence } from '../../model/verdict.ts'
import type { Captured } from './captured.ts'
import type { Side, Subject } from './subject.ts'
import type { Trace } from './trace.ts'

export interface Found { readonly evidence: readonly Evidence[]; readonly values: Readonly<Record<string, string | number>> }
/** What a look may return: nothing, or what was found. */
export type Looked = Found | readonly Found[] | false | undefined

interface Looks {
  /** `wire`: rests on octets that a HAR file does not keep, so it says nothing about imported exchanges. */
  readonly exchange: { readonly scope: 'exchange' | 'wire'; readonly look: (subject: Subject) => Looked }
  readonly trace: { readonly scope: 'trace'; readonly look: (trace: Trace) => Looked }
  readonly capture: { readonly scope: 'capture'; readonly look: (captured: Captured) => Looked }
}
export type UnthemedRule = Omit<RuleSummary, 'theme'> & Looks[keyof Looks]
export type Rule = RuleSummary & Looks[keyof Looks]

export function exchangeRule(id: RuleId, severity: Severity, section: string, look: Looks['exchange']['look']): UnthemedRule {
  return { id, severity, section, scope: 'exchange', look }
}

export function wireRule(id: RuleId, severity: Severity, section: string, look: Looks['exchange']['look']): UnthemedRule {
  return { id, severity, section, scope: 'wire', look }
}

export function traceRule(id: RuleId, severity: Severity, section: string, look: Looks['trace']['look']): UnthemedRule {
  return { id, severity, section, scope: 'trace', look }
}

export function captureRule(id: RuleId, severity: Severity, section: string, look: Looks['capture']['look']): UnthemedRule {
  return { id, severity, section, scope: 'capture', look }
}

/** @param evidence places, the one that the finding is about first @param values fill the blanks of the rule's sentence */
export function found(evidence: Evidence | readonly Evidence[], values: Readonly<Record<string, string | number>> = {}): Found {
  const places = Array.isArray(evidence) ? evidence as readonly Evidence[] : [evidence as Evidence]
  return { evidence: places, values: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typeof value === 'number' ? value : shown(value)])) }
}

/** @returns what was found in the lines of one field: its name as it is written, and its value. */
export function tell(s: Subject, side: Side, name: string): Found {
  return found(s.at(side, name), { name: s.lines(side, name)[0]?.name ?? name, value: s.value(side, name) ?? '' })
}

const LONGEST = 120

/** Text from the wire as it can be shown on one line of a terminal: what a terminal would obey (C0, DEL, C1) as `\x1b`, and not for ever. */
function shown(text: string): string {
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
  return short.replace(/\p{Cc}/gu, char => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`)
}
