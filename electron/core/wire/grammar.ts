// The lines of an HTTP/1.1 message (RFC 9112 §3–5). Text holds one character for each byte, so indexes are byte offsets.
import { TOKEN } from '../../model/scenario.ts'

export interface RequestLine { readonly method: string; readonly target: string; readonly version: string }
export interface StatusLine { readonly version: string; readonly status: number; readonly reason: string }
/** `valueStart` and `valueEnd` are offsets in the line; the white space around the value is left out (RFC 9112 §5.1). */
export interface ReadField { readonly name: string; readonly value: string; readonly valueStart: number; readonly valueEnd: number }

/** HTTP-name is case-sensitive (RFC 9112 §2.3). */
const VERSION = /^HTTP\/\d\.\d$/
/**
 * The octets of a request target. RFC 3986 allows fewer; clients send the rest and nothing is unclear about them.
 * White space, control characters, octets beyond ASCII and `#` (RFC 9112 §3.2) are refused.
 */
const TARGET = /^[!"$-~]+$/
/** field-content: VCHAR, obs-text, and SP or HTAB between them (RFC 9110 §5.5). */
const FIELD_VALUE = /^[\t -~\x80-\xff]*$/

/** @returns the parts of a request line (RFC 9112 §3), or what is wrong with it. */
export function readRequestLine(line: string): RequestLine | string {
  const first = line.indexOf(' ')
  const last = line.lastIndexOf(' ')
  if (first < 0) return 'the request line has no space after the method'
  const method = line.slice(0, first)
  if (!TOKEN.test(method)) return method === '' ? 'the request line begins with a space' : 'the method is not a token'
  if (first === last) return 'the request line has no HTTP version'
  const version = line.slice(last + 1)
  if (!VERSION.test(version)) return 'the request line does not end in an HTTP version'
  const target = line.slice(first + 1, last)
  if (!TARGET.test(target)) {
    if (target.trim() === '') return 'the request target is empty'
    return target.includes(' ') ? 'the request target contains a space' : 'the request target contains an octet that a URI cannot have'
  }
  return { method, target, version }
}

/** @returns the parts of a status line (RFC 9112 §4), or what is wrong with it. */
export function readStatusLine(line: string): StatusLine | string {
  const match = /^(\S*) (\d{3})(?: ([\t -~\x80-\xff]*))?$/.exec(line)
  if (!match) return 'the status line is not a version, three digits and a reason'
  const [, version = '', digits = '', reason = ''] = match
  if (!VERSION.test(version)) return 'the status line does not begin with an HTTP version'
  const status = Number(digits)
  return status < 100 || status > 599 ? 'the status code is not between 100 and 599' : { version, status, reason }
}

/** @returns the parts of a field line (RFC 9112 §5), or what is wrong with it. */
export function readFieldLine(line: string): ReadField | string {
  const colon = line.indexOf(':')
  const first = line.charCodeAt(0)
  if (first === 32 || first === 9) return 'a field line is folded (obs-fold)'
  if (colon < 0) return 'a field line has no colon'
  const name = line.slice(0, colon)
  if (!TOKEN.test(name)) {
    if (name === '') return 'a field line has no name'
    return /[\t ]$/.test(name) ? 'there is white space before the colon of a field line' : 'a field name is not a token'
  }
  let valueStart = colon + 1
  let valueEnd = line.length
  while (valueStart < valueEnd && isBlank(line.charCodeAt(valueStart))) valueStart += 1
  while (valueEnd > valueStart && isBlank(line.charCodeAt(valueEnd - 1))) valueEnd -= 1
  const value = line.slice(valueStart, valueEnd)
  if (!FIELD_VALUE.test(value)) return `the value of ${name} contains a control character`
  return { name, value, valueStart, valueEnd }
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9
}
