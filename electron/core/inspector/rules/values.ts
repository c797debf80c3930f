// Values of fields that say what cannot be said there: against the grammar, in the wrong message, or for nothing.
import { parseDictionary } from 'structured-headers'
import { dateForm } from '../../../model/http-date.ts'
import { members, parametersOf, writtenParameters } from '../../../model/list-members.ts'
import { TOKEN } from '../../../model/token.ts'
import { ENTITY_TAG, LANGUAGE, parsed, repeated, SIDES } from '../grammar.ts'
import { captureRule, exchangeRule, found, tell, type UnthemedRule } from '../rule.ts'
import type { Subject } from '../subject.ts'
import { STRUCTURED } from './fields.ts'

const isToken = (text: string) => TOKEN.test(text)
const PROTOCOL = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+(?:\/[!#$%&'*+\-.^_`|~0-9A-Za-z]+)?$/
const MEDIA_RANGE = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+\/[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/
/** List fields that no other rule reads, and what each member is before its parameters. */
const MEMBERS: Readonly<Record<string, (member: string) => boolean>> = {
  'vary': isToken, 'accept-ranges': isToken, 'connection': isToken, 'trailer': isToken, 'te': isToken, 'accept-encoding': isToken, 'content-encoding': isToken,
  'upgrade': member => PROTOCOL.test(member), 'accept': member => MEDIA_RANGE.test(member), 'accept-patch': member => MEDIA_RANGE.test(member), 'accept-post': member => MEDIA_RANGE.test(member),
  'accept-language': member => member === '*' || LANGUAGE.test(member),
}
/** Fields whose members have no parameters: there `;` is one more character that a token cannot have. */
const BARE = new Set(['vary', 'accept-ranges', 'connection', 'trailer', 'upgrade', 'content-encoding'])
/** Fields that give the context of a request, and those that give the context of a response (RFC 9110 §10.1, §10.2), with conditions, challenges and credentials. */
const OF_REQUESTS = [
  'accept-charset', 'accept-language', 'access-control-request-headers', 'access-control-request-method', 'authorization', 'cookie', 'expect', 'from', 'host', 'if-match', 'if-modified-since', 'if-none-match',
  'if-range', 'if-unmodified-since', 'max-forwards', 'proxy-authorization', 'range', 'referer', 'te', 'user-agent',
]
const OF_RESPONSES = [
  'accept-ranges', 'access-control-allow-origin', 'age', 'content-security-policy', 'etag', 'location', 'proxy-authenticate', 'retry-after', 'server', 'set-cookie', 'strict-transport-security', 'vary', 'www-authenticate',
]
const OBSOLETE = ['content-base', 'content-md5', 'content-transfer-encoding', 'content-version', 'cookie2', 'derived-from', 'expect-ct', 'p3p', 'public', 'public-key-pins', 'set-cookie2', 'tcn', 'uri', 'x-xss-protection']
const TOOLS = ['x-powered-by', 'x-aspnet-version', 'x-aspnetmvc-version', 'x-generator', 'x-runtime']
/** What many programs take: a line of 8 KiB, and four of them in all. */
const LONGEST_LINE = 8_192
const LARGEST_HEAD = 32_768
const PARAMETRIZED = ['content-type', 'content-disposition']
/** charset'language'value-chars (RFC 8187 §3.2.1), of which a sender may use UTF-8 only. */
const EXTENDED = /^utf-8'[A-Za-z0-9-]*'(?:%[0-9A-Fa-f]{2}|[!#$&+\-.^_`|~0-9A-Za-z])*$/i

export const valueRules: readonly UnthemedRule[] = [
  exchangeRule('field-unreadable', 'error', 'RFC 9110 §2.2', s => SIDES.flatMap(side => Object.entries(MEMBERS)
    .filter(([name, reads]) => members(s.value(side, name) ?? '').some(member => !reads(BARE.has(name) ? member : parametersOf(member).value))).map(([name]) => tell(s, side, name)))),
  exchangeRule('range-unreadable', 'error', 'RFC 9110 §14.1.1', s => {
    const value = s.lines('request', 'range').length === 1 ? s.value('request', 'range') ?? '' : ''
    return (/^bytes(?!=)/i.test(value) || (/^bytes=/i.test(value) && !members(value.slice(6)).every(isByteRange))) && tell(s, 'request', 'range')
  }),
  exchangeRule('if-range-unreadable', 'error', 'RFC 9110 §13.1.5', s => {
    const value = s.lines('request', 'if-range').length === 1 ? s.value('request', 'if-range') : undefined
    return value !== undefined && !ENTITY_TAG.test(value) && dateForm(value) === 'none' && tell(s, 'request', 'if-range')
  }),
  exchangeRule('content-range-backwards', 'error', 'RFC 9110 §14.4', s => {
    const [, first = '', last = '', length = ''] = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15}|\*)$/i.exec(s.value('response', 'content-range') ?? '') ?? []
    return first !== '' && (Number(last) < Number(first) || Number(length) <= Number(last)) && tell(s, 'response', 'content-range')
  }),
  exchangeRule('content-range-in-vain', 'note', 'RFC 9110 §14.4', s =>
    s.final && s.status !== 206 && s.status !== 416 && s.has('response', 'content-range') && found(s.at('response', 'content-range'), { status: s.status })),
  exchangeRule('range-unit-unknown', 'note', 'RFC 9110 §14.3', s => {
    const unit = s.list('response', 'accept-ranges').find(member => member !== 'bytes' && member !== 'none')
    return unit !== undefined && found(s.at('response', 'accept-ranges'), { unit })
  }),
  exchangeRule('location-in-vain', 'note', 'RFC 9110 §10.2.2', s =>
    s.final && s.status !== 201 && !(s.status >= 300 && s.status < 400) && s.has('response', 'location') && found(s.at('response', 'location'), { status: s.status })),
  exchangeRule('language-twice', 'note', 'RFC 9110 §8.5', s => SIDES.flatMap(side =>
    repeated(s.list(side, 'content-language')).map(language => found(s.at(side, 'content-language'), { language })))),
  exchangeRule('origin-unreadable', 'error', 'RFC 6454 §7.1', s => {
    const value = s.lines('request', 'origin').length === 1 ? s.value('request', 'origin') : undefined
    return value !== undefined && value !== 'null' && !value.split(' ').every(origin => /^[a-z][a-z0-9+.-]*:\/\/[^/?#@\s]+$/i.test(origin)) && tell(s, 'request', 'origin')
  }),
  exchangeRule('field-of-requests', 'warning', 'RFC 9110 §10.1', s =>
    OF_REQUESTS.filter(name => s.has('response', name)).map(name => tell(s, 'response', name))),
  exchangeRule('field-of-responses', 'warning', 'RFC 9110 §10.2', s =>
    OF_RESPONSES.filter(name => s.has('request', name)).map(name => tell(s, 'request', name))),
  exchangeRule('field-obsolete', 'note', 'RFC 9110 §16.3.1', s => SIDES.flatMap(side => OBSOLETE.filter(name => s.has(side, name)).map(name => tell(s, side, name)))),
  exchangeRule('head-large', 'note', 'RFC 9110 §5.4', s => SIDES.flatMap(side => {
    const fields = s.message(side)?.fields ?? []
    const octets = fields.reduce((sum, { line }) => sum + line.end - line.start, 0)
    const long = fields.filter(({ line }) => line.end - line.start > LONGEST_LINE)
    if (long.length > 0) return long.map(({ name, line }) => found(s.place(side, line), { what: name, octets: line.end - line.start }))
    return octets > LARGEST_HEAD ? [found(s.start(side), { what: side === 'request' ? s.method : String(s.status), octets })] : []
  })),
  exchangeRule('parameter-twice', 'warning', 'RFC 9110 §5.6.6', s => parameters(s).flatMap(({ side, field, names }) =>
    repeated(names).map(name => found(s.at(side, field), { field: s.lines(side, field)[0]?.name ?? field, name })))),
  exchangeRule('parameter-single-quoted', 'note', 'RFC 9110 §5.6.6', s => parameters(s).flatMap(({ side, field, written }) => written
    .filter(({ value }) => /^'.*'$/.test(value)).map(({ name, value }) => found(s.at(side, field), { name, value })))),
  exchangeRule('extended-parameter-unreadable', 'error', 'RFC 8187 §3.2.1', s => {
    const links = members(s.value('response', 'link') ?? '').map(link => ({ side: 'response' as const, field: 'link', written: writtenParameters(link) }))
    return [...parameters(s), ...links].flatMap(({ side, field, written }) => written
      .filter(({ name, value }) => name.endsWith('*') && (field === 'content-type' || !EXTENDED.test(value))).map(({ name, value }) => found(s.at(side, field), { name, value })))
  }),
  exchangeRule('structured-key-twice', 'note', 'RFC 9651 §3.2', s => SIDES.flatMap(side => s.names(side)
    .filter(name => STRUCTURED[name] === parseDictionary && parsed(parseDictionary, s.value(side, name)) !== undefined)
    .flatMap(name => repeated(members(s.value(side, name) ?? '').map(member => /^[^=;\s]*/.exec(member)?.[0] ?? ''))
      .map(key => found(s.at(side, name), { name: s.lines(side, name)[0]?.name ?? name, key }))))),
  exchangeRule('disposition-unknown', 'note', 'RFC 6266 §4.2', s => {
    const type = parametersOf(s.value('response', 'content-disposition') ?? 'inline').value.toLowerCase()
    return TOKEN.test(type) && !['inline', 'attachment', 'form-data'].includes(type) && found(s.at('response', 'content-disposition'), { type })
  }),
  exchangeRule('attachment-without-name', 'note', 'RFC 6266 §4.3', s => {
    const { value, params } = parametersOf(s.value('response', 'content-disposition') ?? '')
    return value.toLowerCase() === 'attachment' && !params.has('filename') && found(s.at('response', 'content-disposition'))
  }),
  exchangeRule('file-name-with-percent', 'note', 'RFC 6266 §D', s => fileName(s, 'filename').includes('%') && tell(s, 'response', 'content-disposition')),
  exchangeRule('file-name-with-path', 'warning', 'RFC 6266 §4.3', s =>
    (/[/\\]/.test(fileName(s, 'filename')) || /%2f|%5c/i.test(fileName(s, 'filename*'))) && tell(s, 'response', 'content-disposition')),
  captureRule('powered-by', 'note', 'RFC 9110 §17.12', c => {
    const told = new Set<string>()
    return c.subjects.flatMap(s => TOOLS.filter(name => s.has('response', name) && !told.has(`${name} ${s.value('response', name)}`)).map(name => {
      told.add(`${name} ${s.value('response', name)}`)
      return tell(s, 'response', name)
    }))
  }),
]

function isByteRange(spec: string): boolean {
  const [, first = '', last = ''] = /^(\d{1,15})-(\d{0,15})$/.exec(spec) ?? []
  return /^-\d+$/.test(spec) || (first !== '' && (last === '' || Number(first) <= Number(last)))
}

/** @returns the parameters of the fields whose names say how content is to be taken, as they are written. */
function parameters(s: Subject) {
  return SIDES.flatMap(side => PARAMETRIZED.filter(field => s.lines(side, field).length === 1).map(field => {
    const written = writtenParameters(s.value(side, field) ?? '')
    return { side, field, written, names: written.map(({ name }) => name) }
  }))
}

function fileName(s: Subject, parameter: string): string {
  return parametersOf(s.value('response', 'content-disposition') ?? '').params.get(parameter) ?? ''
}
