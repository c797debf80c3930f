// Which stored responses an answer to an unsafe method makes invalid (RFC 9111 §4.4).
import { valuesOf } from './fields.ts'
import type { CacheRequest, CacheResponse } from './stored.ts'

/** Safe by the registry of methods (RFC 9110 §16.1.1); a method that is not known to be safe invalidates. */
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND', 'REPORT', 'SEARCH', 'QUERY'])

/** @returns the URIs that are invalid now: none after an error, so a 501 to PUT invalidates nothing. */
export function invalidatedBy({ method, uri }: CacheRequest, { status, fields }: CacheResponse): string[] {
  if (SAFE.has(method) || status < 200 || status > 399) return []
  const named = [...valuesOf(fields, 'location'), ...valuesOf(fields, 'content-location')].map(reference => resolved(reference, uri))
  const origin = resolved(uri, uri)?.origin
  // Another origin's responses are not this one's to invalidate.
  return [uri, ...named.filter(target => target !== undefined && target.origin === origin).map(String)]
}

function resolved(reference: string, base: string): URL | undefined {
  return URL.parse(reference, base) ?? undefined
}

/** @returns a form in which equivalent URIs are equal (RFC 9110 §4.2.3), fragments left out. */
export function comparable(uri: string): string {
  const parsed = URL.parse(uri)
  if (!parsed) return uri
  parsed.hash = ''
  return parsed.href
}
