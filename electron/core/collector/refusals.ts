// Everything that a collector refuses, and what it says then (RFC 9457): its own kind for each, so that each is counted.
import { STATUS_CODES } from 'node:http'

export const REFUSALS = {
  'not-implemented': { status: 501, title: 'This server implements no such method' },
  method: { status: 405, title: 'This method is not for this target' },
  target: { status: 404, title: 'There is nothing at this target; results go to /results' },
  type: { status: 415, title: 'A result is sent as application/zip, without a content coding' },
  code: { status: 401, title: 'The join code is another one' },
  flood: { status: 429, title: 'Too much from one place; wait a little' },
  full: { status: 503, title: 'Too much at once; wait a little' },
  disk: { status: 503, title: 'The result could not be written; it was not taken' },
  length: { status: 413, title: 'It is longer than a result can be' },
  form: { status: 422, title: 'It is no result, or was changed after it was made' },
  sender: { status: 403, title: 'It was made by another installation than the one that sends it' },
  name: { status: 403, title: 'Another installation sent results under this name before; choose another name' },
  much: { status: 403, title: 'So many results of one learner are not taken' },
  slow: { status: 408, title: 'It took too long' },
  fields: { status: 431, title: 'The field section is too large' },
  malformed: { status: 400, title: 'This does not read as HTTP/1.1' },
  broken: { status: 400, title: 'The connection ended in the middle' },
  handshake: { status: 400, title: 'This is not TLS as it is spoken here' },
} as const
export type Refusal = keyof typeof REFUSALS

/** How often each was refused since the collector began. */
export type RefusalCounts = Readonly<Partial<Record<Refusal, number>>>

/** Refused, with what a person should know. */
export class Refused extends Error {
  readonly kind: Refusal
  readonly fields: Readonly<Record<string, string>>

  constructor(kind: Refusal, detail?: string, fields: Readonly<Record<string, string>> = {}) {
    super(detail)
    this.kind = kind
    this.fields = fields
  }
}

/** @returns the content of the answer; `type` names the kind for programs, and leads nowhere (RFC 6761 §6.4). */
export function problemOf(kind: Refusal, detail?: string): string {
  const { status, title } = REFUSALS[kind]
  return `${JSON.stringify({ type: `https://lab501.invalid/problems/${kind}`, title, status, ...(detail && { detail }) })}\n`
}

/** @returns a whole answer for a connection on which no request could be read. */
export function bareAnswer(kind: Refusal): string {
  const { status } = REFUSALS[kind]
  const content = problemOf(kind)
  return `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nContent-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(content)}\r\nConnection: close\r\n\r\n${content}`
}
