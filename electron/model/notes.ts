// What the inspector has to say about an attempt, in short: how often each rule speaks, and of which exchanges.
import { z } from 'zod'
import { Exchange } from './exchange.ts'
import { Finding, RuleName, SEVERITIES, Severity } from './inspection.ts'

/** Exchanges of one rule that are named; the others are counted. */
export const MOST_NAMED = 200

/** One rule over the whole attempt. */
export const NoteGroup = z.object({
  rule: RuleName,
  severity: Severity,
  count: z.int().positive(),
  /** The exchanges that it speaks of, the first ones of many. */
  exchanges: z.array(z.string()),
})
export type NoteGroup = Readonly<z.infer<typeof NoteGroup>>

export const NotesSummary = z.object({
  /** Exchanges up to this number were looked at. */
  upToSeq: z.int().nonnegative(),
  /** For each exchange in the order of their numbers the gravest that is said of it: `e`, `w`, `n`, or `.` for nothing. */
  marks: z.string(),
  groups: z.array(NoteGroup),
})
export type NotesSummary = Readonly<z.infer<typeof NotesSummary>>

/** A capture that a rule speaks about, with what it says, and one that looks alike and about which it is silent. */
export const RuleExamples = z.object({ speaks: z.array(Exchange), findings: z.array(Finding), silent: z.array(Exchange) })
export type RuleExamples = z.infer<typeof RuleExamples>

/** What notes are looked for by: a severity, or a rule. */
export const NoteWord = z.union([Severity, RuleName])
export type NoteWord = z.infer<typeof NoteWord>

/** Of which exchanges something is said, for each word that was asked for: in the order of their numbers `x`, or `.` for nothing. */
export const NotedExchanges = z.object({ upToSeq: z.int().nonnegative(), marks: z.record(z.string(), z.string()) })
export type NotedExchanges = Readonly<z.infer<typeof NotedExchanges>>

const MARKS: Readonly<Record<string, Severity>> = { e: 'error', w: 'warning', n: 'note' }

/** @returns the gravest that is said of the exchange with this number */
export function markOf({ marks }: NotesSummary, seq: number): Severity | undefined {
  return MARKS[marks[seq - 1] ?? '']
}

/** @returns the graver of two; undefined is none. */
export function graver(one: Severity | undefined, other: Severity | undefined): Severity | undefined {
  if (one === undefined || other === undefined) return one ?? other
  return SEVERITIES.indexOf(one) <= SEVERITIES.indexOf(other) ? one : other
}
