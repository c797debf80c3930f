// A check: what it is, how much it counts, and a pure look at what a run saw.
import type { CheckLevel, CheckVerdict } from '../../../model/audit.ts'
import type { CheckId, ReasonId } from '../../../model/checks-en.ts'
import type { Finding } from '../../../model/inspection.ts'
import type { RuleId } from '../../../model/rules-en.ts'
import type { Evidence } from '../../../model/verdict.ts'
import type { Seen } from './seen.ts'

export interface Judged {
  readonly verdict: CheckVerdict
  readonly reason: ReasonId | Finding
  readonly values: Readonly<Record<string, string | number>>
  readonly evidence: readonly Evidence[]
}

export interface Check { readonly id: CheckId; readonly level: CheckLevel; readonly section: string; readonly judge: (seen: Seen) => Judged }

export function judged(verdict: CheckVerdict, reason: ReasonId, values: Judged['values'] = {}, evidence: readonly Evidence[] = []): Judged {
  return { verdict, reason, values, evidence }
}

/** A status, a class such as `4xx`, or `other`; the first that fits decides, in the order in which they are written. */
export type StatusTable = readonly (readonly [statuses: string, verdict: CheckVerdict, reason: ReasonId])[]

/** Judged by the status of one answer alone; that none came is a miss. */
export function byStatus(id: CheckId, level: CheckLevel, section: string, probe: string, table: StatusTable): Check {
  return { id, level, section, judge: seen => judgeStatus(seen, probe, table) }
}

export function judgeStatus(seen: Seen, probe: string, table: StatusTable): Judged {
  const subject = seen.subject(probe)
  const evidence = seen.evidence(probe)
  // To nobody who listens nothing can be said; what killed the server is judged by itself.
  if (!subject || subject.exchange.ending === 'refused') return judged('not-judged', 'not-asked', {}, evidence)
  const { status, exchange } = subject
  if (status === 0) return exchange.ending === 'reset' ? judged('not-judged', 'reset', {}, evidence) : judged('missed', 'no-answer', {}, evidence)
  const row = table.find(([statuses]) => statuses.split(' ').some(each => each === String(status) || each === `${Math.floor(status / 100)}xx` || each === 'other'))
  const [, verdict, reason] = row ?? ['', 'missed', 'other-status'] as const
  return judged(verdict, reason, { status }, evidence)
}

/** Missed by the first finding of these rules. @param isOccasion whether there was anything that they could have found */
export function byRules(id: CheckId, level: CheckLevel, section: string, rules: readonly RuleId[], isOccasion: (seen: Seen) => boolean = () => true): Check {
  return {
    id, level, section,
    judge: seen => {
      const [finding] = seen.findings(rules)
      if (finding) return { verdict: 'missed', reason: finding, values: finding.values, evidence: finding.evidence }
      return isOccasion(seen) ? judged('met', 'nothing-found', { count: seen.answers.length }) : judged('not-judged', 'no-occasion')
    },
  }
}

/** A check about the methods of a resource, for which there has to be one. */
export function whereItIs(check: Check): Check {
  return { ...check, judge: seen => (seen.isThere ? check.judge(seen) : judged('not-judged', 'no-resource', { status: seen.status('get') }, seen.evidence('get'))) }
}
