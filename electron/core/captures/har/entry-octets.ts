// The messages of a HAR entry as octets. HAR keeps names and values, so they are put together again from what it tells, in its order.
import type { HarEntry, HarFields } from './har-log.ts'

/** `isMissing`: the file does not have it. `isRecoded`: its octets are not those that were sent. */
export interface Octets { readonly bytes: Buffer; readonly missing: number; readonly isRecoded: boolean; readonly isRelengthed: boolean }
interface Content { readonly bytes: Buffer; readonly missing: number; readonly isRecoded: boolean }

const NOTHING: Content = { bytes: Buffer.alloc(0), missing: 0, isRecoded: false }

/** @returns the request in HTTP/1.1 spelling: the semantics do not depend on the version (RFC 9110 §3.1). */
export function requestOctets({ request: { method, url, httpVersion, headers, postData, bodySize }, _lab501 }: HarEntry): Octets {
  const { authority, target } = partsOf(url, method)
  const fields = headers.some(({ name }) => name.toLowerCase() === 'host') ? headers : [{ name: 'Host', value: headers.find(({ name }) => name.toLowerCase() === ':authority')?.value ?? authority }, ...headers]
  const declared = lengthIn(headers)
  const told = postData?._base64 ?? (postData?.encoding === 'base64' ? postData.text : undefined)
  const text = postData?.text ?? ''
  const content = told ? { ...NOTHING, bytes: Buffer.from(told, 'base64') }
    : text === '' ? { ...NOTHING, missing: declared ?? Math.max(0, bodySize ?? 0) } : encoded(text, declared)
  return put(`${method} ${_lab501?.target ?? target} ${version(httpVersion)}`, fields, content, content.bytes.length > 0)
}

/** @returns the response; no octets where none came. */
export function responseOctets({ request: { method }, response }: HarEntry): Octets {
  const { status, statusText, httpVersion, headers = [], content } = response ?? {}
  if (!status || status < 100) return { ...NOTHING, isRelengthed: false }
  const startLine = `${version(httpVersion)} ${status} ${statusText ?? ''}`
  // Where there is no content, its length and codings speak of what GET would have got (RFC 9110 §8.6, RFC 9112 §6.3).
  if (method === 'HEAD' || status < 200 || status === 204 || status === 304) return put(startLine, headers.filter(({ name }) => name.toLowerCase() !== 'transfer-encoding'), NOTHING, false)
  const { text, encoding, size } = content ?? {}
  const isCoded = headers.some(({ name }) => name.toLowerCase() === 'content-encoding')
  const length = isCoded ? undefined : lengthIn(headers)
  const octets = text === undefined || text === null || (text === '' && (size ?? 0) > 0) ? { ...NOTHING, missing: Math.max(0, size ?? 0, length ?? 0) }
    : encoding === 'base64' ? { ...NOTHING, bytes: Buffer.from(text, 'base64') } : encoded(text, length)
  return put(startLine, headers, octets, false)
}

/** Nothing can stand in a start line that would end it, or a method that would end itself. @returns whether the entry has a request line */
export function hasRequestLine({ request: { method, url }, _lab501 }: HarEntry): boolean {
  return method !== '' && !/\s/.test(method + (_lab501?.target ?? '')) && !/[\r\n]/.test(url) && /^[a-z][a-z0-9+.-]*:\/\/[^/?#]/i.test(url)
}

/** The target stays as it is written, which a URL parser would change. OPTIONS of no path is about the server (RFC 9112 §3.2.4), CONNECT names an authority (§3.2.3). */
function partsOf(url: string, method: string): { authority: string; target: string } {
  const [, all = '', rest = ''] = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)([^#]*)/i.exec(url) ?? []
  const authority = all.slice(all.lastIndexOf('@') + 1)
  if (method === 'CONNECT') return { authority, target: authority }
  const target = rest.replaceAll(' ', '%20')
  return { authority, target: target === '' && method === 'OPTIONS' ? '*' : target.startsWith('/') ? target : `/${target}` }
}

/** Which octets a text was is told by the length that was said: one for each character (ISO 8859-1, or octets shown as such), or UTF-8. */
function encoded(text: string, length: number | undefined): Content {
  const bytes = Buffer.from(text, 'utf8')
  if (length === undefined || length === bytes.length) return { bytes, missing: 0, isRecoded: text.includes('\ufffd') }
  const isNarrow = length === text.length && !/[^\0-\xff]/.test(text)
  return isNarrow ? { bytes: Buffer.from(text, 'latin1'), missing: 0, isRecoded: false } : { bytes, missing: 0, isRecoded: true }
}

/** HAR holds content without its codings. Of framing, what it says is kept as far as it is true of that: a chunked message has one chunk. */
function put(startLine: string, all: HarFields, { bytes, missing, isRecoded }: Content, needsLength: boolean): Octets {
  let isRelengthed = false
  const isChunked = all.some(({ name, value }) => name.toLowerCase() === 'transfer-encoding' && /(?:^|,)\s*chunked\s*$/i.test(value))
  const lines = all.filter(({ name }) => !name.startsWith(':')).flatMap(({ name, value }) => {
    const lower = name.toLowerCase()
    if (lower === 'transfer-encoding' && !isChunked) return []
    if (lower !== 'content-length' || bytes.length === 0 || value.trim() === String(bytes.length)) return linesOf(name, value)
    isRelengthed = true
    return isChunked ? [] : linesOf(name, String(bytes.length))
  })
  const hasLength = isChunked || all.some(({ name }) => name.toLowerCase() === 'content-length')
  const head = [startLine, ...lines, ...(needsLength && !hasLength ? [`Content-Length: ${bytes.length}`] : []), ''].map(line => inOctets(`${line}\r\n`))
  const content = isChunked && missing === 0 ? [...(bytes.length > 0 ? [Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')] : []), Buffer.from('0\r\n\r\n')] : [bytes]
  return { bytes: Buffer.concat([...head, ...content]), missing, isRecoded, isRelengthed }
}

/** Chromium's protocol writes several lines of one field as one value with line breaks; a folded line is one line (RFC 9112 §5.2). */
function linesOf(name: string, value: string): string[] {
  if (/[\s:]/.test(name) || name === '') return []
  return value.replace(/\r?\n[ \t]+/g, ' ').split(/[\r\n]+/).map(line => `${name}: ${line}`)
}

/** Field values are octets (RFC 9110 §5.5); characters beyond those can only have been UTF-8. */
function inOctets(text: string): Buffer {
  return Buffer.from(text, /[^\0-\xff]/.test(text) ? 'utf8' : 'latin1')
}

function lengthIn(headers: HarFields): number | undefined {
  const value = headers.find(({ name }) => name.toLowerCase() === 'content-length')?.value.trim()
  return value !== undefined && /^\d{1,15}$/.test(value) ? Number(value) : undefined
}

function version(text: string | null | undefined): string {
  return /^HTTP\/1\.[01]$/i.test(text ?? '') ? String(text).toUpperCase() : 'HTTP/1.1'
}
