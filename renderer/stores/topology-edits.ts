// What a person does to a drawn topology. References follow: whoever was asked by its name is still asked by it.
import { Participant, upstreamsOf, type Scenario } from '../../electron/model/scenario.ts'

export type Role = Participant['role']
const MOST_PARTICIPANTS = 12

/** @returns a name that nobody has yet */
function freshName({ participants }: Scenario, wanted: string): string {
  const names = new Set(participants.map(({ name }) => name))
  for (let nth = 1; ; nth += 1) {
    const name = nth === 1 ? wanted : `${wanted}-${nth}`
    if (!names.has(name)) return name
  }
}

/** @returns whether there is room for one more. */
export function hasRoom({ participants }: Scenario): boolean {
  return participants.length < MOST_PARTICIPANTS
}

/**
 * A gateway and a cache are put before the participant at `at`, so that whoever asked that one asks the new one. An origin stands at the end;
 * if the one at `at` is a gateway, it sends there too.
 * @returns where the new one stands
 */
export function addParticipant(scenario: Scenario, role: Role, at: number): number {
  const { participants } = scenario
  if (role === 'origin') {
    const name = freshName(scenario, 'app')
    participants.push(Participant.parse({ role, name, implements: ['GET', 'HEAD', 'OPTIONS'], resources: { '/': { GET: { kind: 'reply', text: `This is ${name}.\n` } } } }))
    const chosen = participants[at]
    if (chosen?.role === 'gateway') chosen.routes.at(-1)?.pool.push({ to: name, weight: 1 })
    return participants.length - 1
  }
  const behind = participants[at]?.name ?? ''
  const name = freshName(scenario, role === 'cache' ? 'edge' : 'gw')
  for (const participant of participants) retarget(participant, behind, name)
  participants.splice(at, 0, Participant.parse(role === 'cache' ? { role, name, to: behind } : { role, name, routes: [{ pool: [{ to: behind }] }] }))
  return at
}

/** Whoever asked it asks whom it asked first; of a pool, it is simply gone. Who would ask nobody then asks the last origin, or goes too. */
export function removeParticipant(scenario: Scenario, at: number): void {
  const { participants } = scenario
  const [gone] = participants.splice(at, 1)
  if (!gone) return
  const instead = upstreamsOf(gone).find(name => participants.some(one => one.name === name))
  for (const one of participants.filter(other => upstreamsOf(other).includes(gone.name))) {
    if (instead !== undefined) retarget(one, gone.name, instead)
    else if (one.role === 'gateway') disconnect(one, gone.name)
  }
  const lost = participants.findIndex(one => upstreamsOf(one).includes(gone.name))
  const last = participants.slice(lost + 1).findLast(({ role }) => role === 'origin')
  if (lost < 0) return
  if (last) for (const one of participants.slice(0, participants.indexOf(last))) retarget(one, gone.name, last.name)
  const left = participants.findIndex(one => upstreamsOf(one).includes(gone.name))
  if (left >= 0) removeParticipant(scenario, left)
}

export function renameParticipant(scenario: Scenario, at: number, name: string): void {
  const participant = scenario.participants[at]
  if (!participant || participant.name === name) return
  for (const other of scenario.participants) retarget(other, participant.name, name)
  participant.name = name
}

/** One place towards the client or inwards. @returns where it stands then */
export function moveParticipant({ participants }: Scenario, at: number, by: -1 | 1): number {
  const [moved, neighbour] = [participants[at], participants[at + by]]
  if (!moved || !neighbour) return at
  participants[at] = neighbour
  participants[at + by] = moved
  return at + by
}

/** A member of a pool that stands there twice would only count twice. */
function retarget(participant: Participant, from: string, to: string): void {
  if (participant.role === 'cache' && participant.to === from) participant.to = to
  if (participant.role !== 'gateway') return
  for (const { pool } of participant.routes) {
    const isThere = pool.some(member => member.to === to)
    for (const [nth, member] of [...pool.entries()].toReversed()) {
      if (member.to !== from) continue
      if (isThere) pool.splice(nth, 1)
      else member.to = to
    }
  }
  if (participant.tunnels) participant.tunnels = [...new Set(participant.tunnels.map(name => (name === from ? to : name)))]
}

/** Where others are left in a pool, or other routes in the gateway. */
function disconnect(gateway: Extract<Participant, { role: 'gateway' }>, name: string): void {
  const tunnels = gateway.tunnels?.filter(one => one !== name)
  if (tunnels && tunnels.length > 0) gateway.tunnels = tunnels
  else delete gateway.tunnels
  const left = gateway.routes.flatMap(route => {
    const pool = route.pool.filter(({ to }) => to !== name)
    return pool.length > 0 ? [{ ...route, pool }] : []
  })
  if (left.length > 0) gateway.routes = left
}
