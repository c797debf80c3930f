// What goes wrong with an answer on the wire, where a lab asks for it. The answer itself stays as its handler made it.
import { z } from 'zod'
import { FIELD_VALUE, TOKEN } from './token.ts'

/** The pauses of one answer together never last longer. */
export const LONGEST_PAUSES_MS = 30_000
const Ms = z.int().min(1).max(LONGEST_PAUSES_MS)

/** Before the status line, after it, after the head, in the middle of the content, or after so many octets of content. */
const Point = z.union([z.enum(['start', 'fields', 'content', 'middle']), z.int().min(0).max(1_048_576)])
export type Point = z.infer<typeof Point>

export const WireFault = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('delay'), at: Point.default('start'), ms: Ms }),
  /** Never goes on; the idle limit of the participant ends it. */
  z.strictObject({ kind: z.literal('stall'), at: Point.default('middle') }),
  /** RST instead of FIN. */
  z.strictObject({ kind: z.literal('reset'), at: Point.default('middle') }),
  /** Closes before the answer is complete. */
  z.strictObject({ kind: z.literal('truncate'), at: Point.default('middle') }),
  /** Content-Length is off by so many octets: more than there are, or (negative) fewer. */
  z.strictObject({ kind: z.literal('wrong-length'), by: z.int().min(-1_048_576).max(1_048_576) }),
  /** Octets before the status line; a character is an octet. */
  z.strictObject({ kind: z.literal('garbage'), text: z.string().min(1).max(4_096) }),
  /** The same Content-Length twice, two that differ, or Transfer-Encoding: chunked (which holds) together with Content-Length. */
  z.strictObject({ kind: z.literal('framing'), says: z.enum(['length-twice', 'two-lengths', 'coding-and-length']) }),
  /** Answers before the request's content was read, then closes (RFC 9112 §9.3). */
  z.strictObject({ kind: z.literal('early') }),
  /** So many octets at a time. */
  z.strictObject({ kind: z.literal('trickle'), octets: z.int().min(1).max(65_536), everyMs: Ms }),
  /** An answer before the answer (RFC 9110 §15.2); not for HTTP/1.0 clients. */
  z.strictObject({ kind: z.literal('interim'), status: z.union([z.literal(100), z.literal(102), z.literal(103)]), fields: z.record(z.string().regex(TOKEN), z.string().regex(FIELD_VALUE)).default({}) }),
])
export type WireFault = z.infer<typeof WireFault>

export const WireFaults = z.union([WireFault, z.array(WireFault).min(1).max(8)])
export type WireFaults = z.infer<typeof WireFaults>

/** @returns the faults that a handler declares, in their order. */
export function listFaults(faults: WireFaults | undefined): readonly WireFault[] {
  if (faults === undefined) return []
  return Array.isArray(faults) ? faults : [faults]
}
