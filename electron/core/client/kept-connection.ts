// One connection that is kept from one request to the next (RFC 9112 §9.3), where a server is asked literally.
import type { SocketTap } from './socket-tap.ts'

const DISTURBS = ['data', 'end', 'error', 'close'] as const

export class KeptConnection {
  readonly #until: AbortSignal
  #held: { readonly tap: SocketTap; readonly release: () => void } | undefined

  /** @param until closes it, for good */
  constructor(until: AbortSignal) {
    this.#until = until
    until.addEventListener('abort', () => this.#close(), { once: true })
  }

  get isOpen(): boolean {
    return this.#held !== undefined
  }

  /** @returns the connection, which belongs to the caller then; undefined where none is open. */
  take(): SocketTap | undefined {
    const held = this.#held
    this.#held = undefined
    held?.release()
    return held?.tap
  }

  /** What comes while nobody has asked is nobody's answer, so that the connection is closed (RFC 9112 §9.2). */
  keep(tap: SocketTap): void {
    this.#close()
    const { socket } = tap
    if (this.#until.aborted) {
      socket.destroy()
      return
    }
    const drop = () => { if (this.#held?.tap === tap) this.#close() }
    for (const event of DISTURBS) socket.on(event, drop)
    socket.setTimeout(0)
    this.#held = { tap, release: () => { for (const event of DISTURBS) socket.off(event, drop) } }
  }

  #close(): void {
    this.take()?.socket.destroy()
  }
}
