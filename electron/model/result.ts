// A result: what a learner hands in, and what is shown of it before it is saved.
import { z } from 'zod'
import { EvidenceDigest } from './attempt-log.ts'
import { Redacted } from './capture-form.ts'
import { Id } from './lab.ts'
import { PLAIN_LINE } from './plain-line.ts'
import { Outcome } from './verdict.ts'
import { WallMs } from './wall-ms.ts'

/** What the learner types; nobody checks whether it is a name. */
export const LearnerName = z.string().max(100).regex(PLAIN_LINE)

/** A longer history, and more attempts, are nobody's workshop. */
export const MOST_ATTEMPTS = 200

const Line = z.string().regex(PLAIN_LINE)
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/** More than a lab can give for one thing. */
const Points = z.int().min(0).max(10_000)

export const ResultVerdict = z.strictObject({
  of: Line, kind: z.enum(['expectation', 'question', 'prediction']), step: Line, outcome: Outcome, points: Points, earned: Points,
  optional: z.boolean(), weight: z.number().optional(),
  /** The id of the near miss or of the option that was chosen. */
  near: Line.optional(),
  evidence: z.array(EvidenceDigest).max(50),
  /** What was redacted has a part in it, so that the carried capture does not show it. */
  withheld: z.literal(true).optional(),
}).refine(({ earned, points }) => earned <= points)
export type ResultVerdict = Readonly<z.infer<typeof ResultVerdict>>

export const ResultAttempt = z.strictObject({
  /** On which a lab may depend that is another one for each attempt. */
  id: z.string().min(1).max(100),
  /** The id that it had before it was restored from another machine. */
  seed: z.string().min(1).max(100).optional(),
  lab: Id, title: Line,
  pack: z.strictObject({ id: z.string().max(200), version: z.string().max(50) }),
  startedWallMs: WallMs, finishedWallMs: WallMs.optional(),
  log: z.strictObject({ path: z.string(), lines: z.int().positive(), head: Sha256 }),
  capture: z.strictObject({ path: z.string(), exchanges: z.int().nonnegative(), redacted: z.array(Redacted).max(300) }).optional(),
  verdicts: z.array(ResultVerdict).max(5_000),
})
export type ResultAttempt = Readonly<z.infer<typeof ResultAttempt>>

/** The part `result.json`, which is signed. */
export const ResultSheet = z.strictObject({
  format: z.literal(1),
  madeBy: Line, madeWallMs: WallMs,
  learner: z.strictObject({ name: LearnerName }),
  attempts: z.array(ResultAttempt).min(1).max(MOST_ATTEMPTS),
  files: z.array(z.strictObject({ path: z.string(), octets: z.int().nonnegative(), sha256: Sha256 })).max(2 * MOST_ATTEMPTS),
})
export type ResultSheet = Readonly<z.infer<typeof ResultSheet>>

/** An attempt that a result can be made of. */
export const ResultOffer = z.object({ attempt: z.string(), lab: z.string(), title: z.string(), packTitle: z.string(), startedWallMs: z.number(), isLatest: z.boolean(), met: z.int(), required: z.int(), earned: z.int(), points: z.int() })
export type ResultOffer = Readonly<z.infer<typeof ResultOffer>>

/** What the learner decides. */
export const ResultChoice = z.object({ name: LearnerName, attempts: z.array(z.string().max(100)).min(1).max(MOST_ATTEMPTS), carriesCaptures: z.boolean() })
export type ResultChoice = Readonly<z.infer<typeof ResultChoice>>

/** One attempt as its report shows it. */
export const ReportedAttempt = z.object({
  attempt: z.string(), title: z.string(), pack: z.string(), packVersion: z.string(), startedWallMs: z.number(), finishedWallMs: z.number().optional(), opened: z.int(),
  earned: z.int(), points: z.int(), met: z.int(), required: z.int(),
  verdicts: z.array(z.object({ of: z.string(), kind: z.enum(['expectation', 'question', 'prediction']), says: z.string(), outcome: Outcome, points: z.int(), earned: z.int(), optional: z.boolean(), answer: z.string().optional(), withheld: z.boolean() })),
  hints: z.array(z.object({ step: z.string(), nth: z.int(), takenWallMs: z.number() })),
  entries: z.int(), exchanges: z.int().optional(), redacted: z.array(Redacted),
})
export type ReportedAttempt = Readonly<z.infer<typeof ReportedAttempt>>

/** All that a result holds, for the eyes of whoever hands it in. */
export const ResultReport = z.object({
  name: z.string(), madeWallMs: z.number(), madeBy: z.string(), key: z.string(), attempts: z.array(ReportedAttempt),
  /** The parts of the file with their lengths, and the one that is signed as it stands there. */
  parts: z.array(z.object({ path: z.string(), octets: z.int() })), sheet: z.string(), octets: z.int(),
  /** Titles of labs whose capture is too long to be carried. */
  leftCaptures: z.array(z.string()),
})
export type ResultReport = Readonly<z.infer<typeof ResultReport>>
