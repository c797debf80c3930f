// One participant while it runs: its service, its sockets, its connections. It can be killed and restored.
import type { Socket } from 'node:net'
import type { Entry } from '../../model/attempt.ts'
import type { Participant } from '../../model/scenario.ts'
import { acceptor, type Guest } from './arrival.ts'
import type { Surroundings } from './connection.ts'
import { listenOnLoopback, type Listening } from './listening.ts'
import type { Service } from './service.ts'

/** What TLS needs, as plain values. */
export interface ServerCertificate { readonly key: string; readonly certificate: string; readonly caFile: string }

/** What was said goodbye to may take so long to be told. */
const GOODBYE_MS = 5

export class RunningParticipant implements AsyncDisposable {
  readonly entry: Entry
  /** The default port could not be had. */
  readonly isOnOtherPort: boolean
  readonly #service: Service
  readonly #accept: (socket: Socket) => void
  readonly #guests: Set<Guest>
  #listening: Listening | undefined

  /** @param port explicitly asked for, 0 for any, undefined for the default @throws PortTaken */
  static async open({ name, role, tls = false, http2 = false }: Participant, around: Surroundings, port: number | undefined, certificate?: ServerCertificate): Promise<RunningParticipant> {
    if (tls && !certificate) throw new Error(`the participant ${name} speaks TLS, and there is no certificate`)
    const guests = new Set<Guest>()
    const accept = acceptor(around, { http2, ...(tls && certificate && { tls: certificate }) }, guests)
    const listening = await listenOnLoopback(accept, port)
    const url = (host: string) => `${tls ? 'https' : 'http'}://${host}:${listening.port}`
    const entry: Entry = {
      participant: name, role, port: listening.port, url: url('127.0.0.1'), ...(listening.isOnBoth && { url6: url('[::1]') }),
      ...(http2 && { protocols: ['http/1.1', 'h2'] }), ...(tls && certificate && { caFile: certificate.caFile }),
    }
    return new RunningParticipant(entry, around.service, accept, guests, listening)
  }

  private constructor(entry: Entry, service: Service, accept: (socket: Socket) => void, guests: Set<Guest>, listening: Listening) {
    this.entry = entry
    this.isOnOtherPort = listening.isOther
    this.#service = service
    this.#accept = accept
    this.#guests = guests
    this.#listening = listening
  }

  get isKilled(): boolean {
    return this.#listening === undefined
  }

  /** Ends what has waited for too long. */
  sweep(nowMs: number): void {
    for (const guest of this.#guests) guest.checkDeadline(nowMs)
  }

  /** Stops listening and drops every connection, as a process does that dies. */
  async kill(): Promise<void> {
    const closed = this.#listening?.close()
    this.#listening = undefined
    for (const guest of this.#guests) guest.destroy()
    await closed
  }

  /** Listens again where it did before. @throws PortTaken when somebody else has the port now */
  async restore(): Promise<void> {
    this.#listening ??= await listenOnLoopback(this.#accept, this.entry.port)
  }

  /** Empties a cache; anything else has nothing to forget. */
  purge(): void {
    this.#service.purge?.()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const polite = [...this.#guests].filter(({ farewell }) => farewell)
    for (const guest of polite) guest.farewell?.()
    // A session writes in the next turn of the event loop.
    if (polite.length > 0) await new Promise(resolve => setTimeout(resolve, GOODBYE_MS))
    await this.kill()
    await this.#service.close()
  }
}
