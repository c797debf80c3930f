// What a running attempt tells of itself while it runs; it never calls back for anything.
import type { Phrase } from '../../model/phrase.ts'

export interface Announcements {
  /** Exchanges up to this number are in the store. */
  readonly saved: (upToSeq: number) => void
  readonly judged: () => void
  /** What the attempt tells of itself may be more than before: verdicts, an answer, a hint. */
  readonly worked?: () => void
  readonly trouble: (error: unknown) => void
  /** What the learner has to know of the running topology. */
  readonly noticed?: (notice: Phrase) => void
}
