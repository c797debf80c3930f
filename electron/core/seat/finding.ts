// How a finding is made: of what is fine, or of the trouble that there is.
import type { SeatFinding } from '../../model/seat-finding.ts'

/** @returns a finding that is fine when `trouble` is undefined. */
export function finding(id: string, needed: boolean, fine: string, trouble: { what: string; mend: string } | undefined): SeatFinding {
  return { id, ok: !trouble, needed, what: trouble?.what ?? fine, mend: trouble?.mend ?? '' }
}
