// What only several hops show: a message that came to a participant, held against what it sent on.
import { REGISTERED_METHODS } from '../../../model/methods.ts'
import { members } from '../../../model/list-members.ts'
import { exchangeRule, found, traceRule, type Found, type UnthemedRule } from '../rule.ts'
import type { Subject } from '../subject.ts'
import type { Passage, Trace } from '../trace.ts'

/** Options of Connection that are no field names. */
const NOT_FIELDS = new Set(['close', 'keep-alive'])

export const hopRules: readonly UnthemedRule[] = [
  traceRule('via-missing', 'error', 'RFC 9110 §7.6.3', t => overRequests(t, ({ participant }, out) =>
    out.method !== 'CONNECT' && out.lacks('request', 'via') && found(out.start('request'), { participant }))),
  exchangeRule('via-loop', 'warning', 'RFC 9110 §7.6.3', s => {
    const names = members(s.value('request', 'via') ?? '').map(member => member.split(/[ \t]+/)[1] ?? '')
    const seen = new Set<string>()
    const twice = names.find(name => name !== '' && (seen.has(name) || !seen.add(name)))
    return twice !== undefined && found(s.at('request', 'via'), { name: twice })
  }),
  traceRule('hop-field-passed-on', 'error', 'RFC 9110 §7.6.1', t => overRequests(t, ({ participant, inbound }, out) => {
    const name = inbound.list('request', 'connection').find(option => !NOT_FIELDS.has(option) && isPassedOn(inbound, out, option))
    return name !== undefined && found([...out.at('request', name), ...inbound.at('request', 'connection')], { participant, name })
  })),
  traceRule('method-rewritten', 'warning', 'RFC 9110 §7.7', t => overRequests(t, ({ participant, inbound }, out) =>
    inbound.method !== '' && out.method !== '' && inbound.method !== 'CONNECT' && inbound.method !== out.method
      && found([out.start('request'), inbound.start('request')], { participant, came: inbound.method, left: out.method }))),
  traceRule('status-rewritten', 'note', 'RFC 9110 §7.7', t => overAnswers(t, ({ participant, inbound }, got) =>
    // 304 and 206 are a cache's affair: it puts together what it has.
    got.status !== inbound.status && got.status !== 304 && inbound.status !== 304 && inbound.status !== 206 && !isGatewayError(inbound)
      && found([inbound.start('response'), got.start('response')], { participant, got: got.status, gave: inbound.status }))),
  traceRule('valid-answer-made-502', 'warning', 'RFC 9110 §15.6.3', t => overAnswers(t, ({ participant, inbound }, got) =>
    isGatewayError(inbound) && !isGatewayError(got) && got.final?.malformations.length === 0 && got.isContentWhole('response')
      && found([inbound.start('response'), got.start('response')], { participant, got: got.status, gave: inbound.status }))),
  traceRule('allow-rewritten', 'warning', 'RFC 9110 §10.2.1', t => overAnswers(t, ({ participant, inbound }, got) => {
    const [one, other] = [allowOf(got), allowOf(inbound)]
    return got.status === inbound.status && one !== undefined && inbound.isHeadWhole('response') && one !== other
      && found([...inbound.at('response', 'allow'), ...got.at('response', 'allow')], { participant, got: one, gave: other ?? 'none' })
  })),
  traceRule('content-rewritten', 'note', 'RFC 9110 §7.7', t => overAnswers(t, ({ participant, inbound }, got) =>
    got.status === inbound.status && got.method === inbound.method && got.isContentWhole('response') && inbound.isContentWhole('response') && inbound.method !== 'HEAD'
      && !got.has('response', 'content-encoding') && !inbound.has('response', 'content-encoding') && got.text('response') !== inbound.text('response')
      && found([inbound.content('response'), got.content('response')], { participant }))),
  traceRule('max-forwards-not-counted', 'error', 'RFC 9110 §7.6.2', t => overRequests(t, ({ participant, inbound }, out) => {
    const value = inbound.value('request', 'max-forwards')
    if (value === undefined || !/^\d{1,9}$/.test(value) || (inbound.method !== 'TRACE' && inbound.method !== 'OPTIONS')) return undefined
    const left = out.value('request', 'max-forwards')
    const isCounted = value !== '0' && left !== undefined && /^\d{1,9}$/.test(left) && Number(left) < Number(value)
    return !isCounted && found([...out.at('request', 'max-forwards'), ...inbound.at('request', 'max-forwards')], { participant, came: value, left: left ?? 'none' })
  })),
  traceRule('retried-unsafely', 'error', 'RFC 9110 §9.2.2', t => t.passages().flatMap(({ participant, inbound, outbound }) => {
    const sent = outbound.filter(out => out.method === inbound.method && out.bytes('request').length > 0)
    const kind = REGISTERED_METHODS.get(inbound.method)
    const [, second] = sent
    return second && inbound.method !== '' && kind !== 'safe' && kind !== 'idempotent' ? [found(sent.map(out => out.start('request')).slice(0, 8), { participant, method: inbound.method, times: sent.length })] : []
  })),
  traceRule('retried-after-501', 'warning', 'RFC 9110 §9.2.2', t => t.passages().flatMap(({ participant, outbound }) => {
    const at = outbound.findIndex((out, nth) => out.status === 501 && outbound[nth + 1]?.method === out.method)
    const [first, again] = at < 0 ? [] : outbound.slice(at, at + 2)
    return first && again ? [found([again.start('request'), first.start('response')], { participant, method: first.method })] : []
  })),
  traceRule('sides-differ', 'warning', 'RFC 9112 §8', t => t.bothEnds().flatMap(({ client, server }) => (['request', 'response'] as const).flatMap(side => {
    const [sent, got] = side === 'request' ? [client, server] : [server, client]
    const isKept = [sent, got].every(s => (s.exchange.dropped?.[side] ?? 0) === 0 && s.bytes(side).length > 0)
    return isKept && bytesOf(sent, side) !== bytesOf(got, side)
      ? [found([got.start(side), sent.start(side)], { side, sent: sent.bytes(side).length, got: got.bytes(side).length })] : []
  }))),
]

function overRequests(trace: Trace, look: (passage: Passage, out: Subject) => Found | false | undefined): Found[] {
  return trace.passages().flatMap(passage => passage.outbound.flatMap(out => (out.request && look(passage, out)) || []))
}

/** The answer that counts is the last one: those before were tried again. */
function overAnswers(trace: Trace, look: (passage: Passage, got: Subject) => Found | false | undefined): Found[] {
  return trace.passages().flatMap(passage => {
    const got = passage.outbound.at(-1)
    return (got?.final && passage.inbound.final && look(passage, got)) || []
  })
}

/** The participant may use the same field for its own next hop, and then names it itself. */
function isPassedOn(inbound: Subject, out: Subject, name: string): boolean {
  return inbound.has('request', name) && inbound.value('request', name) === out.value('request', name) && !out.list('request', 'connection').includes(name)
}

function isGatewayError(s: Subject): boolean {
  return s.status === 502 || s.status === 504
}

function allowOf(s: Subject): string | undefined {
  const value = s.value('response', 'allow')
  return value === undefined ? undefined : [...new Set(members(value))].sort().join(', ')
}

function bytesOf({ exchange }: Subject, side: 'request' | 'response'): string {
  return side === 'request' ? exchange.requestBytes : exchange.responseBytes
}
