// Fields that do not read as what they are.
import { parseDictionary, parseItem, parseList } from 'structured-headers'
import { TOKEN } from '../../../model/token.ts'
import { dateForm, readDate } from '../../../model/http-date.ts'
import { members, membersWithEmpty, parametersOf } from '../../../model/list-members.ts'
import { ENTITY_TAG, LANGUAGE, MEDIA_TYPE, parsed, SIDES, URI_REFERENCE } from '../grammar.ts'
import { captureRule, exchangeRule, found, tell, wireRule, type UnthemedRule } from '../rule.ts'

const DATES = ['date', 'last-modified', 'if-modified-since', 'if-unmodified-since']
/** Fields with one value: a second line of them cannot be combined with the first (RFC 9110 §5.3). */
const SINGLE = [
  'content-type', 'content-range', 'content-location', 'date', 'etag', 'last-modified', 'expires', 'age', 'location', 'retry-after', 'server', 'host', 'user-agent',
  'referer', 'from', 'authorization', 'max-forwards', 'range', 'if-range', 'if-modified-since', 'if-unmodified-since', 'content-disposition', 'strict-transport-security', 'origin',
]
/** List fields whose members cannot be empty (RFC 9110 §5.6.1.1). */
const LISTS = ['allow', 'vary', 'connection', 'via', 'accept', 'accept-encoding', 'accept-language', 'cache-control', 'content-encoding', 'transfer-encoding', 'accept-ranges', 'upgrade', 'trailer']
export const STRUCTURED: Readonly<Record<string, (value: string) => unknown>> = {
  'proxy-status': parseList, 'cache-status': parseList, 'priority': parseDictionary, 'cdn-cache-control': parseDictionary, 'content-digest': parseDictionary,
  'repr-digest': parseDictionary, 'want-content-digest': parseDictionary, 'signature-input': parseDictionary, 'signature': parseDictionary,
  'deprecation': parseItem, 'accept-ch': parseList, 'origin-agent-cluster': parseItem, 'permissions-policy': parseDictionary, 'reporting-endpoints': parseDictionary,
  'cross-origin-embedder-policy': parseItem, 'cross-origin-opener-policy': parseItem, 'cache-groups': parseList, 'cache-group-invalidation': parseList,
  'use-as-dictionary': parseDictionary, 'available-dictionary': parseItem, 'speculation-rules': parseList,
}
const VIA_MEMBER = /^(?:[!#$%&'*+\-.^_`|~0-9A-Za-z]+\/)?[!#$%&'*+\-.^_`|~0-9A-Za-z]+[ \t]+[^ \t,]+$/
const CONTENT_RANGE = /^bytes (?:\d+-\d+\/(?:\d+|\*)|\*\/\d+)$/i
const WEIGHT = /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/

export const fieldRules: readonly UnthemedRule[] = [
  exchangeRule('date-unreadable', 'error', 'RFC 9110 §5.6.7', s => SIDES.flatMap(side =>
    DATES.filter(name => s.lines(side, name).length === 1 && dateForm(s.value(side, name) ?? '') === 'none').map(name => tell(s, side, name)))),
  exchangeRule('date-obsolete', 'error', 'RFC 9110 §5.6.7', s => SIDES.flatMap(side =>
    [...DATES, 'expires', 'retry-after'].filter(name => dateForm(s.value(side, name) ?? '') === 'obsolete').map(name => tell(s, side, name)))),
  exchangeRule('date-missing', 'warning', 'RFC 9110 §6.6.1', s =>
    s.status >= 200 && s.status < 500 && s.lacks('response', 'date') && found(s.start('response'), { status: s.status })),
  exchangeRule('modified-after-date', 'error', 'RFC 9110 §8.8.2.1', s => {
    const [changed, now] = [readDate(s.value('response', 'last-modified')), readDate(s.value('response', 'date'))]
    return changed !== undefined && now !== undefined && changed > now && found([...s.at('response', 'last-modified'), ...s.at('response', 'date')])
  }),
  exchangeRule('retry-after-unreadable', 'error', 'RFC 9110 §10.2.3', s => {
    const value = s.value('response', 'retry-after')
    return value !== undefined && !/^\d+$/.test(value) && dateForm(value) === 'none' && tell(s, 'response', 'retry-after')
  }),
  wireRule('field-twice', 'error', 'RFC 9110 §5.3', s => SIDES.flatMap(side =>
    SINGLE.filter(name => s.lines(side, name).length > 1).map(name => found(s.at(side, name), { name: s.lines(side, name)[0]?.name ?? name, count: s.lines(side, name).length })))),
  exchangeRule('list-with-empty-member', 'error', 'RFC 9110 §5.6.1.1', s => SIDES.flatMap(side =>
    LISTS.filter(name => s.lines(side, name).some(({ value }) => value !== '' && membersWithEmpty(value).includes(''))).map(name => tell(s, side, name)))),
  exchangeRule('allow-not-methods', 'error', 'RFC 9110 §10.2.1', s => {
    const odd = members(s.value('response', 'allow') ?? '').find(member => !TOKEN.test(member))
    return odd !== undefined && found(s.at('response', 'allow'), { odd })
  }),
  exchangeRule('content-type-unreadable', 'error', 'RFC 9110 §8.3.1', s => SIDES.flatMap(side => {
    const lines = s.lines(side, 'content-type')
    return lines.length === 1 && !MEDIA_TYPE.test(parametersOf(lines[0]?.value ?? '').value) ? [tell(s, side, 'content-type')] : []
  })),
  exchangeRule('etag-unreadable', 'error', 'RFC 9110 §8.8.3', s => {
    const value = s.lines('response', 'etag').length === 1 ? s.value('response', 'etag') : undefined
    return value !== undefined && !ENTITY_TAG.test(value) && tell(s, 'response', 'etag')
  }),
  exchangeRule('condition-unreadable', 'error', 'RFC 9110 §13.1', s => ['if-match', 'if-none-match'].flatMap(name => {
    const value = s.value('request', name)
    return value !== undefined && value !== '*' && members(value).some(member => !ENTITY_TAG.test(member)) ? [tell(s, 'request', name)] : []
  })),
  exchangeRule('location-unreadable', 'error', 'RFC 9110 §10.2.2', s => {
    const value = s.lines('response', 'location').length === 1 ? s.value('response', 'location') : undefined
    return value !== undefined && !URI_REFERENCE.test(value) && tell(s, 'response', 'location')
  }),
  exchangeRule('via-unreadable', 'error', 'RFC 9110 §7.6.3', s => SIDES.flatMap(side =>
    members((s.value(side, 'via') ?? '').replace(/\([^()]*\)/g, '')).some(member => !VIA_MEMBER.test(member)) ? [tell(s, side, 'via')] : [])),
  exchangeRule('weight-unreadable', 'error', 'RFC 9110 §12.4.2', s => ['accept', 'accept-encoding', 'accept-language', 'te'].flatMap(name =>
    members(s.value('request', name) ?? '').some(member => !WEIGHT.test(parametersOf(member).params.get('q') ?? '1')) ? [tell(s, 'request', name)] : [])),
  exchangeRule('max-forwards-unreadable', 'error', 'RFC 9110 §7.6.2', s => {
    const value = s.value('request', 'max-forwards')
    return value !== undefined && !/^\d+$/.test(value) && tell(s, 'request', 'max-forwards')
  }),
  exchangeRule('structured-unreadable', 'error', 'RFC 9651 §4.2', s => SIDES.flatMap(side => s.names(side)
    .filter(name => Object.hasOwn(STRUCTURED, name) && parsed(STRUCTURED[name] ?? String, s.value(side, name)) === undefined).map(name => tell(s, side, name)))),
  exchangeRule('cookie-unreadable', 'error', 'RFC 6265 §4.1.1', s => s.lines('response', 'set-cookie')
    .filter(({ value }) => !TOKEN.test(/^[^=;]*(?==)/.exec(value)?.[0].trim() ?? '')).map(({ value, line }) => found(s.place('response', line), { value: value.split(';')[0] ?? '' }))),
  exchangeRule('language-unreadable', 'error', 'RFC 9110 §8.5', s =>
    members(s.value('response', 'content-language') ?? '').some(member => !LANGUAGE.test(member)) && tell(s, 'response', 'content-language')),
  exchangeRule('disposition-unreadable', 'error', 'RFC 6266 §4.1', s => {
    const value = s.value('response', 'content-disposition')
    return value !== undefined && !TOKEN.test(parametersOf(value).value) && tell(s, 'response', 'content-disposition')
  }),
  exchangeRule('link-unreadable', 'error', 'RFC 8288 §3', s => {
    const value = s.value('response', 'link')
    return value !== undefined && !/^[ \t]*</.test(value) && tell(s, 'response', 'link')
  }),
  exchangeRule('content-range-unreadable', 'error', 'RFC 9110 §14.4', s => {
    const value = s.lines('response', 'content-range').length === 1 ? s.value('response', 'content-range') : undefined
    return value !== undefined && /^(?:bytes\b|[\d*])/i.test(value) && !CONTENT_RANGE.test(value) && tell(s, 'response', 'content-range')
  }),
  exchangeRule('transport-security-unreadable', 'error', 'RFC 6797 §6.1', s => {
    const value = s.value('response', 'strict-transport-security')
    return value !== undefined && !/(?:^|;)[ \t]*max-age[ \t]*=[ \t]*(?:\d+|"\d+")[ \t]*(?:;|$)/i.test(value) && tell(s, 'response', 'strict-transport-security')
  }),
  wireRule('field-beyond-ascii', 'note', 'RFC 9110 §5.5', s => SIDES.flatMap(side => (s.message(side)?.fields ?? [])
    .filter(({ value }) => /[\x80-\xff]/.test(value)).map(({ name, line }) => found(s.place(side, line), { name })))),
  captureRule('server-in-detail', 'note', 'RFC 9110 §10.2.4', c => {
    const told = new Set<string>()
    return c.subjects.flatMap(s => {
      const value = s.value('response', 'server') ?? ''
      if (!isDetailed(value) || told.has(value)) return []
      told.add(value)
      return [tell(s, 'response', 'server')]
    })
  }),
]

/** A version down to its patch level, or what runs beneath it, or a whole sentence. */
function isDetailed(server: string): boolean {
  return server.length > 64 || /\/\d+\.\d+\.\d+/.test(server) || (/\/\d/.test(server) && /\s/.test(server))
}
