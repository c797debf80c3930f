// A gateway: takes requests as an origin does, forwards them over its own sockets, and is seen to do so (RFC 9110 §3.7, §7.6).
import { phrase, sayInEnglish } from '../../model/phrase.ts'
import { sectionOf } from '../../model/decision.ts'
import type { Gateway } from '../../model/scenario.ts'
import { GivenUp } from '../client/patience.ts'
import { valuesOf } from '../wire/framing.ts'
import type { RequestHead } from '../wire/request-reader.ts'
import { admit } from './admission.ts'
import { NO_BYTES, problemAnswer, type Answer } from './answer.ts'
import { planTunnel } from './connect-method.ts'
import { endToEnd, viaMember, withMember, without } from './forwarding.ts'
import { trace } from './handlers.ts'
import { chooseFrom, poolOf, routeFor } from './routing.ts'
import type { Asked, Plan, Service } from './service.ts'
import { refuseTraceContent, ruledOnTraceContent } from './trace-content.ts'
import type { ForwardResult, Forwarded, Upstream } from './upstream.ts'

type Field = readonly [name: string, value: string]

/** Chooses by weight; draws are the scenario's, so that a canary pool answers the same on every run. */
export type Draw = (below: number) => number

export interface GatewayParts {
  readonly upstreams: ReadonlyMap<string, Upstream>
  readonly draw: Draw
  readonly isDrained: (participant: string) => boolean
  /** @returns the methods that are taken behind the gateway, with its routes, where `head` asks for `path`; now. */
  readonly allows: (head: RequestHead, path: string) => readonly string[]
}

/** @returns the service of a gateway. */
export function gatewayService(gateway: Gateway, parts: GatewayParts): Service {
  const { name, limits, server } = gateway
  return {
    name, limits, server,
    plan: head => planFor(gateway, parts, head),
    close: async () => { for (const upstream of parts.upstreams.values()) await upstream.close() },
  }
}

function planFor(gateway: Gateway, parts: GatewayParts, head: RequestHead): Plan {
  const { method } = head
  const admission = admit(head, gateway.name)
  const { path, about, refuse, refusal } = admission
  const accept = (perform: (asked: Asked) => Answer | Promise<Answer>): Plan => ({
    kind: 'accepted', perform: asked => refuseTraceContent(head, asked.content) ?? perform(asked),
    rule: ({ status, because, isForwarded }) => ruledOnTraceContent({ status, check: 'handler', passed: isForwarded ?? status < 500, because, section: isForwarded ? 'RFC 9110 §7.6' : sectionOf('handler'), ...about }),
  })
  const own = (error: string): Field[] => (gateway.proxyStatus ? [['Proxy-Status', `${gateway.name}; error=${error}`]] : [])

  if (refusal) return refusal
  // A tunnel in a stream of HTTP/2 (RFC 9113 §8.5) is not built.
  if (method === 'CONNECT' && gateway.tunnels && gateway.refuses[method] === undefined && head.version !== 'HTTP/2') return planTunnel(gateway, parts.upstreams, head, admission, told => (gateway.proxyStatus ? [['Proxy-Status', `${gateway.name}; ${told}`]] : []))
  const refused = gateway.refuses[method] ?? (method === 'CONNECT' ? 501 : undefined)
  if (refused === 501) return refuse('method-implemented', 501, phrase('decision.gateway-refuses', { method }), { method, permanent: true }, own('proxy_internal_response'))
  if (refused === 405) {
    // Required (RFC 9110 §15.5.6), and empty where no method would be taken (§10.2.1).
    const allow = parts.allows(head, path)
    return refuse('method-taken', 405, phrase('decision.gateway-refuses', { method }), { method, allow }, [['Allow', allow.join(', ')], ...own('proxy_internal_response')])
  }
  if ((method === 'TRACE' || method === 'OPTIONS') && valuesOf(head, 'max-forwards')[0] === '0') {
    return accept(() => (method === 'TRACE' ? trace({ head }) : { status: 204, fields: [], content: NO_BYTES, delayMs: 0, because: phrase('decision.gateway-final', { method }) }))
  }
  const route = routeFor(gateway.routes, head, path)
  if (!route) return refuse('resource-exists', 404, phrase('decision.gateway-no-route', { target: path }), {}, own('destination_not_found'))
  const upstream = parts.upstreams.get(chooseFrom(poolOf(route, parts.isDrained), parts.draw) ?? '')
  if (!upstream) return accept(() => nobody(own('destination_unavailable')))
  return accept(asked => forward(gateway, upstream, head, path, asked))
}

async function forward(gateway: Gateway, upstream: Upstream, head: RequestHead, path: string, { content, place, interim, onGone }: Asked): Promise<Answer> {
  const gone = new AbortController()
  onGone(() => gone.abort(new GivenUp()))
  const result = await upstream.forward({
    signal: gone.signal,
    method: gateway.translates[head.method] ?? head.method, path, content, timeoutMs: gateway.upstreamMs, fields: requestFields(gateway, upstream, head, place.clientPort),
    // Expect was not sent on, so none of them was asked for: all must go on (RFC 9110 §15.2).
    ...(interim && { onInterim: (status, fields) => interim(status, passedFields(gateway, fields, 'HTTP/1.1')) }),
  }, place)
  return 'response' in result ? passOn(gateway, upstream, head.method, result.response) : broken(gateway, upstream, result)
}

function requestFields(gateway: Gateway, { port }: Upstream, head: RequestHead, clientPort: number): Field[] {
  const host = valuesOf(head, 'host')[0] ?? ''
  // Max-Forwards means something with two methods only, and those do not come here with 0 (RFC 9110 §7.6.2).
  const counts = head.method === 'TRACE' || head.method === 'OPTIONS'
  const kept = without(without(endToEnd(head.fields), 'host'), 'expect').map(([name, value]): Field => (counts && name.toLowerCase() === 'max-forwards' && /^\d+$/.test(value) ? [name, String(Number(value) - 1)] : [name, value]))
  const forwarded = `for="127.0.0.1:${clientPort}";host="${host}";proto=${head.scheme ?? 'http'}`
  return [['Host', `127.0.0.1:${port}`], ...withMember(withMember(kept, 'Forwarded', forwarded), 'Via', viaMember(head.version, gateway.name))]
}

/** @returns the fields of an answer that passes through, with the version that it was received in (RFC 9110 §7.6.3). */
function passedFields({ name }: Gateway, fields: Forwarded['fields'], version: string): Field[] {
  return withMember(endToEnd(fields.map(([known, value]) => ({ name: known, value }))), 'Via', viaMember(version, name))
}

function passOn(gateway: Gateway, upstream: Upstream, method: string, { version = 'HTTP/1.1', status, fields, content }: Forwarded): Answer {
  const kept = passedFields(gateway, fields, version)
  const told = gateway.proxyStatus ? withMember(kept, 'Proxy-Status', `${gateway.name}; received-status=${status}; next-hop=${upstream.name}`) : kept
  const length = fields.find(([name]) => name.toLowerCase() === 'content-length')?.[1]
  const hasNoContent = status === 204 || status === 304 || method === 'HEAD'
  const framing: Field[] = hasNoContent ? (length !== undefined && status !== 204 ? [['Content-Length', length]] : []) : [['Content-Length', String(content.length)]]
  return {
    status, content, delayMs: 0, isForwarded: true, because: phrase('decision.gateway-forwarded', { upstream: upstream.name, status }),
    fields: [...told, ...framing],
  }
}

/** What a broken upstream is called, with the error type of RFC 9209 §2.3. */
const BROKEN: Readonly<Record<Extract<ForwardResult, { failed: unknown }>['failed'], readonly [status: number, error: string]>> = {
  refused: [502, 'connection_refused'], reset: [502, 'connection_terminated'], 'server-closed': [502, 'http_response_incomplete'],
  'timed-out': [504, 'http_response_timeout'], 'client-closed': [502, 'http_protocol_error'], 'kept-open': [502, 'http_protocol_error'],
}

/** Where there is a way, and nobody at its end who gets requests: unavailable for now, not unknown (RFC 9209 §2.3.4). */
function nobody(fields: readonly Field[]): Answer {
  const because = phrase('decision.gateway-nobody')
  return problemAnswer(503, because, sayInEnglish(because), {}, fields)
}

/** RFC 9209 §2.3.12. */
const FULL = [503, 'connection_limit_reached'] as const

function broken(gateway: Gateway, upstream: Upstream, { failed, isFull }: Extract<ForwardResult, { failed: unknown }>): Answer {
  const [status, error] = isFull ? FULL : BROKEN[failed]
  const because = phrase(status === 503 ? 'decision.gateway-full' : status === 504 ? 'decision.gateway-timeout' : 'decision.gateway-broken', { upstream: upstream.name, ms: gateway.upstreamMs })
  return problemAnswer(status, because, sayInEnglish(because), {}, gateway.proxyStatus ? [['Proxy-Status', `${gateway.name}; error=${error}; next-hop=${upstream.name}`]] : [])
}
