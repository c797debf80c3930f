// How much the capture can tell at all.
import { aside } from '../../../model/asides-en.ts'
import { captureRule, exchangeRule, found, traceRule, type UnthemedRule } from '../rule.ts'
import type { Subject } from '../subject.ts'

/** Refusals of which one asks who said them. */
const ASKED_ABOUT = new Set([400, 403, 404, 405, 500, 501, 502, 503, 504])
/** What an answer may carry about who made it (RFC 9110 §7.6.3, §10.2.4; RFC 9111 §5.1; RFC 9209; RFC 9211). */
const SIGNATURES = ['server', 'via', 'proxy-status', 'cache-status', 'age']

export const evidenceRules: readonly UnthemedRule[] = [
  captureRule('nobody-signs', 'note', 'RFC 9209 §2', c => c.subjects.flatMap(s =>
    ASKED_ABOUT.has(s.status) && !c.isWitnessed(s) && s.isHeadWhole('response') && SIGNATURES.every(name => !s.has('response', name)) ? [found(s.start('response'), { status: s.status })] : [])),
  traceRule('intermediary-unsigned', 'note', 'RFC 9209 §2', t => t.ownAnswers().flatMap(({ participant, isForwarder, subject: s }) =>
    isForwarder && s.status >= 500 && s.lacks('response', 'proxy-status') ? [found(s.start('response'), { participant, status: s.status })] : [])),
  traceRule('intermediary-says-501', 'note', 'RFC 9110 §7.6', t => t.ownAnswers().flatMap(({ participant, isForwarder, isSentOn, subject: s }) =>
    isForwarder && !isSentOn && s.status === 501 ? [found([s.start('response'), s.start('request')], { participant, method: s.method })] : [])),
  traceRule('origin-signs-as-proxy', 'warning', 'RFC 9209 §2', t => t.ownAnswers().flatMap(({ participant, isForwarder, isBehind, subject: s }) =>
    !isForwarder && isBehind && s.has('response', 'proxy-status') ? [found(s.at('response', 'proxy-status'), { participant })] : [])),
  captureRule('501-and-then-not', 'note', 'RFC 9110 §15.6.2', c => c.servers.flatMap(group => {
    const refused = new Map<string, Subject>()
    return group.flatMap(s => {
      const key = s.exchange.requestBytes
      if (s.status === 501) refused.set(key, s)
      const before = s.isSuccess ? refused.get(key) : undefined
      refused.delete(before ? key : '')
      return before ? [found([s.start('response'), before.start('response')], { method: s.method, status: s.status })] : []
    })
  })),
  exchangeRule('request-cut', 'note', 'RFC 9112 §8', s =>
    s.request && s.exchange.source !== 'import' && (!s.request.content.complete || !s.isHeadWhole('request')) && s.request.malformations.every(what => what === aside('section-endless')) && found(s.start('request'), { length: s.length('request') })),
  captureRule('no-wire', 'note', 'RFC 9112 §2', c => {
    const imported = c.subjects.filter(({ exchange }) => exchange.source === 'import')
    const [first] = imported
    return first && found(first.start('request'), { count: imported.length })
  }),
]
