// Requests that are wrong, and answers that let them pass.
import { aside } from '../../../model/asides-en.ts'
import { toLatin1 } from '../../../model/bytes.ts'
import { captureRule, exchangeRule, found, wireRule, type UnthemedRule } from '../rule.ts'
import type { Subject } from '../subject.ts'

/** What every recipient should take at least (RFC 9110 §4.1). */
const LONGEST_TARGET = 8_000
/** The characters of RFC 3986 §2, without the one that begins a fragment, which is never sent. */
const TARGET = /^(?:[A-Za-z0-9\-._~:/?[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*$/
const SPACED = aside('colon-space')
const USERINFO = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*@/i
const AUTHORITY = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i

export const requestRules: readonly UnthemedRule[] = [
  wireRule('request-malformed', 'error', 'RFC 9112 §2.2', s => faultsOf(s).map(what => found(s.start('request'), { what }))),
  wireRule('host-missing', 'error', 'RFC 9112 §3.2', s => isHostless(s) && found(s.start('request'))),
  wireRule('host-accepted', 'error', 'RFC 9112 §3.2', s =>
    (isHostless(s) || s.lines('request', 'host').length > 1) && isTaken(s) && found([s.start('response'), ...s.at('request', 'host')], { status: s.status })),
  wireRule('host-unlike-target', 'error', 'RFC 9112 §3.2', s => {
    const authority = AUTHORITY.exec(s.target)?.[1]
    const host = s.value('request', 'host')
    return authority !== undefined && host !== undefined && authority.replace(/^.*@/, '').toLowerCase() !== host.toLowerCase()
      && found([s.start('request'), ...s.at('request', 'host')], { authority, host })
  }),
  wireRule('target-with-userinfo', 'error', 'RFC 9110 §4.2.4', s => s.request && USERINFO.test(s.target) && found(s.place('request', s.request.targetRange))),
  wireRule('target-unreadable', 'error', 'RFC 9112 §3.2', s =>
    s.request && faultsOf(s).length === 0 && !TARGET.test(s.target) && found(s.place('request', s.request.targetRange), { target: s.target })),
  exchangeRule('target-long', 'note', 'RFC 9110 §4.1', s => s.request && s.target.length > LONGEST_TARGET && found(s.place('request', s.request.targetRange), { octets: s.target.length })),
  wireRule('colon-space-accepted', 'error', 'RFC 9112 §5.1', s =>
    s.request?.malformations.includes(SPACED) && isTaken(s) && found([s.start('response'), s.start('request')], { status: s.status })),
  wireRule('length-accepted', 'error', 'RFC 9112 §6.3', s => {
    const values = new Set(s.value('request', 'content-length')?.split(/, ?/) ?? [])
    const isBad = values.size > 1 || [...values].some(value => !/^\d+$/.test(value))
    return isBad && !s.has('request', 'transfer-encoding') && isTaken(s) && found([s.start('response'), ...s.at('request', 'content-length')], { status: s.status })
  }),
  wireRule('coding-end-unclear', 'error', 'RFC 9112 §6.3', s => {
    const codings = s.list('request', 'transfer-encoding')
    return codings.length > 0 && codings.at(-1) !== 'chunked' && isHttp11(s) && s.final && s.status !== 400
      && found([s.start('response'), ...s.at('request', 'transfer-encoding')], { status: s.status })
  }),
  wireRule('coding-unknown', 'warning', 'RFC 9112 §6.1', s => {
    const codings = s.list('request', 'transfer-encoding')
    return codings.length > 1 && codings.at(-1) === 'chunked' && !s.has('request', 'content-length') && isTaken(s) && codings.some(coding => !KNOWN_CODINGS.has(coding))
      && found([s.start('response'), ...s.at('request', 'transfer-encoding')], { status: s.status, coding: codings.find(coding => !KNOWN_CODINGS.has(coding)) ?? '' })
  }),
  captureRule('chunked-refused', 'error', 'RFC 9112 §7.1', c => c.servers.flatMap(group => {
    const taken = new Set(group.filter(s => isTaken(s) && !s.has('request', 'transfer-encoding')).map(({ method, target }) => `${method} ${target}`))
    return group.filter(s => s.exchange.source !== 'import' && s.status === 501 && taken.has(`${s.method} ${s.target}`)
      && s.list('request', 'transfer-encoding').join() === 'chunked' && s.request?.malformations.length === 0)
      .map(s => found([s.start('response'), ...s.at('request', 'transfer-encoding')], { method: s.method }))
  })),
  wireRule('malformed-accepted', 'warning', 'RFC 9112 §2.2', s => {
    const [what] = faultsOf(s).filter(each => each !== SPACED && !isPermitted(each, s) && !s.has('request', 'transfer-encoding') && !s.has('request', 'content-length'))
    return what !== undefined && isTaken(s) && found([s.start('response'), s.start('request')], { what, status: s.status })
  }),
  wireRule('expect-without-content', 'error', 'RFC 9110 §10.1.1', s =>
    s.list('request', 'expect').includes('100-continue') && s.length('request') === 0 && s.request?.content.framing === 'none' && found(s.at('request', 'expect'))),
  wireRule('expect-in-http-1.0', 'note', 'RFC 9110 §10.1.1', s => s.request?.version === 'HTTP/1.0' && s.has('request', 'expect') && found(s.at('request', 'expect'))),
  exchangeRule('expect-unknown', 'note', 'RFC 9110 §10.1.1', s => {
    const other = s.list('request', 'expect').find(member => member !== '100-continue')
    return other !== undefined && found(s.at('request', 'expect'), { other })
  }),
]

/** Those that HTTP itself defines (RFC 9112 §7). */
const KNOWN_CODINGS = new Set(['chunked', 'gzip', 'x-gzip', 'deflate', 'compress', 'x-compress'])

/** What the reader calls malformed, without what is none (a coding that it does not know) and what has a rule of its own. */
const TOLD_ELSEWHERE = new Set([aside('coding-unknown'), aside('coding-and-length'), aside('length-number'), aside('method-no-token'), aside('section-endless')])

function faultsOf(s: Subject): string[] {
  return [...new Set(s.request?.malformations)].filter(what => !TOLD_ELSEWHERE.has(what))
}

/** A folded line may be unfolded (RFC 9112 §5.2), more than one space taken for one (§3: then the reader finds no target between them), and white space after the version passed over (§3). */
function isPermitted(what: string, s: Subject): boolean {
  return what.includes('obs-fold') || (what === aside('target-space') && s.target === '')
    || (what === aside('version-last') && / HTTP\/\d\.\d[\t\v\f ]+$/.test(startLine(s)))
}

function startLine(s: Subject): string {
  const { start, end } = s.start('request').range
  return toLatin1(s.bytes('request').subarray(start, end))
}

function isHttp11(s: Subject): boolean {
  return s.request?.version === 'HTTP/1.1'
}

function isHostless(s: Subject): boolean {
  return isHttp11(s) && s.lacks('request', 'host')
}

/** The server did what was asked, as if nothing were wrong. */
function isTaken(s: Subject): boolean {
  return s.isSuccess || (s.status >= 300 && s.status < 400)
}
