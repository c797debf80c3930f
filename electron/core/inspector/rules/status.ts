// What a status needs beside it, and where it does not fit the request that it answers.
import { reasonPhrase } from '../../../model/status.ts'
import { REGISTERED_METHODS } from '../../../model/methods.ts'
import { TOKEN } from '../../../model/token.ts'
import { readDate } from '../../../model/http-date.ts'
import { members } from '../../../model/list-members.ts'
import { captureRule, exchangeRule, found, wireRule, type UnthemedRule } from '../rule.ts'
import type { Subject } from '../subject.ts'

/** Statuses of which a specification says what Retry-After means there (RFC 9110 §10.2.3, §15.5.14; RFC 6585 §4). */
const mayRetryLater = (status: number): boolean => [413, 429, 503].includes(status) || (status >= 300 && status < 400)
/** Statuses that speak of fields in the request: at least one of them has to be there (RFC 9110 §15.5.7, §15.5.13, §15.5.17, §15.5.18). */
const SPEAKS_OF: Readonly<Record<number, readonly string[]>> = {
  406: ['accept', 'accept-charset', 'accept-encoding', 'accept-language'], 412: ['if-match', 'if-none-match', 'if-modified-since', 'if-unmodified-since', 'if-range'], 416: ['range'], 417: ['expect'],
}
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'QUERY'])
/** What describes content that a 304 does not bring (RFC 9110 §15.4.5). */
const OF_CONTENT = ['content-type', 'content-encoding', 'content-language', 'content-range']
const MOVED = new Set([301, 302, 303, 307, 308])

export const statusRules: readonly UnthemedRule[] = [
  exchangeRule('405-without-allow', 'error', 'RFC 9110 §15.5.6', s => s.status === 405 && s.lacks('response', 'allow') && found(s.start('response'), { method: s.method })),
  exchangeRule('405-allows-it', 'error', 'RFC 9110 §15.5.6', s =>
    s.status === 405 && members(s.value('response', 'allow') ?? '').includes(s.method) && found(s.at('response', 'allow'), { method: s.method })),
  exchangeRule('405-allows-nothing', 'note', 'RFC 9110 §10.2.1', s =>
    s.status === 405 && s.has('response', 'allow') && s.list('response', 'allow').length === 0 && found(s.at('response', 'allow'))),
  exchangeRule('405-unknown-method', 'note', 'RFC 9110 §9.1', s =>
    s.status === 405 && isUnknown(s) && found(s.start('response'), { method: s.method })),
  exchangeRule('400-for-method', 'note', 'RFC 9110 §9.1', s =>
    s.status === 400 && isUnknown(s) && s.request?.malformations.length === 0 && found(s.start('response'), { method: s.method })),
  captureRule('500-for-method', 'warning', 'RFC 9110 §9.1', c => c.resources.flatMap(group => {
    // What breaks for a method that everybody knows breaks for another reason.
    const known = group.find(s => REGISTERED_METHODS.has(s.method) && s.final)
    const isBroken = group.some(s => s.status === 500 && !isUnknown(s))
    const broken = known && !isBroken ? group.find(s => s.status === 500 && isUnknown(s)) : undefined
    return broken && known ? [found([broken.start('response'), known.start('response')], { method: broken.method, known: known.method, status: known.status })] : []
  })),
  exchangeRule('501-to-get', 'warning', 'RFC 9110 §9.1', s =>
    s.status === 501 && (s.method === 'GET' || s.method === 'HEAD') && !s.has('request', 'transfer-encoding') && found(s.start('response'), { method: s.method })),
  exchangeRule('501-for-range', 'warning', 'RFC 9110 §14.5', s =>
    s.status === 501 && s.method === 'PUT' && s.has('request', 'content-range') && found([s.start('response'), ...s.at('request', 'content-range')])),
  exchangeRule('505-to-http-1', 'warning', 'RFC 9110 §15.6.6', s =>
    s.status === 505 && /^HTTP\/1\.[01]$/.test(s.request?.version ?? '') && found(s.start('response'), { version: s.request?.version ?? '' })),
  exchangeRule('401-without-challenge', 'error', 'RFC 9110 §15.5.2', s => s.status === 401 && s.lacks('response', 'www-authenticate') && found(s.start('response'))),
  exchangeRule('407-without-challenge', 'error', 'RFC 9110 §15.5.8', s => s.status === 407 && s.lacks('response', 'proxy-authenticate') && found(s.start('response'))),
  wireRule('426-without-upgrade', 'error', 'RFC 9110 §15.5.22', s => s.status === 426 && !s.isHttp2 && s.lacks('response', 'upgrade') && found(s.start('response'))),
  exchangeRule('415-without-accept-patch', 'warning', 'RFC 5789 §2.2', s =>
    s.status === 415 && s.method === 'PATCH' && s.lacks('response', 'accept-patch') && found(s.start('response'))),
  exchangeRule('416-without-length', 'warning', 'RFC 9110 §15.5.17', s =>
    s.status === 416 && s.lacks('response', 'content-range') && found(s.start('response'))),
  // What a browser adds to a request by itself is not always in its HAR file, Range and conditions among it.
  wireRule('206-without-range', 'error', 'RFC 9110 §15.3.7', s =>
    s.status === 206 && (s.lacks('request', 'range') || /^bytes \*\//i.test(s.value('response', 'content-range') ?? '')
      || (s.lacks('response', 'content-range') && s.mediaType('response') !== 'multipart/byteranges')) && found(s.start('response'))),
  wireRule('304-unasked', 'error', 'RFC 9110 §15.4.5', s =>
    s.status === 304 && s.lacks('request', 'if-none-match') && s.lacks('request', 'if-modified-since') && found(s.start('response'))),
  exchangeRule('moved-nowhere', 'warning', 'RFC 9110 §15.4', s =>
    MOVED.has(s.status) && s.lacks('response', 'location') && found(s.start('response'), { status: s.status })),
  exchangeRule('moved-changes-method', 'note', 'RFC 9110 §15.4', s =>
    (s.status === 301 || s.status === 302) && s.method === 'POST' && found(s.start('response'), { status: s.status })),
  exchangeRule('use-proxy', 'note', 'RFC 9110 §15.4.6', s => s.status === 305 && found(s.start('response'))),
  exchangeRule('created-nowhere', 'note', 'RFC 9110 §15.3.2', s =>
    s.status === 201 && s.method === 'POST' && s.lacks('response', 'location') && found(s.start('response'))),
  exchangeRule('created-by-safe-method', 'warning', 'RFC 9110 §9.2.1', s => s.status === 201 && SAFE.has(s.method) && found(s.start('response'), { method: s.method })),
  wireRule('status-unasked', 'warning', 'RFC 9110 §15.5', s => {
    const fields = s.isHeadWhole('request') ? SPEAKS_OF[s.status] : undefined
    return fields && !fields.some(name => s.has('request', name)) && found(s.start('response'), { status: s.status, field: fields[0] ?? '' })
  }),
  exchangeRule('304-describes-content', 'note', 'RFC 9110 §15.4.5', s => {
    const name = s.status === 304 ? OF_CONTENT.find(each => s.has('response', each)) : undefined
    return name !== undefined && found(s.at('response', name), { name: s.lines('response', name)[0]?.name ?? name })
  }),
  exchangeRule('retry-after-in-vain', 'warning', 'RFC 9110 §10.2.3', s =>
    s.final && !mayRetryLater(s.status) && s.has('response', 'retry-after') && found(s.at('response', 'retry-after'), { status: s.status })),
  exchangeRule('retry-after-unsaid', 'note', 'RFC 9110 §10.2.3', s =>
    (s.status === 503 || s.status === 429) && s.lacks('response', 'retry-after') && found(s.start('response'), { status: s.status })),
  exchangeRule('retry-after-past', 'warning', 'RFC 9110 §10.2.3', s => {
    const [due, now] = [readDate(s.value('response', 'retry-after')), readDate(s.value('response', 'date'))]
    return due !== undefined && now !== undefined && due < now && found([...s.at('response', 'retry-after'), ...s.at('response', 'date')])
  }),
  exchangeRule('status-unregistered', 'note', 'RFC 9110 §15', s => s.final && reasonPhrase(s.status) === '' && found(s.start('response'), { status: s.status })),
  wireRule('reason-of-another', 'note', 'RFC 9112 §4', s => {
    const reason = s.final?.reason.toLowerCase() ?? ''
    const own = STATUS_OF.get(reason)
    return own !== undefined && own !== s.status && found(s.start('response'), { status: s.status, reason: s.final?.reason ?? '', own })
  }),
  wireRule('reason-beyond-ascii', 'note', 'RFC 9112 §4', s => /[\x80-\xff]/.test(s.final?.reason ?? '') && found(s.start('response'))),
  wireRule('interim-to-http-1.0', 'error', 'RFC 9110 §15.2', s => {
    const [first] = s.request?.version === 'HTTP/1.0' ? s.exchange.responses.filter(isInterim) : []
    return first && found(s.place('response', first.startLine), { status: first.status })
  }),
  exchangeRule('continue-unasked', 'note', 'RFC 9110 §15.2.1', s => {
    const first = s.exchange.responses.find(({ status }) => status === 100)
    return first && s.lacks('request', 'expect') && found(s.place('response', first.startLine))
  }),
  wireRule('switch-unasked', 'error', 'RFC 9110 §7.8', s => {
    const first = s.exchange.responses.find(({ status }) => status === 101)
    return first && (!s.has('request', 'upgrade') || !first.fields.some(({ name }) => name.toLowerCase() === 'upgrade')) && found(s.place('response', first.startLine))
  }),
]

const STATUS_OF: ReadonlyMap<string, number> = new Map(
  Array.from({ length: 500 }, (_, at) => at + 100).filter(status => reasonPhrase(status) !== '').map(status => [reasonPhrase(status).toLowerCase(), status]),
)

function isInterim({ status }: { readonly status: number }): boolean {
  return status >= 100 && status < 200
}

/** A method that can be sent and that nobody registered. */
function isUnknown(s: Subject): boolean {
  return s.request !== undefined && TOKEN.test(s.method) && !REGISTERED_METHODS.has(s.method) && !s.has('request', 'transfer-encoding')
}
