// A response as it is kept, with everything that its reuse depends on.
import { hasField, keepable, without, type FieldLines } from './fields.ts'
import { guessedLifetime, initialAge, mayGuess, oneDate, statedLifetime } from './freshness.ts'
import { httpDate } from './http-date.ts'
import { policyOf, type Policy } from './policy.ts'
import { valuesOf } from './fields.ts'
import type { Selecting } from './vary.ts'

/** What a cache is asked. `uri` is absolute and is the key as it stands. */
export interface CacheRequest {
  readonly method: string
  readonly uri: string
  readonly fields: FieldLines
  /** A GET or HEAD with content is left alone: its content has no meaning in the key. */
  readonly hasContent?: boolean
}

/** What came from upstream. */
export interface CacheResponse {
  readonly status: number
  readonly fields: FieldLines
  readonly content: Buffer
  /** False when the connection ended before the content did (RFC 9111 §3.3). */
  readonly complete?: boolean
}

/** When the request was sent and when its response had arrived, in milliseconds of the cache's clock. */
export interface Times { readonly requestMs: number; readonly responseMs: number }

export interface Stored {
  readonly uri: string
  readonly status: number
  readonly fields: FieldLines
  readonly content: Buffer
  readonly selecting: Selecting
  readonly policy: Policy
  /** Seconds from Date for which it is fresh. */
  readonly lifetime: number
  readonly dateMs: number
  readonly initialAgeMs: number
  readonly responseMs: number
}

/** How lifetimes are worked out. */
export interface Reckoning { readonly targeted: readonly string[]; readonly share: number }

type Kept = Pick<Stored, 'uri' | 'status' | 'fields' | 'content' | 'selecting'>

/** @returns the response as it is kept. A missing or invalid `Date` becomes the time of arrival (RFC 9110 §6.6.1). */
export function asStored({ uri, status, fields, content, selecting }: Kept, times: Times, { targeted, share }: Reckoning): Stored {
  const policy = policyOf(fields, targeted)
  const { dated, dateMs } = withDate(keepable(fields), times.responseMs)
  const lifetime = statedLifetime(policy, dated, dateMs) ?? (mayGuess(status, policy) ? guessedLifetime(dated, dateMs, share) : 0)
  return {
    uri, status, content, selecting, policy, lifetime, dateMs, responseMs: times.responseMs,
    initialAgeMs: initialAge(dated, dateMs, times.requestMs, times.responseMs),
    // Named fields of a shared response that are one user's own (RFC 9111 §5.2.2.7).
    fields: without(dated, policy.directives.fieldNames('private')),
  }
}

function withDate(fields: FieldLines, responseMs: number): { dated: FieldLines; dateMs: number } {
  const dateMs = hasField(fields, 'date') ? oneDate(valuesOf(fields, 'date'), responseMs) : undefined
  if (dateMs !== undefined) return { dated: fields, dateMs }
  return { dated: [...without(fields, ['date']), ['Date', httpDate(responseMs)]], dateMs: responseMs }
}

/** @returns current_age in seconds, never negative (RFC 9111 §4.2.3). */
export function ageOf({ initialAgeMs, responseMs }: Stored, nowMs: number): number {
  return (initialAgeMs + Math.max(0, nowMs - responseMs)) / 1_000
}

/** @returns the seconds that are left of its freshness; 0 and less is stale (RFC 9111 §4.2). */
export function timeLeft(stored: Stored, nowMs: number): number {
  return stored.lifetime - ageOf(stored, nowMs)
}
