// What a server is going to say, before it is written.
import type { Socket } from 'node:net'
import { phrase, type Phrase } from '../../model/phrase.ts'
import { reasonPhrase } from '../../model/status.ts'
import type { OutField } from '../wire/write-message.ts'

export interface Answer {
  readonly status: number
  /** Without Connection, and unless it `isForwarded`, without Date, Server and Content-Length: those are the connection's affair. */
  readonly fields: readonly OutField[]
  readonly content: Buffer
  readonly delayMs: number
  readonly because: Phrase
  /** Somebody else's answer, passed on with the fields that it came with. */
  readonly isForwarded?: boolean
  /** Said in place of status line, fields and content. */
  readonly recital?: Recital
  /** The way that this 2xx answer to CONNECT has opened; it goes out without content and without Content-Length (RFC 9110 §9.3.6). */
  readonly tunnel?: Socket
}

/** A measured answer: octets that are written as they are, none for silence, and what becomes of the connection then, whatever was asked for. */
export interface Recital { readonly octets: Buffer; readonly then: 'kept-open' | 'close' | 'reset' | 'stall' }

export const NO_BYTES = Buffer.alloc(0)
/** These have none, whatever a handler gives (RFC 9110 §15.3.5, §15.3.6, §15.4.5). */
const WITHOUT_CONTENT = new Set([204, 205, 304])
const CLOSE_OPTION = /(?:^|,)[\t ]*close[\t ]*(?:,|$)/i

/** @returns the content that goes with the answer's status. */
export function contentOf({ status, content }: Answer): Buffer {
  return WITHOUT_CONTENT.has(status) ? NO_BYTES : content
}

/** @returns an answer with problem details (RFC 9457); the type is `about:blank`, so the title is the registered phrase. */
export function problemAnswer(status: number, because: Phrase, detail: string, more: Record<string, unknown> = {}, fields: readonly OutField[] = []): Answer {
  const problem = { type: 'about:blank', title: reasonPhrase(status), status, detail, ...more }
  const content = Buffer.from(`${JSON.stringify(problem, null, 2)}\n`)
  return { status, fields: [...fields, ['Content-Type', 'application/problem+json']], content, delayMs: 0, because }
}

/** @returns the answer to a handler that threw: an id to ask about, and nothing of what went wrong (RFC 9110 §15.6.1). */
export function failureAnswer(error: unknown, id: string): Answer {
  const because = phrase('decision.handler-failed', { error: error instanceof Error ? error.message : String(error) })
  return problemAnswer(500, because, `The server met an unexpected condition. Give the id ${id} to whoever runs it.`, { instance: `urn:lab501:error:${id}`, error_id: id })
}

/** @returns whether a field of the answer closes the connection after it (RFC 9112 §9.6). */
export function saysClose({ fields }: Answer): boolean {
  return fields.some(([name, value]) => name.toLowerCase() === 'connection' && CLOSE_OPTION.test(value))
}

/** @returns the fields as they are sent. @param own those that a server adds to answers of its own @param persistence what Connection says (RFC 9112 §9.3) */
export function allFields(answer: Answer, own: readonly OutField[], persistence: 'close' | 'keep-alive' | undefined): OutField[] {
  const { status, isForwarded } = answer
  const fields = isForwarded ? [...answer.fields] : [...own, ...answer.fields]
  if (!isForwarded && !answer.tunnel && status !== 204 && status !== 304) fields.push(['Content-Length', String(contentOf(answer).length)])
  if (persistence && !(persistence === 'close' && saysClose(answer))) fields.push(['Connection', persistence])
  return fields
}
