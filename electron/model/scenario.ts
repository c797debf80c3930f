// What a lab runs: its participants, what each implements, and the seed and clock that make answers repeatable.
import { z } from 'zod'
import { OriginPersona, ProxyPersona } from './persona.ts'
import { problemIn, problemsEnglish } from './problems-en.ts'
import { FIELD_VALUE, TOKEN } from './token.ts'
import { WireFaults } from './wire-fault.ts'

export { TOKEN }
export const Method = z.string().regex(TOKEN, problemsEnglish['rule.method'])

const FieldValue = z.string().regex(FIELD_VALUE, problemsEnglish['rule.field-value'])
/** Fields that the server writes by itself: a second one would contradict it (RFC 9112 §6.2, RFC 9110 §6.6.1). `fault:` is there to do so on purpose. */
const FieldName = z.string().regex(TOKEN, problemsEnglish['rule.field-name'])
  .regex(/^(?!(?:content-length|transfer-encoding|date|server)$)/i, problemsEnglish['rule.field-own'])

/** Any handler's answer can go wrong on the wire. */
const faulty = { fault: WireFaults.optional() }

const Reply = z.strictObject({
  ...faulty,
  kind: z.literal('reply'),
  status: z.int().min(200).max(599).default(200),
  /** Field lines to add; the framing fields, Date and Content-Type of `json` come by themselves. */
  fields: z.record(FieldName, FieldValue).default({}),
  text: z.string().optional(),
  json: z.json().optional(),
  delayMs: z.int().min(0).max(30_000).default(0),
})
/** Answers 200 with the request as it was understood. */
const Echo = z.strictObject({ ...faulty, kind: z.literal('echo') })
/** Throws inside the handler: 500 with an error id, never a stack (RFC 9110 §15.6.1). */
const Fail = z.strictObject({ ...faulty, kind: z.literal('fail'), message: z.string() })
/** Answers 501 on purpose: routed, not built (RFC 9110 §15.6.2, first sentence). */
const Planned = z.strictObject({ ...faulty, kind: z.literal('planned'), detail: z.string(), permanent: z.boolean().default(false) })
/** One handler for a collection at the path `at`, and for what stands right below it. A run begins with the items that any handler declares for it. */
const Collection = z.strictObject({
  ...faulty, kind: z.literal('collection'),
  at: z.string().regex(/^(\/[^/?#{}]+)+$/, problemsEnglish['rule.collection']),
  /** Id to JSON object. */
  items: z.record(z.string().regex(/^[\w.~-]{1,64}$/, problemsEnglish['rule.item']), z.record(z.string(), z.json())).default({}),
  most: z.int().min(1).max(1_000).default(100),
})
const plain = [Reply, Echo, Fail, Planned, Collection] as const
const PlainHandler = z.discriminatedUnion('kind', plain)
export type PlainHandler = z.infer<typeof PlainHandler>
/** Two handlers: which one answers is the state of a named toggle, off until somebody flips it. */
const Toggle = z.strictObject({ kind: z.literal('toggle'), toggle: z.string().min(1).max(100), on: PlainHandler, off: PlainHandler })

export const Handler = z.discriminatedUnion('kind', [...plain, Toggle])
export type Handler = z.infer<typeof Handler>

/** The methods that a resource takes, each with what happens then. HEAD follows GET, OPTIONS is answered by itself. */
export const Resource = z.record(Method, Handler)
export type Resource = z.infer<typeof Resource>

/** Octets and milliseconds. */
export const Limits = z.strictObject({
  method: z.int().positive().default(64),
  requestLine: z.int().positive().default(8_000),
  fieldSection: z.int().positive().default(16_384),
  content: z.int().nonnegative().default(1_048_576),
  headMs: z.int().positive().default(10_000),
  contentMs: z.int().positive().default(30_000),
  idleMs: z.int().positive().default(60_000),
})
export type Limits = z.infer<typeof Limits>

const Name = z.string().regex(/^[a-z][a-z0-9-]*$/, problemsEnglish['rule.participant'])

const BuildName = z.string().regex(/^[\w.-]{1,40}$/, problemsEnglish['rule.build'])

/** How a participant is reached; neither is plain HTTP/1.1. What it decides and answers is the same in every way. */
const reached = {
  /** Over TLS and nothing else, with the certificate of this installation: https URLs (RFC 9110 §4.2.2). */
  tls: z.boolean().optional(),
  /** Over HTTP/2 too: by prior knowledge on a plain port, by ALPN over TLS (RFC 9113 §3). */
  http2: z.boolean().optional(),
}

export const Origin = z.strictObject({
  role: z.literal('origin'),
  name: Name,
  ...reached,
  /** What the server implements for at least one resource. Declared apart from what each resource takes. */
  implements: z.array(Method).default(['GET', 'HEAD', 'OPTIONS']),
  /** Path to resource; a path is compared as it stands, `{name}` stands for one segment. */
  resources: z.record(z.string().startsWith('/'), Resource),
  /** What it calls itself in the Server field (RFC 9110 §10.2.4). */
  server: FieldValue.default('lab501'),
  /** A measured server that it behaves as. */
  persona: OriginPersona.optional(),
  limits: Limits.prefault({}),
  /** Whether the learner may change what it implements and what its resources take. A method that the lab declares nowhere for a resource is then answered as by `echo`. */
  editable: z.boolean().optional(),
  /** Other builds by name, ready to be deployed while the lab runs: what each implements, and resources that are new or other than before. */
  builds: z.record(BuildName, z.strictObject({ implements: z.array(Method).optional(), resources: z.record(z.string().startsWith('/'), Resource).optional() })).optional(),
})
export type Origin = z.infer<typeof Origin>

/** Where a gateway sends a request that fits: to one participant, or by weight to one of a pool. */
export const Route = z.strictObject({
  path: z.string().startsWith('/').optional(),
  method: z.array(Method).min(1).optional(),
  field: z.strictObject({ name: z.string().regex(TOKEN), equals: z.string().optional() }).optional(),
  version: z.enum(['HTTP/1.0', 'HTTP/1.1', 'HTTP/2']).optional(),
  pool: z.array(z.strictObject({ to: Name, weight: z.int().min(0).max(1_000).default(1) })).min(1),
})
export type Route = z.infer<typeof Route>

/** A reverse proxy: forwards over sockets of its own (RFC 9110 §3.7, §7.6). */
export const Gateway = z.strictObject({
  role: z.literal('gateway'),
  name: Name,
  ...reached,
  /** The first that fits is taken; the last should fit everything. */
  routes: z.array(Route).min(1),
  /** Methods that it answers by itself and does not forward. */
  refuses: z.record(Method, z.union([z.literal(405), z.literal(501)])).default({}),
  /** Methods that it sends on as another. */
  translates: z.record(Method, Method).default({}),
  /** Participants that CONNECT may open a tunnel to (RFC 9110 §9.3.6), by name or by loopback address and port; it answers 501 to CONNECT if there are none, 403 for any other target. */
  tunnels: z.array(Name).min(1).max(12).optional(),
  /** Whether it says in Proxy-Status (RFC 9209) what happened upstream. */
  proxyStatus: z.boolean().default(false),
  /** How long it waits for an upstream, in milliseconds, before it answers 504. */
  upstreamMs: z.int().min(10).max(30_000).default(5_000),
  server: FieldValue.default('lab501-gateway'),
  /** A measured proxy or cache that it behaves as. */
  persona: ProxyPersona.optional(),
  limits: Limits.prefault({}),
})
export type Gateway = z.infer<typeof Gateway>

/** A shared cache before one participant (RFC 9111). It forwards as a gateway does. */
export const Cache = z.strictObject({
  role: z.literal('cache'),
  name: Name,
  ...reached,
  /** The participant that it asks when it has no answer of its own. */
  to: Name,
  upstreamMs: z.int().min(10).max(30_000).default(5_000),
  /** Whether it sends what is stale when its upstream fails, where that is not forbidden (RFC 9111 §4.2.4). */
  staleOnFailure: z.boolean().optional(),
  server: FieldValue.default('lab501-cache'),
  /** A measured proxy or cache that it behaves as. */
  persona: ProxyPersona.optional(),
  limits: Limits.prefault({}),
})
export type Cache = z.infer<typeof Cache>

export const Participant = z.discriminatedUnion('role', [Origin, Gateway, Cache])
export type Participant = z.infer<typeof Participant>

export const Scenario = z.strictObject({
  seed: z.int().nonnegative().default(501),
  /** Where the scenario's clock stands; unless `clockRuns`, it moves only when it is told to. */
  clock: z.iso.datetime().default('2026-01-05T09:00:00Z'),
  /** Whether it goes on from there as time passes: what a cache has stored ages by itself, and no two runs are the same. */
  clockRuns: z.boolean().default(false),
  /** From the client inwards; the first is the entry. */
  participants: z.array(Participant).min(1).max(12),
}).superRefine(({ participants }, context) => {
  const names = participants.map(({ name }) => name)
  for (const [at, participant] of participants.entries()) {
    for (const misplaced of participant.role === 'origin' ? misplacedCollections(participant) : []) context.addIssue({ code: 'custom', path: ['participants', at, 'resources', ...misplaced], message: problemIn('what.misplaced') })
    if (names.indexOf(participant.name) < at) context.addIssue({ code: 'custom', path: ['participants', at, 'name'], message: problemIn('what.same-name', { participant: participant.name }), params: { mend: problemIn('mend.own-name') } })
    for (const to of upstreamsOf(participant)) {
      // Links point inwards only, so that no request can go round in circles.
      if (names.lastIndexOf(to) <= at) context.addIssue({ code: 'custom', path: ['participants', at], message: problemIn('what.not-below', { participant: to }), params: { mend: problemIn('mend.name-below') } })
    }
  }
})
export type Scenario = z.infer<typeof Scenario>

/** What a collection does something with: at its own path, and one segment below. */
const COLLECTION_METHODS = { own: ['GET', 'HEAD', 'POST', 'DELETE'], below: ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE'] } as const

/** @returns the handler that answers while a toggle is as it is. @param isOn of a toggle */
export function handlerNow(handler: Handler, isOn: (toggle: string) => boolean): PlainHandler {
  if (handler.kind !== 'toggle') return handler
  return isOn(handler.toggle) ? handler.on : handler.off
}

/** @returns where handlers of collections stand that could do nothing there. */
function misplacedCollections({ resources }: Origin): [path: string, method: string][] {
  return Object.entries(resources).flatMap(([path, resource]) => Object.entries(resource).flatMap(([method, handler]): [string, string][] => {
    const fits = [true, false].map(on => handlerNow(handler, () => on)).every(inner => {
      if (inner.kind !== 'collection') return true
      const methods: readonly string[] = path === inner.at ? COLLECTION_METHODS.own : COLLECTION_METHODS.below
      return methods.includes(method) && (path === inner.at || path.slice(0, path.lastIndexOf('/')) === inner.at)
    })
    return fits ? [] : [[path, method]]
  }))
}

/** @returns the names of the participants that this one sends requests to. */
export function upstreamsOf(participant: Participant): string[] {
  switch (participant.role) {
    case 'origin': return []
    case 'gateway': return [...participant.routes.flatMap(({ pool }) => pool.map(({ to }) => to)), ...(participant.tunnels ?? [])]
    case 'cache': return [participant.to]
  }
}

/** @returns the origins of a scenario, from the client inwards. */
export function originsOf(scenario: Pick<Scenario, 'participants'>): Origin[] {
  return scenario.participants.filter(participant => participant.role === 'origin')
}
