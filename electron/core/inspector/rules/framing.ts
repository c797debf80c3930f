// Where messages end, and what the connection does.
import { aside } from '../../../model/asides-en.ts'
import type { Evidence } from '../../../model/verdict.ts'
import { parametersOf } from '../../../model/list-members.ts'
import type { Captured } from '../captured.ts'
import { SIDES } from '../grammar.ts'
import { captureRule, exchangeRule, found, wireRule, type Found, type UnthemedRule } from '../rule.ts'
import type { Side, Subject } from '../subject.ts'

/** Field names that must not stand in a trailer section: framing, routing, and what decides how the content is read (RFC 9110 §6.5.1). */
const NOT_IN_TRAILERS = new Set([
  'transfer-encoding', 'content-length', 'host', 'content-encoding', 'content-type', 'content-range', 'trailer', 'authorization', 'set-cookie',
  'cache-control', 'expect', 'max-forwards', 'range', 'te', 'www-authenticate', 'proxy-authenticate', 'age', 'expires', 'date', 'location', 'retry-after', 'vary',
])
/** Fields that are meant for all recipients, of those that are most often listed by mistake (RFC 9110 §7.6.1). */
const END_TO_END = new Set([
  'cache-control', 'content-type', 'content-length', 'host', 'authorization', 'date', 'etag', 'expires', 'location', 'set-cookie', 'cookie', 'vary', 'allow', 'server', 'pragma',
])

/** What 64 bits with a sign can hold. */
const LARGEST = 2n ** 63n - 1n

export const framingRules: readonly UnthemedRule[] = [
  wireRule('response-malformed', 'error', 'RFC 9112 §2.2', s => s.exchange.responses.filter(({ status }) => status !== 0).flatMap(response =>
    [...new Set(response.malformations)].filter(what => !isCut(what)).map(what => found(s.place('response', response.startLine), { what })))),
  wireRule('no-status-line', 'error', 'RFC 9112 §4', s =>
    s.exchange.responses.some(({ status }) => status === 0) && !isHttp09(s) && found(s.start('response'), { octets: s.bytes('response').length })),
  exchangeRule('no-answer', 'warning', 'RFC 9110 §3.4', s =>
    s.request?.content.complete && !s.final && s.exchange.responses.every(({ status }) => status !== 101 && status !== 0) && found(s.start('request'), { method: s.method })),
  wireRule('content-cut', 'error', 'RFC 9112 §8', s => {
    const content = s.final?.content
    return content && s.method !== 'HEAD' && (!content.complete || !s.isHeadWhole('response')) && found([s.start('response'), s.content('response')], { length: content.length })
  }),
  wireRule('octets-after-response', 'error', 'RFC 9112 §9.2', s => {
    const isTunnel = s.method === 'CONNECT' && s.isSuccess
    return s.final && s.final.status !== 0 && s.final.content.complete && !isTunnel && !isBodiless(s) && s.extra('response') > 0 && found(s.after('response'), { octets: s.extra('response') })
  }),
  wireRule('content-on-head', 'error', 'RFC 9110 §9.3.2', s =>
    s.method === 'HEAD' && s.final && !s.isHttp2 && s.extra('response') > 0 && found(s.after('response'), { octets: s.extra('response') })),
  wireRule('content-on-204', 'error', 'RFC 9110 §15.3.5', s => s.status === 204 && hasContentAnyway(s) && found(s.after('response'), { octets: s.extra('response') })),
  wireRule('content-on-205', 'error', 'RFC 9110 §15.3.6', s => s.status === 205 && s.length('response') > 0 && found([s.start('response'), s.content('response')])),
  wireRule('content-on-304', 'error', 'RFC 9110 §15.4.5', s => s.status === 304 && hasContentAnyway(s) && found(s.after('response'), { octets: s.extra('response') })),
  wireRule('length-on-204', 'error', 'RFC 9110 §8.6', s => s.status === 204 && s.has('response', 'content-length') && found(s.at('response', 'content-length'), { status: s.status })),
  wireRule('coding-on-204', 'error', 'RFC 9112 §6.1', s => s.status === 204 && s.has('response', 'transfer-encoding') && found(s.at('response', 'transfer-encoding'))),
  wireRule('length-and-coding', 'error', 'RFC 9112 §6.2', s => SIDES.flatMap(side => s.has(side, 'content-length') && s.has(side, 'transfer-encoding')
    ? [found([...s.at(side, 'content-length'), ...s.at(side, 'transfer-encoding')])] : [])),
  wireRule('length-unreadable', 'error', 'RFC 9110 §8.6', s => SIDES.flatMap(side => {
    const value = s.value(side, 'content-length')
    return value !== undefined && !/^\d+(?:, ?\d+)*$/.test(value) ? [found(s.at(side, 'content-length'), { value })] : []
  })),
  wireRule('length-large', 'note', 'RFC 9110 §8.6', s => SIDES.flatMap(side => {
    const value = s.value(side, 'content-length') ?? ''
    return /^\d+$/.test(value) && BigInt(value.slice(0, 40)) > LARGEST ? [found(s.at(side, 'content-length'), { value })] : []
  })),
  wireRule('length-twice', 'error', 'RFC 9110 §8.6', s => SIDES.flatMap(side => {
    return (s.value(side, 'content-length') ?? '').includes(',') || s.lines(side, 'content-length').length > 1 ? [found(s.at(side, 'content-length'), { value: s.value(side, 'content-length') ?? '' })] : []
  })),
  wireRule('range-unlike-content', 'error', 'RFC 9110 §14.4', s => {
    const [, first = '', last = ''] = s.status === 206 ? /^bytes (\d{1,15})-(\d{1,15})\//i.exec(s.value('response', 'content-range') ?? '') ?? [] : []
    const octets = Number(last) - Number(first) + 1
    return first !== '' && s.method !== 'HEAD' && s.isContentWhole('response') && octets !== s.length('response')
      && found([...s.at('response', 'content-range'), s.content('response')], { said: octets, octets: s.length('response') })
  }),
  wireRule('coding-to-http-1.0', 'error', 'RFC 9112 §6.1', s =>
    s.request?.version === 'HTTP/1.0' && s.has('response', 'transfer-encoding') && found(s.at('response', 'transfer-encoding'))),
  wireRule('coding-unasked', 'warning', 'RFC 9112 §7.4', s => {
    const asked = s.list('request', 'te').map(member => parametersOf(member).value)
    const coding = s.list('response', 'transfer-encoding').map(member => parametersOf(member).value).find(each => each !== 'chunked' && !asked.includes(each))
    return coding !== undefined && s.isHeadWhole('request') && found(s.at('response', 'transfer-encoding'), { coding })
  }),
  wireRule('end-by-close', 'note', 'RFC 9112 §6.3', s =>
    s.final?.content.framing === 'until-close' && s.status !== 0 && s.request?.version === 'HTTP/1.1' && s.isHeadWhole('response')
      && !s.list('response', 'connection').includes('close') && found(s.start('response'))),
  captureRule('connection-used-after-close', 'error', 'RFC 9112 §9.6', c => usedAfter(c, s => s.list('response', 'connection').includes('close') ? s.at('response', 'connection') : undefined)),
  captureRule('connection-used-after-ambiguity', 'error', 'RFC 9112 §6.1', c => usedAfter(c, s =>
    s.final && s.has('request', 'content-length') && s.has('request', 'transfer-encoding') ? [...s.at('request', 'content-length'), ...s.at('request', 'transfer-encoding')] : undefined)),
  wireRule('trailer-forbidden', 'error', 'RFC 9110 §6.5.1', s => SIDES.flatMap(side => (s.message(side)?.content.trailers ?? [])
    .filter(({ name }) => NOT_IN_TRAILERS.has(name.toLowerCase())).map(({ name, line }) => found(s.place(side, line), { name })))),
  wireRule('connection-names-end-to-end', 'error', 'RFC 9110 §7.6.1', s => SIDES.flatMap(side => {
    const name = s.list(side, 'connection').find(option => END_TO_END.has(option))
    return name === undefined ? [] : [found(s.at(side, 'connection'), { name })]
  })),
  wireRule('upgrade-without-option', 'error', 'RFC 9110 §7.8', s => withoutOption(s, ['request', 'response'], 'upgrade')),
  wireRule('te-without-option', 'error', 'RFC 9110 §10.1.4', s => withoutOption(s, ['request'], 'te')),
]

/** A request line without a version is one of HTTP/0.9, whose answers are content and nothing else. */
function isHttp09(s: Subject): boolean {
  return !s.request || s.request.malformations.includes(aside('no-version'))
}

/** What a cut leaves behind is told by a rule of its own. */
function isCut(what: string): boolean {
  return what === aside('section-endless')
}

/** @param tells the bytes that say that the connection has to end, if there are any. @returns the exchanges that came on it all the same and were answered. */
function usedAfter({ subjects }: Captured, tells: (subject: Subject) => readonly Evidence[] | undefined): Found[] {
  const told = new Map<string, { readonly nth: number; readonly places: readonly Evidence[] }>()
  return subjects.flatMap(s => {
    const { hop, connection, source } = s.exchange
    if (source === 'import') return []
    const key = JSON.stringify([hop, connection.id, connection.clientPort, connection.serverPort])
    const before = told.get(key)
    const places = tells(s)
    if (places) told.set(key, { nth: connection.nth, places })
    return before && before.nth < connection.nth && s.final ? [found([s.start('request'), ...before.places])] : []
  })
}

function isBodiless(s: Subject): boolean {
  return s.method === 'HEAD' || s.status === 204 || s.status === 304
}

function hasContentAnyway(s: Subject): boolean {
  return s.method !== 'HEAD' && !s.isHttp2 && s.extra('response') > 0
}

/** A field of one hop has to be named by Connection, so that no intermediary passes it on; HTTP/2 has neither. */
function withoutOption(s: Subject, sides: readonly Side[], name: string) {
  if (s.isHttp2) return undefined
  return sides.flatMap(side => s.has(side, name) && s.isHeadWhole(side) && !s.list(side, 'connection').includes(name) ? [found(s.at(side, name))] : [])
}
