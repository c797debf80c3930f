// The way to an upstream with a cache before it: what the store can answer is not sent on.
import { phrase, type Phrase } from '../../model/phrase.ts'
import type { Place } from '../recorder/seen-exchange.ts'
import { valuesOf, without, type FieldLines } from './cache/fields.ts'
import type { CacheAnswer } from './cache/answers.ts'
import type { Forward, SharedCache, Validate } from './cache/shared-cache.ts'
import type { CacheRequest, Times } from './cache/stored.ts'
import type { ForwardResult, Upstream } from './upstream.ts'

/** How a request was answered; `section` says by which rule. */
export interface Handled { readonly because: Phrase; readonly section: string; readonly isTimeout?: true }

export interface CachingParts {
  readonly upstream: Upstream
  readonly cache: SharedCache
  /** Milliseconds of the scenario's clock. */
  readonly nowMs: () => number
  /** Told how the request that came in at `place` was answered. */
  readonly onHandled: (place: Place, handled: Handled) => void
}

type OutRequest = Parameters<Upstream['forward']>[0]
const CONDITIONS = ['if-none-match', 'if-modified-since']

/** @returns an upstream that answers from the store where RFC 9111 lets it. */
export function cachingUpstream({ upstream, cache, nowMs, onHandled }: CachingParts): Upstream {
  const inBackground = new Set<string>()

  /** Sends it on, with the conditions of a validation. */
  async function send(out: OutRequest, asked: Forward | Validate, place: Place): Promise<{ readonly result: ForwardResult; readonly times: Times }> {
    const fields: FieldLines = asked.kind === 'revalidate' ? [...without(out.fields, CONDITIONS), ...asked.conditions] : out.fields
    const requestMs = nowMs()
    const result = await upstream.forward({ ...out, fields }, place)
    return { result, times: { requestMs, responseMs: nowMs() } }
  }

  async function exchange(out: OutRequest, request: CacheRequest, asked: Forward | Validate, place: Place): Promise<ForwardResult> {
    const { result, times } = await send(out, asked, place)
    if (!('response' in result)) {
      const survivor = cache.failed(request, times.responseMs, asked)
      if (!survivor) return result
      onHandled(place, survived(upstream.name, survivor))
      return { response: survivor }
    }
    const { status } = result.response
    const received = cache.received(request, result.response, times, asked)
    if (received.kind === 'ask-again') return exchange(out, request, received.forward, place)
    onHandled(place, received.answer.status === status ? passedOn(upstream.name, asked.why, status)
      : status === 304 ? { because: phrase('decision.cache-validated', { upstream: upstream.name, status: received.answer.status }), section: 'RFC 9111 §4.3' }
        : survived(upstream.name, received.answer))
    return { response: received.answer }
  }

  /** RFC 5861 §3: one validation at a time; if it fails, the next request tries again. */
  function validateInBackground(out: OutRequest, request: CacheRequest, asked: Forward | Validate, place: Place): void {
    if (inBackground.has(request.uri)) return
    inBackground.add(request.uri)
    // The client has its answer: interim answers are for nobody, and it may go.
    const { onInterim: _, signal: _signal, ...rest } = out
    void send(rest, asked, place)
      .then(({ result, times }) => 'response' in result && cache.received(request, result.response, times, asked), () => undefined)
      .finally(() => inBackground.delete(request.uri))
  }

  return {
    name: upstream.name, port: upstream.port, close: () => upstream.close(),
    async forward(out, place) {
      // Keyed by the URI that the origin sees, so that localhost and 127.0.0.1 are one, and what it names in Location is found.
      const request: CacheRequest = { method: out.method, uri: `http://127.0.0.1:${upstream.port}${out.path}`, fields: out.fields, hasContent: out.content.length > 0 }
      const found = cache.lookup(request, nowMs())
      if (found.kind === 'gateway-timeout') {
        onHandled(place, { because: phrase('decision.cache-only'), section: 'RFC 9111 §5.2.1.7', isTimeout: true })
        return { failed: 'timed-out', why: 'only-if-cached' }
      }
      if (found.kind !== 'fresh' && found.kind !== 'stale') return exchange(out, request, found, place)
      const { answer } = found
      onHandled(place, { because: phrase(found.kind === 'fresh' ? 'decision.cache-hit' : 'decision.cache-stale', { status: answer.status, age: ageSaid(answer) }), section: found.kind === 'fresh' ? 'RFC 9111 §4' : 'RFC 9111 §4.2.4' })
      if (found.kind === 'stale' && found.validate) validateInBackground(out, request, found.validate, place)
      return { response: answer }
    },
  }
}

function ageSaid({ fields }: CacheAnswer): string {
  return valuesOf(fields, 'age')[0] ?? '0'
}

function passedOn(upstream: string, why: string, status: number): Handled {
  return { because: phrase('decision.cache-forwarded', { upstream, why, status }), section: 'RFC 9211 §2.2' }
}

function survived(upstream: string, answer: CacheAnswer): Handled {
  return { because: phrase('decision.cache-survived', { upstream, status: answer.status, age: ageSaid(answer) }), section: 'RFC 9111 §4.2.4' }
}
