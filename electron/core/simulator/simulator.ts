// Opens a scenario: every participant listens on loopback; those that forward know the ports of the others.
import type { Entry } from '../../model/attempt.ts'
import type { Control } from '../../model/control.ts'
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
import { openUpstream, type HopTap } from './upstream.ts'

const SWEEP_MS = 50

export interface Simulation extends AsyncDisposable {
  /** From the client inwards; the first is the one to send to. */
  readonly entries: readonly Entry[]
  readonly notices: readonly Phrase[]
  readonly clock: ScenarioClock
  /** Applies a change to the running topology. @throws UnknownParticipant */
  readonly control: (control: Control) => Promise<void>
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

/** A control names a participant that is not there, or that it cannot be done to; the message says so. */
export class UnknownParticipant extends Error {}

const UNTAPPED: HopTap = { connected: () => undefined, caused: () => undefined, sent: () => undefined }

interface Parts { readonly scenario: Scenario; readonly running: ReadonlyMap<string, RunningParticipant>; readonly clock: ScenarioClock; readonly state: ScenarioState; readonly hops: HopTap; readonly ca: (participant: string) => string | undefined }

/** @returns the running topology. @throws PortTaken when the port that was asked for is taken */
export async function openScenario(scenario: Scenario, { port, ports, certificate, onExchange, onBegin, hops = UNTAPPED }: OpenOptions): Promise<Simulation> {
  const clock = new ScenarioClock(scenario.clock, scenario.seed, scenario.clockRuns)
  const state = new ScenarioState(scenario)
  const running = new Map<string, RunningParticipant>()
  const sweep = setInterval(() => {
    const now = performance.now()
    for (const participant of running.values()) participant.sweep(now)
  }, SWEEP_MS).unref()
  const close = async () => {
    clearInterval(sweep)
    await Promise.all([...running.values()].map(participant => participant[Symbol.asyncDispose]()))
  }
  const ca = (name: string) => (scenario.participants.find(participant => participant.name === name)?.tls ? certificate?.certificate : undefined)
  try {
    // From the origins outwards, so that whoever forwards knows where to; the entry is last and gets the port that was asked for.
    for (const [at, participant] of [...scenario.participants.entries()].toReversed()) {
      const service = await inPersona(participant, serviceOf(participant, { scenario, running, clock, state, hops, ca }), () => clock.httpDate())
      running.set(participant.name, await RunningParticipant.open(participant, { service, clock, onExchange, ...(onBegin && { onBegin }) }, at === 0 ? port : ports?.[participant.name] ?? 0, certificate))
    }
  } catch (error) {
    await close()
    throw error
  }
  const entries = [...running.values()].map(({ entry }) => entry).toReversed()
  return {
    entries, clock, notices: noticesOf(running.get(entries[0]?.participant ?? '')), [Symbol.asyncDispose]: close,
    control: control => applyControl(control, { scenario, running, clock, state, hops, ca }),
  }
}

function serviceOf(participant: Participant, { scenario, running, clock, state, hops, ca }: Parts): Service {
  if (participant.role === 'origin') return originService(participant, () => state.origin(participant.name), { isOn: toggle => state.isOn(toggle), nextId: () => clock.nextId() })
  const names = new Set(upstreamsOf(participant))
  const upstreams = new Map([...names].map(name => [name, openUpstream(participant.name, name, running.get(name)?.entry.port ?? 0, hops, ca(name))]))
  if (participant.role === 'cache') {
    const [upstream] = upstreams.values()
    if (!upstream) throw new Error(`the cache ${participant.name} has no upstream`)
    const { staleOnFailure, ...settings } = participant
    return cacheService({ ...settings, ...(staleOnFailure !== undefined && { staleOnFailure }) }, upstream, () => clock.nowMs)
  }
  const now: Now = { origin: name => state.origin(name), isDrained: name => state.isDrained(name) }
  return gatewayService(participant, { upstreams, draw: below => clock.draw(below), isDrained: now.isDrained, allows: (head, path) => takenThrough(scenario, now, participant, head, path) })
}

async function applyControl(control: Control, { scenario: { participants }, running, clock, state }: Parts): Promise<void> {
  if (control.kind === 'advance') clock.advance(control.ms)
  if ('participant' in control) {
    const wanted = control.kind === 'deploy' ? 'origin' : control.kind === 'purge' ? 'cache' : undefined
    const able = participants.filter(({ role }) => wanted === undefined || role === wanted).map(({ name }) => name)
    if (!able.includes(control.participant)) throw new UnknownParticipant(`"${control.participant}" cannot be told to ${control.kind}; ${able.length > 0 ? `these can: ${able.join(', ')}` : 'nobody here can'}`)
    if (control.kind === 'deploy' && control.build !== undefined) {
      const builds = Object.keys(originsOf({ participants }).find(({ name }) => name === control.participant)?.builds ?? {})
      if (!builds.includes(control.build)) throw new UnknownParticipant(`"${control.participant}" has no build "${control.build}"; it has: ${builds.join(', ') || 'none'}`)
    }
    if (control.kind === 'kill') await running.get(control.participant)?.kill()
    if (control.kind === 'purge') running.get(control.participant)?.purge()
    if (control.kind === 'restore') await running.get(control.participant)?.restore()
  }
  state.apply(control)
}

function noticesOf(entrance: RunningParticipant | undefined): Phrase[] {
  if (!entrance) return []
  const { entry, isOnOtherPort } = entrance
  return [
    ...(isOnOtherPort ? [phrase('notice.port-taken', { wanted: DEFAULT_PORT, port: entry.port })] : []),
    ...(entry.url6 === undefined ? [phrase('notice.no-ipv6')] : []),
  ]
}
