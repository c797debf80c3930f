// How long a response is fresh (RFC 9111 §4.2.1, §4.2.2) and how old it is (§4.2.3).
import { MOST_SECONDS } from './directives.ts'
import { listMembers, valuesOf, type FieldLines } from './fields.ts'
import { readHttpDate } from './http-date.ts'
import type { Policy } from './policy.ts'

/** Heuristically cacheable by definition (RFC 9110 §15.1; 451: RFC 7725 §3). 206 is left out: it is never stored here. */
const HEURISTIC = new Set([200, 203, 204, 300, 301, 308, 404, 405, 410, 414, 451, 501])

/** @returns whether freshness may be guessed: by the status, or because the response says `public` (RFC 9111 §4.2.2). */
export function mayGuess(status: number, { directives }: Policy): boolean {
  return HEURISTIC.has(status) || directives.has('public')
}

/** @returns the seconds that the response states, in the order of RFC 9111 §4.2.1; invalid statements are 0. Undefined if it states none. */
export function statedLifetime(policy: Policy, fields: FieldLines, dateMs: number): number | undefined {
  const stated = policy.directives.seconds('s-maxage') ?? policy.directives.seconds('max-age')
  if (stated !== undefined) return stated === 'invalid' ? 0 : stated
  const [expires, ...more] = policy.heedsExpires ? valuesOf(fields, 'expires') : []
  if (expires === undefined) return undefined
  const endMs = more.every(other => other === expires) ? readHttpDate(expires, dateMs) : undefined
  return endMs === undefined ? 0 : (endMs - dateMs) / 1_000
}

/** @returns a share of the time since the last modification, in seconds. @param share of 1 */
export function guessedLifetime(fields: FieldLines, dateMs: number, share: number): number {
  const modifiedMs = lastModified(fields, dateMs)
  return modifiedMs === undefined ? 0 : Math.max(0, (dateMs - modifiedMs) / 1_000) * share
}

/** @returns the one valid `Last-Modified` in milliseconds. */
export function lastModified(fields: FieldLines, nowMs: number): number | undefined {
  return oneDate(valuesOf(fields, 'last-modified'), nowMs)
}

/** @returns the date of the only value, if it is one. */
export function oneDate(values: readonly string[], nowMs: number): number | undefined {
  const [first, second] = values
  return first === undefined || second !== undefined ? undefined : readHttpDate(first, nowMs)
}

/** @returns corrected_initial_age in milliseconds (RFC 9111 §4.2.3). */
export function initialAge(fields: FieldLines, dateMs: number, requestMs: number, responseMs: number): number {
  const apparentMs = Math.max(0, responseMs - dateMs)
  return Math.max(apparentMs, statedAge(fields) * 1_000 + Math.max(0, responseMs - requestMs))
}

/** The first member counts, and only if it is a whole number (RFC 9111 §5.1). */
function statedAge(fields: FieldLines): number {
  const [first = ''] = listMembers(valuesOf(fields, 'age').slice(0, 1))
  return /^\d+$/.test(first) ? Math.min(Number(first), MOST_SECONDS) : 0
}
