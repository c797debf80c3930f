// What is odd about the fields of a draft, each by itself, and about what they say together of where the content ends.
import type { StructuredDraft } from '../draft.ts'
import { phrase, type Phrase } from '../phrase.ts'
import { HOST, TOKEN } from '../token.ts'
import { firstOdd, signNamed, type Fault, type Warning } from './warning.ts'

/** What is about one connection only (RFC 9113 §8.2.2). */
const OF_ONE_CONNECTION = new Set(['connection', 'proxy-connection', 'keep-alive', 'transfer-encoding', 'upgrade'])

/** @returns what is wrong with a name, with its section */
export function nameFault(name: string): Fault | undefined {
  if (name === '') return [phrase('warning.field-empty'), 'RFC 9110 §5.1']
  const odd = firstOdd(name, TOKEN)
  if (odd === undefined) return undefined
  if (/[ \t]$/.test(name) && TOKEN.test(name.trimEnd())) return [phrase('warning.field-space', { sign: signNamed(name.at(-1) ?? '') }), 'RFC 9112 §5.1']
  return name.startsWith(':') ? [phrase('warning.field-pseudo'), 'RFC 9113 §8.3'] : [phrase('warning.field-sign', { sign: signNamed(odd) }), 'RFC 9110 §5.1']
}

/** @returns what is wrong with a value, with its section */
export function valueFault(value: string): Fault | undefined {
  const breaking = firstOdd(value, /^[^\r\n\0]$/u)
  if (breaking !== undefined) return [phrase('warning.value-break', { sign: signNamed(breaking) }), 'RFC 9110 §5.5']
  const odd = firstOdd(value, /^[\t -~\u0080-\u{10ffff}]$/u)
  if (odd !== undefined) return [phrase('warning.value-sign', { sign: signNamed(odd) }), 'RFC 9110 §5.5']
  if (/^[ \t]|[ \t]$/.test(value)) return [phrase('warning.value-edges'), 'RFC 9110 §5.5']
  const beyond = firstOdd(value, /^[\t -~]$/)
  return beyond === undefined ? undefined : [phrase('warning.value-beyond', { sign: signNamed(beyond) }), 'RFC 9110 §5.5']
}

export function fieldWarnings({ fields, protocol }: StructuredDraft): Warning[] {
  return fields.flatMap(({ name, value }, field) => {
    const [ofName, ofValue] = [nameFault(name), valueFault(value)]
    const isForeign = protocol === 'h2' && OF_ONE_CONNECTION.has(name.toLowerCase())
    return [
      ...(ofName ? [{ at: { part: 'name', field } as const, says: ofName[0], section: ofName[1] }] : []),
      ...(isForeign ? [{ at: { part: 'name', field } as const, says: phrase('warning.h2-field', { name }), section: 'RFC 9113 §8.2.2' }] : []),
      ...(ofValue ? [{ at: { part: 'value', field } as const, says: ofValue[0], section: ofValue[1] }] : []),
    ]
  })
}

/** What the fields say of where the content ends, and for whom the request is. */
export function framingWarnings({ fields, content, protocol }: StructuredDraft): Warning[] {
  const named = (wanted: string) => fields.flatMap(({ name, value }, field) => (name.toLowerCase() === wanted ? [{ field, value }] : []))
  const [lengths, codings, hosts] = [named('content-length'), named('transfer-encoding'), named('host')]
  const warning = (at: { readonly field: number }, says: Phrase, section: string): Warning => ({ at: { part: 'value', field: at.field }, says, section })
  const [length, secondLength, coding, secondHost] = [lengths[0], lengths[1], codings.at(-1), hosts[1]]
  return [
    ...(length && !secondLength ? lengthWarning(length.value, new TextEncoder().encode(content).length).map(([says, section]) => warning(length, says, section)) : []),
    ...(secondLength ? [warning(secondLength, phrase('warning.length-twice'), 'RFC 9112 §6.3')] : []),
    ...(length && coding ? [warning(coding, phrase('warning.length-and-coding'), 'RFC 9112 §6.2')] : []),
    ...(coding && protocol !== 'h2' ? codingWarning(coding.value, protocol).map(([says, section]) => warning(coding, says, section)) : []),
    ...(secondHost ? [warning(secondHost, phrase('warning.host-twice'), 'RFC 9112 §3.2')] : []),
    ...hosts.slice(0, 1).flatMap(host => hostWarning(host.value).map(([says, section]) => warning(host, says, section))),
  ]
}

/** @param real how many octets the content has */
export function lengthWarning(value: string, real: number): Fault[] {
  if (!/^\d+$/.test(value.trim())) return [[phrase('warning.length-number'), 'RFC 9110 §8.6']]
  return Number(value) === real ? [] : [[phrase('warning.length-wrong', { said: value.trim(), real }), 'RFC 9112 §6.3']]
}

export function hostWarning(value: string): Fault[] {
  return HOST.test(value.trim()) ? [] : [[phrase('warning.host-wrong'), 'RFC 9112 §3.2']]
}

/** @param protocol is given for parts; of raw bytes nobody needs to be told that they are written by hand */
export function codingWarning(value: string, protocol: StructuredDraft['protocol'], isRaw = false): Fault[] {
  if (protocol === 'http/1.0') return [[phrase('warning.coding-old'), 'RFC 9112 §6.1']]
  if (!/(^|,)\s*chunked\s*$/i.test(value)) return [[phrase('warning.coding-last'), 'RFC 9112 §6.1']]
  return isRaw ? [] : [[phrase('warning.coding-by-hand'), 'RFC 9112 §7.1']]
}
