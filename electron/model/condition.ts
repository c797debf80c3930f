// What can be asked of one exchange: all that a condition names must hold for one and the same.
import { z } from 'zod'
import { Ending, Source } from './exchange.ts'
import { JsonSchema } from './json-schema.ts'
import { TOKEN } from './token.ts'

/** Bounds of a number, both inclusive. */
export const Bounds = z.strictObject({ atLeast: z.number().optional(), atMost: z.number().optional() })
export const NumberMatch = z.union([z.number(), Bounds])
export type NumberMatch = z.infer<typeof NumberMatch>

const Texts = z.array(z.string()).min(1).max(200)
const textParts = {
  oneOf: Texts.optional(),
  not: Texts.optional(),
  startsWith: z.string().optional(),
  contains: z.string().optional(),
  /** Equal when upper and lower case are not told apart. */
  ignoringCase: z.string().optional(),
}

/** Text is compared octet by octet; a list means any of them. There are no patterns: none is needed, and none can then take for ever. */
export const TextMatch = z.union([z.string(), Texts, z.strictObject(textParts)])
export type TextMatch = z.infer<typeof TextMatch>

/** A method can also be matched by whether the lab's origin implements it for any resource. */
export const MethodMatch = z.union([TextMatch, z.strictObject({ implemented: z.boolean(), not: Texts.optional() })])
export type MethodMatch = z.infer<typeof MethodMatch>

/** A bare item (RFC 9651 §3.3). Strings and tokens are compared as text, a date as seconds since the epoch, a byte sequence in its base64. */
export const BareMatch = z.union([z.string(), z.number(), z.boolean(), Bounds])
export type BareMatch = z.infer<typeof BareMatch>

/** An item with its parameters (RFC 9651 §3.1.2); a parameter without a value is `true`. */
export const ItemMatch = z.union([z.string(), z.number(), z.boolean(), z.strictObject({
  value: BareMatch.optional(),
  params: z.record(z.string(), BareMatch).optional(),
  /** Parameters that are not there. */
  lacks: Texts.optional(),
})])
export type ItemMatch = z.infer<typeof ItemMatch>

/** A field: there, not there, or what its lines, combined, are as text or as a Structured Field (RFC 9651). All that is named must hold. */
export const FieldMatch = z.union([
  z.enum(['present', 'absent']),
  z.strictObject({
    equals: z.string().optional(),
    ...textParts,
    /** Members of a list (RFC 9110 §5.6.1, RFC 9651 §3.1) compared as a set, without their parameters. */
    list: z.strictObject({ contains: Texts.optional(), lacks: Texts.optional(), is: z.array(z.string()).max(200).optional() }).optional(),
    /** One member of a list (RFC 9651 §3.1), with its parameters. */
    member: ItemMatch.optional(),
    /** The whole field is one item (RFC 9651 §3.3). */
    item: ItemMatch.optional(),
    /** Members of a dictionary by key (RFC 9651 §3.2). */
    dictionary: z.record(z.string(), ItemMatch).optional(),
  }),
])
export type FieldMatch = z.infer<typeof FieldMatch>

/** One place in JSON content, by JSONPath (RFC 9535). */
export const JsonMatch = z.strictObject({
  path: z.string().startsWith('$').max(1_000),
  equals: z.json().optional(),
  exists: z.boolean().optional(),
  type: z.enum(['string', 'number', 'boolean', 'object', 'array', 'null']).optional(),
  atLeast: z.number().optional(),
  atMost: z.number().optional(),
})
export type JsonMatch = z.infer<typeof JsonMatch>

export const ContentMatch = z.strictObject({
  empty: z.boolean().optional(),
  equals: z.string().optional(),
  contains: z.string().optional(),
  lacks: z.string().optional(),
  /** Octets, framing not counted. */
  length: NumberMatch.optional(),
  json: z.array(JsonMatch).min(1).max(50).optional(),
  schema: JsonSchema.optional(),
})
export type ContentMatch = z.infer<typeof ContentMatch>

const Fields = z.record(z.string().regex(TOKEN), FieldMatch)

/** `none`: no final response came. */
export const StatusMatch = z.union([
  z.int().min(100).max(599),
  z.array(z.int().min(100).max(599)).min(1),
  z.enum(['1xx', '2xx', '3xx', '4xx', '5xx', 'none']),
])
export type StatusMatch = z.infer<typeof StatusMatch>

/** Whose answer the learner got: the participant where the request stopped going inwards, or a cache that had it stored. */
export const AnswererMatch = z.union([z.string(), z.array(z.string()).min(1), z.strictObject({
  not: z.array(z.string()).min(1).optional(),
  role: z.enum(['origin', 'gateway', 'cache']).optional(),
})])
export type AnswererMatch = z.infer<typeof AnswererMatch>

/** A participant, for what arrives there, or a hop by the two neighbours on it: `edge-shop`. */
export const Place = z.string().regex(/^[a-z][a-z0-9-]*$/, 'a participant or a hop is named in small letters, digits and hyphens')

const parts = {
  source: z.union([Source, z.array(Source).min(1)]).optional(),
  method: MethodMatch.optional(),
  target: TextMatch.optional(),
  version: TextMatch.optional(),
  requestFields: Fields.optional(),
  requestContent: ContentMatch.optional(),
  status: StatusMatch.optional(),
  fields: Fields.optional(),
  content: ContentMatch.optional(),
  ending: z.union([Ending, z.array(Ending).min(1)]).optional(),
  /** Whether it is the first on its connection. */
  connection: z.enum(['new', 'reused']).optional(),
  /** Milliseconds from the first octet sent to the last received. */
  tookMs: NumberMatch.optional(),
  answeredBy: AnswererMatch.optional(),
}
/** What a condition may ask of the same request on another hop. */
export const PartialCondition = z.strictObject(parts)
export type PartialCondition = z.infer<typeof PartialCondition>

export const Condition = z.strictObject({
  ...parts,
  /** The same request further in: that it came there, that it did not, or what it was there. */
  hops: z.record(Place, z.union([z.enum(['present', 'absent']), PartialCondition])).optional(),
})
export type Condition = z.infer<typeof Condition>
