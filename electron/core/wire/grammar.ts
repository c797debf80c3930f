// The lines of an HTTP/1.1 message (RFC 9112 §3–5). Text holds one character for each byte, so indexes are byte offsets.
import { aside } from '../../model/asides-en.ts'
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
  if (first < 0) return aside('no-space')
  const method = line.slice(0, first)
  if (!TOKEN.test(method)) return method === '' ? aside('space-first') : aside('method-no-token')
  if (first === last) return aside('no-version')
  const version = line.slice(last + 1)
  if (!VERSION.test(version)) return aside('version-last')
  const target = line.slice(first + 1, last)
  if (!TARGET.test(target)) {
    if (target.trim() === '') return aside('target-empty')
    return target.includes(' ') ? aside('target-space') : aside('target-octet')
  }
  return { method, target, version }
}

/** @returns the parts of a status line (RFC 9112 §4), or what is wrong with it. */
export function readStatusLine(line: string): StatusLine | string {
  const match = /^(\S*) (\d{3})(?: ([\t -~\x80-\xff]*))?$/.exec(line)
  if (!match) return aside('status-line')
  const [, version = '', digits = '', reason = ''] = match
  if (!VERSION.test(version)) return aside('status-version')
  const status = Number(digits)
  return status < 100 || status > 599 ? aside('status-range') : { version, status, reason }
}

/** @returns the parts of a field line (RFC 9112 §5), or what is wrong with it. */
export function readFieldLine(line: string): ReadField | string {
  const colon = line.indexOf(':')
  const first = line.charCodeAt(0)
  if (first === 32 || first === 9) return aside('folded')
  if (colon < 0) return aside('no-colon')
  const name = line.slice(0, colon)
  if (!TOKEN.test(name)) {
    if (name === '') return aside('no-name')
    return /[\t ]$/.test(name) ? aside('colon-space') : aside('name-no-token')
  }
  let valueStart = colon + 1
  let valueEnd = line.length
  while (valueStart < valueEnd && isBlank(line.charCodeAt(valueStart))) valueStart += 1
  while (valueEnd > valueStart && isBlank(line.charCodeAt(valueEnd - 1))) valueEnd -= 1
  const value = line.slice(valueStart, valueEnd)
  if (!FIELD_VALUE.test(value)) return aside('value-control', { name })
  return { name, value, valueStart, valueEnd }
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9
}
