// The secrets of one side of an exchange, with their places in its octets.
import { fieldValues, type FieldLine } from '../../../model/message.ts'
import type { Content } from '../../../model/message.ts'
import { decodeContent } from '../decode-content.ts'
import { merged, moved, type Secret } from './secret.ts'
import { secretsInContent } from './secrets-in-text.ts'

interface Read { readonly fields: readonly FieldLine[]; readonly content: Content }

/**
 * Whatever is no content is looked at as if it were, so that nothing escapes by being malformed.
 * @param text one character for each octet @param messages as they were read from it, in order @param isFrames of HTTP/2, whose heads are no text
 */
export function secretsOfSide(text: string, messages: readonly Read[], isFrames: boolean): Secret[] {
  const found: Secret[] = []
  let at = 0
  for (const { fields, content } of messages) {
    for (const part of content.parts) {
      if (!isFrames) found.push(...moved(secretsInContent(text.slice(at, part.start)), at))
      at = part.end
    }
    found.push(...inParts(text, content, { fields }))
  }
  if (!isFrames) found.push(...moved(secretsInContent(text.slice(at)), at))
  return merged(found)
}

/** Content may lie in pieces: what is found in it is cut where they meet. */
function inParts(text: string, { parts }: Content, message: Pick<Read, 'fields'>): Secret[] {
  const pieces = parts.map(({ start, end }) => text.slice(start, end))
  return merged(inContent(pieces.join(''), message)).flatMap(secret => {
    let before = 0
    return parts.flatMap(({ start, end }): Secret[] => {
      const from = before
      before += end - start
      const [first, last] = [Math.max(secret.start, from), Math.min(secret.end, before)]
      return first < last ? [{ ...secret, start: start + first - from, end: start + last - from }] : []
    })
  })
}

/** Of coded content no part can be replaced by itself: if there is a secret in it, all of it goes. */
function inContent(text: string, message: Pick<Read, 'fields'>): Secret[] {
  const mediaType = fieldValues(message, 'content-type').at(-1) ?? ''
  const codings = fieldValues(message, 'content-encoding').flatMap(value => value.split(','))
  const plain = codings.length === 0 || text === '' ? undefined : decodeContent(Buffer.from(text, 'latin1'), codings)
  if (!plain) return secretsInContent(text, mediaType)
  return secretsInContent(Buffer.from(plain).toString('latin1'), mediaType).map(({ place, name }) => ({ start: 0, end: text.length, place, name }))
}
