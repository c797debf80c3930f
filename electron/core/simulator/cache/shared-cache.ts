// A shared cache after RFC 9111. It has no clock and no socket: whoever asks it says what time it is and does the forwarding.
import { answerFrom, asksTheOrigin, type CacheAnswer } from './answers.ts'
import { cacheStatus, type Forwarded, type Handling } from './cache-status.ts'
import { hasField, keepable, type FieldLines } from './fields.ts'
import { describes, freshened, outdated } from './freshening.ts'
import { httpDate } from './http-date.ts'
import { invalidatedBy } from './invalidation.ts'
import { askedOf } from './policy.ts'
import { asksForPart, rangeOf } from './range.ts'
import { maySurvive, reuseOf } from './reuse.ts'
import { Shelf } from './shelf.ts'
import { asStored, timeLeft, type CacheRequest, type CacheResponse, type Reckoning, type Stored, type Times } from './stored.ts'
import { reasonNotToStore, type NotStored } from './storing.ts'
import { clientNamed, isValidated, spokenOf, validatingFields } from './validators.ts'
import { selectingFields } from './vary.ts'

export interface CacheOptions {
  /** Its name in `Cache-Status` (RFC 9211). */
  readonly name: string
  /** The share of the time since the last modification for which a response is taken to be fresh (RFC 9111 §4.2.2). */
  readonly heuristicShare?: number
  /** Whether a stale response is used when upstream cannot be reached and nothing forbids it (RFC 9111 §4.2.4). */
  readonly staleOnFailure?: boolean
  /** Targeted fields that it heeds, the first usable one wins (RFC 9213). */
  readonly targetedFields?: readonly string[]
  /** Octets of fields and content that it keeps. */
  readonly mostBytes?: number
}

/** Send the request on, with these fields in place of the client's If-None-Match and If-Modified-Since. */
export interface Validate { readonly kind: 'revalidate'; readonly why: Forwarded; readonly conditions: FieldLines; readonly stored: Stored }
/** Send the request on as it is. */
export interface Forward { readonly kind: 'forward'; readonly why: Forwarded }
/** `fresh`: send the answer. `stale`: likewise; if there is `validate`, do that afterwards (RFC 5861 §3). `gateway-timeout`: 504 (RFC 9111 §5.2.1.7). */
export type Lookup =
  | { readonly kind: 'fresh'; readonly answer: CacheAnswer }
  | { readonly kind: 'stale'; readonly answer: CacheAnswer; readonly validate?: Validate | Forward }
  | { readonly kind: 'gateway-timeout' }
  | Validate | Forward

/** `ask-again`: a 304 that speaks of nothing stored and that the client did not ask for; send the request on without `conditions`. */
export type Received =
  | { readonly kind: 'answer'; readonly answer: CacheAnswer; readonly stored: boolean; readonly why?: NotStored; readonly invalidated: number }
  | { readonly kind: 'ask-again'; readonly forward: Forward }

export class SharedCache {
  readonly #name: string
  readonly #staleOnFailure: boolean
  readonly #reckoning: Reckoning
  readonly #shelf: Shelf

  constructor({ name, heuristicShare = 0.1, staleOnFailure = true, targetedFields = ['CDN-Cache-Control'], mostBytes = 32 * 1_048_576 }: CacheOptions) {
    this.#name = name
    this.#staleOnFailure = staleOnFailure
    this.#reckoning = { targeted: targetedFields, share: heuristicShare }
    this.#shelf = new Shelf(mostBytes)
  }

  /** Octets that are kept now. */
  get bytes(): number {
    return this.#shelf.bytes
  }

  /** @returns what to do with a request (RFC 9111 §4). @param nowMs milliseconds since the epoch */
  lookup(request: CacheRequest, nowMs: number): Lookup {
    if (request.method !== 'GET' && request.method !== 'HEAD') return { kind: 'forward', why: 'method' }
    const found = this.#find(request, nowMs)
    const mustNotAsk = askedOf(request.fields).has('only-if-cached') && (found.kind === 'forward' || found.kind === 'revalidate')
    return mustNotAsk ? { kind: 'gateway-timeout' } : found
  }

  #find(request: CacheRequest, nowMs: number): Lookup {
    if (request.hasContent) return { kind: 'forward', why: 'bypass' }
    if (asksTheOrigin(request.fields)) return { kind: 'forward', why: 'request' }
    const [stored] = this.#shelf.selectedBy(request.uri, request.fields)
    if (!stored) return { kind: 'forward', why: this.#shelf.holds(request.uri) ? 'vary-miss' : 'uri-miss' }
    if (askedOf(request.fields).has('no-store')) return { kind: 'forward', why: 'request' }
    const reuse = reuseOf(stored, request, nowMs)
    // A range is cut out of what is fresh and complete; any other is the origin's affair (RFC 9110 §14.2 lets a recipient ignore it).
    if (asksForPart(request) && (reuse !== 'fresh' || !rangeOf(request.fields, stored))) return { kind: 'forward', why: 'bypass' }
    if (typeof reuse === 'object') return validation(stored, request, reuse.validate)
    const answer = this.#told(answerFrom(stored, request, nowMs, false), { hit: true, ttl: timeLeft(stored, nowMs) })
    if (reuse === 'background') return { kind: 'stale', answer, validate: validation(stored, request, 'stale') }
    return { kind: reuse, answer }
  }

  /** @returns what to send, and what was kept of it (RFC 9111 §3, §4.3.3–5, §4.4). @param asked what `lookup` said about this request */
  received(request: CacheRequest, response: CacheResponse, times: Times, asked: Forward | Validate): Received {
    const invalidated = invalidatedBy(request, response).reduce((count, uri) => count + this.#shelf.remove(uri), 0)
    const candidates = ['GET', 'HEAD'].includes(request.method) ? this.#shelf.selectedBy(request.uri, request.fields) : []
    const forwarded = { fwd: asked.why, fwdStatus: response.status }
    if (response.status === 304) return this.#notModified(request, response, times, asked, candidates)
    const [stored] = candidates
    if (stored && asked.why === 'stale' && maySurvive(stored, request, response.status, times.responseMs, this.#staleOnFailure)) {
      return { kind: 'answer', answer: this.#reused(stored, request, times.responseMs, forwarded), stored: false, why: 'status', invalidated }
    }
    if (request.method === 'HEAD' && response.status === 200) this.#headSeen(request, response, times, candidates)
    const kept = this.#keep(request, response, times)
    // What could not be validated is superseded, even by what may not be stored.
    if (typeof kept === 'string' && asked.kind === 'revalidate' && response.status < 500) this.#shelf.exchange(asked.stored, outdated(asked.stored))
    const answer = this.#told(dated(response, times), { ...forwarded, ...(typeof kept === 'object' && { stored: true, ttl: timeLeft(kept, times.responseMs) }) })
    return { kind: 'answer', answer, stored: typeof kept === 'object', ...(typeof kept === 'string' && { why: kept }), invalidated }
  }

  /** @returns a stale answer for when upstream could not be reached or broke off, or undefined: then it is 502 or 504 (RFC 9111 §4.2.4). */
  failed(request: CacheRequest, nowMs: number, asked: Forward | Validate): CacheAnswer | undefined {
    if (asked.why !== 'stale' || !['GET', 'HEAD'].includes(request.method)) return undefined
    const [stored] = this.#shelf.selectedBy(request.uri, request.fields)
    if (!stored || !maySurvive(stored, request, 'failure', nowMs, this.#staleOnFailure)) return undefined
    return this.#reused(stored, request, nowMs, { fwd: asked.why })
  }

  /** Forgets everything, or what is stored for a URI. @returns how many responses that were */
  purge(uri?: string): number {
    return this.#shelf.remove(uri)
  }

  #notModified(request: CacheRequest, response: CacheResponse, times: Times, asked: Forward | Validate, candidates: readonly Stored[]): Received {
    const forwarded = { fwd: asked.why, fwdStatus: 304 }
    const [newest] = spokenOf(candidates, response.fields, times.responseMs).map(older => this.#freshen(older, request, response, times))
    if (newest && asked.kind === 'revalidate') {
      return { kind: 'answer', answer: this.#reused(newest, request, times.responseMs, forwarded, true), stored: true, invalidated: 0 }
    }
    // It validates the one response whose validators were sent. Without a validator of its own it says nothing about any field, and updates none (RFC 9111 §4.3.3, §4.3.4).
    if (asked.kind === 'revalidate' && candidates.includes(asked.stored) && !hasField(request.fields, 'if-none-match') && !isValidated(response.fields, times.responseMs)) {
      return { kind: 'answer', answer: this.#reused(asked.stored, request, times.responseMs, forwarded, true), stored: false, why: 'status', invalidated: 0 }
    }
    if (asked.kind === 'revalidate' && !clientNamed(request.fields, response.fields)) return { kind: 'ask-again', forward: { kind: 'forward', why: asked.why } }
    return { kind: 'answer', answer: this.#told(dated(response, times), forwarded), stored: newest !== undefined, ...(!newest && { why: 'status' }), invalidated: 0 }
  }

  #headSeen(request: CacheRequest, response: CacheResponse, times: Times, candidates: readonly Stored[]): void {
    for (const stored of candidates) {
      if (describes(response.fields, stored, times.responseMs)) this.#freshen(stored, request, response, times)
      else this.#shelf.exchange(stored, outdated(stored))
    }
  }

  /** What may not be stored as it is now is not kept, though it still answers this request (RFC 9111 §3). */
  #freshen(older: Stored, request: CacheRequest, { fields }: CacheResponse, times: Times): Stored {
    const newer = freshened(older, fields, request.fields, times, this.#reckoning)
    const reason = reasonNotToStore({ ...request, method: 'GET' }, newer, this.#reckoning.targeted, times.responseMs)
    if (reason !== 'request-no-store') this.#shelf.exchange(older, reason ? undefined : newer)
    return newer
  }

  #keep(request: CacheRequest, response: CacheResponse, times: Times): Stored | NotStored {
    const { uri } = request
    const reason = reasonNotToStore(request, response, this.#reckoning.targeted, times.responseMs)
    if (reason) return reason
    const selecting = selectingFields(response.fields, request.fields) ?? []
    const stored = asStored({ uri, status: response.status, fields: response.fields, content: response.content, selecting }, times, this.#reckoning)
    return this.#shelf.put(stored, request.fields) ? stored : 'too-large'
  }

  #reused(stored: Stored, request: CacheRequest, nowMs: number, handling: Handling, isValidated = false): CacheAnswer {
    return this.#told(answerFrom(stored, request, nowMs, isValidated), { ...handling, ttl: timeLeft(stored, nowMs) })
  }

  #told(answer: CacheAnswer, handling: Handling): CacheAnswer {
    return { ...answer, fields: [...answer.fields, cacheStatus(this.#name, handling)] }
  }
}

function validation(stored: Stored, request: CacheRequest, why: 'stale' | 'request'): Validate | Forward {
  // The answer to HEAD freshens what is stored without any condition (RFC 9111 §4.3.5).
  const conditions = request.method === 'HEAD' ? undefined : validatingFields(stored, request.fields)
  return conditions ? { kind: 'revalidate', why, conditions, stored } : { kind: 'forward', why }
}

/** What is sent on, without the fields of one hop, and with a `Date` (RFC 9110 §6.6.1). */
function dated({ status, fields, content }: CacheResponse, { responseMs }: Times): CacheAnswer {
  const kept = keepable(fields)
  return { status, content, fields: hasField(kept, 'date') ? kept : [...kept, ['Date', httpDate(responseMs)]] }
}

