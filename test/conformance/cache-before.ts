// The cache as the simulator runs it, before whatever listens at a port of this machine.
import type { Socket } from 'node:net'
import { cacheService, type CacheService, type CacheSettings } from '../../electron/core/simulator/cache-service.ts'
import { Connection } from '../../electron/core/simulator/connection.ts'
import { listenOnLoopback } from '../../electron/core/simulator/listening.ts'
import type { ScenarioClock } from '../../electron/core/simulator/scenario-clock.ts'
import { openUpstream, type HopTap } from '../../electron/core/simulator/upstream.ts'
import { Limits } from '../../electron/model/scenario.ts'

export interface RunningCache extends AsyncDisposable { readonly port: number; readonly clock: ScenarioClock; readonly service: CacheService }
export interface BeforeOptions { readonly port?: number; readonly clock: ScenarioClock; readonly settings?: Partial<CacheSettings> }

const UNTAPPED: HopTap = { connected: () => undefined, caused: () => undefined, sent: () => undefined }
/** More than the longest test of the public suite waits. */
const UPSTREAM_MS = 30_000

/** @returns the running cache. @param origin port on 127.0.0.1 @param port 0 or absent: a free one @throws PortTaken */
export async function cacheBefore(origin: number, { port = 0, clock, settings = {} }: BeforeOptions): Promise<RunningCache> {
  const upstream = openUpstream('cache', 'origin', origin, UNTAPPED)
  const service = cacheService({ name: 'lab501', server: 'lab501-cache', limits: Limits.parse({}), upstreamMs: UPSTREAM_MS, ...settings }, upstream, () => clock.nowMs)
  const connections = new Set<Connection>()
  const listening = await listenOnLoopback((socket: Socket) => {
    const connection = new Connection(socket, { service, clock, onExchange: () => undefined })
    connections.add(connection)
    socket.once('close', () => connections.delete(connection))
  }, port)
  return {
    port: listening.port, clock, service,
    async [Symbol.asyncDispose]() {
      const closed = listening.close()
      for (const connection of connections) connection.destroy()
      await Promise.all([closed, service.close()])
    },
  }
}
