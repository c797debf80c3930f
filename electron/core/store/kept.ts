// What the store keeps, as those who use it see it.
import type { Attempt, HintTaken } from '../../model/attempt.ts'
import type { AuditRun } from '../../model/audit.ts'
import type { BenchSetup } from '../../model/bench.ts'
import type { ScenarioEvent } from '../../model/control.ts'
import type { ExchangeRecord } from '../../model/exchange.ts'
import type { Phrase } from '../../model/phrase.ts'
import type { Answer } from '../../model/question.ts'
import type { SavedRequest } from '../../model/saved-request.ts'
import type { Verdict } from '../../model/verdict.ts'
import type { Segment } from '../segment/layout.ts'
import type { Steps } from '../turns/in-turns.ts'
import type { HowRestored } from './backup.ts'
import type { Restored } from './restore.ts'

export interface Store extends Disposable {
  readonly file: string
  /** What the learner has to know about the file, such as that a damaged one was set aside. */
  readonly notices: readonly Phrase[]
  beginAttempt(start: { lab: string; packVersion: string; step: string; startedWallMs: number }): Attempt
  /** The one that was begun last, whatever the clock said. */
  latestAttempt(lab: string): Attempt | undefined
  attempt(id: string): Attempt | undefined
  attempts(): Attempt[]
  go(attempt: string, step: string): void
  /** Only the first time counts. */
  finish(attempt: string, wallMs: number): void
  /** All of them or none. When it returns, they are on the disk. */
  saveSegments(attempt: string, segments: readonly Segment[]): void
  lastSeq(attempt: string): number
  /** At most `limit` records above `afterSeq`, in order. */
  exchanges(attempt: string, afterSeq: number, limit: number): ExchangeRecord[]
  /** Every answer is kept. */
  giveAnswer(attempt: string, answer: Answer): void
  /** The latest for each question. */
  answers(attempt: string): Answer[]
  /** Taking the same hint again changes nothing. */
  takeHint(attempt: string, hint: HintTaken): void
  hints(attempt: string): HintTaken[]
  /** What was done to the running topology; numbered here. */
  addEvent(attempt: string, event: Omit<ScenarioEvent, 'nth'>): void
  events(attempt: string): ScenarioEvent[]
  removeEvent(attempt: string, nth: number): void
  /** Replaces those that were there. */
  saveVerdicts(attempt: string, verdicts: readonly Verdict[]): void
  verdicts(attempt: string): Verdict[]
  /** Notes in the log that the attempt's servers were started again. */
  noteOpened(attempt: string, packVersion: string): void
  /** What happened in it, the first line first; none for a bench. */
  log(attempt: string): string[]
  /** What the attempt works at, when that is no lab. */
  setSetup(attempt: string, setup: BenchSetup): void
  setup(attempt: string): BenchSetup | undefined
  /** Replaces the one of its kind. */
  setAudit(attempt: string, run: AuditRun): void
  audits(attempt: string): AuditRun[]
  /** Removes an attempt with all that belongs to it: everything or nothing. */
  removeAttempt(attempt: string): void
  /** Replaces the one with the same id. */
  keepRequest(request: SavedRequest): void
  /** The one that was saved first comes first. */
  savedRequests(): SavedRequest[]
  dropRequest(id: string): void
  /**
   * Adds what a backup holds, in steps; nothing that is here is lost or told otherwise. Nothing can be saved meanwhile: whoever tries is told so.
   * @throws StoreUnavailable for what is none
   */
  restoring(path: string, how?: HowRestored): Steps<Restored>
  /** `ok`, or what SQLite finds wrong with the file, a line for each. */
  check(): string
}
