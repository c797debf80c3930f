// Accepted sockets, and which protocol each of them speaks: by its first octets, and over TLS by what was negotiated (RFC 9113 §3).
import type { Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { phrase, sayInEnglish } from '../../model/phrase.ts'
import { PREFACE } from '../wire/h2/frames.ts'
import { problemAnswer } from './answer.ts'
import { Connection, type Surroundings } from './connection.ts'
import { H2Connection } from './h2/h2-connection.ts'
import type { Service } from './service.ts'

/** How a participant is reached besides plain HTTP/1.1. */
export interface Reach {
  /** PEM; present where it speaks TLS and nothing else. */
  readonly tls?: { readonly key: string; readonly certificate: string }
  readonly http2: boolean
}

/** Something that was accepted and is not over. */
export interface Guest {
  readonly checkDeadline: (nowMs: number) => void
  readonly destroy: () => void
  /** Says goodbye, where the protocol has a word for it. */
  readonly farewell?: () => void
}

/** The first octet of a TLS record that holds a handshake (RFC 8446 §5.1). */
const HANDSHAKE = 22

/** @returns what to do with each socket. @param guests is kept up to date */
export function acceptor(around: Surroundings, { tls, http2 }: Reach, guests: Set<Guest>): (socket: Socket) => void {
  const keep = (socket: Socket, guest: Guest) => {
    guests.add(guest)
    socket.once('close', () => guests.delete(guest))
  }
  if (!tls && !http2) return socket => keep(socket, new Connection(socket, around))
  const http1 = (socket: Socket, around: Surroundings) => {
    keep(socket, new Connection(socket, around))
    socket.resume()
  }
  if (!tls) {
    return socket => peek(socket, around, keep, isPreface, is => {
      if (is) keep(socket, new H2Connection(socket, around, 'http'))
      else http1(socket, around)
    })
  }
  const over = { ...around, service: secured(around.service) }
  const raws = new Map<string, Socket>()
  const shaking = new Set<Socket>()
  // What speaks HTTP/1.0 may say so by that name, as curl does: it is served like any other (RFC 9112 §2.3).
  const server = createTlsServer({ key: tls.key, cert: tls.certificate, ALPNProtocols: [...(http2 ? ['h2'] : []), 'http/1.1', 'http/1.0'] }, secure => {
    const raw = raws.get(placeOf(secure))
    if (raw) shaking.delete(raw)
    // What resets below the encryption resets all of it.
    secure.resetAndDestroy = () => {
      raw?.resetAndDestroy()
      return secure
    }
    keep(secure, secure.alpnProtocol === 'h2' ? new H2Connection(secure, over, 'https') : new Connection(secure, over))
  })
  const refusing = { ...around, service: plainRefused(around.service) }
  return socket => peek(socket, around, keep, bytes => bytes[0] === HANDSHAKE, is => {
    if (!is) {
      http1(socket, refusing)
      return
    }
    const place = placeOf(socket)
    const deadlineMs = performance.now() + around.service.limits.headMs
    raws.set(place, socket)
    shaking.add(socket)
    socket.once('close', () => {
      raws.delete(place)
      shaking.delete(socket)
    })
    // Node's own limit does not see to a record that never becomes complete.
    keep(socket, { checkDeadline: nowMs => { if (nowMs > deadlineMs && shaking.has(socket)) socket.destroy() }, destroy: () => socket.destroy() })
    server.emit('connection', socket)
  })
}

function placeOf({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress} ${remotePort}`
}

/** Every head that comes over TLS says so: the scheme of a target in origin-form is the connection's (RFC 9112 §3.3). */
function secured(service: Service): Service {
  return { ...service, plan: head => service.plan({ ...head, scheme: 'https' }) }
}

/** @returns undefined as long as `bytes` may become a preface or something else. */
function isPreface(bytes: Buffer): boolean | undefined {
  const length = Math.min(bytes.length, PREFACE.length)
  if (!bytes.subarray(0, length).equals(PREFACE.subarray(0, length))) return false
  return length === PREFACE.length ? true : undefined
}

/** Looks at the first octets, puts them back, and says what they are. */
function peek(socket: Socket, { service }: Surroundings, keep: (socket: Socket, guest: Guest) => void, judge: (bytes: Buffer) => boolean | undefined, decided: (is: boolean) => void): void {
  const { headMs, idleMs } = service.limits
  let seen: Buffer = Buffer.alloc(0)
  let deadlineMs = performance.now() + idleMs
  let isDecided = false
  const onData = (bytes: Buffer) => {
    if (seen.length === 0) deadlineMs = performance.now() + headMs
    seen = Buffer.concat([seen, bytes])
    const verdict = judge(seen)
    if (verdict === undefined) return
    isDecided = true
    socket.off('data', onData).off('end', onEnd).off('error', onError).pause()
    socket.unshift(seen)
    decided(verdict)
  }
  const onEnd = () => void socket.end()
  const onError = () => undefined
  socket.on('data', onData).on('end', onEnd).on('error', onError)
  keep(socket, { checkDeadline: nowMs => { if (!isDecided && nowMs > deadlineMs) socket.destroy() }, destroy: () => socket.destroy() })
}

/** Whoever forgets the `s` gets it said, and the exchange is kept (RFC 9110 §7.4: not what was asked for). */
function plainRefused({ name, limits, server, close }: Service): Service {
  const because = phrase('decision.plain-to-tls')
  return {
    name, limits, server, close,
    plan: ({ method, target }) => ({
      kind: 'refused', answer: problemAnswer(400, because, sayInEnglish(because), {}, [['Connection', 'close']]),
      ruling: { status: 400, check: 'authority', passed: false, because, section: 'RFC 9110 §4.2.2', method, target },
    }),
  }
}
