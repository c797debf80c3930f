// The learner's end of a collector: connects to the address in the code and to no other, makes sure whom it has found, and only then says anything.
import type { KeyObject } from 'node:crypto'
import { connect, createSecureContext, type SecureContext, type TLSSocket } from 'node:tls'
import { authorityOf, isPinned, type JoinCode } from '../../model/join-code.ts'
import { phrase } from '../../model/phrase.ts'
import { exchange, reasonOf, type Handed } from './hand-over.ts'
import { TLS } from './tls.ts'

const CONNECT_MS = 10_000
/** Nothing has come or gone for so long: the system asks whether the other side is still there. */
const ARE_YOU_THERE_MS = 30_000

/** Made with the first connection and used for every one, since making it takes longer than a handshake. */
let settings: SecureContext | undefined

/** A connection to one collector, made when there is something to say and kept for what is said next (RFC 9112 §9.3): when a room sends at once, no handshake is waited for. */
export class CollectorConnection implements Disposable {
  readonly code: JoinCode
  #kept: TLSSocket | undefined

  constructor(code: JoinCode) {
    this.code = code
  }

  /** Asks whether the code is right, and sends nothing else. */
  greet(signal?: AbortSignal): Promise<Handed> {
    return this.#over(signal, socket => exchange(socket, this.code))
  }

  /** Hands a result over. @param bytes a whole result @param privateKey the one that it is signed with */
  handOver(bytes: Uint8Array, privateKey: KeyObject, signal?: AbortSignal): Promise<Handed> {
    return this.#over(signal, socket => exchange(socket, this.code, { bytes, privateKey }))
  }

  [Symbol.dispose](): void {
    this.#kept?.destroy()
  }

  async #over(signal: AbortSignal | undefined, use: (socket: TLSSocket) => Promise<Handed>): Promise<Handed> {
    const address = authorityOf(this.code)
    const kept = this.#take()
    try {
      // A kept one may have ended in this very moment. Whatever is said here may be said twice, since nothing depends on how often (RFC 9110 §9.2.2).
      const handed = kept && await this.#through(kept, signal, use).catch(() => undefined)
      if (handed) return handed
      const socket = await secured(this.code, signal)
      const certificate = socket.getPeerX509Certificate()
      // Another one may be somebody in between: not even the secret is for it.
      if (!certificate || !isPinned(this.code, certificate.fingerprint256.replaceAll(':', '').toLowerCase())) {
        socket.destroy()
        return { outcome: 'refused', why: phrase('sending.stranger', { address }), isOfThisOne: false }
      }
      return await this.#through(socket, signal, use)
    } catch (error) {
      return { outcome: 'later', why: phrase('sending.unreachable', { address, why: reasonOf(error) }) }
    }
  }

  #take(): TLSSocket | undefined {
    const kept = this.#kept
    this.#kept = undefined
    return kept?.writable && !kept.readableEnded ? kept : undefined
  }

  async #through(socket: TLSSocket, signal: AbortSignal | undefined, use: (socket: TLSSocket) => Promise<Handed>): Promise<Handed> {
    const letGo = endedBy(signal, socket)
    try {
      const handed = await use(socket)
      this.#kept?.destroy()
      this.#kept = socket
      return handed
    } catch (error) {
      socket.destroy()
      throw error
    } finally {
      letGo()
    }
  }
}

/** Ends the socket when the signal says so. @returns to be called when that for which it was given is over, since the socket is kept for longer */
function endedBy(signal: AbortSignal | undefined, socket: TLSSocket): () => void {
  const stop = () => { socket.destroy(new Error('stopped')) }
  signal?.addEventListener('abort', stop)
  if (signal?.aborted) stop()
  return () => signal?.removeEventListener('abort', stop)
}

/** The certificate is compared with the code by whoever calls: no authority signed it, and its names say nothing. */
function secured({ host, port }: JoinCode, signal: AbortSignal | undefined): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    settings ??= createSecureContext(TLS)
    const socket = connect({ host, port, rejectUnauthorized: false, secureContext: settings })
    const timer = setTimeout(() => fail(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })), CONNECT_MS)
    const over = () => { clearTimeout(timer); letGo() }
    const fail = (error: Error) => { over(); socket.destroy(); reject(error) }
    socket.on('error', fail).once('secureConnect', () => { over(); resolve(socket) })
    const letGo = endedBy(signal, socket)
    socket.setKeepAlive(true, ARE_YOU_THERE_MS)
  })
}
