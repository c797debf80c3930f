// The collector: takes results over TLS, verifies them, and says so once they are on the disk. Off unless somebody starts it, at an address that is chosen by hand.
import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import type { ResultSheet } from '../../model/result.ts'
import { sha256 } from '../packs/archive/manifest.ts'
import { BOUNDS } from '../results/result-file.ts'
import type { Collected } from './collected.ts'
import { Gate, type GateLimits } from './gate.ts'
import type { Identity } from './identity.ts'
import { proofIn, PROOF_FIELD } from './proof.ts'
import { bareAnswer, problemOf, Refused, REFUSALS, type Refusal, type RefusalCounts } from './refusals.ts'
import { Held, linger } from './take-body.ts'
import { TLS } from './tls.ts'
import { Ended, type Verifier } from './verifier.ts'

const RESULTS = '/results'
const GREETING = 'This is a collector of Lab 501. Results come to /results, from the app of whoever has the join code.\n'
/** Whoever has the code keeps the connection: a room that sends at once has then no handshakes to make. */
const KEPT_MS = 30 * 60_000
const TIMES = { headersTimeout: 10_000, requestTimeout: 120_000, keepAliveTimeout: KEPT_MS, connectionsCheckingInterval: 1_000 } as const
const HANDSHAKE_MS = 10_000
const MOST_CONNECTIONS = 2_048
/** From so many on, the one that has been idle longest makes room for each that comes. */
const MANY_CONNECTIONS = 1_536
const MOST_WAITING = 1_024
const MOST_FIELD_OCTETS = 8_192

/** A result that was taken, and is on the disk. */
export interface Kept { readonly digest: string; readonly key: string; readonly sheet: ResultSheet; readonly bytes: Uint8Array; readonly from: string }

export interface CollectorOptions {
  readonly collected: Collected
  readonly identity: Identity
  readonly verifier: Verifier
  readonly host: string
  /** 0 for any free one. */
  readonly port: number
  readonly onKept?: (kept: Kept) => void
  readonly onRefused?: (kind: Refusal, from: string, detail: string) => void
  readonly log: (line: string) => void
  /** Other ones for tests. */
  readonly limits?: GateLimits & { readonly heldOctets?: number; readonly learnerOctets?: number; readonly manyConnections?: number; readonly times?: Partial<Record<keyof typeof TIMES, number>> }
}

export interface Counts { readonly kept: number; readonly again: number; readonly refused: RefusalCounts }
export interface Collector {
  readonly port: number
  counts(): Counts
  close(): Promise<void>
}

/** Listens. @throws the system's error when it cannot have the address */
export async function openCollector({ collected, identity, verifier, host, port, onKept, onRefused, log, limits = {} }: CollectorOptions): Promise<Collector> {
  const gate = new Gate(limits)
  const held = new Held(limits.heldOctets)
  const secret = digestOf(identity.secret)
  const refused: Partial<Record<Refusal, number>> = {}
  let kept = 0
  let again = 0
  const sockets = new Set<Socket>()
  /** In the order in which they became so. */
  const idle = new Set<Socket>()
  /** That were told why they end. */
  const told = new WeakSet<Socket>()

  function refuse(kind: Refusal, from: string, detail = ''): void {
    refused[kind] = (refused[kind] ?? 0) + 1
    onRefused?.(kind, from, detail)
  }

  async function take(request: IncomingMessage, bytes: Buffer): Promise<string> {
    const digest = sha256(bytes)
    const socket = request.socket as TLSSocket
    // Whoever goes before they are answered has no address any more.
    const from = fromOf(socket)
    const found = await verifier.verify({ bytes, isKept: collected.has(digest), proof: proofIn(socket, digest, String(request.headers[PROOF_FIELD.toLowerCase()] ?? '')) })
    if ('refusal' in found) throw new Refused('form', found.refusal)
    if (!found.isProven) throw new Refused('sender')
    const { key, sheet } = found
    const waitS = gate.ofLearner(key)
    if (waitS !== undefined) throw new Refused('flood', undefined, { 'Retry-After': String(waitS) })
    if (collected.has(digest)) again += 1
    else {
      if (!collected.claim(sheet.learner.name, key)) throw new Refused('name')
      if (!collected.hasRoom(key, bytes.length, limits.learnerOctets)) throw new Refused('much')
      const isFirst = await collected.keep(digest, bytes, { name: sheet.learner.name, key }).catch((error: unknown) => {
        log(`a result could not be written: ${error instanceof Error ? error.message : String(error)}`)
        throw new Refused('disk', undefined, { 'Retry-After': '60' })
      })
      if (isFirst) kept += 1
      else again += 1
      if (isFirst) onKept?.({ digest, key, sheet, bytes, from })
    }
    return digest
  }

  async function answer(request: IncomingMessage, response: ServerResponse, mayContinue: boolean): Promise<void> {
    const from = fromOf(request.socket)
    const { socket } = request
    let isKnown = false
    idle.delete(socket)
    const send = (status: number, fields: Readonly<Record<string, string>>, content = '') => {
      response.writeHead(status, { 'Content-Length': Buffer.byteLength(content), 'Cache-Control': 'no-store', ...(!isKnown && { Connection: 'close' }), ...fields })
      response.once('finish', () => { if (isKnown && !socket.destroyed) idle.add(socket) })
      response.end(request.method === 'HEAD' ? undefined : content)
      linger(request)
    }
    try {
      const waitS = gate.ofAddress(from)
      if (waitS !== undefined) throw new Refused('flood', undefined, { 'Retry-After': String(waitS) })
      const methods = methodsAt(request)
      if (request.method === 'OPTIONS' || request.method === 'GET' || request.method === 'HEAD') {
        // Whoever has a code may ask whether it is the right one.
        if (request.headers.authorization !== undefined) isKnown = checkCode(request, secret)
        return request.method === 'OPTIONS' ? send(204, { Allow: methods.join(', ') }) : send(200, { 'Content-Type': 'text/plain; charset=utf-8' }, GREETING)
      }
      isKnown = checkCode(request, secret)
      checkContent(request)
      if (mayContinue) response.writeContinue()
      const digest = await held.within(request, bytes => take(request, bytes))
      // The same whether it is the first time or not: nothing depends on how often it is sent.
      send(200, { 'Content-Type': 'application/json' }, `${JSON.stringify({ sha256: digest })}\n`)
    } catch (error) {
      // The collector was closed over it, and the connection with it.
      if (error instanceof Ended) return void socket.destroy()
      if (!(error instanceof Refused)) {
        if (request.complete) throw error
        return told.has(request.socket) ? undefined : refuse('broken', from)
      }
      refuse(error.kind, from, error.message)
      send(REFUSALS[error.kind].status, { 'Content-Type': 'application/problem+json', ...error.fields }, problemOf(error.kind, error.message))
    }
  }

  const listen = (mayContinue: boolean) => (request: IncomingMessage, response: ServerResponse) => {
    answer(request, response, mayContinue).catch((error: unknown) => {
      log(`a result was not taken: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
      if (!response.headersSent) response.writeHead(500, { 'Content-Length': 0 })
      response.end()
    })
  }
  const server = createServer({ key: identity.key, cert: identity.certificate, ...TLS, handshakeTimeout: HANDSHAKE_MS, maxHeaderSize: MOST_FIELD_OCTETS, ...TIMES, ...limits.times }, listen(false))
  server.maxConnections = MOST_CONNECTIONS
  server.on('checkContinue', listen(true))
  server.on('connection', (socket: Socket) => {
    const [longest] = sockets.size < (limits.manyConnections ?? MANY_CONNECTIONS) ? [] : idle
    longest?.destroy()
    sockets.add(socket.once('close', () => sockets.delete(socket)).on('error', () => undefined))
  })
  server.on('secureConnection', socket => socket.once('close', () => idle.delete(socket)))
  server.on('tlsClientError', (_error, socket) => refuse('handshake', fromOf(socket)))
  server.on('connect', (_request, socket: Socket) => {
    refuse('not-implemented', fromOf(socket))
    socket.end(bareAnswer('not-implemented'))
  })
  server.on('clientError', (error: NodeJS.ErrnoException & { readonly rawPacket?: Buffer }, socket: Socket) => {
    const kind = kindOf(error)
    if (!socket.writable || kind === undefined) return socket.destroy()
    told.add(socket)
    refuse(kind, fromOf(socket))
    socket.end(bareAnswer(kind))
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen({ host, port, backlog: MOST_WAITING }, () => resolve()))
  server.removeAllListeners('error').on('error', error => log(`the collector: ${error.message}`))
  return {
    port: (server.address() as AddressInfo).port,
    counts: () => ({ kept, again, refused: { ...refused } }),
    async close() {
      const closed = new Promise(resolve => server.close(resolve))
      server.closeIdleConnections()
      const last = setTimeout(() => { for (const socket of sockets) socket.destroy() }, 1_000)
      await closed
      clearTimeout(last)
    },
  }
}

/** @returns the methods of the target. @throws Refused for a method that no target has (501, RFC 9110 §15.6.2), or not this one (405, §15.5.6) */
function methodsAt({ method = '', url, httpVersionMajor }: IncomingMessage): readonly string[] {
  // Node reads a request line without a version as HTTP/0.9.
  if (httpVersionMajor < 1) throw new Refused('malformed')
  const found = url === RESULTS ? ['POST', 'OPTIONS'] : url === '/' || url === '*' ? ['GET', 'HEAD', 'OPTIONS'] : undefined
  if (!['GET', 'HEAD', 'POST', 'OPTIONS'].includes(method)) throw new Refused('not-implemented')
  if (!found) throw new Refused('target')
  if (!found.includes(method)) throw new Refused('method', undefined, { Allow: found.join(', ') })
  return found
}

/** @throws Refused unless the request carries the secret (RFC 6750 §2.1) */
function checkCode({ headers }: IncomingMessage, secret: Buffer): true {
  const given = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? ''
  if (!timingSafeEqual(digestOf(given), secret)) throw new Refused('code', undefined, { 'WWW-Authenticate': 'Bearer realm="Lab 501 collector"' })
  return true
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

function checkContent({ headers }: IncomingMessage): void {
  if (!/^application\/zip *(;|$)/i.test(headers['content-type'] ?? '') || headers['content-encoding'] !== undefined) throw new Refused('type')
  if (Number(headers['content-length'] ?? 0) > BOUNDS.file) throw new Refused('length')
}

/** Node's parser knows a list of methods; any other token is still a method, which nobody implements here. */
function kindOf({ code, rawPacket }: NodeJS.ErrnoException & { readonly rawPacket?: Buffer }): Refusal | undefined {
  switch (code) {
    case 'HPE_INVALID_METHOD': return /^[\w!#$%&'*+.^`|~-]+ \S+ HTTP\/1[.]\d\r\n/.test(rawPacket?.toString('latin1') ?? '') ? 'not-implemented' : 'malformed'
    case 'HPE_HEADER_OVERFLOW': return 'fields'
    case 'ERR_HTTP_REQUEST_TIMEOUT': return 'slow'
    case 'HPE_INVALID_EOF_STATE': return 'broken'
    case 'ECONNRESET': return undefined
    default: return 'malformed'
  }
}

function fromOf({ remoteAddress = '' }: Socket): string {
  return remoteAddress.replace(/^::ffff:/, '')
}
