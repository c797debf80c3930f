// Two values of one field, compared as what they say: members as members, dates as moments, numbers as numbers.
import { FIELD_FACTS, type FieldSyntax } from '../../../electron/model/explained/field-facts.ts'
import { members } from '../../../electron/model/list-members.ts'
import { readField } from '../../../electron/model/reading/read-field.ts'
import type { Reading, ReadMember } from '../../../electron/model/reading/reading.ts'
import { marked, plain, shortened, type Found, type Piece, type Says } from './compared.ts'
import { comparedTexts } from './compared-text.ts'

const LISTS: readonly FieldSyntax[] = ['members', 'directives', 'list', 'dictionary', 'entity-tags', 'via', 'forwarded', 'links']
/** Where the order of the members says nothing: sets (RFC 9110 §7.6.1, §8.8.3, §10.2.1, §12.5.5, §14.3; RFC 9111 §5.2) and preferences by weight (RFC 9110 §12.4.2). */
const UNORDERED = new Set(['allow', 'vary', 'connection', 'cache-control', 'accept', 'accept-charset', 'accept-encoding', 'accept-language', 'if-match', 'if-none-match', 'accept-ranges', 'trailer', 'te'])
/** Where case says nothing (RFC 9110 §5.1, §7.2, §7.6.1, §8.3.1, §8.4.1, §8.5.1, §12.5; RFC 9112 §7). */
const ANY_CASE = new Set(['vary', 'connection', 'content-type', 'accept', 'accept-charset', 'accept-encoding', 'accept-language', 'content-encoding', 'content-language', 'transfer-encoding', 'te', 'host', 'accept-ranges', 'trailer'])
/** More members than these are compared as text. */
const MOST_MEMBERS = 500

/** @param one the values of the field's lines in one message @param other in the other */
export function comparedField(name: string, one: readonly string[], other: readonly string[]): Found {
  // Several lines of one name are one list (RFC 9110 §5.3), but not those of Set-Cookie.
  const isCookie = name.toLowerCase() === 'set-cookie'
  const [was, is] = [one, other].map(lines => lines.join(isCookie ? '\n' : ', ')) as [string, string]
  if (one.length === 0 || other.length === 0) return { values: [one.length === 0 ? undefined : marked(was), other.length === 0 ? undefined : marked(is)], kind: 'differs', says: onlyOne(name) }
  if (one.length === other.length && one.every((value, nth) => value === other[nth])) return { values: [plain(was), plain(is)], kind: 'same' }
  const key = name.toLowerCase()
  const alike = (word: 'lines' | 'order' | 'spelling' | 'date-form', section: string): Found => ({ values: [plain(was), plain(is)], kind: 'alike', says: { word: `compare.says-${word}`, section } })
  if (was === is) return alike('lines', 'RFC 9110 §5.3')
  const [readOne, readOther] = isCookie ? [] : [readField(name, was), readField(name, is)]
  if (readOne?.instantMs !== undefined && readOther?.instantMs !== undefined) {
    const spanMs = readOther.instantMs - readOne.instantMs
    return spanMs === 0 ? alike('date-form', 'RFC 9110 §5.6.7') : { values: comparedTexts(was, is), kind: 'differs', says: { word: spanMs > 0 ? 'compare.says-later' : 'compare.says-earlier', spanMs: Math.abs(spanMs), ...sectionOf(name) } }
  }
  const isList = LISTS.includes(FIELD_FACTS.get(key)?.syntax ?? 'text')
  const [parts, others] = isList ? [members(was), members(is)] : [[was], [is]]
  if (!readOne || !readOther || parts.length > MOST_MEMBERS || others.length > MOST_MEMBERS) return { values: comparedTexts(was, is), kind: 'differs', says: valueSays(name, readOne, readOther) }
  const [keys, otherKeys] = [parts, others].map(all => all.map(part => keyOf(key, part))) as [string[], string[]]
  if (keys.join('\n') === otherKeys.join('\n')) return alike('spelling', FIELD_FACTS.get(key)?.section ?? 'RFC 9110 §5.5')
  const isSameSet = keys.length === otherKeys.length && keys.toSorted().join('\n') === otherKeys.toSorted().join('\n')
  if (isSameSet && UNORDERED.has(key)) return alike('order', FIELD_FACTS.get(key)?.section ?? 'RFC 9110 §5.3')
  const [inOne, inOther] = [new Set(keys), new Set(otherKeys)]
  const values: Found['values'] = isList && !isSameSet
    ? [listed(parts, keys, inOther), listed(others, otherKeys, inOne)]
    : comparedTexts(was, is)
  return { values, kind: 'differs', says: valueSays(name, readOne, readOther) }
}

function listed(parts: readonly string[], keys: readonly string[], there: ReadonlySet<string>): Piece[] {
  return parts.flatMap((part, nth): Piece[] => [...(nth > 0 ? [{ text: ', ', differs: false }] : []), { text: shortened(part), differs: !there.has(keys[nth] ?? '') }])
}

/** @returns the same text for members that say the same. */
function keyOf(field: string, part: string): string {
  const reading = readField(field, part)
  if (!reading || reading.fault || reading.members.length === 0) return part
  return JSON.stringify(reading.members.map(member => canonical(field, member)))
}

function canonical(field: string, { name, value, params }: ReadMember): unknown {
  const inCase = (text: string | undefined) => (ANY_CASE.has(field) ? text?.toLowerCase() : text)
  const isNumber = FIELD_FACTS.get(field)?.syntax === 'number' || FIELD_FACTS.get(field)?.syntax === 'date-or-seconds'
  const said = isNumber && value !== undefined ? value.text.replace(/^0+(?=\d)/, '') : inCase(value?.text)
  // A weight of 1 is what goes without saying (RFC 9110 §12.4.2); of parameters only the name is without case, but a charset is too (RFC 9110 §8.3.2).
  const kept = params.map(param => [param.name.toLowerCase(), param.name === 'q' ? String(Number(param.value?.text)) : param.name === 'charset' ? param.value?.text.toLowerCase() : param.value?.text])
    .filter(([key, text]) => !(key === 'q' && text === '1'))
  return [field === 'cache-control' ? name?.toLowerCase() : name, said, kept.sort((one, two) => String(one[0]).localeCompare(String(two[0])))]
}

const sectionOf = (name: string): { section?: string } => {
  const section = FIELD_FACTS.get(name.toLowerCase())?.section
  return section === undefined ? {} : { section }
}
const isKnown = (name: string) => FIELD_FACTS.has(name.toLowerCase())

function onlyOne(name: string): Says {
  if (name.toLowerCase() === 'allow') return { word: 'compare.says-only-allow', section: 'RFC 9110 §10.2.1' }
  return isKnown(name) ? { field: name } : { word: 'compare.says-only-one' }
}

function valueSays(name: string, one: Reading | undefined, other: Reading | undefined): Says {
  const key = name.toLowerCase()
  if (key === 'allow') return { word: 'compare.says-allow-members', section: 'RFC 9110 §10.2.1' }
  const isSameTag = key === 'etag' && one !== undefined && one.members[0]?.value?.text === other?.members[0]?.value?.text
  if (isSameTag) return { word: 'compare.says-weak', section: 'RFC 9110 §8.8.3.2' }
  return isKnown(name) ? { field: name } : { word: 'compare.says-value' }
}
