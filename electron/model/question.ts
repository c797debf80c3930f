// Questions with feedback for each answer, and predictions made before a request is sent.
import { z } from 'zod'
import { Condition, StatusMatch } from './expectation.ts'

const Id = z.string().regex(/^[a-z][a-z0-9-]*$/, 'an id is small letters, digits and hyphens')
const shared = { id: Id, ask: z.string().min(1), points: z.int().min(0).max(100).default(1), section: z.string().optional() }

const Option = z.strictObject({ id: Id, label: z.string().min(1), right: z.boolean().default(false), feedback: z.string().min(1) })

/** One right answer among several. */
export const ChoiceQuestion = z.strictObject({ kind: z.literal('choice'), ...shared, options: z.array(Option).min(2) })
/** Every right answer and no wrong one. */
export const MultipleQuestion = z.strictObject({ kind: z.literal('multiple'), ...shared, options: z.array(Option).min(2) })
/** A word or a few; compared without regard to surrounding or doubled blanks, and to case unless it matters. */
export const TextQuestion = z.strictObject({
  kind: z.literal('text'),
  ...shared,
  accept: z.array(z.string().min(1)).min(1),
  caseMatters: z.boolean().default(false),
  right: z.string().min(1),
  wrong: z.string().min(1),
  near: z.array(z.strictObject({ forms: z.array(z.string().min(1)).min(1), feedback: z.string().min(1) })).default([]),
})
export const Question = z.discriminatedUnion('kind', [ChoiceQuestion, MultipleQuestion, TextQuestion])
export type Question = z.infer<typeof Question>

/** Asked before the first send of a step and scored against the status that was then observed; never required. */
export const Prediction = z.strictObject({
  id: Id,
  ask: z.string().min(1),
  /** The first exchange that meets this is the one that was predicted. */
  about: Condition,
  options: z.array(z.strictObject({ id: Id, label: z.string().min(1), status: StatusMatch })).min(2),
  points: z.int().min(0).max(100).default(0),
})
export type Prediction = z.infer<typeof Prediction>

/** An option's id, several ids, or the learner's words. */
export const AnswerValue = z.union([z.string().max(2_000), z.array(z.string().max(200)).max(50)])
export type AnswerValue = z.infer<typeof AnswerValue>

/** An answer, and after how many exchanges it was given. */
export const Answer = z.object({ question: z.string(), value: AnswerValue, afterSeq: z.int().nonnegative(), givenWallMs: z.number() })
export type Answer = Readonly<z.infer<typeof Answer>>
