// Opens a scenario: each participant listens on 127.0.0.1 and ::1, nowhere else; those that forward know the ports of the others.
import { createServer, type Server } from 'node:net'
import type { Entry } from '../../model/attempt.ts'
import { phrase, type Phrase } from '../../model/phrase.ts'
import { upstreamsOf, type Participant, type Scenario } from '../../model/scenario.ts'
import type { Place, SeenExchange } from '../recorder/seen-exchange.ts'
import { Connection, type Surroundings } from './connection.ts'
import { originService } from './decide.ts'
import { gatewayService } from './gateway.ts'
import { ScenarioState } from './scenario-state.ts'
import { ScenarioClock } from './scenario-clock.ts'
import type { Service } from './service.ts'
import { openUpstream, type HopTap } from './upstream.ts'

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
  /** A participant's own side of an exchange, when it is over. */
  readonly onExchange: (exchange: SeenExchange) => void
  /** A request begins to arrive at a participant. */
  readonly onBegin?: (place: Place) => void
  /** How the requests between participants get into the capture. */
  readonly hops?: HopTap
}

const UNTAPPED: HopTap = { connected: () => undefined, caused: () => undefined, sent: () => undefined }

/** @returns the running topology. @throws PortTaken when the port that was asked for is taken */
export async function openScenario(scenario: Scenario, { port, onExchange, onBegin, hops = UNTAPPED }: OpenOptions): Promise<Simulation> {
  const clock = new ScenarioClock(scenario.clock, scenario.seed)
  const state = new ScenarioState(scenario)
  const connections = new Set<Connection>()
  const notices: Phrase[] = []
  const entries = new Map<string, Entry>()
  const opened: { service: Service; servers: readonly Server[] }[] = []
  const close = async () => {
    clearInterval(sweep)
    const closed = opened.flatMap(({ servers }) => servers.map(closing))
    for (const connection of connections) connection.destroy()
    await Promise.all([...closed, ...opened.map(({ service }) => service.close())])
  }
  const sweep = setInterval(() => {
    const now = performance.now()
    for (const connection of connections) connection.checkDeadline(now)
  }, SWEEP_MS).unref()

  try {
    // From the origins outwards, so that whoever forwards knows where to; the entry is last and gets the port that was asked for.
    for (const participant of scenario.participants.toReversed()) {
      const service = serviceOf(participant, { entries, clock, state, hops })
      const isEntry = participant === scenario.participants[0]
      const accept = acceptor({ service, clock, onExchange, ...(onBegin && { onBegin }) }, connections)
      const { port: bound, servers } = await listenOnBoth(accept, isEntry ? port : 0, isEntry ? notices : [])
      opened.push({ service, servers })
      entries.set(participant.name, {
        participant: participant.name, role: participant.role, port: bound, url: `http://127.0.0.1:${bound}`, ...(servers.length > 1 && { url6: `http://[::1]:${bound}` }),
      })
    }
  } catch (error) {
    await close()
    throw error
  }
  return { entries: [...entries.values()].toReversed(), notices, clock, [Symbol.asyncDispose]: close }
}

interface ServiceParts { readonly entries: ReadonlyMap<string, Entry>; readonly clock: ScenarioClock; readonly state: ScenarioState; readonly hops: HopTap }

function serviceOf(participant: Participant, { entries, clock, state, hops }: ServiceParts): Service {
  if (participant.role === 'origin') return originService(participant, () => state.origin(participant.name))
  const upstreams = new Map([...new Set(upstreamsOf(participant))].map(name => [name, openUpstream(participant.name, name, entries.get(name)?.port ?? 0, hops)]))
  return gatewayService(participant, { upstreams, draw: below => clock.draw(below), isDrained: name => state.isDrained(name) })
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
