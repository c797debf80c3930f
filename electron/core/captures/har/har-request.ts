// The request of a HAR 1.2 entry.
import { contentBytes, fieldValues, type RequestMessage } from '../../../model/message.ts'
import type { Exchange, ExchangeRecord } from '../../../model/exchange.ts'
import { harCookies, harFields, harSizes, textOf } from './har-parts.ts'

/** @returns the request, and its target where that cannot be told from the URL. */
export function harRequest(exchange: Exchange, secure: ReadonlySet<number>) {
  const message = exchange.request as RequestMessage
  const { method, target } = message
  const bytes = Buffer.from(exchange.requestBytes, 'base64')
  const content = contentBytes(message, bytes)
  const url = urlOf(exchange, message, secure)
  const mimeType = fieldValues(message, 'content-type').at(-1) ?? 'application/octet-stream'
  const text = textOf(content, mimeType)
  // HAR 1.2 has an encoding for what comes back and none for what is sent.
  const postData = { mimeType, ...(text === undefined ? { text: '', _base64: Buffer.from(content).toString('base64'), comment: 'The content is no text; _base64 is its octets.' } : { text }) }
  const isTold = target === originForm(url) && method !== 'CONNECT' && method !== 'OPTIONS'
  return {
    request: {
      method, url, httpVersion: message.version || 'unknown',
      cookies: harCookies(fieldValues(message, 'cookie')),
      headers: harFields(message),
      queryString: [...URL.parse(url)?.searchParams ?? []].map(([name, value]) => ({ name, value })),
      ...(content.length > 0 && { postData }),
      ...harSizes(message, exchange.source === 'import'),
    },
    target: isTold ? undefined : target,
  }
}

/** @returns the ports that speak TLS: those that are known to, and those of which an HTTP/2 request says so (RFC 9113 §8.3.1). */
export function securePorts(records: readonly ExchangeRecord[], known: ReadonlySet<number>): ReadonlySet<number> {
  const isSecure = ({ h2 }: ExchangeRecord) => h2?.requestFields[0]?.some(([name, value]) => name === ':scheme' && value === 'https') ?? false
  return new Set([...known, ...records.filter(isSecure).map(({ connection }) => connection.serverPort)])
}

/** The target URI (RFC 9110 §7.1), in letters that a URI may have (RFC 3986 §2). */
function urlOf({ connection: { serverPort } }: Exchange, message: RequestMessage, secure: ReadonlySet<number>): string {
  const { method, target } = message
  if (/^[a-z][a-z0-9+.-]*:\/\/[^/?#]/i.test(target) && URL.canParse(target)) return asUri(target)
  const scheme = secure.has(serverPort) ? 'https' : 'http'
  const host = [...(method === 'CONNECT' ? [target] : []), ...fieldValues(message, 'host')].find(authority => /^[^/?#@\s]+$/.test(authority) && URL.canParse(`${scheme}://${authority}`))
  const path = target === '*' || method === 'CONNECT' ? '' : target.startsWith('/') ? target : `/${target}`
  return asUri(`${scheme}://${host ?? `127.0.0.1:${serverPort}`}${path}`)
}

/** Brackets may stand around an address only; what would be a fragment is none in a request. */
function asUri(text: string): string {
  const [, authority = '', path = ''] = /^([^/]*\/\/[^/?#]*)(.*)$/s.exec(text) ?? []
  return escaped(authority, /%(?![0-9A-Fa-f]{2})|[^!$%&'()*+,\-./0-9:;=?@A-Z[\]_a-z~]/g) + escaped(path, /%(?![0-9A-Fa-f]{2})|[^!$%&'()*+,\-./0-9:;=?@A-Z_a-z~]/g)
}

function escaped(text: string, others: RegExp): string {
  return text.replace(others, octet => `%${octet.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)
}

function originForm(url: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*([^#]*)/i.exec(url)?.[1] ?? ''
}
