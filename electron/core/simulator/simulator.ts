// Opens a scenario: its origin listens on 127.0.0.1 and ::1, nowhere else.
import { createServer, type Server } from 'node:net'
import type { Entry } from '../../model/attempt.ts'
import { phrase, type Phrase } from '../../model/phrase.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { SeenExchange } from '../recorder/seen-exchange.ts'
import { Connection, type Surroundings } from './connection.ts'
import { ScenarioClock } from './scenario-clock.ts'

/** Where a lab's entry listens when nobody asks for another port. */
export const DEFAULT_PORT = 4501
const SWEEP_MS = 50

/** The port that was asked for cannot be had; the message says which and the mend. */
export class PortTaken extends Error {}

export interface Simulation extends AsyncDisposable {
  readonly entries: readonly Entry[]
  readonly notices: readonly Phrase[]
  readonly clock: ScenarioClock
}

export interface OpenOptions {
  /** Explicitly asked for: taken is an error. 0 takes a free one. Absent: the default, or a free one with a notice. */
  readonly port?: number
  readonly onExchange: (exchange: SeenExchange) => void
}

/** @returns the running topology. @throws PortTaken when the port that was asked for is taken */
export async function openScenario(scenario: Scenario, { port, onExchange }: OpenOptions): Promise<Simulation> {
  const [origin] = scenario.participants
  if (!origin) throw new Error('a scenario has at least one participant')
  const clock = new ScenarioClock(scenario.clock, scenario.seed)
  const connections = new Set<Connection>()
  const accept = acceptor({ origin, clock, onExchange }, connections)
  const notices: Phrase[] = []
  const pair = await listenOnBoth(accept, port, notices)
  const sweep = setInterval(() => {
    const now = performance.now()
    for (const connection of connections) connection.checkDeadline(now)
  }, SWEEP_MS).unref()

  const entry: Entry = {
    participant: origin.name, role: origin.role, port: pair.port, url: `http://127.0.0.1:${pair.port}`,
    ...(pair.servers.length > 1 && { url6: `http://[::1]:${pair.port}` }),
  }
  return {
    entries: [entry], notices, clock,
    async [Symbol.asyncDispose]() {
      clearInterval(sweep)
      const closed = pair.servers.map(closing)
      for (const connection of connections) connection.destroy()
      await Promise.all(closed)
    },
  }
}

function acceptor(around: Surroundings, connections: Set<Connection>) {
  return () => createServer({ allowHalfOpen: true, noDelay: true }, socket => {
    const connection = new Connection(socket, around)
    connections.add(connection)
    socket.once('close', () => connections.delete(connection))
  })
}

type Accept = () => Server

async function listenOnBoth(accept: Accept, asked: number | undefined, notices: Phrase[]): Promise<{ port: number; servers: Server[] }> {
  const wanted = asked ?? DEFAULT_PORT
  for (let tries = 0; ; tries += 1) {
    const port = tries === 0 ? wanted : 0
    try {
      const pair = await tryBoth(accept, port, notices)
      if (tries > 0 && wanted !== 0) notices.push(phrase('notice.port-taken', { wanted, port: pair.port }))
      return pair
    } catch (error) {
      const isTaken = codeOf(error) === 'EADDRINUSE' || codeOf(error) === 'EACCES'
      if (isTaken && asked !== undefined && asked !== 0) throw new PortTaken(`port ${asked} on this machine is taken (${codeOf(error)}): choose another with --port N, or --port 0 for a free one`)
      if (!isTaken || tries > 20) throw error
    }
  }
}

/** Both loopback families on the same port, because clients differ in what `localhost` means. */
async function tryBoth(accept: Accept, port: number, notices: Phrase[]): Promise<{ port: number; servers: Server[] }> {
  const first = accept()
  const bound = await listening(first, '127.0.0.1', port)
  const second = accept()
  try {
    await listening(second, '::1', bound)
    return { port: bound, servers: [first, second] }
  } catch (error) {
    if (codeOf(error) === 'EADDRNOTAVAIL' || codeOf(error) === 'EAFNOSUPPORT') {
      notices.push(phrase('notice.no-ipv6'))
      return { port: bound, servers: [first] }
    }
    await closing(first)
    throw error
  }
}

function listening(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port, exclusive: true, backlog: 1_024 }, () => {
      const address = server.address()
      resolve(address && typeof address === 'object' ? address.port : port)
    })
  })
}

function closing(server: Server): Promise<void> {
  return new Promise(resolve => server.close(() => resolve()))
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
