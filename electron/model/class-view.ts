// What came of the results of many, as an instructor's page asks for it: figures of the whole, and learners a part at a time, however many there are.
import { z } from 'zod'
import { Outcome } from './verdict.ts'

/** The results that are looked at, and those of another workshop that they are compared with. */
export const CLASS_SIDES = ['now', 'before'] as const
export const ClassSide = z.enum(CLASS_SIDES)
export type ClassSide = z.infer<typeof ClassSide>

/** `help`: who is stuck most comes first. */
export const CLASS_ORDERS = ['help', 'name', 'points', 'came'] as const
export type ClassOrder = (typeof CLASS_ORDERS)[number]

export const CLASS_FORMS = ['csv', 'junit', 'json'] as const
export type ClassForm = (typeof CLASS_FORMS)[number]

/** So many learners may be asked for at once. */
export const MOST_CLASS_ROWS = 500
/** So many refused files, and attempts in files of two keys, are named; all of them are counted. */
export const MOST_NAMED = 200
/** So many ways in which one expectation was missed are told apart. */
export const MOST_GROUPS = 12

/** Why a verdict is only claimed. */
const ClaimedWhy = z.enum(['no-capture', 'unknown-lab', 'other-version', 'redacted'])

/** An exchange to show. `file` is the one that carries it. */
export const ClassExample = z.object({ file: z.string(), attempt: z.string(), exchange: z.string(), learner: z.string() })
export type ClassExample = Readonly<z.infer<typeof ClassExample>>

/** `group`: in which way it was missed, empty where nobody knows; `says`: in the author's words. */
export const ClassGroup = z.object({ group: z.string(), says: z.string(), count: z.int(), examples: z.array(ClassExample) })
export type ClassGroup = Readonly<z.infer<typeof ClassGroup>>

/** Counted by learners. */
export const ClassExpectation = z.object({ of: z.string(), step: z.string(), says: z.string(), met: z.int(), missed: z.int(), notYet: z.int(), groups: z.array(ClassGroup) })
export type ClassExpectation = Readonly<z.infer<typeof ClassExpectation>>

export const ClassLab = z.object({ lab: z.string(), title: z.string(), learners: z.int(), done: z.int(), stuck: z.int(), expectations: z.array(ClassExpectation) })
export type ClassLab = Readonly<z.infer<typeof ClassLab>>

export const ClassView = z.object({
  files: z.int(), learners: z.int(),
  refused: z.object({ count: z.int(), named: z.array(z.object({ file: z.string(), why: z.string() })) }),
  /** Attempts that are in files of more than one key. */
  shared: z.object({ count: z.int(), named: z.array(z.object({ lab: z.string(), learners: z.array(z.string()) })) }),
  /** Attempts of one key that go on in several ways after a beginning of `common` entries. */
  forked: z.object({ count: z.int(), named: z.array(z.object({ lab: z.string(), learner: z.string(), ways: z.int(), common: z.int() })) }),
  labs: z.array(ClassLab),
})
export type ClassView = Readonly<z.infer<typeof ClassView>>

/** Where one learner stands in one lab. `ways`: in how many ways one of the attempts goes on; `stuck`: the step at which they are; `stuckAt`: which one it is, from 1; `isStuck`: something required of it is missed. */
export const ClassCell = z.object({
  lab: z.string(), earned: z.int(), points: z.int(), met: z.int(), required: z.int(), missed: z.int(), hints: z.int(), workedMs: z.number(), tries: z.int(), ways: z.int(), isDone: z.boolean(), isStuck: z.boolean(),
  stuck: z.string().optional(), stuckAt: z.int().optional(), claimed: ClaimedWhy.optional(),
})
export type ClassCell = Readonly<z.infer<typeof ClassCell>>

export const ClassRow = z.object({ key: z.string(), name: z.string(), isShared: z.boolean(), isForked: z.boolean(), done: z.int(), stuck: z.int(), earned: z.int(), points: z.int(), workedMs: z.number(), hints: z.int(), cells: z.array(ClassCell) })
export type ClassRow = Readonly<z.infer<typeof ClassRow>>

/** `lab`: who needs help there comes first; `find` is a part of the name. */
export const ClassAsked = z.object({
  side: ClassSide, from: z.int().nonnegative(), count: z.int().min(1).max(MOST_CLASS_ROWS), order: z.enum(CLASS_ORDERS), lab: z.string().max(200).optional(), find: z.string().max(200).default(''),
})
export type ClassAsked = Readonly<z.infer<typeof ClassAsked>>
export const ClassRows = z.object({ of: z.int(), rows: z.array(ClassRow) })
export type ClassRows = Readonly<z.infer<typeof ClassRows>>

/** One learner in one lab, verdict by verdict. `canShow`: its file carries the capture. */
export const ClassStanding = z.object({
  file: z.string(), attempt: z.string(), packVersion: z.string(), startedWallMs: z.number(), isFinished: z.boolean(), opened: z.int(), ways: z.int(), canShow: z.boolean(),
  verdicts: z.array(z.object({ of: z.string(), step: z.string(), says: z.string(), outcome: Outcome, way: z.string().optional() })),
})
export type ClassStanding = Readonly<z.infer<typeof ClassStanding>>
