// Whether a response may be stored (RFC 9111 §3), and why not.
import { hasField } from './fields.ts'
import { mayGuess, statedLifetime } from './freshness.ts'
import { askedOf, policyOf } from './policy.ts'
import type { CacheRequest, CacheResponse } from './stored.ts'
import { isValidated } from './validators.ts'
import { selectingFields } from './vary.ts'

/** Why a response was not stored. `pointless`: nothing says how long it holds, and nothing could validate it. */
export type NotStored =
  | 'method' | 'request-content' | 'status' | 'partial' | 'incomplete' | 'request-no-store' | 'no-store' | 'must-understand' | 'private'
  | 'authorization' | 'vary' | 'not-cacheable' | 'pointless' | 'too-large'

/** Must not be stored by their definitions (RFC 6585 §3–6), or answer conditions and ranges that are not in the key. */
const NEVER = new Set([304, 412, 416, 428, 429, 431, 511])

/** Final status codes whose requirements for caches are met here (RFC 9110 §15; RFC 7725 §3). */
const UNDERSTOOD = new Set([
  200, 201, 202, 203, 204, 205, 300, 301, 302, 303, 307, 308, 400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 413, 414, 415, 417, 421, 422, 426, 451,
  500, 501, 502, 503, 504, 505,
])

/** @returns undefined if the response may be stored, else the first reason against it. */
export function reasonNotToStore(request: CacheRequest, response: CacheResponse, targeted: readonly string[], nowMs: number): NotStored | undefined {
  const { status, fields } = response
  if (request.method !== 'GET') return 'method'
  if (request.hasContent) return 'request-content'
  if (status < 200 || NEVER.has(status)) return 'status'
  if (status === 206) return 'partial'
  if (response.complete === false) return 'incomplete'
  if (askedOf(request.fields).has('no-store')) return 'request-no-store'
  const policy = policyOf(fields, targeted)
  const { directives } = policy
  if (directives.has('must-understand')) {
    if (!UNDERSTOOD.has(status)) return 'must-understand'
  } else if (directives.has('no-store')) return 'no-store'
  if (directives.speaksOfAll('private')) return 'private'
  // RFC 9111 §3.5.
  if (hasField(request.fields, 'authorization') && !['public', 'must-revalidate', 's-maxage'].some(name => directives.has(name))) return 'authorization'
  if (!selectingFields(fields, request.fields)) return 'vary'
  const isStated = statedLifetime(policy, fields, nowMs) !== undefined
  if (!isStated && !mayGuess(status, policy)) return 'not-cacheable'
  const mustAlwaysAsk = !isStated || directives.speaksOfAll('no-cache')
  return mustAlwaysAsk && !isValidated(fields, nowMs) ? 'pointless' : undefined
}
