// What is said to a collector over a connection that is known to be its own, and what its answer means.
import type { KeyObject } from 'node:crypto'
import { request as begin, type IncomingMessage } from 'node:http'
import type { TLSSocket } from 'node:tls'
import { authorityOf, type JoinCode } from '../../model/join-code.ts'
import { phrase, type Phrase } from '../../model/phrase.ts'
import { sha256 } from '../packs/archive/manifest.ts'
import { proofOn, PROOF_FIELD } from './proof.ts'
import { readRetryAfter } from './retry-after.ts'

const ANSWER_MS = 60_000
/** So long after a whole answer the rest of its request may take; what is not gone by then ends with its connection. */
const OVER_MS = 5_000
/** No answer of a collector is longer. */
const MOST_ANSWER_OCTETS = 16_384

/** `later`: it may be tried again by itself. `refused`: not, until somebody changes something. */
export type Handed =
  | { readonly outcome: 'done' }
  | { readonly outcome: 'later'; readonly why: Phrase; readonly afterMs?: number }
  | { readonly outcome: 'refused'; readonly why: Phrase; readonly isOfThisOne: boolean }

interface Result { readonly bytes: Uint8Array; readonly privateKey: KeyObject }

/** Hands a result over, or only asks whether the code is right. @param result a whole one, and the key that it is signed with @throws when the connection ends or is silent before there is an answer */
export async function exchange(socket: TLSSocket, code: JoinCode, result?: Result): Promise<Handed> {
  const digest = result && sha256(result.bytes)
  const fields = result && digest !== undefined ? { 'Content-Type': 'application/zip', 'Content-Length': result.bytes.length, [PROOF_FIELD]: proofOn(socket, digest, result.privateKey) } : {}
  const sent = begin({
    method: result ? 'POST' : 'OPTIONS', path: '/results', createConnection: () => socket, timeout: ANSWER_MS,
    headers: { Host: authorityOf(code), Authorization: `Bearer ${code.secret}`, Connection: 'keep-alive', ...fields },
  })
  const over = new Promise(close => sent.once('close', close))
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    sent.on('response', resolve).on('error', reject).on('timeout', () => sent.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })))
    sent.end(result?.bytes)
  })
  const content = await readAnswer(response)
  // An answer may be whole before the system says that the request is: only then does Node take its listeners off the connection, and it would take those of a next request along.
  const late = setTimeout(() => socket.destroy(), OVER_MS)
  await over
  clearTimeout(late)
  const status = response.statusCode ?? 0
  const address = authorityOf(code)
  if (status === 204 && digest === undefined) return { outcome: 'done' }
  if (status === 200 && digest !== undefined && fieldOf(content, 'sha256') === digest) return { outcome: 'done' }
  const afterMs = readRetryAfter(response.headers['retry-after'], Date.now())
  // Only these two say that the same request may be taken later (RFC 6585 §4, RFC 9110 §15.6.4).
  if (status === 429 || status === 503) return { outcome: 'later', why: phrase('sending.busy', { address, status }), ...(afterMs !== undefined && { afterMs }) }
  return { outcome: 'refused', ...whyRefused(status, content, address) }
}

function whyRefused(status: number, content: string, address: string): { why: Phrase; isOfThisOne: boolean } {
  switch (/\/problems\/([a-z-]+)$/.exec(fieldOf(content, 'type'))?.[1]) {
    case 'code': return { why: phrase('sending.code', { address }), isOfThisOne: false }
    case 'name': return { why: phrase('sending.name'), isOfThisOne: false }
    case 'sender': return { why: phrase('sending.sender'), isOfThisOne: true }
    case 'form': return { why: phrase('sending.form', { address }), isOfThisOne: true }
    case 'length': return { why: phrase('sending.length'), isOfThisOne: true }
    default: return { why: phrase('sending.refused', { address, status }), isOfThisOne: false }
  }
}

async function readAnswer(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let octets = 0
  for await (const part of response as AsyncIterable<Buffer>) {
    octets += part.length
    if (octets > MOST_ANSWER_OCTETS) throw new Error('its answer is too long')
    parts.push(part)
  }
  return Buffer.concat(parts).toString()
}

function fieldOf(content: string, name: string): string {
  try {
    const value: unknown = JSON.parse(content)
    const field: unknown = typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined
    return typeof field === 'string' ? field : ''
  } catch {
    return ''
  }
}

/** @returns the system's word for what went wrong, such as ECONNREFUSED, else the message. */
export function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : error instanceof Error ? error.message : String(error)
}
