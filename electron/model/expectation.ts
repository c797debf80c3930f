// One gradable condition on a capture: which exchanges count as tries, and what must hold for them.
import { z } from 'zod'
import { Condition, Place } from './condition.ts'
import { Control } from './control.ts'
import { Method } from './scenario.ts'
import { TOKEN } from './token.ts'

const Id = z.string().regex(/^[a-z][a-z0-9-]*$/, 'an id is small letters, digits and hyphens')

/** What to say to a named near miss: the first whose condition holds for the nearest exchange. */
export const Feedback = z.strictObject({ id: Id, when: Condition, say: z.string().min(1) })
export type Feedback = z.infer<typeof Feedback>

const CONTROLS = Control.options.map(option => option.shape.kind.value)
/** Something that was done to the topology. */
export const EventMatch = z.strictObject({
  kind: z.enum(CONTROLS),
  participant: z.string().optional(),
  build: z.string().optional(),
  toggle: z.string().optional(),
  on: z.boolean().optional(),
  /** The last such event so far, in place of the first: what counts is how it stands now. */
  last: z.literal(true).optional(),
})
export type EventMatch = z.infer<typeof EventMatch>

/** The first exchange that meets a condition, or the first such event. */
export const Moment = Condition.extend({ event: EventMatch.optional() })
  .refine(({ event, ...rest }) => event === undefined || Object.keys(rest).length === 0, { error: 'a moment is an event or an exchange, not both', params: { mend: 'Keep "event" alone, or take it away.' } })
export type Moment = z.infer<typeof Moment>

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
  feedback: z.array(Feedback).max(50).default([]),
  /** Where the exchanges are looked at. Left out: each request of the learner once, on its first hop. */
  at: Place.optional(),
  /** Which end of that hop; left out, the one that sent the request if it was seen. */
  side: z.enum(['client', 'server']).optional(),
  /** Only what came after the first such moment. */
  after: Moment.optional(),
  /** Only what came before the first such moment, of those after `after`. */
  before: Moment.optional(),
}

const Part = z.enum(['method', 'target', 'status', 'source', 'connection', 'answeredBy'])
export type Part = z.infer<typeof Part>

/** At least `atLeast` exchanges among the selected meet the condition. */
export const ExchangeExpectation = z.strictObject({
  kind: z.literal('exchange').default('exchange'),
  ...shared,
  select: Condition.default({}),
  expect: Condition,
  atLeast: z.int().positive().default(1),
  /** No more than this many of the selected may meet it. */
  atMost: z.int().nonnegative().optional(),
  /** They are told apart by that part. */
  distinct: Part.optional(),
  /** They have that part in common. */
  same: Part.optional(),
})
/** Exchanges that meet these conditions, each after the one before it. */
export const OrderExpectation = z.strictObject({
  kind: z.literal('order'),
  ...shared,
  order: z.array(Condition).min(2).max(20),
  same: Part.optional(),
})
/** Two exchanges whose requests differ in the one named thing only. */
export const ContrastExpectation = z.strictObject({
  kind: z.literal('contrast'),
  ...shared,
  differOnlyIn: z.union([z.enum(['method', 'target', 'version', 'content']), z.strictObject({ field: z.string().regex(TOKEN) })]),
  first: Condition,
  second: Condition,
})
/** No such exchange between two moments, one of which is named at least; met when the last of those named has come. */
export const NeverExpectation = z.strictObject({
  kind: z.literal('never'),
  ...shared,
  never: Condition,
}).refine(({ after, before }) => after !== undefined || before !== undefined, { error: 'never needs "after" or "before": nothing sent would meet it', path: ['never'], params: { mend: 'Say after which moment, or before which, or use the kind exchange with atMost: 0.' } })
/** Selected exchanges one after the other, with waiting between them; what the scenario's clock was advanced counts as waiting. */
export const IntervalsExpectation = z.strictObject({
  kind: z.literal('intervals'),
  ...shared,
  select: Condition,
  /** So many exchanges in a row. */
  atLeast: z.int().min(2).max(50).default(2),
  /** Milliseconds from the end of one to the beginning of the next. */
  intervals: z.strictObject({
    atLeastMs: z.number().nonnegative().optional(),
    atMostMs: z.number().nonnegative().optional(),
    /** Each is so many times the one before it, give or take `tolerance`. */
    factor: z.number().positive().max(100).optional(),
    /** A share: 0.25 lets 1.5 to 2.5 pass for 2. */
    tolerance: z.number().min(0).max(1).default(0.25),
    /** No shorter than the Retry-After of the answer before says (RFC 9110 §10.2.3). */
    retryAfter: z.literal(true).optional(),
  }).refine(({ tolerance: _tolerance, ...rest }) => Object.values(rest).some(value => value !== undefined), { error: 'nothing is asked of the intervals', params: { mend: 'Write atLeastMs, atMostMs, factor or retryAfter.' } }),
})
/** Each of the methods sent to each of the targets. */
export const CoverageExpectation = z.strictObject({
  kind: z.literal('coverage'),
  ...shared,
  methods: z.array(Method).min(1).max(30),
  targets: z.array(z.string().startsWith('/')).min(1).max(30),
  /** Also answered as what the origin declares would have it: 501, 404, 405, or something else where the method is taken. */
  asDeclared: z.boolean().default(false),
  /** What must hold of each besides. */
  expect: Condition.default({}),
})

export const Expectation = z.discriminatedUnion('kind', [
  ExchangeExpectation, OrderExpectation, ContrastExpectation, NeverExpectation, IntervalsExpectation, CoverageExpectation,
])
export type Expectation = z.infer<typeof Expectation>
export type ExpectationOf<K extends Expectation['kind']> = Extract<Expectation, { kind: K }>

