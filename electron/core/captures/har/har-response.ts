// The response of a HAR 1.2 entry.
import { sayInEnglish } from '../../../model/phrase.ts'
import { finalResponse, type Exchange } from '../../../model/exchange.ts'
import { contentBytes, fieldValues } from '../../../model/message.ts'
import { decodeContent } from '../decode-content.ts'
import { harFields, harSetCookies, harSizes, textOf } from './har-parts.ts'

/** @returns the final response; where none came, one with the status 0, as browsers write it. */
export function harResponse(exchange: Exchange) {
  const message = finalResponse(exchange)
  if (!message) {
    const why = exchange.failure ? sayInEnglish(exchange.failure) : exchange.ending
    return { status: 0, statusText: '', httpVersion: 'unknown', cookies: [], headers: [], content: { size: 0, mimeType: 'x-unknown' }, redirectURL: '', headersSize: -1, bodySize: -1, _error: why }
  }
  const mimeType = fieldValues(message, 'content-type').at(-1) ?? 'x-unknown'
  const isImported = exchange.source === 'import'
  const coded = contentBytes(message, Buffer.from(exchange.responseBytes, 'base64'))
  const codings = isImported ? [] : fieldValues(message, 'content-encoding').flatMap(value => value.split(','))
  const decoded = codings.length === 0 || coded.length === 0 ? coded : decodeContent(coded, codings)
  const plain = decoded ?? coded
  const text = textOf(plain, mimeType)
  const missing = exchange.dropped?.response ?? 0
  return {
    status: message.status, statusText: message.reason, httpVersion: message.version || 'unknown',
    cookies: harSetCookies(fieldValues(message, 'set-cookie')),
    headers: harFields(message),
    content: {
      size: plain.length + missing, ...(plain !== coded && { compression: plain.length - coded.length }), mimeType,
      ...(missing > 0 && plain.length === 0 ? {} : text === undefined ? { text: Buffer.from(plain).toString('base64'), encoding: 'base64' } : { text }),
      ...(decoded === undefined && { comment: 'The content is not coded as Content-Encoding says, or in a coding that is not known; it stands here as it was sent.' }),
    },
    redirectURL: fieldValues(message, 'location')[0] ?? '',
    ...harSizes(message, isImported),
  }
}
