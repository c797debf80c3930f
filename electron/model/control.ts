// What can be done to a running topology. Each control is an event in the capture, so that what came before and after it can be told apart.
import { z } from 'zod'
import { Phrase } from './phrase.ts'
import { Method, Resource, type Handler, type Origin, type Scenario } from './scenario.ts'

const participant = z.string().max(100)
const Methods = z.array(Method.max(100)).max(50)

export const Control = z.discriminatedUnion('kind', [
  /** Moves the scenario's clock forward; it never goes back. */
  z.strictObject({ kind: z.literal('advance'), ms: z.int().min(1).max(10 * 365 * 86_400_000) }),
  /** Another build of an origin: one that its scenario names, or what it implements, and resources that are new or other than before. */
  z.strictObject({ kind: z.literal('deploy'), participant, build: z.string().max(100).optional(), implements: z.array(Method).optional(), resources: z.record(z.string().startsWith('/'), Resource).optional() }),
  /** Another capability matrix of an origin that is `editable`: what it implements, or what some of its resources take. What is left out stays. */
  z.strictObject({ kind: z.literal('edit'), participant, implements: Methods.optional(), takes: z.record(z.string().startsWith('/').max(1_000), Methods).optional() }),
  z.strictObject({ kind: z.literal('toggle'), toggle: z.string().max(100), on: z.boolean() }),
  /** Gets no new requests from a gateway's pool. */
  z.strictObject({ kind: z.literal('drain'), participant }),
  /** Stops listening and drops its connections. */
  z.strictObject({ kind: z.literal('kill'), participant }),
  /** Listens again on the same port, and takes its share of the pool again. */
  z.strictObject({ kind: z.literal('restore'), participant }),
  /** Empties a cache. */
  z.strictObject({ kind: z.literal('purge'), participant }),
])
export type Control = z.infer<typeof Control>

/** The topology was drawn otherwise, which nobody asks of it by a control. */
export const Redrawing = z.strictObject({
  kind: z.literal('redraw'),
  /** What is other than before, in sentences. */
  says: z.array(Phrase),
  /** Who is no longer there, so that one of the same name who comes later is another one. */
  gone: z.array(participant),
  /** Who was there before, from the client inwards: an exchange from then went a way among these. */
  before: z.array(participant),
})
/** Whatever was done to a topology. */
export const Deed = z.union([Control, Redrawing])
export type Deed = z.infer<typeof Deed>

/** A deed with its place in the capture. */
export const ScenarioEvent = z.object({
  /** From 1, in the attempt. */
  nth: z.int().positive(),
  /** The number of the last exchange that was saved before it. */
  afterSeq: z.int().nonnegative(),
  atWallMs: z.number(),
  control: Deed,
})
export type ScenarioEvent = Readonly<z.infer<typeof ScenarioEvent>>

/** What an origin implements, and what each of its resources takes. */
const Tables = z.object({ implements: z.array(z.string()), takes: z.record(z.string(), z.array(z.string())) })
export type Tables = Readonly<z.infer<typeof Tables>>

/** What there is to control, besides what every participant of a role can be told. */
export const Controls = z.object({
  /** Where the scenario's clock stands at the beginning. */
  clock: z.string(),
  /** Whether it goes on by itself from there. */
  clockRuns: z.boolean(),
  toggles: z.array(z.string()),
  /** Who gets requests from a gateway, and so can be drained. */
  pooled: z.array(z.string()),
  builds: z.array(z.object({ participant: z.string(), build: z.string() })),
  /** The two tables of each origin whose capability matrix may be edited, and what its builds make of them. */
  editable: z.array(z.object({ participant: z.string(), tables: Tables, builds: z.record(z.string(), Tables.partial()) })),
})
export type Controls = Readonly<z.infer<typeof Controls>>

/** @returns what the scenario leaves to be controlled. */
export function controlsOf({ clock, clockRuns, participants }: Scenario): Controls {
  const togglesOf = (handler: Handler) => (handler.kind === 'toggle' ? [handler.toggle] : [])
  const origins = participants.filter(participant => participant.role === 'origin')
  const resources = origins.flatMap(origin => [origin.resources, ...Object.values(origin.builds ?? {}).map(build => build.resources ?? {})])
  return {
    clock, clockRuns,
    toggles: [...new Set(resources.flatMap(all => Object.values(all).flatMap(Object.values<Handler>).flatMap(togglesOf)))],
    pooled: [...new Set(participants.flatMap(participant => (participant.role === 'gateway' ? participant.routes.flatMap(({ pool }) => pool.map(({ to }) => to)) : [])))],
    builds: origins.flatMap(origin => Object.keys(origin.builds ?? {}).map(build => ({ participant: origin.name, build }))),
    editable: origins.filter(({ editable }) => editable).map(({ name, builds = {}, ...origin }) => ({
      participant: name, tables: { implements: origin.implements, takes: takenIn(origin.resources) },
      builds: Object.fromEntries(Object.entries(builds).map(([build, tables]) => [build, { ...(tables.implements && { implements: tables.implements }), takes: takenIn(tables.resources ?? {}) }])),
    })),
  }
}

function takenIn(resources: Origin['resources']): Tables['takes'] {
  return Object.fromEntries(Object.entries(resources).map(([path, resource]) => [path, Object.keys(resource)]))
}

/** How a topology stands after what was done to it. */
export interface Standing {
  /** The scenario's clock, in milliseconds since the epoch. */
  readonly clockMs: number
  readonly on: ReadonlySet<string>
  readonly killed: ReadonlySet<string>
  readonly drained: ReadonlySet<string>
  /** Participant to the build that it was deployed with last. */
  readonly builds: ReadonlyMap<string, string>
  /** Of each origin that may be edited. */
  readonly tables: ReadonlyMap<string, Tables>
}

/** @returns how the topology stands. @param events in the order in which they were done */
export function standingOf({ clock, editable = [] }: Pick<Controls, 'clock'> & Partial<Pick<Controls, 'editable'>>, events: readonly ScenarioEvent[]): Standing {
  const on = new Set<string>()
  const killed = new Set<string>()
  const drained = new Set<string>()
  const builds = new Map<string, string>()
  const tables = new Map(editable.map(one => [one.participant, one.tables]))
  const change = (name: string, made: { [K in keyof Tables]?: Tables[K] | undefined } | undefined) => {
    const now = tables.get(name)
    if (now && made) tables.set(name, { implements: made.implements ?? now.implements, takes: { ...now.takes, ...made.takes } })
  }
  let clockMs = Date.parse(clock)
  for (const { control } of events) {
    switch (control.kind) {
      case 'advance': clockMs += control.ms; break
      case 'toggle': on[control.on ? 'add' : 'delete'](control.toggle); break
      case 'kill': killed.add(control.participant); break
      case 'drain': drained.add(control.participant); break
      case 'restore': killed.delete(control.participant); drained.delete(control.participant); break
      case 'edit': change(control.participant, control); break
      case 'deploy':
        if (control.build === undefined) break
        builds.set(control.participant, control.build)
        change(control.participant, editable.find(one => one.participant === control.participant)?.builds[control.build])
        break
      case 'redraw': for (const name of control.gone) for (const known of [killed, drained, builds]) known.delete(name); break
      case 'purge': break
    }
  }
  return { clockMs, on, killed, drained, builds, tables }
}
