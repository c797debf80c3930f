// How the end of the content is known: the numbered steps of RFC 9112 §6.3.
import { aside } from '../../model/asides-en.ts'
import { phrase } from '../../model/phrase.ts'
import { unclear, type Fault } from './fault.ts'

/** `length` is in octets and stands for "none" when it is 0. */
export type Delimiter = { readonly kind: 'length'; readonly length: number } | { readonly kind: 'chunked' } | { readonly kind: 'until-close' }

interface Head { readonly version: string; readonly fields: readonly { readonly name: string; readonly value: string }[] }

export const NO_CONTENT: Delimiter = { kind: 'length', length: 0 }
const CHUNKED: Delimiter = { kind: 'chunked' }

/** @returns the values of the field lines called `name`, which is written in small letters. */
export function valuesOf(head: Pick<Head, 'fields'>, name: string): string[] {
  const values: string[] = []
  for (const field of head.fields) {
    if (field.name.length === name.length && field.name.toLowerCase() === name) values.push(field.value)
  }
  return values
}

/** @returns the members of a comma-separated list field, small letters, empty ones left out (RFC 9110 §5.6.1). */
export function listOf(head: Pick<Head, 'fields'>, name: string): string[] {
  const values = valuesOf(head, name)
  if (values.length === 0) return values
  return members(values).map(member => member.toLowerCase()).filter(member => member !== '')
}

/** Only SP and HTAB are white space here; `trim` would take a no-break space (%xA0) off too, and so make of "chunked%xA0" what no other parser does. */
function members(values: readonly string[]): string[] {
  return values.join(',').split(',').map(member => member.replace(/^[\t ]+/, '').replace(/[\t ]+$/, ''))
}

/** @returns how a request's content ends, or the fault that makes it impossible to say (RFC 9112 §6.1, §6.3). */
export function requestDelimiter(head: Head): Delimiter | Fault {
  const codings = listOf(head, 'transfer-encoding')
  const lengths = valuesOf(head, 'content-length')
  if (codings.length > 0) {
    // An empty member of a list is to be ignored (RFC 9110 §5.6.1.2). Of this list it must not be: to other parsers "chunked," is not chunked.
    if (members(valuesOf(head, 'transfer-encoding')).includes('')) return unclear(aside('coding-member'), 'RFC 9112 §6.1')
    if (head.version === 'HTTP/1.0') return unclear(aside('coding-old'), 'RFC 9112 §6.1')
    if (lengths.length > 0) return unclear(aside('coding-and-length'), 'RFC 9112 §6.1')
    if (codings.at(-1) !== 'chunked') return unclear(aside('coding-last'))
    if (codings.indexOf('chunked') < codings.length - 1) return unclear(aside('chunked-twice'), 'RFC 9112 §7.1')
    const [other] = codings
    return other === 'chunked' ? CHUNKED : {
      check: 'transfer-coding', status: 501, because: phrase('decision.transfer-coding-unknown', { coding: other ?? '' }), section: 'RFC 9112 §6.1',
    }
  }
  if (valuesOf(head, 'transfer-encoding').length > 0) return unclear(aside('coding-empty'))
  if (lengths.length === 0) return NO_CONTENT
  const length = readLength(lengths)
  return length === undefined ? unclear(aside('length-number')) : { kind: 'length', length }
}

/** @returns how a response's content ends (RFC 9112 §6.3); what is unclear is read until the connection closes. */
export function responseDelimiter(head: Head & { readonly status: number }, requestMethod: string): Delimiter {
  if (requestMethod === 'HEAD' || head.status < 200 || head.status === 204 || head.status === 304) return NO_CONTENT
  if (requestMethod === 'CONNECT' && head.status < 300) return NO_CONTENT
  const codings = listOf(head, 'transfer-encoding')
  if (codings.length > 0) return codings.at(-1) === 'chunked' ? CHUNKED : { kind: 'until-close' }
  const length = readLength(valuesOf(head, 'content-length'))
  return length === undefined ? { kind: 'until-close' } : { kind: 'length', length }
}

/** A single run of digits within the safe integers; a repeated or listed value is refused, though one MAY take it. */
function readLength(values: readonly string[]): number | undefined {
  const [value] = values
  return values.length === 1 && value !== undefined && /^\d{1,15}$/.test(value) ? Number(value) : undefined
}
