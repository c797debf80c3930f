// What the inspector says: rules, and what they found in a capture.
import { z } from 'zod'
import { filled, type RuleText } from './rule-text.ts'
import { isRule, rulesEnglish, type RuleId } from './rules-en.ts'
import { Evidence } from './verdict.ts'

/** `error`: a MUST is broken, or something is untrue by the bytes. `warning`: a SHOULD is broken, or it misleads. `note`: worth knowing. */
export const SEVERITIES = ['error', 'warning', 'note'] as const
export const Severity = z.enum(SEVERITIES)
export type Severity = z.infer<typeof Severity>

/** What the rules are about, in the order in which they are shown. */
export const RULE_THEMES = ['methods', 'probes', 'status', 'framing', 'requests', 'fields', 'content', 'caching', 'cookies', 'browsers', 'hops', 'evidence'] as const
export const RuleTheme = z.enum(RULE_THEMES)
export type RuleTheme = z.infer<typeof RuleTheme>

/** What the rules say, in one language. */
export type RuleTexts = Readonly<Record<RuleId, RuleText>>
export const RuleName = z.custom<RuleId>(isRule)

/** What a rule is, without what it does. */
export const RuleSummary = z.object({ id: RuleName, theme: RuleTheme, severity: Severity, section: z.string() })
export type RuleSummary = Readonly<z.infer<typeof RuleSummary>>

export const Finding = z.object({
  rule: RuleName,
  severity: Severity,
  section: z.string(),
  /** The exchange that it is about: the one of the first piece of evidence. */
  exchange: z.string(),
  /** What fills the blanks of `seen`. */
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  evidence: z.array(Evidence).min(1),
})
export type Finding = Readonly<z.infer<typeof Finding>>

/** @returns the English texts of a rule. */
export function ruleInEnglish(id: RuleId): RuleText {
  return rulesEnglish[id]
}

export type Found = Pick<Finding, 'rule' | 'values'>

/** @returns what was found, as a sentence of these texts. */
export function findingIn(texts: RuleTexts, { rule, values }: Found): string {
  const { title, seen = title } = texts[rule]
  return filled(seen, values)
}

/** @returns what was found, as an English sentence. */
export function findingInEnglish(found: Found): string {
  return findingIn(rulesEnglish, found)
}
