// Whether an answer may be kept: what is said about it, and what was probably meant.
import { readDate } from '../../../model/http-date.ts'
import { members, parametersOf } from '../../../model/list-members.ts'
import { repeated, SIDES } from '../grammar.ts'
import { exchangeRule, found, tell, wireRule, type UnthemedRule } from '../rule.ts'
import type { Side, Subject } from '../subject.ts'

/** Errors that a cache may keep although nothing is said (RFC 9110 §15.1). */
const KEPT_UNSAID = new Set([404, 405, 410, 414, 501])
/** RFC 6585 §3–6. */
const NEVER_KEPT = new Set([428, 429, 431, 511])
/** Directives of responses; those of FLAGS have no value (RFC 9111 §5.2.2; immutable: RFC 8246 §2). */
const FLAGS = ['no-store', 'public', 'must-revalidate', 'proxy-revalidate', 'no-transform', 'must-understand', 'immutable']
const OF_RESPONSES = ['public', 'private', 'must-revalidate', 'proxy-revalidate', 'must-understand', 's-maxage', 'immutable']
/** What 32 bits with a sign can hold: a cache takes any larger number for it (RFC 9111 §1.2.2). */
const MOST_SECONDS = 2_147_483_648
const DURATIONS = ['max-age', 's-maxage', 'stale-while-revalidate', 'stale-if-error']
/** Methods whose answers can be kept at all: POST and PATCH under conditions (RFC 9110 §9.3.3; RFC 5789 §2), QUERY by RFC 10008. */
const CACHEABLE = new Set(['GET', 'HEAD', 'POST', 'PATCH', 'QUERY'])

export const cachingRules: readonly UnthemedRule[] = [
  exchangeRule('error-may-be-kept', 'note', 'RFC 9111 §4.2.2', s =>
    KEPT_UNSAID.has(s.status) && isRead(s) && s.lacks('response', 'cache-control') && !s.has('response', 'expires') && found(s.start('response'), { status: s.status })),
  exchangeRule('error-is-kept', 'warning', 'RFC 9111 §3', s =>
    s.isError && isRead(s) && !NEVER_KEPT.has(s.status) && !isForbidden(s) && lifetime(s) > 0 && found(freshness(s), { status: s.status, seconds: lifetime(s) })),
  exchangeRule('error-must-not-be-kept', 'error', 'RFC 6585 §3', s =>
    NEVER_KEPT.has(s.status) && !isForbidden(s) && lifetime(s) > 0 && found(freshness(s), { status: s.status })),
  exchangeRule('freshness-in-vain', 'note', 'RFC 9110 §9.2.3', s =>
    s.final && s.method !== '' && !CACHEABLE.has(s.method) && !isForbidden(s) && (lifetime(s) > 0 || s.directives('response').has('public')) && found(freshness(s), { method: s.method })),
  exchangeRule('kept-and-not-kept', 'warning', 'RFC 9111 §5.2.2', s => {
    const said = s.directives('response')
    const other = ['public', 'max-age', 's-maxage'].find(name => said.has(name) && said.get(name) !== '0')
    // must-understand is meant to stand beside no-store (RFC 9111 §5.2.2.3).
    return said.has('no-store') && other !== undefined && !said.has('must-understand') && found(s.at('response', 'cache-control'), { other })
  }),
  exchangeRule('public-and-private', 'error', 'RFC 9111 §5.2.2', s => {
    const said = s.directives('response')
    return said.has('public') && said.get('private') === '' && found(s.at('response', 'cache-control'))
  }),
  exchangeRule('duration-unreadable', 'error', 'RFC 9111 §1.2.2', s => {
    const said = s.directives('response')
    const name = DURATIONS.find(each => said.has(each) && !/^\d+$/.test(said.get(each) ?? ''))
    return name !== undefined && found(s.at('response', 'cache-control'), { name, value: said.get(name) ?? '' })
  }),
  exchangeRule('duration-large', 'note', 'RFC 9111 §1.2.2', s => [['age', s.value('response', 'age')] as const, ...DURATIONS.map(name => [name, s.directives('response').get(name)] as const)]
    .filter(([, value]) => /^\d+$/.test(value ?? '') && Number(value) > MOST_SECONDS).map(([name, value]) => found(s.at('response', name === 'age' ? 'age' : 'cache-control'), { name, value: value ?? '' }))),
  exchangeRule('directive-with-value', 'note', 'RFC 9111 §5.2.2', s => written(s, 'response').filter(({ name, hasValue }) => hasValue && FLAGS.includes(name))
    .map(({ name }) => found(s.at('response', 'cache-control'), { name }))),
  exchangeRule('directive-in-capitals', 'note', 'RFC 9111 §5.2', s => SIDES.flatMap(side => written(s, side).filter(({ asWritten, name }) => asWritten !== name)
    .slice(0, 1).map(({ asWritten }) => found(s.at(side, 'cache-control'), { name: asWritten })))),
  exchangeRule('directive-twice', 'warning', 'RFC 9111 §4.2.1', s => SIDES.flatMap(side => repeated(written(s, side).map(({ name }) => name))
    .map(name => found(s.at(side, 'cache-control'), { name })))),
  exchangeRule('directive-of-responses', 'note', 'RFC 9111 §5.2.2', s => {
    const name = OF_RESPONSES.find(each => s.directives('request').has(each))
    return name !== undefined && found(s.at('request', 'cache-control'), { name })
  }),
  exchangeRule('directive-of-requests', 'note', 'RFC 9111 §5.2.1', s => {
    const name = ['only-if-cached', 'max-stale', 'min-fresh'].find(each => s.directives('response').has(each))
    return name !== undefined && found(s.at('response', 'cache-control'), { name })
  }),
  exchangeRule('expires-unreadable', 'note', 'RFC 9111 §5.3', s => {
    const value = s.value('response', 'expires')
    return value !== undefined && s.lines('response', 'expires').length === 1 && readDate(value) === undefined && found(s.at('response', 'expires'), { value })
  }),
  exchangeRule('expires-and-max-age', 'note', 'RFC 9111 §5.3', s => {
    const [until, now, age] = [readDate(s.value('response', 'expires')), readDate(s.value('response', 'date')), s.directives('response').get('max-age')]
    return until !== undefined && now !== undefined && age !== undefined && /^\d+$/.test(age) && Math.abs(until - now - Number(age)) > 1
      && found([...s.at('response', 'expires'), ...s.at('response', 'cache-control')], { expires: until - now, age: Number(age) })
  }),
  exchangeRule('expires-needless', 'note', 'RFC 9111 §5.3', s => {
    const [until, now, age] = [readDate(s.value('response', 'expires')), readDate(s.value('response', 'date')), s.directives('response').get('max-age')]
    return until !== undefined && now !== undefined && /^\d+$/.test(age ?? '') && Math.abs(until - now - Number(age)) <= 1 && found(s.at('response', 'expires'))
  }),
  exchangeRule('public-needless', 'note', 'RFC 9111 §5.2.2.9', s => {
    const said = s.directives('response')
    return said.has('public') && !said.has('private') && !isForbidden(s) && isRead(s) && s.lacks('request', 'authorization') && (lifetime(s) > 0 || KEPT_UNSAID.has(s.status)) && found(s.at('response', 'cache-control'))
  }),
  exchangeRule('credentials-for-everybody', 'note', 'RFC 9111 §3.5', s => {
    const said = s.directives('response')
    const name = ['public', 's-maxage', 'must-revalidate'].find(each => said.has(each))
    return s.has('request', 'authorization') && isRead(s) && s.isSuccess && !isForbidden(s) && !said.has('private') && name !== undefined
      && found([...s.at('response', 'cache-control'), ...s.at('request', 'authorization')], { name })
  }),
  exchangeRule('freshness-unsaid', 'note', 'RFC 9111 §4.2.2', s =>
    s.status === 200 && isRead(s) && s.lacks('response', 'cache-control') && !s.has('response', 'expires') && s.has('response', 'last-modified') && found(s.at('response', 'last-modified'))),
  exchangeRule('no-validator', 'note', 'RFC 9110 §8.8', s =>
    s.status === 200 && isRead(s) && !isForbidden(s) && s.lacks('response', 'etag') && s.lacks('response', 'last-modified') && found(s.start('response'))),
  wireRule('vary-on-coding', 'warning', 'RFC 9110 §12.5.5', s =>
    s.status === 200 && isRead(s) && s.has('response', 'content-encoding') && s.has('request', 'accept-encoding') && !isForbidden(s)
      && s.isHeadWhole('response') && !s.list('response', 'vary').some(name => name === '*' || name === 'accept-encoding') && found(s.at('response', 'content-encoding'))),
  exchangeRule('vary-on-everything', 'note', 'RFC 9110 §12.5.5', s => s.list('response', 'vary').includes('*') && found(s.at('response', 'vary'))),
  exchangeRule('vary-too-fine', 'note', 'RFC 9110 §12.5.5', s => {
    const names = s.list('response', 'vary')
    return !names.includes('*') && (names.includes('user-agent') || names.includes('cookie') || new Set(names).size > 3) && tell(s, 'response', 'vary')
  }),
  exchangeRule('vary-needless', 'note', 'RFC 9110 §12.5.5', s => {
    const names = s.list('response', 'vary')
    const name = names.find(each => each === 'host' || each === 'negotiate') ?? repeated(names)[0]
    return name !== undefined && found(s.at('response', 'vary'), { name })
  }),
  exchangeRule('cookie-for-everybody', 'warning', 'RFC 9111 §7.3', s => {
    const said = s.directives('response')
    return s.has('response', 'set-cookie') && isRead(s) && !isForbidden(s) && !said.has('private') && (said.has('public') || said.has('s-maxage'))
      && found([...s.at('response', 'cache-control'), ...s.at('response', 'set-cookie')])
  }),
  exchangeRule('age-unreadable', 'error', 'RFC 9111 §5.1', s => {
    const value = s.value('response', 'age')
    return value !== undefined && !/^\d+$/.test(value) && found(s.at('response', 'age'), { value })
  }),
  exchangeRule('stale', 'note', 'RFC 9111 §4.2.4', s => {
    const age = Number(s.value('response', 'age') ?? 'none')
    return s.has('response', 'age') && Number.isFinite(age) && hasLifetime(s) && age > lifetime(s) && found([...s.at('response', 'age'), ...freshness(s)], { age, seconds: lifetime(s) })
  }),
  exchangeRule('error-from-cache', 'warning', 'RFC 9111 §4.2.2', s =>
    s.isError && isFromCache(s) && CACHEABLE.has(s.method) && found([...s.at('response', s.has('response', 'age') ? 'age' : 'cache-status'), s.start('response')], { status: s.status })),
  exchangeRule('uncacheable-from-cache', 'error', 'RFC 9110 §9.2.3', s =>
    s.method !== '' && !CACHEABLE.has(s.method) && isFromCache(s) && found(s.at('response', s.has('response', 'cache-status') ? 'cache-status' : 'age'), { method: s.method })),
  exchangeRule('cache-status-contradicts', 'warning', 'RFC 9211 §2', s => {
    const member = members(s.value('response', 'cache-status') ?? '').map(parametersOf).find(({ params }) => isHit(params) && params.has('fwd'))
    return member && found(s.at('response', 'cache-status'), { cache: member.value })
  }),
  exchangeRule('pragma-in-response', 'note', 'RFC 9111 §5.4', s => s.has('response', 'pragma') && found(s.at('response', 'pragma'))),
  exchangeRule('pragma-unknown', 'note', 'RFC 9111 §5.4', s => s.has('request', 'pragma') && s.value('request', 'pragma')?.toLowerCase() !== 'no-cache' && tell(s, 'request', 'pragma')),
  exchangeRule('warning-obsolete', 'note', 'RFC 9111 §5.5', s => s.has('response', 'warning') && found(s.at('response', 'warning'))),
]

/** @returns the directives as they are written, repeated ones too. */
function written(s: Subject, side: Side) {
  return members(s.value(side, 'cache-control') ?? '').map(member => {
    const asWritten = /^[^=]*/.exec(member)?.[0].trim() ?? ''
    return { asWritten, name: asWritten.toLowerCase(), hasValue: member.includes('=') }
  })
}

/** A method whose answer a cache looks at in the ordinary way. */
function isRead(s: Subject): boolean {
  return s.method === 'GET' || s.method === 'HEAD'
}

function isForbidden(s: Subject): boolean {
  return s.directives('response').has('no-store')
}

function hasLifetime(s: Subject): boolean {
  const said = s.directives('response')
  return /^\d+$/.test(said.get('s-maxage') ?? said.get('max-age') ?? '') || readDate(s.value('response', 'expires')) !== undefined
}

/** Seconds for which a shared cache may use it without asking (RFC 9111 §4.2.1); 0 when nothing is said, or nothing that reads. */
function lifetime(s: Subject): number {
  const said = s.directives('response')
  const age = said.get('s-maxage') ?? said.get('max-age')
  if (age !== undefined) return /^\d+$/.test(age) ? Number(age) : 0
  const [until, now] = [readDate(s.value('response', 'expires')), readDate(s.value('response', 'date'))]
  return until === undefined || now === undefined ? 0 : Math.max(0, until - now)
}

function freshness(s: Subject) {
  return s.at('response', s.has('response', 'cache-control') ? 'cache-control' : 'expires')
}

/** Age says that it was not made for this request (RFC 9111 §5.1; Varnish sends Age: 0 with what it made or passed on too), the hit that it was not even forwarded (RFC 9211 §2.1). */
function isFromCache(s: Subject): boolean {
  const last = members(s.value('response', 'cache-status') ?? '').at(-1)
  return Number(s.value('response', 'age')) > 0 || (last !== undefined && isHit(parametersOf(last).params))
}

/** A boolean of a Structured Field: present without a value, or ?1 (RFC 9651 §3.1.2). */
function isHit(params: ReadonlyMap<string, string>): boolean {
  return params.has('hit') && params.get('hit') !== '?0'
}
