// Exchanges that have a part in common.
import type { Part } from '../../model/expectation.ts'
import type { Reading } from './reading.ts'

/** @returns the part of an exchange by which it is told apart from others; undefined where it has none. */
export function partOf(part: Part, reading: Reading): string | number | undefined {
  switch (part) {
    case 'method':
    case 'target': return reading.exchange.request?.[part]
    case 'status': return reading.final?.status
    case 'source': return reading.exchange.source
    case 'connection': return reading.exchange.connection.id
    case 'answeredBy': return reading.answerer
  }
}

/** @returns the exchanges in groups that have `part` in common, in the order of each group's last; all in one where no part is named. */
export function groupsBy(part: Part | undefined, readings: readonly Reading[]): readonly (readonly Reading[])[] {
  if (part === undefined) return [readings]
  const groups = Map.groupBy(readings, reading => partOf(part, reading))
  groups.delete(undefined)
  const last = (group: readonly Reading[]) => group.at(-1)?.exchange.seq ?? 0
  return groups.size === 0 ? [[]] : [...groups.values()].sort((one, other) => last(one) - last(other))
}
