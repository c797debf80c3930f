// Which of the survey's requests a request is like: by what it is, never by its bytes.
import { REGISTERED_METHODS } from '../../../model/methods.ts'
import { TOKEN, type Limits } from '../../../model/scenario.ts'
import { listOf, valuesOf } from '../../wire/framing.ts'
import type { RequestHead } from '../../wire/request-reader.ts'
import { persists } from '../turn.ts'

/** The request of the survey that differs from another in one thing only: what that one got is no answer to the thing. */
const POSTED = new Set(['expect-continue', 'chunked', 'te-foo-chunked', 'te-gzip-chunked', 'te-foo', 'te-chunked-foo', 'te-and-length', 'length-twice', 'length-invalid', 'chunk-invalid'])

/** The order in which servers come across what is odd: the line, its parts, the fields, the framing, what is expected. */
const ORDER = [
  'http-09', 'version-broken', 'method-illegal', 'space-twice', 'method-long', 'target-long', 'version-12', 'version-20', 'version-90', 'get-10',
  'field-no-colon', 'field-folded', 'field-space', 'field-long', 'host-missing', 'host-double', 'host-invalid', 'target-relative', 'target-star', 'target-absolute',
  'te-foo-chunked', 'te-gzip-chunked', 'te-foo', 'te-chunked-foo', 'te-get-foo', 'te-and-length', 'length-twice', 'length-invalid', 'chunked', 'chunk-invalid',
  'expect-unknown', 'expect-continue', 'upgrade-unknown',
]

/** @returns the requests of the survey that this one shares something with besides method and resource, in the order in which they count. @param limits of the participant: what is longer is over-long */
export function oddKindsOf(head: RequestHead, limits: Limits): string[] {
  const { method, target, version, fields } = head
  const found = new Set<string>(head.oddities)
  const codings = listOf(head, 'transfer-encoding')
  const expectations = listOf(head, 'expect')
  const sectionSize = fields.reduce((size, { name, value }) => size + name.length + value.length + 4, 0)
  if (method.length > limits.method) found.add('method-long')
  if (target.length > limits.requestLine) found.add('target-long')
  if (sectionSize > limits.fieldSection) found.add('field-long')
  if (version === 'HTTP/1.0' && !persists(head)) found.add('get-10')
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(target) && method !== 'CONNECT') found.add('target-absolute')
  // OPTIONS * is a request of its own.
  if (target === '*' && method === 'OPTIONS') found.delete('target-star')
  if (codings.length === 1 && codings[0] === 'chunked') found.add('chunked')
  if (expectations.includes('100-continue')) found.add('expect-continue')
  if (expectations.some(expectation => expectation !== '100-continue')) found.add('expect-unknown')
  if (listOf(head, 'connection').includes('upgrade') && valuesOf(head, 'upgrade').length > 0) found.add('upgrade-unknown')
  return ORDER.filter(kind => found.has(kind))
}

/** @returns the plain request that `kind` was made of. */
export function plainKindOf(kind: string): 'get' | 'post' {
  return POSTED.has(kind) ? 'post' : 'get'
}

/** Each was asked by its own name. */
const ASKED_BY_NAME = new Set(['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'TRACK', 'CONNECT', 'QUERY', 'PROPFIND', 'MKCOL', 'UPDATE', 'PURGE'])
/** What goes with PROPFIND: the rest of RFC 4918 §9 and those of its extensions that parsers with a list of methods have on it. */
const WEBDAV = new Set('PROPPATCH COPY MOVE LOCK UNLOCK ACL BIND REBIND UNBIND CHECKOUT LINK UNLINK MERGE MKACTIVITY MKCALENDAR REPORT SEARCH'.split(' '))

/** @returns the requests of the survey that are like one with this method, the nearest first. */
export function methodKindsOf({ method, target }: RequestHead): string[] {
  if (method === 'OPTIONS' && target === '*') return ['options-star']
  if (ASKED_BY_NAME.has(method)) return [method.toLowerCase()]
  if (!TOKEN.test(method)) return ['method-illegal']
  if (WEBDAV.has(method)) return ['propfind', 'mkcol', 'update', 'frobnicate']
  if (REGISTERED_METHODS.has(method)) return ['update', 'frobnicate']
  if (/[^A-Za-z_-]/.test(method)) return ['method-token']
  if (/^[^A-Z]+$/.test(method)) return ['get-lower']
  if (/[a-z]/.test(method)) return ['get-mixed']
  return [/[_-]/.test(method) ? 'method-hyphen' : 'frobnicate']
}
