// When to try again: as long as the other side asks for, else longer each time, and never all at once.

const FIRST_MS = 2_000
const LONGEST_MS = 5 * 60_000
/** Nobody waits longer for an answer that says so. */
const LONGEST_ASKED_MS = 60 * 60_000

/** @returns milliseconds that Retry-After asks for: seconds or a date (RFC 9110 §10.2.3); undefined for anything else */
export function readRetryAfter(value: string | undefined, nowMs: number): number | undefined {
  const text = value?.trim() ?? ''
  const ms = /^\d{1,9}$/.test(text) ? Number(text) * 1_000 : /GMT$/.test(text) ? Date.parse(text) - nowMs : Number.NaN
  return Number.isFinite(ms) ? Math.min(Math.max(0, ms), LONGEST_ASKED_MS) : undefined
}

/** @param failed how often it failed in a row @param askedMs by the other side @param chance from 0 to 1 */
export function waitMs(failed: number, askedMs: number | undefined, chance: number, firstMs = FIRST_MS): number {
  // What is asked for is a time before which not to come; those who were told the same come at different ones.
  if (askedMs !== undefined) return askedMs + chance * firstMs
  const longest = Math.min(LONGEST_MS, firstMs * 2 ** Math.min(failed - 1, 20))
  return longest / 2 + chance * longest / 2
}
