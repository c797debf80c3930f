// One participant while it runs: its service, its sockets, its connections. It can be killed and restored.
import type { Entry } from '../../model/attempt.ts'
import type { Participant } from '../../model/scenario.ts'
import { Connection, type Surroundings } from './connection.ts'
import { listenOnLoopback, type Listening } from './listening.ts'

export class RunningParticipant implements AsyncDisposable {
  readonly entry: Entry
  /** The default port could not be had. */
  readonly isOnOtherPort: boolean
  readonly #around: Surroundings
  readonly #connections: Set<Connection>
  #listening: Listening | undefined

  /** @param port explicitly asked for, 0 for any, undefined for the default @throws PortTaken */
  static async open({ name, role }: Participant, around: Surroundings, port: number | undefined): Promise<RunningParticipant> {
    const connections = new Set<Connection>()
    const listening = await listenOnLoopback(acceptor(around, connections), port)
    const url6 = listening.isOnBoth ? { url6: `http://[::1]:${listening.port}` } : {}
    return new RunningParticipant({ participant: name, role, port: listening.port, url: `http://127.0.0.1:${listening.port}`, ...url6 }, around, connections, listening)
  }

  private constructor(entry: Entry, around: Surroundings, connections: Set<Connection>, listening: Listening) {
    this.entry = entry
    this.isOnOtherPort = listening.isOther
    this.#around = around
    this.#connections = connections
    this.#listening = listening
  }

  /** Ends what has waited for too long. */
  sweep(nowMs: number): void {
    for (const connection of this.#connections) connection.checkDeadline(nowMs)
  }

  /** Stops listening and drops every connection, as a process does that dies. */
  async kill(): Promise<void> {
    const closed = this.#listening?.close()
    this.#listening = undefined
    for (const connection of this.#connections) connection.destroy()
    await closed
  }

  /** Listens again where it did before. @throws PortTaken when somebody else has the port now */
  async restore(): Promise<void> {
    this.#listening ??= await listenOnLoopback(acceptor(this.#around, this.#connections), this.entry.port)
  }

  /** Empties a cache; anything else has nothing to forget. */
  purge(): void {
    this.#around.service.purge?.()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill()
    await this.#around.service.close()
  }
}

function acceptor(around: Surroundings, connections: Set<Connection>) {
  return (socket: ConstructorParameters<typeof Connection>[0]) => {
    const connection = new Connection(socket, around)
    connections.add(connection)
    socket.once('close', () => connections.delete(connection))
  }
}
