// Fields that extensions of HTTP define: links, alternatives, caches and proxies that sign, dictionaries, hints.
import { parseDictionary, parseItem, parseList, Token } from 'structured-headers'
import { members, parametersOf, writtenParameters } from '../../../model/list-members.ts'
import { MEDIA_TYPE, parsed, URI_REFERENCE } from '../grammar.ts'
import { exchangeRule, found, tell, type Found, type UnthemedRule } from '../rule.ts'
import type { Subject } from '../subject.ts'

/** RFC 9211 §2.1–2.8, and the reasons of §2.2. */
const CACHE_WORDS = new Set(['hit', 'fwd', 'fwd-status', 'ttl', 'stored', 'collapsed', 'key', 'detail'])
const FORWARDED = new Set(['bypass', 'method', 'uri-miss', 'vary-miss', 'miss', 'request', 'stale', 'partial'])
/** RFC 9209 §2, with what §2.3 adds for single kinds of error, and the kinds themselves. */
const PROXY_WORDS = new Set([
  'error', 'next-hop', 'next-protocol', 'received-status', 'details', 'rcode', 'info-code', 'alert-id', 'alert-message', 'status-code', 'status-phrase', 'header-section-size', 'header-name', 'header-size',
  'body-size', 'trailer-section-size', 'trailer-name', 'trailer-size', 'coding',
])
const PROXY_ERRORS = new Set([
  'dns_timeout', 'dns_error', 'destination_not_found', 'destination_unavailable', 'destination_ip_prohibited', 'destination_ip_unroutable', 'connection_refused', 'connection_terminated', 'connection_timeout',
  'connection_read_timeout', 'connection_write_timeout', 'connection_limit_reached', 'tls_protocol_error', 'tls_certificate_error', 'tls_alert_received', 'http_request_error', 'http_request_denied',
  'http_response_incomplete', 'http_response_header_section_size', 'http_response_header_size', 'http_response_body_size', 'http_response_trailer_section_size', 'http_response_trailer_size',
  'http_response_transfer_coding', 'http_response_content_coding', 'http_response_timeout', 'http_upgrade_failed', 'http_protocol_error', 'proxy_internal_response', 'proxy_internal_error',
  'proxy_configuration_error', 'proxy_loop_detected', 'incremental_refused',
])
const SECONDS = new Set(['max-age', 's-maxage', 'stale-while-revalidate', 'stale-if-error'])
const FLAGS = new Set(['no-store', 'public', 'must-revalidate', 'proxy-revalidate', 'no-transform', 'must-understand', 'immutable'])
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'QUERY'])
/** dcb and dcz: Brotli and Zstandard with a dictionary (RFC 9842 §6.2). */
const WITH_DICTIONARY = ['dcb', 'dcz']

export const extensionRules: readonly UnthemedRule[] = [
  exchangeRule('link-rev', 'note', 'RFC 8288 §3.3', s => links(s).some(({ written }) => written.some(({ name }) => name === 'rev')) && tell(s, 'response', 'link')),
  exchangeRule('link-parameter-unreadable', 'error', 'RFC 8288 §3.4.1', s => links(s).flatMap(({ written }) => written.map(({ name, value }) => ({ name, value: value.replace(/^"(.*)"$/, '$1') })))
    .filter(({ name, value }) => (name === 'type' && !MEDIA_TYPE.test(value)) || (name === 'anchor' && !URI_REFERENCE.test(value)))
    .map(({ name, value }) => found(s.at('response', 'link'), { name, value }))),
  exchangeRule('alt-svc-unreadable', 'error', 'RFC 7838 §3', s => {
    const value = s.value('response', 'alt-svc')
    return value !== undefined && value !== 'clear' && !members(value).every(member => /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+="[^"]*:\d{1,5}"$/.test(parametersOf(member).value)) && tell(s, 'response', 'alt-svc')
  }),
  exchangeRule('deprecation-unreadable', 'error', 'RFC 9745 §2', s => {
    const item = parsed(parseItem, s.value('response', 'deprecation'))
    return item !== undefined && !(item[0] instanceof Date) && tell(s, 'response', 'deprecation')
  }),
  exchangeRule('cache-status-unknown', 'note', 'RFC 9211 §2', s => strangers(s, 'cache-status', CACHE_WORDS, { fwd: FORWARDED })),
  exchangeRule('proxy-status-unknown', 'note', 'RFC 9209 §2', s => strangers(s, 'proxy-status', PROXY_WORDS, { error: PROXY_ERRORS })),
  exchangeRule('targeted-unreadable', 'error', 'RFC 9213 §2.1', s => [...parsed(parseDictionary, s.value('response', 'cdn-cache-control')) ?? []]
    .filter(([name, [value]]) => (SECONDS.has(name) && !Number.isInteger(value)) || (FLAGS.has(name) && value !== true))
    .map(([name]) => found(s.at('response', 'cdn-cache-control'), { name, value: s.value('response', 'cdn-cache-control') ?? '' }))),
  exchangeRule('cache-groups-unreadable', 'error', 'RFC 9875 §2', s => ['cache-groups', 'cache-group-invalidation']
    .filter(name => parsed(parseList, s.value('response', name))?.some(([item]) => typeof item !== 'string')).map(name => tell(s, 'response', name))),
  exchangeRule('group-invalidation-in-vain', 'note', 'RFC 9875 §3', s =>
    SAFE.has(s.method) && s.has('response', 'cache-group-invalidation') && found(s.at('response', 'cache-group-invalidation'), { method: s.method })),
  exchangeRule('dictionary-unreadable', 'error', 'RFC 9842 §2.2', s => {
    const held = parsed(parseItem, s.value('request', 'available-dictionary'))
    return held !== undefined && !(held[0] instanceof ArrayBuffer) && tell(s, 'request', 'available-dictionary')
  }),
  exchangeRule('dictionary-offer-unreadable', 'error', 'RFC 9842 §2.1', s => {
    const offer = parsed(parseDictionary, s.value('response', 'use-as-dictionary'))
    const isText = (name: string) => offer?.get(name) === undefined || typeof offer.get(name)?.[0] === 'string'
    const where: unknown = offer?.get('match-dest')?.[0]
    const isOffer = isText('id') && isText('match') && offer?.has('match') && (offer.get('type') === undefined || offer.get('type')?.[0] instanceof Token)
      && (where === undefined || (Array.isArray(where) && where.every(([item]: [unknown]) => typeof item === 'string')))
    return offer !== undefined && !isOffer && tell(s, 'response', 'use-as-dictionary')
  }),
  exchangeRule('dictionary-not-accepted', 'error', 'RFC 9842 §6.1', s =>
    s.has('request', 'available-dictionary') && s.isHeadWhole('request') && !s.list('request', 'accept-encoding').some(coding => WITH_DICTIONARY.includes(parametersOf(coding).value))
      && found(s.at('request', 'available-dictionary'))),
  exchangeRule('vary-on-dictionary', 'error', 'RFC 9842 §6.2', s =>
    s.list('response', 'content-encoding').some(coding => WITH_DICTIONARY.includes(coding)) && s.isHeadWhole('response') && !s.directives('response').has('no-store')
      && !s.list('response', 'vary').some(name => name === '*' || name === 'available-dictionary') && found(s.at('response', 'content-encoding'))),
  exchangeRule('hints-without-vary', 'note', 'RFC 8942 §3.2', s => {
    const vary = s.list('response', 'vary')
    const missing = s.list('response', 'accept-ch').filter(name => !vary.includes(name))
    return s.status === 200 && s.isHeadWhole('response') && !vary.includes('*') && !s.directives('response').has('no-store') && missing.length > 0
      && found(s.at('response', 'accept-ch'), { names: missing.join(', ') })
  }),
]

function links(s: Subject) {
  return members(s.value('response', 'link') ?? '').map(link => ({ written: writtenParameters(link) }))
}

/** What a field that signs says in words that its specification does not have. */
function strangers(s: Subject, field: string, words: ReadonlySet<string>, values: Readonly<Record<string, ReadonlySet<string>>>): Found[] {
  return members(s.value('response', field) ?? '').flatMap(member => [...parametersOf(member).params]
    .filter(([name, value]) => !words.has(name) || (Object.hasOwn(values, name) && !values[name]?.has(value)))
    .map(([name, value]) => found(s.at('response', field), { word: words.has(name) ? `${name}=${value}` : name })))
}
