// Which of the survey's requests a request is like: by what it is, never by its bytes.
import { REGISTERED_METHODS } from '../../../model/methods.ts'
import { TOKEN, type Limits } from '../../../model/scenario.ts'
import { listOf, valuesOf } from '../../wire/framing.ts'
import type { RequestHead } from '../../wire/request-reader.ts'
import { persists } from '../turn.ts'

/** The request of the survey that differs from another in one thing only: what that one got is no answer to the thing. */
const POSTED = new Set(['expect-continue', 'post-bare', 'te-10', 'length-same', 'chunked', 'te-foo-chunked', 'te-gzip-chunked', 'te-foo', 'te-chunked-foo', 'te-chunked-twice', 'te-and-length', 'length-twice', 'length-invalid', 'chunk-invalid'])

/** The order in which servers come across what is odd: the line, its parts, the fields, the framing, what is expected. */
const ORDER = [
  'empty-before', 'lines-lf', 'space-before', 'space-tab', 'http-09', 'version-broken', 'version-lower', 'method-illegal', 'space-twice', 'space-after', 'method-long', 'target-long', 'target-space', 'target-fragment', 'target-octet', 'target-control',
  'version-09', 'version-110', 'version-12', 'version-20', 'version-90', 'get-10',
  'field-no-colon', 'field-name-empty', 'field-name-illegal', 'field-folded', 'field-space', 'field-nul', 'field-cr', 'field-long',
  'host-missing', 'host-double', 'host-empty', 'host-port', 'host-user', 'host-invalid', 'target-relative', 'target-star', 'target-absolute-other', 'target-absolute',
  'te-10', 'te-foo-chunked', 'te-gzip-chunked', 'te-foo', 'te-chunked-foo', 'te-chunked-twice', 'te-get-foo', 'te-and-length', 'length-same', 'length-twice', 'length-invalid', 'chunked', 'chunk-invalid',
  'get-content', 'post-bare', 'expect-unknown', 'expect-continue', 'expect-get', 'upgrade-unknown',
]

/** @returns the requests of the survey that this one shares something with besides method and resource, in the order in which they count. @param limits of the participant: what is longer is over-long */
export function oddKindsOf(head: RequestHead, limits: Limits): string[] {
  const { method, target, version, fields } = head
  const found = new Set<string>(head.oddities)
  const codings = listOf(head, 'transfer-encoding')
  const hosts = valuesOf(head, 'host')
  const expectations = listOf(head, 'expect')
  const sectionSize = fields.reduce((size, { name, value }) => size + name.length + value.length + 4, 0)
  if (method.length > limits.method) found.add('method-long')
  if (target.length > limits.requestLine) found.add('target-long')
  if (sectionSize > limits.fieldSection) found.add('field-long')
  if (version === 'HTTP/1.0' && !persists(head)) found.add('get-10')
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(target) && method !== 'CONNECT') found.add('target-absolute')
  const authority = /^[a-z][a-z0-9+.-]*:\/\/([^/?]*)/i.exec(target)?.[1]
  if (authority !== undefined && method !== 'CONNECT' && hosts.length === 1 && hosts[0]?.toLowerCase() !== authority.toLowerCase()) found.add('target-absolute-other')
  // OPTIONS * is a request of its own.
  if (target === '*' && method === 'OPTIONS') found.delete('target-star')
  if (codings.length === 1 && codings[0] === 'chunked') found.add('chunked')
  if (hosts.length === 1 && hosts[0] === '') found.add('host-empty')
  if ((method === 'GET' || method === 'HEAD') && hasContent(head) && !codings.some(coding => coding !== 'chunked')) found.add('get-content')
  if (method === 'POST' && codings.length === 0 && valuesOf(head, 'content-length').length === 0) found.add('post-bare')
  if (expectations.includes('100-continue')) found.add(hasContent(head) ? 'expect-continue' : 'expect-get')
  if (expectations.some(expectation => expectation !== '100-continue')) found.add('expect-unknown')
  if (listOf(head, 'connection').includes('upgrade') && valuesOf(head, 'upgrade').length > 0) found.add('upgrade-unknown')
  return ORDER.filter(kind => found.has(kind))
}

/** @returns the plain request that `kind` was made of. */
export function plainKindOf(kind: string): 'get' | 'post' {
  return POSTED.has(kind) ? 'post' : 'get'
}

/** Asked by their names besides those of the registry: parsers with a list of methods have them on it. */
const LISTED = new Set(['TRACK', 'PURGE', 'M-SEARCH', 'NOTIFY', 'SUBSCRIBE', 'UNSUBSCRIBE', 'SOURCE'])

export function hasContent(head: RequestHead): boolean {
  return valuesOf(head, 'transfer-encoding').length > 0 || !['', '0'].includes(valuesOf(head, 'content-length')[0] ?? '')
}

/** @returns the requests of the survey that are like one with this method, the nearest first. */
export function methodKindsOf(head: RequestHead): string[] {
  const { method, target, oddities = [] } = head
  if (method === 'OPTIONS' && target === '*') return ['options-star']
  if (method === 'TRACE' && hasContent(head)) return ['trace-content', 'trace']
  if (method === 'DELETE' && hasContent(head)) return ['delete-content', 'delete']
  if (method === 'CONNECT') return [oddities.find(oddity => oddity === 'connect-path' || oddity === 'connect-no-port') ?? 'connect']
  if (REGISTERED_METHODS.has(method) || LISTED.has(method)) return [method.toLowerCase()]
  if (!TOKEN.test(method)) return ['method-illegal']
  if (/[^A-Za-z_-]/.test(method)) return ['method-token']
  if (/^[^A-Z]+$/.test(method)) return ['get-lower']
  if (/[a-z]/.test(method)) return ['get-mixed']
  return [/[_-]/.test(method) ? 'method-hyphen' : 'frobnicate']
}
