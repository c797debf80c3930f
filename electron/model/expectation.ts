// One gradable condition on a capture: which exchanges count as tries, and what must hold for one of them.
import { z } from 'zod'
import { Ending, Source } from './exchange.ts'
import { TOKEN } from './scenario.ts'

const Id = z.string().regex(/^[a-z][a-z0-9-]*$/, 'an id is small letters, digits and hyphens')

/** Text is compared octet by octet; a list means any of them. */
export const TextMatch = z.union([
  z.string(),
  z.array(z.string()).min(1),
  z.strictObject({
    oneOf: z.array(z.string()).min(1).optional(),
    not: z.array(z.string()).min(1).optional(),
    startsWith: z.string().optional(),
    contains: z.string().optional(),
    /** Equal when upper and lower case are not told apart. */
    ignoringCase: z.string().optional(),
  }),
])
export type TextMatch = z.infer<typeof TextMatch>

/** A method can also be matched by whether the lab's origin implements it for any resource. */
export const MethodMatch = z.union([
  TextMatch,
  z.strictObject({ implemented: z.boolean(), not: z.array(z.string()).min(1).optional() }),
])
export type MethodMatch = z.infer<typeof MethodMatch>

/** A field: there, not there, one exact value, or members of a list (RFC 9110 §5.6.1, RFC 9651 §3.1) compared as a set. */
export const FieldMatch = z.union([
  z.enum(['present', 'absent']),
  z.strictObject({ equals: z.string() }),
  z.strictObject({
    list: z.strictObject({
      contains: z.array(z.string()).min(1).optional(),
      lacks: z.array(z.string()).min(1).optional(),
      is: z.array(z.string()).optional(),
    }),
  }),
])
export type FieldMatch = z.infer<typeof FieldMatch>

/** One place in JSON content, by JSONPath (RFC 9535). */
export const JsonMatch = z.strictObject({
  path: z.string().startsWith('$'),
  equals: z.json().optional(),
  exists: z.boolean().optional(),
  type: z.enum(['string', 'number', 'boolean', 'object', 'array', 'null']).optional(),
})
export type JsonMatch = z.infer<typeof JsonMatch>

export const ContentMatch = z.strictObject({
  empty: z.boolean().optional(),
  contains: z.string().optional(),
  lacks: z.string().optional(),
  json: z.array(JsonMatch).min(1).optional(),
})
export type ContentMatch = z.infer<typeof ContentMatch>

const Fields = z.record(z.string().regex(TOKEN), FieldMatch)

export const StatusMatch = z.union([
  z.int().min(100).max(599),
  z.array(z.int().min(100).max(599)).min(1),
  z.enum(['2xx', '3xx', '4xx', '5xx']),
])
export type StatusMatch = z.infer<typeof StatusMatch>

/** All that is named must hold for one and the same exchange. */
export const Condition = z.strictObject({
  method: MethodMatch.optional(),
  target: TextMatch.optional(),
  version: TextMatch.optional(),
  source: z.union([Source, z.array(Source).min(1)]).optional(),
  requestFields: Fields.optional(),
  requestContent: ContentMatch.optional(),
  status: StatusMatch.optional(),
  fields: Fields.optional(),
  content: ContentMatch.optional(),
  ending: Ending.optional(),
})
export type Condition = z.infer<typeof Condition>

/** What to say to a named near miss: the first whose condition holds for the nearest exchange. */
export const Feedback = z.strictObject({ id: Id, when: Condition, say: z.string().min(1) })
export type Feedback = z.infer<typeof Feedback>

const shared = {
  id: Id,
  /** The sentence that the learner reads. */
  says: z.string().min(1),
  points: z.int().min(0).max(100).default(1),
  /** Not needed to finish the lab. */
  optional: z.boolean().default(false),
  because: z.string().optional(),
  /** Where the specification says so, such as `RFC 9110 §15.6.2`. */
  section: z.string().optional(),
  feedback: z.array(Feedback).default([]),
}

/** At least `atLeast` exchanges among the selected meet the condition; with `distinct`, told apart by that part. */
export const ExchangeExpectation = z.strictObject({
  kind: z.literal('exchange').default('exchange'),
  ...shared,
  select: Condition.default({}),
  expect: Condition,
  atLeast: z.int().positive().default(1),
  /** No more than this many of the selected may meet it. */
  atMost: z.int().nonnegative().optional(),
  distinct: z.enum(['method', 'target', 'status']).optional(),
})
/** Exchanges that meet these conditions, each after the one before it. */
export const OrderExpectation = z.strictObject({
  kind: z.literal('order'),
  ...shared,
  order: z.array(Condition).min(2),
})
/** Two exchanges whose requests differ in the one named thing only. */
export const ContrastExpectation = z.strictObject({
  kind: z.literal('contrast'),
  ...shared,
  differOnlyIn: z.union([z.enum(['method', 'target', 'content']), z.strictObject({ field: z.string().regex(TOKEN) })]),
  first: Condition,
  second: Condition,
})

export const Expectation = z.discriminatedUnion('kind', [ExchangeExpectation, OrderExpectation, ContrastExpectation])
export type Expectation = z.infer<typeof Expectation>
export type ExpectationOf<K extends Expectation['kind']> = Extract<Expectation, { kind: K }>
