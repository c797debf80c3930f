// A cache as a participant: a gateway with one way inwards, and a store before it (RFC 9111).
import { sayInEnglish } from '../../model/phrase.ts'
import type { Limits } from '../../model/scenario.ts'
import type { Place } from '../recorder/seen-exchange.ts'
import { problemAnswer, type Answer } from './answer.ts'
import { SharedCache, type CacheOptions } from './cache/shared-cache.ts'
import { cachingUpstream, type Handled } from './caching-upstream.ts'
import { gatewayService } from './gateway.ts'
import type { Asked, Service } from './service.ts'
import type { Upstream } from './upstream.ts'

/** `name` is also what it calls itself in `Cache-Status` and `Via`. `upstreamMs`: how long it waits before it answers 504. */
export interface CacheSettings extends CacheOptions { readonly server: string; readonly limits: Limits; readonly upstreamMs: number }

export interface CacheService extends Service {
  /** Forgets everything, or what is stored for a path with its query. @returns how many responses that were */
  readonly purge: (path?: string) => number
}

/** @returns the service of a cache before `upstream`. @param nowMs milliseconds of the scenario's clock; with a clock that stands still nothing ages */
export function cacheService(settings: CacheSettings, upstream: Upstream, nowMs: () => number): CacheService {
  const { name, server, limits, upstreamMs } = settings
  const cache = new SharedCache(settings)
  const handled = new WeakMap<Place, Handled>()
  const caching = cachingUpstream({ upstream, cache, nowMs, onHandled: (place, how) => void handled.set(place, how) })
  const gateway = gatewayService(
    { role: 'gateway', name, server, limits, upstreamMs, routes: [{ pool: [{ to: upstream.name, weight: 1 }] }], refuses: {}, translates: {}, proxyStatus: false },
    { upstreams: new Map([[upstream.name, caching]]), draw: () => 0, isDrained: () => false, allows: () => [] },
  )
  // What a rule says about an answer depends on how that answer came about.
  const sections = new WeakMap<Answer, string>()
  const told = (answer: Answer, { place }: Asked): Answer => {
    const how = handled.get(place)
    if (!how) return answer
    const said = how.isTimeout ? problemAnswer(504, how.because, sayInEnglish(how.because)) : { ...answer, because: how.because }
    sections.set(said, how.section)
    return said
  }
  return {
    name, limits, server,
    plan: head => {
      const plan = gateway.plan(head)
      if (plan.kind === 'refused') return plan
      return {
        ...plan,
        perform: async asked => told(await plan.perform(asked), asked),
        rule: answer => {
          const section = sections.get(answer)
          return section === undefined ? plan.rule(answer) : { ...plan.rule(answer), section }
        },
      }
    },
    purge: path => cache.purge(path === undefined ? undefined : `http://127.0.0.1:${upstream.port}${path}`),
    close: () => gateway.close(),
  }
}
