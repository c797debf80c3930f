// Parts that requests and responses have in common in HAR 1.2.
import type { RequestMessage, ResponseMessage } from '../../../model/message.ts'

type Message = RequestMessage | ResponseMessage

/** Names that begin with a colon are no fields: they stand in the method, the URL and the status (RFC 9113 §8.3). */
export function harFields({ fields }: Message) {
  return fields.filter(({ name }) => !name.startsWith(':')).map(({ name, value }) => ({ name, value }))
}

/** Octets of the head and of the content as it was transferred; of HTTP/2, whose head is compressed, and of what a file told, the head's are not known (-1). */
export function harSizes({ range, content, version }: Message, isImported: boolean) {
  const isText = version.startsWith('HTTP/1')
  return { headersSize: isText && !isImported ? content.range.start - range.start : -1, bodySize: isImported ? -1 : isText ? content.range.end - content.range.start : content.length }
}

/** @returns the content as text if that says every octet, else undefined. JSON holds characters, so what is no UTF-8 by its octets or its label is none. */
export function textOf(bytes: Uint8Array, mimeType: string): string | undefined {
  const charset = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(mimeType)?.[1]?.toLowerCase()
  const isUtf8 = charset === undefined || charset === 'utf-8' || charset === 'utf8'
  if (!isUtf8 && bytes.some(octet => octet > 127)) return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** RFC 6265 §4.2. */
export function harCookies(values: readonly string[]) {
  return values.flatMap(value => value.split(';')).map(pair).filter(({ name }) => name !== '')
}

/** RFC 6265 §4.1. */
export function harSetCookies(values: readonly string[]) {
  return values.map(value => {
    const [first = '', ...rest] = value.split(';')
    const attributes = new Map(rest.map(pair).map(({ name, value: said }) => [name.toLowerCase(), said]))
    const expires = Date.parse(attributes.get('expires') ?? '')
    const path = attributes.get('path')
    const domain = attributes.get('domain')
    return {
      ...pair(first), ...(path !== undefined && { path }), ...(domain !== undefined && { domain }),
      ...(!Number.isNaN(expires) && { expires: new Date(expires).toISOString() }), httpOnly: attributes.has('httponly'), secure: attributes.has('secure'),
    }
  })
}

function pair(text: string): { name: string; value: string } {
  const equals = text.indexOf('=')
  return equals < 0 ? { name: text.trim(), value: '' } : { name: text.slice(0, equals).trim(), value: text.slice(equals + 1).trim() }
}
