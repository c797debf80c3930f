// What a resource takes as seen from a gateway: what everybody takes whom its routes lead to now. Allow has to be true (RFC 9110 §10.2.1).
import { originsOf, type Gateway, type Origin, type Scenario } from '../../model/scenario.ts'
import { allowedMethods, findResource, implementedMethods } from './resources.ts'
import { poolOf, routeFor, type Routed } from './routing.ts'

/** The scenario as it is at the moment. */
export interface Now {
  readonly origin: (name: string) => Origin
  readonly isDrained: (participant: string) => boolean
}

/** @returns the methods that would be taken where `head` with its target `path` asks the gateway, in the order of the origins; empty where there is no resource. */
export function takenThrough({ participants }: Scenario, now: Now, gateway: Gateway, head: Routed, path: string): string[] {
  const takes = (name: string, as: Routed): boolean => {
    const participant = participants.find(one => one.name === name)
    if (participant?.role === 'gateway') return passes(participant, as)
    if (participant?.role === 'cache') return takes(participant.to, as)
    return participant !== undefined && takesItself(now.origin(name), as.method, path)
  }
  const passes = (through: Gateway, as: Routed): boolean => {
    // The target of CONNECT is no resource.
    if (as.method === 'CONNECT' || through.refuses[as.method] !== undefined) return false
    const route = routeFor(through.routes, as, path)
    const pool = route ? poolOf(route, now.isDrained) : []
    // Participants speak HTTP/1.1 to each other.
    return pool.length > 0 && pool.every(({ to }) => takes(to, { ...as, version: 'HTTP/1.1', method: through.translates[as.method] ?? as.method }))
  }
  const known = [
    ...originsOf({ participants }).flatMap(({ name }) => implementedMethods(now.origin(name))),
    ...participants.flatMap(participant => (participant.role === 'gateway' ? Object.keys(participant.translates) : [])),
  ]
  return [...new Set(known)].filter(method => passes(gateway, { ...head, method }))
}

function takesItself(origin: Origin, method: string, path: string): boolean {
  if (path === '*') return implementedMethods(origin).includes(method)
  const found = findResource(origin, path)
  return found !== undefined && allowedMethods(origin, found).includes(method)
}
