// Opens a scenario: every participant listens on loopback; those that forward know the ports of the others.
import { isDeepStrictEqual } from 'node:util'
import type { Entry } from '../../model/attempt.ts'
import type { Deed } from '../../model/control.ts'
import { phrase, type Phrase } from '../../model/phrase.ts'
import { originsOf, upstreamsOf, type Participant, type Scenario } from '../../model/scenario.ts'
import type { Place, SeenExchange } from '../recorder/seen-exchange.ts'
import { originService } from './decide.ts'
import { cacheService } from './cache-service.ts'
import { gatewayService } from './gateway.ts'
import { DEFAULT_PORT } from './listening.ts'
import { inPersona } from './personas/load.ts'
import { RunningParticipant, type ServerCertificate } from './running-participant.ts'
import { ScenarioClock } from './scenario-clock.ts'
import { ScenarioState } from './scenario-state.ts'
import type { Service } from './service.ts'
import { takenThrough, type Now } from './taken-inwards.ts'
import { UnknownParticipant } from './unknown-participant.ts'
import { openUpstream, type HopTap } from './upstream.ts'

const SWEEP_MS = 50

export interface Simulation extends AsyncDisposable {
  /** From the client inwards; the first is the one to send to. */
  readonly entries: readonly Entry[]
  readonly notices: readonly Phrase[]
  readonly clock: ScenarioClock
  /** Applies a change to the running topology. @throws UnknownParticipant */
  readonly control: (control: Deed) => Promise<void>
  /**
   * Goes on with another drawing of the same clock and seed: who did not change goes on running, whoever else is opened anew at the same port.
   * @param certificate where one is needed that was not there before @returns who left, or was opened anew @throws PortTaken, and nothing is as it was
   */
  readonly redraw: (next: Scenario, certificate?: ServerCertificate) => Promise<readonly string[]>
}

export interface OpenOptions {
  /** Explicitly asked for: taken is an error. 0 takes a free one. Absent: the default, or a free one with a notice. */
  readonly port?: number
  /** Where the participants behind the entry listened before, by name; absent are free ones. */
  readonly ports?: Readonly<Record<string, number>>
  /** For participants that speak TLS. */
  readonly certificate?: ServerCertificate
  /** A participant's own side of an exchange, when it is over. */
  readonly onExchange: (exchange: SeenExchange) => void
  /** A request begins to arrive at a participant. */
  readonly onBegin?: (place: Place) => void
  /** How the requests between participants get into the capture. */
  readonly hops?: HopTap
}

const UNTAPPED: HopTap = { connected: () => undefined, caused: () => undefined, sent: () => undefined }

interface Parts {
  /** As it is declared now. */
  scenario: Scenario
  readonly running: Map<string, RunningParticipant>
  readonly clock: ScenarioClock
  readonly state: ScenarioState
  readonly hops: HopTap
  /** Opens a participant; whom it asks listens already. */
  readonly open: (participant: Participant, port: number | undefined) => Promise<void>
  certificate: ServerCertificate | undefined
}

/** @returns the running topology. @throws PortTaken when the port that was asked for is taken */
export async function openScenario(scenario: Scenario, { port, ports, certificate, onExchange, onBegin, hops = UNTAPPED }: OpenOptions): Promise<Simulation> {
  const clock = new ScenarioClock(scenario.clock, scenario.seed, scenario.clockRuns)
  const running = new Map<string, RunningParticipant>()
  const parts: Parts = {
    scenario, running, clock, hops, certificate, state: new ScenarioState(scenario),
    async open(participant, at) {
      const service = await inPersona(participant, serviceOf(participant, parts), () => clock.httpDate())
      running.set(participant.name, await RunningParticipant.open(participant, { service, clock, onExchange, ...(onBegin && { onBegin }) }, at, parts.certificate))
    },
  }
  const sweepAll = () => {
    const now = performance.now()
    for (const participant of running.values()) participant.sweep(now)
  }
  // Where the process was held up, octets may be waiting that came in time: an immediate runs once they are read, a timer before.
  const sweep = setInterval(() => void setImmediate(sweepAll), SWEEP_MS).unref()
  const close = async () => {
    clearInterval(sweep)
    await Promise.all([...running.values()].map(participant => participant[Symbol.asyncDispose]()))
  }
  try {
    // From the origins outwards, so that whoever forwards knows where to; the entry is last and gets the port that was asked for.
    for (const [at, participant] of [...scenario.participants.entries()].toReversed()) await parts.open(participant, at === 0 ? port : ports?.[participant.name] ?? 0)
  } catch (error) {
    await close()
    throw error
  }
  return {
    get entries() { return parts.scenario.participants.flatMap(({ name }) => running.get(name)?.entry ?? []) },
    get notices() { return noticesOf(running.get(parts.scenario.participants[0]?.name ?? '')) },
    clock, [Symbol.asyncDispose]: close,
    control: control => applyControl(control, parts),
    redraw: (next, fresh) => redraw(next, fresh ?? parts.certificate, parts),
  }
}

function serviceOf(participant: Participant, parts: Parts): Service {
  const { running, clock, state, hops } = parts
  if (participant.role === 'origin') return originService(participant, () => state.origin(participant.name), { isOn: toggle => state.isOn(toggle), nextId: () => clock.nextId() })
  const names = new Set(upstreamsOf(participant))
  const ca = (name: string) => (parts.scenario.participants.find(one => one.name === name)?.tls ? parts.certificate?.certificate : undefined)
  const upstreams = new Map([...names].map(name => [name, openUpstream(participant.name, name, running.get(name)?.entry.port ?? 0, hops, ca(name))]))
  if (participant.role === 'cache') {
    const [upstream] = upstreams.values()
    if (!upstream) throw new Error(`the cache ${participant.name} has no upstream`)
    const { staleOnFailure, ...settings } = participant
    return cacheService({ ...settings, ...(staleOnFailure !== undefined && { staleOnFailure }) }, upstream, () => clock.nowMs)
  }
  const now: Now = { origin: name => state.origin(name), isDrained: name => state.isDrained(name) }
  return gatewayService(participant, { upstreams, draw: below => clock.draw(below), isDrained: now.isDrained, allows: (head, path) => takenThrough(parts.scenario, now, participant, head, path) })
}

/** What an origin implements and has is looked up for each request; whoever differs in nothing else goes on running, with its connections and all that it has stored. */
function withoutTables(participant: Participant): unknown {
  return participant.role === 'origin' ? { ...participant, implements: [], resources: {}, builds: undefined } : participant
}

/** Whoever is the entry listens where the entry did; everybody else stays where they are. */
async function redraw(next: Scenario, certificate: ServerCertificate | undefined, parts: Parts): Promise<readonly string[]> {
  const { running, state } = parts
  const before = new Map(parts.scenario.participants.map(participant => [participant.name, participant]))
  const entryPort = running.get(parts.scenario.participants[0]?.name ?? '')?.entry.port
  const staying = new Set<string>()
  /** Whoever asks these knows where they are. */
  const found = new Set<string>()
  const ports = new Map<string, number | undefined>()
  for (const [at, participant] of [...next.participants.entries()].toReversed()) {
    const { name } = participant
    const old = before.get(name)
    const known = running.get(name)?.entry.port
    const port = at === 0 ? entryPort : known === entryPort ? undefined : known
    ports.set(name, port)
    const isSame = old !== undefined && port === known && isDeepStrictEqual(withoutTables(old), withoutTables(participant)) && upstreamsOf(participant).every(to => found.has(to))
    if (isSame) staying.add(name)
    if (isSame || (old !== undefined && port !== undefined && port === known && old.tls === participant.tls)) found.add(name)
  }
  const killed = new Set([...running].filter(([, { isKilled }]) => isKilled).map(([name]) => name))
  const leaving = [...running].filter(([name]) => !staying.has(name))
  await Promise.all(leaving.map(([name, participant]) => {
    running.delete(name)
    return participant[Symbol.asyncDispose]()
  }))
  parts.scenario = next
  parts.certificate = certificate
  state.redraw(next)
  for (const participant of next.participants.toReversed()) {
    const { name } = participant
    if (staying.has(name)) continue
    await parts.open(participant, ports.get(name) ?? 0)
    if (killed.has(name) && before.has(name)) await running.get(name)?.kill()
  }
  return leaving.map(([name]) => name)
}

async function applyControl(control: Deed, { scenario: { participants }, running, clock, state }: Parts): Promise<void> {
  if (control.kind === 'advance') clock.advance(control.ms)
  if (control.kind === 'redraw') for (const name of control.gone) await running.get(name)?.restore()
  if ('participant' in control) {
    const able = participants.filter(participant => canBeTold(participant, control.kind)).map(({ name }) => name)
    if (!able.includes(control.participant)) throw new UnknownParticipant(`"${control.participant}" cannot be told to ${control.kind}; ${able.length > 0 ? `these can: ${able.join(', ')}` : 'nobody here can'}`)
    if (control.kind === 'deploy' && control.build !== undefined) {
      const builds = Object.keys(originsOf({ participants }).find(({ name }) => name === control.participant)?.builds ?? {})
      if (!builds.includes(control.build)) throw new UnknownParticipant(`"${control.participant}" has no build "${control.build}"; it has: ${builds.join(', ') || 'none'}`)
    }
    if (control.kind === 'edit') {
      const known = Object.keys(state.origin(control.participant).resources)
      const unknown = Object.keys(control.takes ?? {}).find(path => !known.includes(path))
      if (unknown !== undefined) throw new UnknownParticipant(`"${control.participant}" has no resource "${unknown}"; it has: ${known.join(', ') || 'none'}`)
    }
    if (control.kind === 'kill') await running.get(control.participant)?.kill()
    if (control.kind === 'purge') running.get(control.participant)?.purge()
    if (control.kind === 'restore') await running.get(control.participant)?.restore()
  }
  state.apply(control)
}

function canBeTold(participant: Participant, kind: Deed['kind']): boolean {
  switch (kind) {
    case 'deploy': return participant.role === 'origin'
    case 'edit': return participant.role === 'origin' && participant.editable === true
    case 'purge': return participant.role === 'cache'
    default: return true
  }
}

function noticesOf(entrance: RunningParticipant | undefined): Phrase[] {
  if (!entrance) return []
  const { entry, isOnOtherPort } = entrance
  return [
    ...(isOnOtherPort ? [phrase('notice.port-taken', { wanted: DEFAULT_PORT, port: entry.port })] : []),
    ...(entry.url6 === undefined ? [phrase('notice.no-ipv6')] : []),
  ]
}
