// The far side of a participant that forwards: requests to the next one over sockets of its own, tapped and linked.
import { connect, type Socket } from 'node:net'
import type { Ending } from '../../model/exchange.ts'
import { exchangeAsterisk } from '../client/asterisk.ts'
import { ADDRESS, describeFailure } from '../client/failure.ts'
import { LanePool, type Outcome, type OutRequest } from '../client/lane-pool.ts'
import { NoSlot } from '../client/slots.ts'
import type { Place, SeenExchange } from '../recorder/seen-exchange.ts'

/** How a participant's own hops get into the capture. */
export interface HopTap {
  /** `from` has opened a connection. */
  readonly connected: (clientPort: number, serverPort: number, from: string) => void
  /** The exchange at `effect` is sent because of the one at `cause`; if its number is 0, every exchange on that connection is. */
  readonly caused: (effect: Place, cause: Place) => void
  readonly sent: (seen: SeenExchange) => void
}

export type Forwarded = NonNullable<Outcome['response']>
export type ForwardResult = { readonly response: Forwarded } | { readonly failed: Ending; readonly why: string; /** As much was under way already as may be. */ readonly isFull?: true }

export interface Upstream {
  readonly name: string
  readonly port: number
  /** @returns the complete final response, or how it failed. */
  readonly forward: (request: Omit<OutRequest, 'onPlace'>, cause: Place) => Promise<ForwardResult>
  /** Opens a connection for a tunnel; what passes on it is not this participant's. Absent where there is nothing to tunnel to. */
  readonly connect?: (cause: Place, timeoutMs: number) => Promise<{ readonly socket: Socket } | { readonly failed: Ending }>
  readonly close: () => Promise<void>
}

/** @returns the way from the participant `from` to the participant `name` at `port`. @param ca the certificate to trust, where that one speaks TLS */
export function openUpstream(from: string, name: string, port: number, tap: HopTap, ca?: string): Upstream {
  const connected = (clientPort: number) => tap.connected(clientPort, port, from)
  const lanes = new LanePool(port, connected, ca)
  return {
    name, port,
    async forward(request, cause) {
      const caused = { ...request, onPlace: (effect: Place) => tap.caused(effect, cause) }
      const { seen, response, error, isUnsent } = await (request.path === '*' ? lanes.inTurn(caused, given => exchangeAsterisk(given, { port, ...(ca !== undefined && { ca }) }, connected)) : lanes.exchange(caused))
      if (!isUnsent && (seen.request.length > 0 || error !== undefined)) tap.sent(seen)
      if (response) return { response }
      return { failed: seen.ending, why: error instanceof Error ? error.message : String(error), ...(error instanceof NoSlot && { isFull: true }) }
    },
    connect: (cause, timeoutMs) => new Promise(resolve => {
      const socket = connect({ host: ADDRESS, port, noDelay: true, allowHalfOpen: true })
      socket.on('error', error => resolve({ failed: describeFailure(error, port, timeoutMs).ending }))
      socket.setTimeout(timeoutMs, () => {
        resolve({ failed: 'timed-out' })
        socket.destroy()
      })
      socket.once('connect', () => {
        socket.setTimeout(0)
        const clientPort = socket.localPort ?? 0
        connected(clientPort)
        tap.caused({ clientPort, serverPort: port, nth: 0 }, cause)
        resolve({ socket })
      })
    }),
    close: () => lanes[Symbol.asyncDispose](),
  }
}
