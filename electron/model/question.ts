// Questions with feedback for each answer, and predictions made before a request is sent.
import { z } from 'zod'
import { Condition, NumberMatch, StatusMatch } from './condition.ts'
import { TOKEN } from './token.ts'

const Id = z.string().regex(/^[a-z][a-z0-9-]*$/, 'an id is small letters, digits and hyphens')
const Words = z.string().min(1)
const shared = { id: Id, ask: Words, points: z.int().min(0).max(100).default(1), section: z.string().optional() }
/** What to say to the right answer and to a wrong one that has no words of its own. */
const said = { right: Words, wrong: Words }

const Option = z.strictObject({ id: Id, label: Words, right: z.boolean().default(false), feedback: Words })
const Named = z.strictObject({ id: Id, label: Words })

/** One right answer among several. */
export const ChoiceQuestion = z.strictObject({ kind: z.literal('choice'), ...shared, options: z.array(Option).min(2).max(30) })
/** Every right answer and no wrong one. */
export const MultipleQuestion = z.strictObject({ kind: z.literal('multiple'), ...shared, options: z.array(Option).min(2).max(30) })
/** A word or a few; compared without regard to surrounding or doubled blanks, and to case unless it matters. */
export const TextQuestion = z.strictObject({
  kind: z.literal('text'),
  ...shared,
  ...said,
  accept: z.array(Words).min(1).max(50),
  caseMatters: z.boolean().default(false),
  near: z.array(z.strictObject({ forms: z.array(Words).min(1).max(50), feedback: Words })).max(30).default([]),
})
/** A number, with a tolerance in the same unit. */
export const NumberQuestion = z.strictObject({
  kind: z.literal('number'),
  ...shared,
  ...said,
  value: z.number(),
  tolerance: z.number().nonnegative().default(0),
  /** Shown beside the input; a learner may write it after the number. */
  unit: z.string().max(20).optional(),
  near: z.array(z.strictObject({ is: NumberMatch, feedback: Words })).max(30).default([]),
})
/** Items to be put in order; written in the right one, shown in another. */
export const OrderQuestion = z.strictObject({
  kind: z.literal('order'),
  ...shared,
  ...said,
  items: z.array(Named).min(2).max(12),
})
/** For each item one of the answers; an answer may fit several items, or none. */
export const MatchQuestion = z.strictObject({
  kind: z.literal('match'),
  ...shared,
  ...said,
  items: z.array(Named.extend({ goes: Id, feedback: Words.optional() })).min(2).max(12),
  answers: z.array(Named).min(2).max(12),
})

/** A part of a message. */
export const MessagePart = z.union([
  z.enum(['method', 'target', 'version', 'status', 'reason', 'start-line', 'content']),
  z.strictObject({ field: z.string().regex(TOKEN) }),
])
export type MessagePart = z.infer<typeof MessagePart>
/** Pointing at the octets of one part of one exchange. */
export const BytesQuestion = z.strictObject({
  kind: z.literal('bytes'),
  ...shared,
  ...said,
  /** The exchanges that will do. */
  about: Condition,
  side: z.enum(['request', 'response']),
  part: MessagePart,
  /** What to say when the part is right, and the exchange is not one of those. */
  elsewhere: Words.optional(),
  near: z.array(z.strictObject({ part: MessagePart, feedback: Words })).max(30).default([]),
})
/** Which participant answered, as the trace of the latest such exchange shows. */
export const AttributionQuestion = z.strictObject({
  kind: z.literal('attribution'),
  ...shared,
  ...said,
  about: Condition,
  near: z.array(z.strictObject({ participant: z.string(), feedback: Words })).max(12).default([]),
})

export const Question = z.discriminatedUnion('kind', [
  ChoiceQuestion, MultipleQuestion, TextQuestion, NumberQuestion, OrderQuestion, MatchQuestion, BytesQuestion, AttributionQuestion,
])
export type Question = z.infer<typeof Question>
export type QuestionOf<K extends Question['kind']> = Extract<Question, { kind: K }>
export const QUESTION_KINDS = Question.options.map(option => option.shape.kind.value)

/** Asked before the first send of a step and scored against what was then observed; never required. */
export const Prediction = z.strictObject({
  id: Id,
  ask: Words,
  /** The first exchange that meets this is the one that was predicted. */
  about: Condition,
  /** Each says what would be observed: a status, or any condition. */
  options: z.array(z.strictObject({ id: Id, label: Words, status: StatusMatch.optional(), expect: Condition.optional() })
    .refine(({ status, expect }) => (status === undefined) !== (expect === undefined), { error: 'an option predicts a status or a condition', params: { mend: 'Write either "status" or "expect".' } })).min(2).max(12),
  points: z.int().min(0).max(100).default(0),
})
export type Prediction = z.infer<typeof Prediction>

/**
 * An option's id, several ids, or the learner's words. For `order` the ids in order, for `match` texts `item=answer`,
 * for `bytes` one text `x3 response 17-42`, for `attribution` a participant's name.
 */
export const AnswerValue = z.union([z.string().max(2_000), z.array(z.string().max(200)).max(50)])
export type AnswerValue = z.infer<typeof AnswerValue>

/** An answer, and after how many exchanges it was given. */
export const Answer = z.object({ question: z.string(), value: AnswerValue, afterSeq: z.int().nonnegative(), givenWallMs: z.number() })
export type Answer = Readonly<z.infer<typeof Answer>>

const NAMED_PARTS: readonly string[] = ['method', 'target', 'version', 'status', 'reason', 'start-line', 'content']

/** @returns what a proof points at by name: a part of the learner's nth request, or of the response to it; undefined for an answer of another form. */
export function partPointedAt(value: string): { readonly nth: number; readonly side: 'request' | 'response'; readonly part: MessagePart } | undefined {
  const [, nth, side, part = ''] = /^([1-9]\d{0,3}) (request|response) (\S+)$/.exec(value) ?? []
  if (nth === undefined || !(NAMED_PARTS.includes(part) || TOKEN.test(part))) return undefined
  return { nth: Number(nth), side: side === 'request' ? 'request' : 'response', part: NAMED_PARTS.includes(part) ? part as MessagePart : { field: part } }
}

/** @returns the answer of one who points at octets of an exchange. */
export function pointAt({ exchange, side, range }: { exchange: string; side: string; range: { start: number; end: number } }): string {
  return `${exchange} ${side} ${range.start}-${range.end}`
}
