// The way of one request through the participants, from what was captured at the ends of every hop.
import { finalResponse, type Exchange } from './exchange.ts'

/** Who sends on the first hop. */
export const CLIENT = 'client'

/** One request on one hop, as far as either end of it was seen. */
export interface Hop {
  readonly from: string
  readonly to: string
  /** What the end that sent the request saw; absent for a client that is not tapped. */
  readonly client?: Exchange
  /** What the end that answered saw; absent when the request never got there. */
  readonly server?: Exchange
}

/** A participant that a request came to. */
export interface Stop {
  readonly participant: string
  readonly inbound: Hop
  /** What it sent on because of that, in the order of time. */
  readonly outbound: readonly Hop[]
  /** `self`: the answer is its own. `passed-on`: it gave on the answer that it got. `unreached`: the request did not arrive. */
  readonly role: 'self' | 'passed-on' | 'unreached'
}

export interface Journey {
  /** From the client inwards; the nth hop leads to the nth stop. */
  readonly hops: readonly Hop[]
  readonly stops: readonly Stop[]
  /** Whose answer the client got. */
  readonly answeredBy: string | undefined
  readonly unasked: readonly string[]
}

/** @returns the neighbours on a hop, which is named after them: `edge-gw`. Names may hold hyphens, so the participants have to be known. */
export function endsOf(hop: string, participants: readonly string[]): readonly [from: string, to: string] {
  const starts = [CLIENT, ...participants]
  const to = participants.find(name => hop.endsWith(`-${name}`) && starts.includes(hop.slice(0, -name.length - 1)))
  const cut = to === undefined ? hop.indexOf('-') : hop.length - to.length - 1
  return [hop.slice(0, cut), hop.slice(cut + 1)]
}

/** @returns the side of a hop that is looked at first: the one that sent the request, where it was tapped. */
export function sideOf({ client, server }: Hop): Exchange {
  const side = client ?? server
  if (!side) throw new Error('a hop that nobody saw')
  return side
}

/** @returns the way of one request. @param trace its exchanges, all of one trace @param participants their names, from the client inwards */
export function journeyOf(trace: readonly Exchange[], participants: readonly string[]): Journey {
  const all = hopsOf(trace, participants)
  const hops: Hop[] = []
  const stops: Stop[] = []
  const follow = (hop: Hop) => {
    const outbound = all.filter(one => one.from === hop.to && isCausedBy(one, hop, all))
    hops.push(hop)
    stops.push({ participant: hop.to, inbound: hop, outbound, role: roleOf(hop, outbound) })
    for (const next of outbound) follow(next)
  }
  for (const first of all.filter(({ from }) => from === CLIENT)) follow(first)
  return { hops, stops, answeredBy: answererOf(stops), unasked: participants.filter(name => stops.every(({ participant }) => participant !== name)) }
}

function hopsOf(trace: readonly Exchange[], participants: readonly string[]): Hop[] {
  const hops = new Map<string, Hop>()
  for (const exchange of trace) {
    const key = `${exchange.hop} ${exchange.connection.id} ${exchange.connection.nth}`
    const [from, to] = endsOf(exchange.hop, participants)
    hops.set(key, { ...hops.get(key) ?? { from, to }, [exchange.side]: exchange })
  }
  return [...hops.values()].sort((one, other) => startOf(one) - startOf(other))
}

const startOf = (hop: Hop): number => sideOf(hop).timing.startedWallMs

/** Links lead inwards only, so a participant's request belongs to the latest that had come to it by then. */
function isCausedBy(effect: Hop, cause: Hop, all: readonly Hop[]): boolean {
  const causes = all.filter(({ to }) => to === effect.from)
  return (causes.findLast(one => startOf(one) <= startOf(effect)) ?? causes[0]) === cause
}

function roleOf(inbound: Hop, outbound: readonly Hop[]): Stop['role'] {
  if (!inbound.server && sideOf(inbound).responses.length === 0) return 'unreached'
  const got = outbound.at(-1)
  const status = got && finalResponse(sideOf(got))?.status
  return status !== undefined && status === finalResponse(inbound.server ?? sideOf(inbound))?.status ? 'passed-on' : 'self'
}

/** From the client inwards to the first whose answer is its own. */
function answererOf(stops: readonly Stop[]): string | undefined {
  const [first] = stops
  let stop = first
  while (stop?.role === 'passed-on') {
    const last: Hop | undefined = stop.outbound.at(-1)
    stop = stops.find(({ inbound }) => inbound === last)
  }
  return stop?.role === 'self' && finalResponse(sideOf(stop.inbound)) ? stop.participant : undefined
}
