// The learner's end of a collector: connects to the address in the code and to no other, makes sure whom it has found, and only then says anything.
import type { KeyObject } from 'node:crypto'
import { request as begin, type IncomingMessage } from 'node:http'
import { connect, createSecureContext, type SecureContext, type TLSSocket } from 'node:tls'
import { authorityOf, isPinned, type JoinCode } from '../../model/join-code.ts'
import { phrase, type Phrase } from '../../model/phrase.ts'
import { sha256 } from '../packs/archive/manifest.ts'
import { proofOn, PROOF_FIELD } from './proof.ts'
import { TLS } from './tls.ts'
import { readRetryAfter } from './retry-after.ts'

const CONNECT_MS = 10_000
const ANSWER_MS = 60_000
/** No answer of a collector is longer. */
const MOST_ANSWER_OCTETS = 16_384

/** Made with the first connection and used for every one, since making it takes longer than a handshake. */
let settings: SecureContext | undefined

/** `later`: it may be tried again by itself. `refused`: not, until somebody changes something. */
export type Handed =
  | { readonly outcome: 'done' }
  | { readonly outcome: 'later'; readonly why: Phrase; readonly afterMs?: number }
  | { readonly outcome: 'refused'; readonly why: Phrase; readonly isOfThisOne: boolean }

/** Asks whether the code is right, and sends nothing else. */
export function greet(code: JoinCode, signal?: AbortSignal): Promise<Handed> {
  return over(code, signal, socket => exchange(socket, code, 'OPTIONS', {}))
}

/** Hands a result over. @param bytes a whole result @param privateKey the one that it is signed with */
export function handOver(code: JoinCode, bytes: Uint8Array, privateKey: KeyObject, signal?: AbortSignal): Promise<Handed> {
  const digest = sha256(bytes)
  return over(code, signal, socket => exchange(socket, code, 'POST', { 'Content-Type': 'application/zip', [PROOF_FIELD]: proofOn(socket, digest, privateKey) }, bytes, digest))
}

async function over(code: JoinCode, signal: AbortSignal | undefined, use: (socket: TLSSocket) => Promise<Handed>): Promise<Handed> {
  const address = authorityOf(code)
  let socket: TLSSocket | undefined
  try {
    socket = await secured(code, signal)
    const certificate = socket.getPeerX509Certificate()
    // Another one may be somebody in between: not even the secret is for it.
    if (!certificate || !isPinned(code, certificate.fingerprint256.replaceAll(':', '').toLowerCase())) return { outcome: 'refused', why: phrase('sending.stranger', { address }), isOfThisOne: false }
    return await use(socket)
  } catch (error) {
    return { outcome: 'later', why: phrase('sending.unreachable', { address, why: reasonOf(error) }) }
  } finally {
    socket?.destroy()
  }
}

/** The certificate is compared with the code by whoever calls: no authority signed it, and its names say nothing. */
function secured({ host, port }: JoinCode, signal: AbortSignal | undefined): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    settings ??= createSecureContext(TLS)
    const socket = connect({ host, port, rejectUnauthorized: false, secureContext: settings })
    const fail = (error: Error) => { clearTimeout(timer); socket.destroy(); reject(error) }
    const timer = setTimeout(() => fail(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })), CONNECT_MS)
    const stop = () => { socket.destroy(new Error('stopped')) }
    signal?.addEventListener('abort', stop)
    if (signal?.aborted) stop()
    socket.once('close', () => signal?.removeEventListener('abort', stop)).on('error', fail).once('secureConnect', () => { clearTimeout(timer); resolve(socket) })
  })
}

async function exchange(socket: TLSSocket, code: JoinCode, method: string, fields: Readonly<Record<string, string>>, bytes?: Uint8Array, digest?: string): Promise<Handed> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const sent = begin({
      method, path: '/results', createConnection: () => socket, timeout: ANSWER_MS,
      headers: { Host: authorityOf(code), Authorization: `Bearer ${code.secret}`, Connection: 'close', ...fields, ...(bytes && { 'Content-Length': bytes.length }) },
    })
    sent.on('response', resolve).on('error', reject).on('timeout', () => sent.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })))
    sent.end(bytes)
  })
  const content = await readAnswer(response)
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

function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : error instanceof Error ? error.message : String(error)
}
