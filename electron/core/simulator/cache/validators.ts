// Entity tags and modification dates (RFC 9110 §8.8), and the conditions that are made of them (§13).
import { listMembers, valuesOf, type FieldLines } from './fields.ts'
import { lastModified, oneDate } from './freshness.ts'
import type { Stored } from './stored.ts'

const ENTITY_TAG = /^(?:W\/)?"[!\x23-\x7e\x80-\xff]*"$/

/** @returns the one valid entity tag, as it stands. */
export function entityTag(fields: FieldLines): string | undefined {
  const [tag, second] = valuesOf(fields, 'etag')
  return tag !== undefined && second === undefined && ENTITY_TAG.test(tag) ? tag : undefined
}

/** @returns whether there is something to validate by. */
export function isValidated(fields: FieldLines, nowMs: number): boolean {
  return entityTag(fields) !== undefined || lastModified(fields, nowMs) !== undefined
}

/** @returns the opaque part: equal for tags that are equal by weak comparison (RFC 9110 §8.8.3.2). */
function opaque(tag: string): string {
  return tag.replace(/^W\//, '')
}

/** @returns whether the answer is 304: the client already has what is stored (RFC 9110 §13.1.2, §13.1.3; RFC 9111 §4.3.2). */
export function clientHasIt(request: FieldLines, stored: Stored): boolean {
  if (stored.status < 200 || stored.status > 299) return false
  const tags = listMembers(valuesOf(request, 'if-none-match'))
  if (tags.length > 0) {
    const own = entityTag(stored.fields)
    return tags.includes('*') || (own !== undefined && tags.some(tag => opaque(tag) === opaque(own)))
  }
  const sinceMs = oneDate(valuesOf(request, 'if-modified-since'), stored.responseMs)
  return sinceMs !== undefined && (lastModified(stored.fields, stored.responseMs) ?? stored.dateMs) <= sinceMs
}

/** @returns whether the client itself named the entity tag that `response` has. */
export function clientNamed(request: FieldLines, response: FieldLines): boolean {
  const tag = entityTag(response)
  return tag !== undefined && listMembers(valuesOf(request, 'if-none-match')).some(named => named === '*' || opaque(named) === opaque(tag))
}

/**
 * @returns the conditions that validate a stored response (RFC 9111 §4.3.1), in place of those of the client, whose entity tags
 * are sent along (§4.3.2); undefined if it has no validator that the client's own conditions would not hide.
 */
export function validatingFields(stored: Stored, request: FieldLines): FieldLines | undefined {
  const tag = entityTag(stored.fields)
  const [modified] = lastModified(stored.fields, stored.responseMs) === undefined ? [] : valuesOf(stored.fields, 'last-modified')
  const named = listMembers(valuesOf(request, 'if-none-match'))
  if (tag === undefined && (modified === undefined || named.length > 0)) return undefined
  const tags = tag === undefined ? [] : [...new Set([...named, tag])]
  if (tags.includes('*')) return undefined
  return [...(tags.length > 0 ? [['If-None-Match', tags.join(', ')] as const] : []), ...(modified === undefined ? [] : [['If-Modified-Since', modified] as const])]
}

/**
 * @returns those of the stored responses that a 304 speaks of (RFC 9111 §4.3.4): all with its strong validator; else the most recent
 * with its weak one; else, if neither it nor the only one has a validator, that one. @param candidates most recent first
 */
export function spokenOf(candidates: readonly Stored[], notModified: FieldLines, nowMs: number): readonly Stored[] {
  const tag = entityTag(notModified)
  if (tag !== undefined && !tag.startsWith('W/')) return candidates.filter(({ fields }) => entityTag(fields) === tag)
  const modifiedMs = lastModified(notModified, nowMs)
  if (tag === undefined && modifiedMs === undefined) {
    return candidates.length === 1 ? candidates.filter(({ fields }) => !isValidated(fields, nowMs)) : []
  }
  return candidates.filter(({ fields }) => {
    const own = entityTag(fields)
    return tag === undefined ? lastModified(fields, nowMs) === modifiedMs : own !== undefined && opaque(own) === opaque(tag)
  }).slice(0, 1)
}
