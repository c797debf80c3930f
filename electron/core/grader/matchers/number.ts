// A number within bounds.
import type { NumberMatch } from '../../../model/condition.ts'

export function isWithin(wanted: NumberMatch, actual: number): boolean {
  if (typeof wanted === 'number') return actual === wanted
  return actual >= (wanted.atLeast ?? -Infinity) && actual <= (wanted.atMost ?? Infinity)
}

/** @returns the bounds in signs that every language reads: `3`, `≥ 3`, `≤ 5`, `3–5`. */
export function boundsInSigns(wanted: NumberMatch): string {
  if (typeof wanted === 'number') return String(wanted)
  const { atLeast, atMost } = wanted
  if (atLeast === undefined) return `≤ ${atMost ?? '∞'}`
  return atMost === undefined ? `≥ ${atLeast}` : `${atLeast}–${atMost}`
}
