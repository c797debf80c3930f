// What a reader may pass over that is told to be tolerant: it notes what is odd and reads on, where the rest stays readable.
import { listOf, valuesOf, type Delimiter, NO_CONTENT } from './framing.ts'
import { readFieldLine, readRequestLine, type ReadField, type RequestLine } from './grammar.ts'
import { hostOddity, type HostOddity } from './host.ts'

/** What is odd about a request, each by the name that the field survey has for it. A strict reader refuses every one. */
export type Oddity =
  | 'http-09' | 'version-broken' | 'version-09' | 'version-110' | 'version-12' | 'version-20' | 'version-90' | 'version-lower'
  | 'space-before' | 'space-after' | 'space-twice' | 'space-tab' | 'lines-lf' | 'method-illegal' | 'target-space' | 'target-fragment' | 'target-octet' | 'target-control' | 'empty-before'
  | 'field-space' | 'field-folded' | 'field-no-colon' | 'field-name-illegal' | 'field-name-empty' | 'field-nul' | 'field-cr' | HostOddity
  | 'te-10' | 'te-foo-chunked' | 'te-gzip-chunked' | 'te-foo' | 'te-chunked-foo' | 'te-chunked-twice' | 'te-get-foo' | 'te-and-length' | 'length-same' | 'length-twice' | 'length-invalid' | 'chunk-invalid'

type Head = RequestLine & { readonly fields: readonly ReadField[] }

const CONTROL = /[\0-\x08\x0a-\x1f\x7f]/g
const REGISTERED_CODINGS = new Set(['gzip', 'x-gzip', 'deflate', 'compress', 'x-compress'])

/** @returns the parts of a request line and what is odd about them, or what makes it unreadable. An HTTP/0.9 line has no version of its own. */
export function readOddRequestLine(line: string): { readonly line: RequestLine; readonly odd: Oddity[] } | string {
  const strict = readRequestLine(line)
  if (typeof strict !== 'string') return { line: strict, odd: oddVersion(strict.version) }
  const [method, ...rest] = line.split(/[\t ]+/).filter(word => word !== '')
  if (method === undefined || rest.length === 0) return strict
  const version = rest.length > 1 ? rest.pop() : undefined
  const [written = '', fragment] = rest.join('%20').split('#', 2)
  const target = written.replaceAll(CONTROL, encoded).replaceAll(/[\x80-\xff]/g, encoded)
  const mended = readRequestLine(`M ${target} HTTP/1.1`)
  if (typeof mended === 'string') return strict
  const isToken = typeof readRequestLine(`${method} / HTTP/1.1`) !== 'string'
  const odd: (Oddity | false)[] = [
    version === undefined && 'http-09', ...(version === undefined ? [] : oddVersion(version)), !isToken && 'method-illegal', /^[\t ]/.test(line) && 'space-before',
    /[\t ]$/.test(line) && 'space-after', line.trim().includes('  ') && 'space-twice', line.includes('\t') && 'space-tab', rest.length > 1 && 'target-space', fragment !== undefined && 'target-fragment',
    /[\x80-\xff]/.test(written) && 'target-octet', written.search(CONTROL) >= 0 && 'target-control',
  ]
  return { line: { method, target, version: version ?? 'HTTP/0.9' }, odd: odd.filter(one => one !== false) }
}

const encoded = (octet: string) => `%${octet.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`

function oddVersion(version: string): Oddity[] {
  if (version === 'HTTP/1.0' || version === 'HTTP/1.1') return []
  if (/^HTTP\/0\.\d$/.test(version)) return ['version-09']
  if (/^HTTP\/1\.\d$/.test(version)) return ['version-12']
  if (/^HTTP\/1\.\d+$/.test(version)) return ['version-110']
  if (/^HTTP\/2\.\d$/.test(version)) return ['version-20']
  if (/^HTTP\/\d\.\d$/.test(version)) return ['version-90']
  return [/^http\/\d\.\d$/i.test(version) ? 'version-lower' : 'version-broken']
}

/**
 * Control characters become spaces (RFC 9110 §5.5); a field whose name cannot be read is left out.
 * @returns the field of a line, or none, and what is odd about it @param before the field of the line before, which a folded line goes on with (RFC 9112 §5.2)
 */
export function readOddFieldLine(line: string, before: ReadField | undefined): { readonly field?: ReadField; readonly replaces?: true; readonly odd: readonly Oddity[] } | string {
  const strict = readFieldLine(line)
  if (typeof strict !== 'string') return { field: strict, odd: [] }
  const value = line.replaceAll(CONTROL, ' ')
  const odd: Oddity[] = value === line ? [] : [line.includes('\r') ? 'field-cr' : 'field-nul']
  if (/^[\t ]/.test(line)) return before ? { field: { ...before, value: `${before.value} ${value.trim()}` }, replaces: true, odd: [...odd, 'field-folded'] } : strict
  const colon = line.indexOf(':')
  if (colon < 0) return { odd: ['field-no-colon'] }
  const written = line.slice(0, colon)
  const name = written.trimEnd()
  if (name === '') return { odd: ['field-name-empty'] }
  const field = readFieldLine(name + value.slice(colon))
  if (typeof field === 'string') return { odd: ['field-name-illegal'] }
  return { field, odd: name === written ? odd : [...odd, 'field-space'] }
}

/** @returns what is odd about the host, the form of the target and the framing, and where the content is taken to end. */
export function oddHead(head: Head): { readonly odd: readonly Oddity[]; readonly delimiter: Delimiter; readonly isUnclear: boolean } {
  const host = hostOddity(head, valuesOf(head, 'host'))
  const codings = listOf(head, 'transfer-encoding')
  const lengths = valuesOf(head, 'content-length')
  if (codings.length > 0) {
    const odd: Oddity[] = [...(head.version === 'HTTP/1.0' ? ['te-10' as const] : []), ...oddCodings(head.method, codings, lengths.length > 0)]
    const isChunked = codings.at(-1) === 'chunked'
    return { odd: [...host, ...odd], delimiter: isChunked ? { kind: 'chunked' } : NO_CONTENT, isUnclear: !isChunked }
  }
  const [first] = lengths
  if (first === undefined) return { odd: host, delimiter: NO_CONTENT, isUnclear: false }
  if (!/^\d{1,15}$/.test(first)) return { odd: [...host, 'length-invalid'], delimiter: NO_CONTENT, isUnclear: true }
  return { odd: lengths.length > 1 ? [...host, new Set(lengths).size > 1 ? 'length-twice' : 'length-same'] : host, delimiter: { kind: 'length', length: Number(first) }, isUnclear: false }
}

function oddCodings(method: string, codings: readonly string[], hasLength: boolean): Oddity[] {
  if (codings.at(-1) !== 'chunked') {
    if (codings.includes('chunked')) return ['te-chunked-foo']
    return [method === 'GET' || method === 'HEAD' ? 'te-get-foo' : 'te-foo']
  }
  if (codings.indexOf('chunked') < codings.length - 1) return ['te-chunked-twice']
  if (codings.length > 1) return [codings.slice(0, -1).every(coding => REGISTERED_CODINGS.has(coding)) ? 'te-gzip-chunked' : 'te-foo-chunked']
  return hasLength ? ['te-and-length'] : []
}
