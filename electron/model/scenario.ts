// What a lab runs: its participants, what each implements, and the seed and clock that make answers repeatable.
import { z } from 'zod'

/** token = 1*tchar (RFC 9110 §5.6.2). */
export const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/
export const Method = z.string().regex(TOKEN, 'a method is a token (RFC 9110 §9.1): letters, digits and !#$%&\'*+-.^_`|~')

const Reply = z.strictObject({
  kind: z.literal('reply'),
  status: z.int().min(200).max(599).default(200),
  /** Field lines to add; the framing fields, Date and Content-Type of `json` come by themselves. */
  fields: z.record(z.string().regex(TOKEN), z.string()).default({}),
  text: z.string().optional(),
  json: z.json().optional(),
  delayMs: z.int().min(0).max(30_000).default(0),
})
/** Answers 200 with the request as it was understood. */
const Echo = z.strictObject({ kind: z.literal('echo') })
/** Throws inside the handler: 500 with an error id, never a stack (RFC 9110 §15.6.1). */
const Fail = z.strictObject({ kind: z.literal('fail'), message: z.string() })
/** Answers 501 on purpose: routed, not built (RFC 9110 §15.6.2, first sentence). */
const Planned = z.strictObject({ kind: z.literal('planned'), detail: z.string(), permanent: z.boolean().default(false) })

export const Handler = z.discriminatedUnion('kind', [Reply, Echo, Fail, Planned])
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

export const Origin = z.strictObject({
  role: z.literal('origin'),
  name: z.string().regex(/^[a-z][a-z0-9-]*$/, 'a participant is named in small letters, digits and hyphens'),
  /** What the server implements for at least one resource. Declared apart from what each resource takes. */
  implements: z.array(Method).default(['GET', 'HEAD', 'OPTIONS']),
  /** Path to resource; a path is compared as it stands, `{name}` stands for one segment. */
  resources: z.record(z.string().startsWith('/'), Resource),
  /** What it calls itself in the Server field (RFC 9110 §10.2.4). */
  server: z.string().default('lab501'),
  limits: Limits.prefault({}),
})
export type Origin = z.infer<typeof Origin>

export const Participant = z.discriminatedUnion('role', [Origin])
export type Participant = z.infer<typeof Participant>

export const Scenario = z.strictObject({
  seed: z.int().nonnegative().default(501),
  /** Where the scenario's clock stands; it moves only when it is told to. */
  clock: z.iso.datetime().default('2026-01-05T09:00:00Z'),
  /** From the client inwards; the first is the entry. */
  participants: z.array(Participant).min(1).max(1, 'a lab of this format has one participant: an origin'),
})
export type Scenario = z.infer<typeof Scenario>
