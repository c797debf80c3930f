// CONNECT at a gateway (RFC 9110 §9.3.6): a tunnel to participants of the scenario that the lab names, and to nothing else.
import { phrase, sayInEnglish } from '../../model/phrase.ts'
import type { Gateway } from '../../model/scenario.ts'
import { valuesOf } from '../wire/framing.ts'
import type { RequestHead } from '../wire/request-reader.ts'
import type { OutField } from '../wire/write-message.ts'
import type { Admission } from './admission.ts'
import { NO_BYTES, problemAnswer, type Answer } from './answer.ts'
import type { Plan } from './service.ts'
import type { Upstream } from './upstream.ts'

const SECTION = 'RFC 9110 §9.3.6'
const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost'])
/** What follows a refused CONNECT was meant for the tunnel, and must not be read as a request. */
const CLOSES: OutField = ['Connection', 'close']

/** @returns the plan for a CONNECT request. @param own makes the Proxy-Status field of an answer of the gateway's own */
export function planTunnel(gateway: Gateway, upstreams: ReadonlyMap<string, Upstream>, head: RequestHead, { path: authority, about, refuse }: Admission, own: (told: string) => OutField[]): Plan {
  const refused = (...[check, status, because, more, fields = []]: Parameters<Admission['refuse']>): Plan => {
    const plan = refuse(check, status, because, more, [CLOSES, ...fields])
    return plan.kind === 'refused' ? { ...plan, ruling: { ...plan.ruling, section: SECTION } } : plan
  }
  const lengths = valuesOf(head, 'content-length')
  if (valuesOf(head, 'transfer-encoding').length > 0 || lengths.some(length => Number(length) !== 0)) return refused('framing', 400, phrase('decision.tunnel-content'))
  const upstream = targetOf(authority, gateway.tunnels ?? [], upstreams)
  const open = upstream?.connect
  // It understands the request and will not do it (RFC 9110 §15.5.4); in the words of RFC 9209 §2.3.17, a matter of policy.
  if (!upstream || !open) return refused('authority', 403, phrase('decision.tunnel-refused', { authority }), {}, own('error=http_request_denied'))
  return {
    kind: 'accepted',
    rule: ({ status, because }) => ({ status, check: 'handler', passed: status < 500, because, section: SECTION, ...about }),
    async perform({ place }): Promise<Answer> {
      const opened = await open(place, gateway.upstreamMs)
      if ('socket' in opened) return { status: 200, fields: own(`next-hop=${upstream.name}`), content: NO_BYTES, delayMs: 0, because: phrase('decision.tunnel-open', { upstream: upstream.name }), tunnel: opened.socket }
      const [status, error] = opened.failed === 'timed-out' ? [504, 'connection_timeout'] : [502, opened.failed === 'refused' ? 'connection_refused' : 'connection_terminated']
      const because = phrase('decision.tunnel-broken', { upstream: upstream.name })
      return problemAnswer(status, because, sayInEnglish(because), {}, [CLOSES, ...own(`error=${error}; next-hop=${upstream.name}`)])
    },
  }
}

/** A participant is known by its name, whatever the port, or by a loopback address and its port. */
function targetOf(authority: string, tunnels: readonly string[], upstreams: ReadonlyMap<string, Upstream>): Upstream | undefined {
  const colon = authority.lastIndexOf(':')
  const [host, port] = [authority.slice(0, colon).toLowerCase(), Number(authority.slice(colon + 1))]
  const allowed = tunnels.flatMap(name => upstreams.get(name) ?? [])
  return allowed.find(({ name, port: its }) => host === name || (LOOPBACK.has(host) && port === its))
}
