// Fields from before Structured Fields, each with a grammar of its own.
import { dateForm, readDate } from '../http-date.ts'
import { membersWithEmpty, parametersOf } from '../list-members.ts'
import { TOKEN } from '../token.ts'
import { faulty, single, text, type ReadFault, type Reading, type ReadMember, type ReadParam, type ReadValue } from './reading.ts'

const ENTITY_TAG = /^(W\/)?"([!#-~\x80-\xff]*)"$/
const MEDIA_TYPE = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+\/[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/

const paramsOf = (params: ReadonlyMap<string, string>): ReadParam[] => [...params].map(([name, value]) => ({ name, value: value === '' ? undefined : text(value) }))

/** A comma-separated list; where a member is empty, a recipient skips it and a sender was wrong (RFC 9110 §5.6.1). @param read one member */
function listOf(value: string, read: (member: string) => ReadMember | ReadFault): Reading {
  const members: ReadMember[] = []
  const found = membersWithEmpty(value)
  let at = 0
  let fault: Reading['fault']
  for (const member of found) {
    at = Math.max(at, value.indexOf(member, at))
    const one = member === '' ? (found.length > 1 ? 'empty-member' : undefined) : read(member)
    if (typeof one === 'string') fault ??= { what: one, at }
    else if (one) members.push(one)
    const comma = value.indexOf(',', at + member.length)
    at = comma < 0 ? value.length : comma + 1
  }
  return { members, ...(fault && { fault }) }
}

/** `name=argument` or a name alone. */
function pairOf(text_: string): ReadMember {
  const equals = text_.indexOf('=')
  const name = (equals < 0 ? text_ : text_.slice(0, equals)).trim()
  const argument = text_.slice(equals + 1).trim()
  return { name, ...(equals >= 0 && { value: text(argument.replace(/^"(.*)"$/s, '$1').replace(/\\(.)/gs, '$1')) }), params: [] }
}

export const readMembers = (value: string): Reading => listOf(value, member => {
  const { value: first, params } = parametersOf(member)
  return { value: text(first), params: paramsOf(params) }
})

export const readDirectives = (value: string): Reading => listOf(value, member => {
  const { value: first, params } = parametersOf(member)
  return { ...pairOf(first), params: paramsOf(params) }
})

/** Semicolons between: each with or without an argument; of a policy the argument follows a blank. */
export function readPairs(value: string): Reading {
  const { value: first, params } = parametersOf(value)
  const isPolicy = / /.test(first) && !first.includes('=')
  const parts = value.split(';').map(part => part.trim()).filter(part => part !== '')
  if (isPolicy) return { members: parts.map(part => ({ name: part.split(' ')[0] ?? '', value: text(part.split(' ').slice(1).join(' ')), params: [] })) }
  return { members: [pairOf(first), ...[...params].map(([name, argument]) => ({ name, ...(argument !== '' && { value: text(argument) }), params: [] }))].filter(({ name }) => name !== '') }
}

export function readDateValue(value: string): Reading {
  const seconds = readDate(value)
  if (seconds === undefined) return faulty('date')
  return { members: [], instantMs: seconds * 1_000, ...(dateForm(value) === 'obsolete' && { isObsolete: true }) }
}

export function readDateOrSeconds(value: string): Reading {
  if (/^\d+$/.test(value)) return single({ kind: 'number', text: value })
  const read = readDateValue(value)
  return read.fault ? faulty('date-or-seconds') : read
}

export function readNumber(value: string): Reading {
  return /^\d+$/.test(value) ? single({ kind: 'number', text: value }) : faulty('number', Math.max(0, value.search(/\D/)))
}

export function readMediaType(value: string): Reading {
  const { value: type, params } = parametersOf(value)
  return MEDIA_TYPE.test(type) ? { members: [{ value: text(type), params: paramsOf(params) }] } : faulty('media-type')
}

function tagOf(tag: string): ReadMember | ReadFault {
  const [, weak, opaque] = ENTITY_TAG.exec(tag) ?? []
  if (tag === '*') return { value: text('*'), params: [] }
  return opaque === undefined ? 'entity-tag' : { value: { kind: 'string', text: opaque }, params: [{ name: weak === undefined ? 'strong' : 'weak', value: undefined }] }
}

export function readEntityTag(value: string): Reading {
  const tag = tagOf(value)
  return typeof tag === 'string' ? faulty(tag) : { members: [tag] }
}

export const readEntityTags = (value: string): Reading => listOf(value, tagOf)

/** RFC 9110 §7.2: uri-host with or without a port. */
export function readAuthority(value: string): Reading {
  const [, host, port] = /^(\[[0-9A-Fa-f:.]+\]|[^\s:/?#[\]@]*)(?::(\d*))?$/.exec(value) ?? []
  if (host === undefined) return faulty('authority')
  return { members: [{ name: 'host', value: text(host), params: [] }, ...port === undefined ? [] : [{ name: 'port', value: text(port), params: [] }]] }
}

/** RFC 9110 §7.6.3: what was received, by whom, and a comment. */
export const readVia = (value: string): Reading => listOf(value, member => {
  const [, protocol, by, comment] = /^(\S+)\s+([^\s(]+)(?:\s+\((.*)\))?$/s.exec(member) ?? []
  if (protocol === undefined || by === undefined) return 'via'
  return { name: by, value: text(protocol.includes('/') ? protocol : `HTTP/${protocol}`), params: comment === undefined ? [] : [{ name: 'comment', value: text(comment) }] }
})

/** RFC 7239 §4: one element for each hop. */
export const readForwarded = (value: string): Reading => listOf(value, member => {
  const pairs = member.split(';').map(part => pairOf(part.trim())).filter(({ name }) => name !== '')
  return { params: pairs.map(({ name = '', value: argument }) => ({ name, value: argument })) }
})

/** RFC 8288 §3. */
export const readLinks = (value: string): Reading => listOf(value, member => {
  const [, reference, rest = ''] = /^<([^>]*)>\s*(.*)$/s.exec(member) ?? []
  return reference === undefined ? 'links' : { value: text(reference), params: paramsOf(parametersOf(rest).params) }
})

/** RFC 9110 §14.2 and §14.4: ranges that are asked for, or the one that is here. */
export function readRange(value: string): Reading {
  const [, asked, ranges] = /^(\w+)=([\d\s,-]+)$/.exec(value) ?? []
  if (asked !== undefined && ranges !== undefined) return { members: ranges.split(',').map(range => ({ name: asked, value: text(range.trim()), params: [] })) }
  const [, unit, range, whole] = /^(\w+) (\d+-\d+|\*)\/(\d+|\*)$/.exec(value) ?? []
  if (unit === undefined || range === undefined || whole === undefined) return faulty('range')
  return { members: [{ name: unit, value: text(range), params: [{ name: 'of', value: text(whole) }] }] }
}

/** RFC 6265 §4.2: pairs with semicolons between. */
export function readCookies(value: string): Reading {
  return { members: value.split(';').map(pair => pair.trim()).filter(pair => pair !== '').map(pairOf) }
}

/** RFC 6265 §4.1: one pair, then attributes. An Expires has a comma, which parts nothing here. */
export function readSetCookie(value: string): Reading {
  const [first = '', ...attributes] = value.split(';').map(part => part.trim())
  const cookie = pairOf(first)
  if (!first.includes('=') || !TOKEN.test(cookie.name ?? '')) return faulty('set-cookie')
  return { members: [{ ...cookie, params: attributes.filter(part => part !== '').map(pairOf).map(({ name = '', value: argument }) => ({ name, value: argument })) }] }
}

/** RFC 9110 §11.4: a scheme, then a token or parameters. */
export function readCredentials(value: string): Reading {
  const [, scheme = '', told = ''] = /^(\S*)\s*(.*)$/s.exec(value) ?? []
  return { members: [{ value: text(scheme), params: told === '' ? [] : isParameter(told) ? membersWithEmpty(told).map(paramOf) : [{ name: 'token', value: text(told) }] }] }
}

/** RFC 9110 §11.6.1: a comma may part two parameters of a challenge, or one challenge from the next. */
export function readChallenges(value: string): Reading {
  const challenges: { value: ReadValue; params: ReadParam[] }[] = []
  for (const member of membersWithEmpty(value).filter(one => one !== '')) {
    const last = challenges.at(-1)
    const [read] = readCredentials(member).members
    if (last && isParameter(member)) last.params.push(paramOf(member))
    else if (read?.value) challenges.push({ value: read.value, params: [...read.params] })
  }
  return { members: challenges }
}

const isParameter = (told: string) => /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+\s*=\s*[^=\s]/.test(told)

function paramOf(told: string): ReadParam {
  const { name = '', value } = pairOf(told)
  return { name, value }
}

/** RFC 9110 §5.6.6, §10.1.5: products with versions, comments in brackets. */
export function readProducts(value: string): Reading {
  return { members: [...value.matchAll(/\(((?:[^()]|\([^()]*\))*)\)|(\S+)/g)].map(([, comment, product = '']) => {
    if (comment !== undefined) return { name: 'comment', value: text(comment), params: [] }
    const [name = '', version] = product.split('/')
    return { name, ...(version !== undefined && { value: text(version) }), params: [] }
  }) }
}
