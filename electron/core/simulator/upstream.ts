// The far side of a participant that forwards: requests to the next one over sockets of its own, tapped and linked.
import type { Ending } from '../../model/exchange.ts'
import { LanePool, describeFailure, type Outcome, type OutRequest } from '../client/lane-pool.ts'
import type { Place, SeenExchange } from '../recorder/seen-exchange.ts'

/** How a participant's own hops get into the capture. */
export interface HopTap {
  /** `from` has opened a connection. */
  readonly connected: (clientPort: number, serverPort: number, from: string) => void
  /** The exchange at `effect` is sent because of the one at `cause`. */
  readonly caused: (effect: Place, cause: Place) => void
  readonly sent: (seen: SeenExchange) => void
}

export type Forwarded = NonNullable<Outcome['response']>
export type ForwardResult = { readonly response: Forwarded } | { readonly failed: Ending; readonly why: string }

export interface Upstream {
  readonly name: string
  readonly port: number
  /** @returns the complete final response, or how it failed. */
  readonly forward: (request: Omit<OutRequest, 'onPlace'>, cause: Place) => Promise<ForwardResult>
  readonly close: () => Promise<void>
}

/** @returns the way from the participant `from` to the participant `name` at `port`. */
export function openUpstream(from: string, name: string, port: number, tap: HopTap): Upstream {
  const lanes = new LanePool(port, clientPort => tap.connected(clientPort, port, from))
  return {
    name, port,
    async forward(request, cause) {
      const { seen, response, error } = await lanes.exchange({ ...request, onPlace: effect => tap.caused(effect, cause) })
      if (seen.request.length > 0 || error !== undefined) tap.sent(seen)
      if (response) return { response }
      return { failed: describeFailure(error, port, request.timeoutMs).ending, why: error instanceof Error ? error.message : String(error) }
    },
    close: () => lanes[Symbol.asyncDispose](),
  }
}
