// The graded report of a conformance run.
import type { CheckLevel, CheckResult, Report } from '../../../model/audit.ts'
import type { Exchange } from '../../../model/exchange.ts'
import { answerChecks } from './answer-checks.ts'
import type { Check, Judged } from './check.ts'
import { methodChecks } from './method-checks.ts'
import { robustnessChecks } from './robustness-checks.ts'
import { Seen } from './seen.ts'

export const CHECKS: readonly Check[] = [...methodChecks, ...answerChecks, ...robustnessChecks]

/** A MUST counts three times what is merely good, a SHOULD twice. */
export const WEIGHTS: Readonly<Record<CheckLevel, number>> = { must: 3, should: 2, good: 1 }
const SHARES: Readonly<Record<Judged['verdict'], number>> = { met: 1, partly: 0.5, missed: 0, 'not-judged': 0 }
/** The least share of each mark, in percent. The best one is not given where a MUST is missed. */
const MARKS = [['A', 90], ['B', 80], ['C', 70], ['D', 60], ['F', 0]] as const

/** @param of probe → its exchanges */
export function reportOf(of: ReadonlyMap<string, readonly Exchange[]>): Report {
  const seen = new Seen(of)
  const results = CHECKS.map(({ id, level, section, judge }): CheckResult => {
    const { verdict, reason, values, evidence } = judge(seen)
    return { id, level, section, verdict, evidence, says: typeof reason === 'string' ? { reason, values } : { rule: reason.rule, values: reason.values } }
  })
  const judged = results.filter(({ verdict }) => verdict !== 'not-judged')
  const sum = (share: (result: CheckResult) => number) => judged.reduce((total, result) => total + WEIGHTS[result.level] * share(result), 0)
  const possible = sum(() => 1)
  const percent = possible === 0 ? 0 : Math.floor((100 * sum(({ verdict }) => SHARES[verdict])) / possible)
  const musts = judged.filter(({ level }) => level === 'must')
  const isMissed = musts.some(({ verdict }) => verdict === 'missed')
  const mark = MARKS.find(([name, least]) => percent >= least && !(name === 'A' && isMissed))?.[0] ?? 'F'
  return { results, mark, percent, musts: { met: musts.filter(({ verdict }) => verdict === 'met').length, judged: musts.length } }
}
