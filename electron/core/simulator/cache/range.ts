// One range of octets out of a complete stored response (RFC 9110 §14.1.2, §14.2).
import { hasField, valuesOf, type FieldLines } from './fields.ts'
import type { CacheRequest, Stored } from './stored.ts'

/** First and last octet, counted from 0. */
export interface Range { readonly first: number; readonly last: number }

const ONE_RANGE = /^bytes=(\d*)-(\d*)$/i

/** @returns whether a part is asked for; `Range` has a meaning with GET only (RFC 9110 §14.2). */
export function asksForPart({ method, fields }: CacheRequest): boolean {
  return method === 'GET' && hasField(fields, 'range')
}

/** @returns the one range that the request asks for, cut to what there is; undefined for several, for another unit, and for one that lies outside. */
export function rangeOf(request: FieldLines, { status, content }: Pick<Stored, 'status' | 'content'>): Range | undefined {
  const [only = '', second] = valuesOf(request, 'range')
  const [, from = '', to = ''] = ONE_RANGE.exec(only) ?? []
  if (status !== 200 || second !== undefined || (from === '' && to === '')) return undefined
  const end = content.length - 1
  // Without a first octet, the number counts from the end.
  const range = from === '' ? { first: Math.max(0, content.length - Number(to)), last: end } : { first: Number(from), last: to === '' ? end : Math.min(Number(to), end) }
  return range.first <= range.last ? range : undefined
}

/** @returns `Content-Range` and `Content-Length` of a part (RFC 9110 §14.4). @param length of the whole */
export function partFields({ first, last }: Range, length: number): FieldLines {
  return [['Content-Range', `bytes ${first}-${last}/${length}`], ['Content-Length', String(last - first + 1)]]
}
