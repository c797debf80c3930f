// A connection of the simulator without a socket: bytes in by hand, the answers out.
import type { Socket } from 'node:net'
import { duplexPair, type Duplex } from 'node:stream'
import { setImmediate as turn } from 'node:timers/promises'
import { Connection, type Surroundings } from '../../electron/core/simulator/connection.ts'
import { originService } from '../../electron/core/simulator/decide.ts'
import { ScenarioClock } from '../../electron/core/simulator/scenario-clock.ts'
import { originsOf, type Origin } from '../../electron/model/scenario.ts'
import { SCENARIO } from './lab-fixture.ts'

/** @returns what a connection of the fixture's origin needs. */
export function surroundings(onExchange: Surroundings['onExchange'] = () => undefined): Surroundings {
  const [origin] = originsOf(SCENARIO) as [Origin]
  return { service: originService(origin, () => origin, { isOn: () => false, nextId: () => '1' }), clock: new ScenarioClock(SCENARIO.clock, 1), onExchange }
}

/** @returns the duplex with what a Connection needs of a net.Socket. */
export function asSocket(duplex: Duplex): Socket {
  return Object.assign(duplex, { setNoDelay: () => duplex, remotePort: 1, localPort: 2 }) as unknown as Socket
}

/** @returns the answers to `pieces`, sent one after another by a client that then waits, and whether the server has ended. */
export async function answersTo(pieces: readonly Buffer[], around = surroundings()): Promise<{ text: string; closed: boolean }> {
  const [client, server] = duplexPair()
  const connection = new Connection(asSocket(server), around)
  const parts: string[] = []
  let closed = false
  client.on('data', (part: Buffer) => parts.push(part.toString('latin1'))).on('end', () => { closed = true })
  for (const piece of pieces) {
    client.write(piece)
    await turn()
  }
  for (let turns = 0; turns < 4; turns += 1) await turn()
  connection.destroy()
  client.destroy()
  return { text: parts.join(''), closed }
}
