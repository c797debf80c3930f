// What can be done to a running topology. Each control is an event in the capture, so that what came before and after it can be told apart.
import { z } from 'zod'
import { Method, Resource } from './scenario.ts'

const participant = z.string().max(100)

export const Control = z.discriminatedUnion('kind', [
  /** Moves the scenario's clock forward; it never goes back. */
  z.strictObject({ kind: z.literal('advance'), ms: z.int().min(1).max(10 * 365 * 86_400_000) }),
  /** Another build of an origin: what it implements, and resources that are new or other than before. */
  z.strictObject({ kind: z.literal('deploy'), participant, implements: z.array(Method).optional(), resources: z.record(z.string().startsWith('/'), Resource).optional() }),
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

/** A control with its place in the capture. */
export const ScenarioEvent = z.object({
  /** From 1, in the attempt. */
  nth: z.int().positive(),
  /** The number of the last exchange that was saved before it. */
  afterSeq: z.int().nonnegative(),
  atWallMs: z.number(),
  control: Control,
})
export type ScenarioEvent = Readonly<z.infer<typeof ScenarioEvent>>
