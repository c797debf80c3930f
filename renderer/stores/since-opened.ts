// A step begins without a miss: what was sent before it was first opened may meet what it asks for, and cannot miss it.
import { recordOf, whole } from '../../electron/model/shape.ts'
import type { Verdict } from '../../electron/model/verdict.ts'

/** After which exchange each step was first opened. */
export const Opened = recordOf(whole(0))
export type Opened = Readonly<Record<string, number>>

/** @returns the verdict as the learner should see it. @param openedAfter the last exchange before the step was first opened */
export function sinceOpened(verdict: Verdict, openedAfter: number): Verdict {
  const isOld = verdict.outcome === 'missed' && verdict.evidence.length > 0 && verdict.evidence.every(({ exchange }) => Number(exchange.slice(1)) <= openedAfter)
  if (!isOld) return verdict
  const { says, of, kind, step, points, optional } = verdict
  return { of, kind, step, says, points, optional, outcome: 'not-yet', earned: 0, evidence: [] }
}
