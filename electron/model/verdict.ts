// The outcome of one expectation, question or prediction, with the bytes that it rests on.
import { z } from 'zod'
import { ByteRange } from './bytes.ts'
import { Phrase } from './phrase.ts'

/** A place in the capture. */
export const Evidence = z.object({ exchange: z.string(), side: z.enum(['request', 'response']), range: ByteRange })
export type Evidence = Readonly<z.infer<typeof Evidence>>

/** `not-yet` also stands for what could not be judged: it is never a pass and never a miss. */
export const Outcome = z.enum(['met', 'missed', 'not-yet'])
export type Outcome = z.infer<typeof Outcome>

export const Verdict = z.object({
  /** The id of the expectation, question or prediction; unique in the lab. */
  of: z.string(),
  kind: z.enum(['expectation', 'question', 'prediction']),
  step: z.string(),
  says: z.string(),
  outcome: Outcome,
  points: z.int(),
  earned: z.int(),
  optional: z.boolean(),
  /** How much its step counts in the mark; 1 unless its author says otherwise. */
  weight: z.number().optional(),
  /** What was found, and for a miss, what was expected at that place. */
  seen: Phrase.optional(),
  expected: Phrase.optional(),
  /** The author's words for this very outcome; `id` names the near miss or the option. */
  feedback: z.object({ id: z.string(), text: z.string() }).optional(),
  because: z.string().optional(),
  section: z.string().optional(),
  /** Of the pack that it was made with; an older one of this attempt has other words for it. */
  packVersion: z.string().optional(),
  /** For a miss these lie in the nearest exchange. */
  evidence: z.array(Evidence),
})
export type Verdict = Readonly<z.infer<typeof Verdict>>

/**
 * @param cost points that the hints took
 * @returns points earned and possible, the mark (a share from 0 to 1, in which steps have their weights), and whether everything that is required is met.
 */
export function tally(verdicts: readonly Verdict[], cost = 0) {
  const required = verdicts.filter(verdict => !verdict.optional)
  const sum = (of: (verdict: Verdict) => number) => verdicts.reduce((total, verdict) => total + of(verdict), 0)
  const weigh = ({ weight = 1 }: Verdict, points: number) => weight * points
  const possible = sum(verdict => weigh(verdict, verdict.points))
  return {
    earned: Math.max(0, sum(verdict => verdict.earned) - cost),
    points: sum(verdict => verdict.points),
    mark: possible === 0 ? 0 : Math.max(0, sum(verdict => weigh(verdict, verdict.earned)) - cost) / possible,
    met: required.filter(verdict => verdict.outcome === 'met').length,
    required: required.length,
    allMet: required.length > 0 && required.every(verdict => verdict.outcome === 'met'),
  }
}
