// What a reader may pass over that is told to be tolerant: it notes what is odd and reads on, where the rest stays readable.
import { listOf, valuesOf, type Delimiter, NO_CONTENT } from './framing.ts'
import { readFieldLine, readRequestLine, type ReadField, type RequestLine } from './grammar.ts'
import { hostOddity, type HostOddity } from './host.ts'

/** What is odd about a request, each by the name that the field survey has for it. A strict reader refuses every one. */
export type Oddity =
  | 'http-09' | 'version-broken' | 'version-12' | 'version-20' | 'version-90' | 'space-twice' | 'method-illegal'
  | 'field-space' | 'field-folded' | 'field-no-colon' | HostOddity
  | 'te-foo-chunked' | 'te-gzip-chunked' | 'te-foo' | 'te-chunked-foo' | 'te-get-foo' | 'te-and-length' | 'length-twice' | 'length-invalid' | 'chunk-invalid'

type Head = RequestLine & { readonly fields: readonly ReadField[] }

const LOOSE_LINE = /^([^\s]+)( +)([^\s]+)(?: ([^\s]+))?$/
const REGISTERED_CODINGS = new Set(['gzip', 'x-gzip', 'deflate', 'compress', 'x-compress'])

/** @returns the parts of a request line and what is odd about them, or what makes it unreadable. An HTTP/0.9 line has no version of its own. */
export function readOddRequestLine(line: string): { readonly line: RequestLine; readonly odd: Oddity[] } | string {
  const strict = readRequestLine(line)
  if (typeof strict !== 'string') return { line: strict, odd: oddVersion(strict.version) }
  const match = LOOSE_LINE.exec(line)
  if (!match) return strict
  const [, method = '', spaces = '', target = '', version] = match
  const mended = readRequestLine(`M ${target} HTTP/1.1`)
  if (typeof mended === 'string') return strict
  const isToken = typeof readRequestLine(`${method} / HTTP/1.1`) !== 'string'
  return {
    line: { method, target, version: version ?? 'HTTP/0.9' },
    odd: [...(version === undefined ? ['http-09' as const] : oddVersion(version)), ...(isToken ? [] : ['method-illegal' as const]), ...(spaces.length > 1 ? ['space-twice' as const] : [])],
  }
}

function oddVersion(version: string): Oddity[] {
  if (version === 'HTTP/1.0' || version === 'HTTP/1.1') return []
  if (/^HTTP\/1\.\d$/.test(version)) return ['version-12']
  if (/^HTTP\/2\.\d$/.test(version)) return ['version-20']
  return [/^HTTP\/\d\.\d$/.test(version) ? 'version-90' : 'version-broken']
}

/** @returns the field of a line, or none, and what is odd about it; or what makes it unreadable. @param before the field of the line before, which a folded line goes on with (RFC 9112 §5.2) */
export function readOddFieldLine(line: string, before: ReadField | undefined): { readonly field?: ReadField; readonly replaces?: true; readonly odd?: Oddity } | string {
  const wrong = readFieldLine(line)
  if (typeof wrong !== 'string') return { field: wrong }
  if (/^[\t ]/.test(line)) return before ? { field: { ...before, value: `${before.value} ${line.trim()}` }, replaces: true, odd: 'field-folded' } : wrong
  const colon = line.indexOf(':')
  if (colon < 0) return { odd: 'field-no-colon' }
  const tight = readFieldLine(line.slice(0, colon).trimEnd() + line.slice(colon))
  return typeof tight === 'string' ? wrong : { field: tight, odd: 'field-space' }
}

/** @returns what is odd about the host, the form of the target and the framing, and where the content is taken to end. */
export function oddHead(head: Head): { readonly odd: readonly Oddity[]; readonly delimiter: Delimiter; readonly isUnclear: boolean } {
  const host = hostOddity(head, valuesOf(head, 'host'))
  const codings = listOf(head, 'transfer-encoding')
  const lengths = valuesOf(head, 'content-length')
  if (codings.length > 0) {
    const odd = oddCodings(head.method, codings, lengths.length > 0)
    const isChunked = codings.at(-1) === 'chunked'
    return { odd: [...host, ...odd], delimiter: isChunked ? { kind: 'chunked' } : NO_CONTENT, isUnclear: !isChunked }
  }
  const [first] = lengths
  if (first === undefined) return { odd: host, delimiter: NO_CONTENT, isUnclear: false }
  if (!/^\d{1,15}$/.test(first)) return { odd: [...host, 'length-invalid'], delimiter: NO_CONTENT, isUnclear: true }
  return { odd: lengths.length > 1 ? [...host, 'length-twice'] : host, delimiter: { kind: 'length', length: Number(first) }, isUnclear: false }
}

function oddCodings(method: string, codings: readonly string[], hasLength: boolean): Oddity[] {
  if (codings.at(-1) !== 'chunked') {
    if (codings.includes('chunked')) return ['te-chunked-foo']
    return [method === 'GET' || method === 'HEAD' ? 'te-get-foo' : 'te-foo']
  }
  if (codings.length > 1) return [codings.slice(0, -1).every(coding => REGISTERED_CODINGS.has(coding)) ? 'te-gzip-chunked' : 'te-foo-chunked']
  return hasLength ? ['te-and-length'] : []
}
