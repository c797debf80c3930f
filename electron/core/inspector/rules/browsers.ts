// What browsers make of an answer: who may read it, what a page may do, and where it reports.
import { parseDictionary, parseList, Token } from 'structured-headers'
import { members, parametersOf, writtenParameters } from '../../../model/list-members.ts'
import { TOKEN } from '../../../model/token.ts'
import { MEDIA_TYPE, parsed, repeated } from '../grammar.ts'
import { exchangeRule, found, tell, type UnthemedRule } from '../rule.ts'
import type { Subject } from '../subject.ts'

const POLICIES = ['content-security-policy', 'content-security-policy-report-only']
const ISOLATION: Readonly<Record<string, readonly string[]>> = {
  'cross-origin-embedder-policy': ['unsafe-none', 'require-corp', 'credentialless'], 'cross-origin-opener-policy': ['unsafe-none', 'same-origin', 'same-origin-allow-popups', 'noopener-allow-popups'],
}
const REFERRERS = ['no-referrer', 'no-referrer-when-downgrade', 'same-origin', 'origin', 'strict-origin', 'origin-when-cross-origin', 'strict-origin-when-cross-origin', 'unsafe-url']
const CLEARED = new Set(['"cache"', '"cookies"', '"storage"', '"executionContexts"', '"clientHints"', '"prefetchCache"', '"prerenderCache"', '"*"'])
const POWERFUL = ['accelerometer', 'camera', 'geolocation', 'gyroscope', 'magnetometer', 'microphone', 'payment', 'screen-wake-lock', 'serial', 'usb']
/** Types of which a browser runs or applies the content. */
const RUN = new Set(['text/css', 'text/javascript', 'application/javascript'])
/** How content of a type begins. */
const BEGINNINGS: readonly (readonly [type: string, beginning: string])[] = [
  ['image/png', '\x89PNG\r\n'], ['image/jpeg', '\xff\xd8\xff'], ['image/gif', 'GIF8'], ['image/webp', 'RIFF'], ['application/pdf', '%PDF-'], ['application/zip', 'PK\x03\x04'], ['application/gzip', '\x1f\x8b'], ['font/woff2', 'wOF2'],
]

export const browserRules: readonly UnthemedRule[] = [
  exchangeRule('type-unlike-content', 'warning', 'RFC 9110 §8.3', s => {
    const like = likenessOf(s)
    return like !== undefined && found([...s.at('response', 'content-type'), s.content('response')], { type: s.mediaType('response'), like })
  }),
  exchangeRule('preflight-incomplete', 'warning', 'Fetch', s => {
    const [name] = ['access-control-request-method', 'access-control-request-headers'].filter(each => s.has('request', each))
    return name !== undefined && !isPreflight(s) && s.isHeadWhole('request') && tell(s, 'request', name)
  }),
  exchangeRule('preflight-fields-alone', 'note', 'Fetch', s => isPreflight(s) || !s.request ? [] : ['access-control-allow-methods', 'access-control-allow-headers', 'access-control-max-age']
    .filter(name => s.has('response', name)).slice(0, 1).map(name => tell(s, 'response', name))),
  exchangeRule('allowed-origin-list', 'error', 'Fetch', s => {
    const value = s.value('response', 'access-control-allow-origin') ?? ''
    return /[\s,]/.test(value) && tell(s, 'response', 'access-control-allow-origin')
  }),
  exchangeRule('origin-not-allowed', 'note', 'Fetch', s => {
    const [origin, allowed] = [s.value('request', 'origin'), s.value('response', 'access-control-allow-origin')]
    return origin !== undefined && allowed !== undefined && !/[\s,]/.test(allowed) && allowed !== '*' && allowed !== origin
      && found([...s.at('response', 'access-control-allow-origin'), ...s.at('request', 'origin')], { allowed, origin })
  }),
  exchangeRule('credentials-not-true', 'error', 'Fetch', s => {
    const value = s.value('response', 'access-control-allow-credentials')
    return value !== undefined && value !== 'true' && tell(s, 'response', 'access-control-allow-credentials')
  }),
  exchangeRule('any-origin-with-credentials', 'error', 'Fetch', s =>
    s.value('response', 'access-control-allow-origin') === '*' && s.value('response', 'access-control-allow-credentials') === 'true'
      && found([...s.at('response', 'access-control-allow-origin'), ...s.at('response', 'access-control-allow-credentials')])),
  exchangeRule('csp-unsafe', 'note', 'W3C Content Security Policy 3', s => directives(s).flatMap(({ field, name, sources }) => {
    // Who knows nonces and hashes passes over 'unsafe-inline' beside them.
    const word = sources.find(source => source === "'unsafe-eval'" || (source === "'unsafe-inline'" && !sources.some(each => /^'(?:nonce|sha\d+)-/.test(each))))
    return word === undefined || name.startsWith('style-') ? [] : [found(s.at('response', field), { name, word })]
  })),
  exchangeRule('csp-open', 'note', 'W3C Content Security Policy 3', s => directives(s).flatMap(({ field, name, sources }) => {
    const source = name.endsWith('-src') ? sources.find(each => each === '*' || each === 'http:' || each.startsWith('http://')) : undefined
    return source === undefined ? [] : [found(s.at('response', field), { name, source })]
  })),
  exchangeRule('csp-directive-twice', 'warning', 'W3C Content Security Policy 3', s => [...Map.groupBy(directives(s), ({ field, policy }) => `${field} ${policy}`).values()]
    .flatMap(all => repeated(all.map(({ name }) => name)).map(name => found(s.at('response', all[0]?.field ?? ''), { name })))),
  exchangeRule('csp-report-uri', 'note', 'W3C Content Security Policy 3', s => directives(s).filter(({ name }) => name === 'report-uri').map(({ field }) => found(s.at('response', field)))),
  exchangeRule('report-nowhere', 'warning', 'W3C Reporting API', s => {
    const known = new Set([...parsed(parseDictionary, s.value('response', 'reporting-endpoints'))?.keys() ?? [], ...(json(s, 'report-to') ?? []).map(({ group }) => (typeof group === 'string' ? group : 'default'))])
    const asked = [
      ...directives(s).filter(({ name }) => name === 'report-to').map(({ field, sources }) => ({ field, group: sources[0] ?? '' })),
      ...Object.keys(ISOLATION).flatMap(name => [name, `${name}-report-only`]).flatMap(field => writtenParameters(s.value('response', field) ?? '').filter(({ name }) => name === 'report-to').map(({ value }) => ({ field, group: value.replaceAll('"', '') }))),
    ]
    return s.isHeadWhole('response') && asked.filter(({ group }) => !known.has(group)).map(({ field, group }) => found(s.at('response', field), { group }))
  }),
  exchangeRule('reporting-unreadable', 'error', 'W3C Reporting API', s => [
    ...[...parsed(parseDictionary, s.value('response', 'reporting-endpoints')) ?? []].some(([, [url]]) => typeof url !== 'string' || /^http:/i.test(url)) ? ['reporting-endpoints'] : [],
    ...(s.has('response', 'report-to') && !json(s, 'report-to')?.every(group => typeof group['max_age'] === 'number' && Array.isArray(group['endpoints'])) ? ['report-to'] : []),
    ...(s.has('response', 'nel') && !json(s, 'nel')?.every(policy => typeof policy['max_age'] === 'number' && (policy['max_age'] === 0 || typeof policy['report_to'] === 'string')) ? ['nel'] : []),
  ].map(name => tell(s, 'response', name))),
  exchangeRule('isolation-unknown', 'warning', 'HTML', s => Object.entries(ISOLATION).flatMap(([name, words]) => [name, `${name}-report-only`]
    .filter(field => s.has('response', field) && !words.includes(parametersOf(s.value('response', field) ?? '').value)).map(field => tell(s, 'response', field)))),
  exchangeRule('resource-policy-unknown', 'warning', 'Fetch', s => {
    const value = s.value('response', 'cross-origin-resource-policy')
    return value !== undefined && !['same-origin', 'same-site', 'cross-origin'].includes(value) && tell(s, 'response', 'cross-origin-resource-policy')
  }),
  exchangeRule('sniffing-unknown', 'warning', 'Fetch', s => {
    const value = s.value('response', 'x-content-type-options')
    return value !== undefined && members(value)[0]?.toLowerCase() !== 'nosniff' && tell(s, 'response', 'x-content-type-options')
  }),
  exchangeRule('frame-options-unknown', 'warning', 'RFC 7034 §2.1', s => {
    const value = s.value('response', 'x-frame-options')
    return value !== undefined && !/^(?:deny|sameorigin|allow-from \S+)$/i.test(value) && tell(s, 'response', 'x-frame-options')
  }),
  exchangeRule('clearing-unknown', 'warning', 'W3C Clear Site Data', s => {
    const value = s.value('response', 'clear-site-data')
    return value !== undefined && (members(value).length === 0 || members(value).some(member => !CLEARED.has(member))) && tell(s, 'response', 'clear-site-data')
  }),
  exchangeRule('permission-unreadable', 'warning', 'W3C Permissions Policy', s => permissions(s).filter(({ value }) => !isAllowlist(value)).map(({ feature }) => found(s.at('response', 'permissions-policy'), { feature }))),
  exchangeRule('permission-for-all', 'note', 'W3C Permissions Policy', s => permissions(s)
    .filter(({ feature, value }) => POWERFUL.includes(feature) && value instanceof Token && value.toString() === '*').map(({ feature }) => found(s.at('response', 'permissions-policy'), { feature }))),
  exchangeRule('referrer-policy-unknown', 'warning', 'W3C Referrer Policy', s =>
    s.has('response', 'referrer-policy') && !s.list('response', 'referrer-policy').some(word => REFERRERS.includes(word)) && tell(s, 'response', 'referrer-policy')),
  exchangeRule('referrer-policy-unsafe', 'note', 'W3C Referrer Policy', s =>
    s.list('response', 'referrer-policy').findLast(word => REFERRERS.includes(word)) === 'unsafe-url' && tell(s, 'response', 'referrer-policy')),
  exchangeRule('speculation-unreadable', 'warning', 'HTML', s =>
    parsed(parseList, s.value('response', 'speculation-rules'))?.some(([url]) => typeof url !== 'string' || /^http:/i.test(url)) && tell(s, 'response', 'speculation-rules')),
  exchangeRule('server-timing-unreadable', 'warning', 'W3C Server Timing', s => members(s.value('response', 'server-timing') ?? '').map(parametersOf)
    .filter(({ value, params }) => !TOKEN.test(value) || (params.has('dur') && !/^\d+(?:\.\d+)?$/.test(params.get('dur') ?? ''))).map(({ value }) => found(s.at('response', 'server-timing'), { metric: value }))),
  exchangeRule('transport-security-off', 'note', 'RFC 6797 §6.1.1', s => security(s).some(({ name, value }) => name === 'max-age' && /^"?0+"?$/.test(value)) && tell(s, 'response', 'strict-transport-security')),
  exchangeRule('transport-security-directive', 'error', 'RFC 6797 §6.1', s => {
    const odd = repeated(security(s).map(({ name }) => name))[0] ?? security(s).find(({ name, value }) => name === 'includesubdomains' && value !== '')?.name
    return odd !== undefined && found(s.at('response', 'strict-transport-security'), { name: odd, value: s.value('response', 'strict-transport-security') ?? '' })
  }),
]

function isPreflight(s: Subject): boolean {
  return s.method === 'OPTIONS' && s.has('request', 'origin') && s.has('request', 'access-control-request-method')
}

/** @returns of which other type the content looks; undefined where it looks as it says, or where nobody can tell. */
function likenessOf(s: Subject): string | undefined {
  const type = s.mediaType('response')
  if (!MEDIA_TYPE.test(type) || s.status === 206 || s.has('response', 'content-encoding') || s.length('response') < 8) return undefined
  const [like] = BEGINNINGS.find(([, beginning]) => s.text('response').startsWith(beginning)) ?? []
  const isPage = /^\s*<(?:!doctype html|html)\b/i.test(s.text('response').slice(0, 256))
  if (isPage) return RUN.has(type) || BEGINNINGS.some(([known]) => known === type) ? 'text/html' : undefined
  if (BEGINNINGS.some(([known]) => known === type)) return like === type ? undefined : like ?? 'application/octet-stream'
  return type.startsWith('text/') || type === 'application/json' ? like : undefined
}

/** @returns every directive of every policy, its name in small letters; policies stand in lines, and with commas between. */
function directives(s: Subject) {
  return POLICIES.flatMap(field => s.lines('response', field).flatMap(({ value }) => value.split(',')).flatMap((text, policy) => text.split(';').map(part => part.trim()).filter(part => part !== '').map(part => {
    const [name = '', ...sources] = part.split(/\s+/)
    return { field, policy, name: name.toLowerCase(), sources: sources.map(source => source.startsWith('/') ? source : source.toLowerCase()) }
  })))
}

function permissions(s: Subject) {
  return [...parsed(parseDictionary, s.value('response', 'permissions-policy')) ?? []].map(([feature, [value]]) => ({ feature, value: value as unknown }))
}

/** *, self, or a list of self, src and origins. Keywords in quotes are none. */
function isAllowlist(value: unknown): boolean {
  if (value instanceof Token) return value.toString() === '*' || value.toString() === 'self'
  return Array.isArray(value) && value.every(([item]: [unknown]) => item instanceof Token ? ['self', 'src', '*'].includes(item.toString()) : typeof item === 'string' && item.includes(':'))
}

function security(s: Subject) {
  return s.lines('response', 'strict-transport-security').length === 1 ? writtenParameters(`;${s.value('response', 'strict-transport-security') ?? ''}`) : []
}

/** @returns the objects of a field whose lines are JSON without brackets around. */
function json(s: Subject, name: string): Readonly<Record<string, unknown>>[] | undefined {
  const all: unknown = parsed(value => JSON.parse(`[${value}]`) as unknown, s.value('response', name))
  return Array.isArray(all) && all.every(each => typeof each === 'object' && each !== null) ? all as Record<string, unknown>[] : undefined
}
