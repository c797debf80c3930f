// A response as bytes (RFC 9112 §4–6). The writer adds nothing: what is to be sent is all in its arguments.
import { reasonPhrase } from '../../model/status.ts'

export type OutField = readonly [name: string, value: string]

/**
 * @param content left out for answers that have none to send (HEAD, 204, 304); its length is then the fields' affair
 * @returns the head and the content as one run of bytes.
 */
export function writeResponse(status: number, fields: readonly OutField[], content?: Uint8Array): Buffer {
  let head = `HTTP/1.1 ${status} ${reasonPhrase(status)}\r\n`
  for (const [name, value] of fields) head += `${name}: ${value}\r\n`
  head += '\r\n'
  if (!content || content.length === 0) return Buffer.from(head, 'latin1')
  const whole = Buffer.allocUnsafe(head.length + content.length)
  whole.write(head, 0, 'latin1')
  whole.set(content, head.length)
  return whole
}

/** The interim response that invites the content (RFC 9110 §15.2.1). */
export const CONTINUE = Buffer.from('HTTP/1.1 100 Continue\r\n\r\n', 'latin1')
