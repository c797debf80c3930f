// A request that is sent to find something out, as exact bytes.
import { isSafe } from '../../model/methods.ts'

export interface Probe {
  /** Unique in its run. */
  readonly id: string
  readonly bytes: Uint8Array
}

/** Requests with these methods are expected to have content, so a length is said even when there is none (RFC 9110 §8.6). */
const WITH_CONTENT = new Set(['POST', 'PUT', 'PATCH', 'QUERY', 'PROPPATCH', 'REPORT', 'SEARCH'])

/**
 * No representation has this entity tag, so a server that heeds conditions changes nothing and answers 412. One that refuses the method
 * says so all the same: a condition is ignored where the answer without it would be neither 2xx nor 412 (RFC 9110 §13.2.1).
 */
export const NEVER = 'If-Match: "lab501-no-such-representation"'

export interface Ask {
  readonly method: string
  readonly target: string
  readonly fields?: readonly string[]
  readonly content?: { readonly type: string; readonly text: string }
}

/** @returns the field lines of a polite request without Host: where the method may change something, with a condition that is never true. */
export function fieldsOf({ method, fields = [], content }: Ask): string[] {
  const length = content ? [`Content-Type: ${content.type}`, `Content-Length: ${Buffer.byteLength(content.text)}`] : WITH_CONTENT.has(method) ? ['Content-Length: 0'] : []
  return ['User-Agent: lab501-audit', ...(isSafe(method) ? [] : [NEVER]), ...fields, ...length]
}

/** @returns the bytes of a request in HTTP/1.1 that leaves the connection to the server's habit. */
export function bytesOf(ask: Ask, authority: string): Buffer {
  return Buffer.from([`${ask.method} ${ask.target} HTTP/1.1`, `Host: ${authority}`, ...fieldsOf(ask), '', ask.content?.text ?? ''].join('\r\n'))
}
