// Whether a stored response may answer a request (RFC 9111 §4), fresh, stale, or only after validation.
import type { Directives } from './directives.ts'
import { askedOf, forbidsStale } from './policy.ts'
import { ageOf, timeLeft, type CacheRequest, type Stored } from './stored.ts'

/** `background`: used stale while it is being validated (RFC 5861 §3). `request`: fresh, but the client wants more (RFC 9211 §2.2). */
export type Reuse = 'fresh' | 'stale' | 'background' | { readonly validate: 'stale' | 'request' }

/** @returns how the stored response may be used. */
export function reuseOf(stored: Stored, request: CacheRequest, nowMs: number): Reuse {
  const asked = askedOf(request.fields)
  const left = timeLeft(stored, nowMs)
  const isFresh = left > 0
  const { directives } = stored.policy
  if (directives.speaksOfAll('no-cache')) return { validate: 'stale' }
  if (asked.has('no-cache') || !meetsLimits(stored, asked, nowMs)) return { validate: isFresh ? 'request' : 'stale' }
  if (isFresh) return 'fresh'
  if (forbidsStale(stored.policy)) return { validate: 'stale' }
  if (isWithin(left, asked, 'max-stale')) return 'stale'
  return !asked.has('max-age') && isWithin(left, directives, 'stale-while-revalidate') ? 'background' : { validate: 'stale' }
}

/** The client's `max-age` and `min-fresh` (RFC 9111 §5.2.1.1, §5.2.1.3); what cannot be read is taken as the strictest wish. */
function meetsLimits(stored: Stored, asked: Directives, nowMs: number): boolean {
  const left = timeLeft(stored, nowMs)
  const minFresh = asked.seconds('min-fresh')
  if (minFresh === 'invalid' || (minFresh !== undefined && left < minFresh)) return false
  const maxAge = asked.seconds('max-age')
  // A reload does not validate what is immutable as long as it is fresh (RFC 8246 §2).
  if (maxAge === undefined || (left > 0 && stored.policy.directives.has('immutable'))) return true
  // 0 asks for validation, even of a response of this very moment.
  return maxAge !== 'invalid' && maxAge > 0 && ageOf(stored, nowMs) <= maxAge
}

/** @returns whether it is not staler than the directive allows; `max-stale` without argument allows anything (RFC 9111 §5.2.1.2). */
function isWithin(left: number, directives: Directives, name: 'max-stale' | 'stale-while-revalidate' | 'stale-if-error'): boolean {
  if (!directives.has(name) || left === Number.NEGATIVE_INFINITY) return false
  if (name === 'max-stale' && directives.isBare(name)) return true
  const seconds = directives.seconds(name)
  return typeof seconds === 'number' && -left <= seconds
}

/** An answer to which a stale one may be preferred (RFC 5861 §4): these and no other, never 501. */
const ERRORS = new Set([500, 502, 503, 504])

/**
 * @returns whether the stored response may be used although it could not be validated (RFC 9111 §4.2.4, RFC 5861 §4).
 * @param outcome the status that upstream answered, or `failure` if it could not be reached or broke off
 */
export function maySurvive(stored: Stored, request: CacheRequest, outcome: number | 'failure', nowMs: number, onFailure: boolean): boolean {
  const asked = askedOf(request.fields)
  const left = timeLeft(stored, nowMs)
  if (forbidsStale(stored.policy) || left === Number.NEGATIVE_INFINITY || ['no-cache', 'no-store', 'max-age', 'min-fresh'].some(name => asked.has(name))) return false
  if (outcome !== 'failure' && !ERRORS.has(outcome)) return false
  const isAllowed = isWithin(left, stored.policy.directives, 'stale-if-error') || isWithin(left, asked, 'stale-if-error')
  return isAllowed || (outcome === 'failure' && onFailure)
}
