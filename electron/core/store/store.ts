// What the learner did, in one SQLite file: written and on the disk before anybody is told that it is saved.
import { randomUUID } from 'node:crypto'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import type { Attempt, HintTaken } from '../../model/attempt.ts'
import type { AuditRun } from '../../model/audit.ts'
import type { BenchSetup } from '../../model/bench.ts'
import type { ScenarioEvent } from '../../model/control.ts'
import type { ExchangeRecord } from '../../model/exchange.ts'
import { phrase, type Phrase } from '../../model/phrase.ts'
import type { Answer } from '../../model/question.ts'
import type { SavedRequest } from '../../model/saved-request.ts'
import type { Verdict } from '../../model/verdict.ts'
import type { Segment } from '../segment/layout.ts'
import { readSegment } from '../segment/read-segment.ts'
import { openDatabase } from './open-database.ts'
import { answerOf, attemptOf, auditOf, eventOf, hintOf, recordOf, savedRequestOf, segmentOf, setupOf, verdictsOf } from './rows.ts'
import { setAside } from './private-place.ts'
import { prepareAll, type Statements } from './statements.ts'
import { Damaged, StoreUnavailable, folderInWords, inWords, resultCode } from './unavailable.ts'

export { StoreUnavailable } from './unavailable.ts'

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
  /** `ok`, or what SQLite finds wrong with the file, a line for each. */
  check(): string
}

/**
 * Opens `lab501.sqlite` in `folder`; makes both, for their owner only, if they are not there.
 * @throws StoreUnavailable when attempts cannot be kept there: what, where and how to mend it.
 */
export function openStore(folder: string): Store {
  const file = join(folder, 'lab501.sqlite')
  try {
    return storeIn(file, [])
  } catch (error) {
    if (!(error instanceof Damaged)) throw error
    return storeIn(file, [phrase('notice.store-set-aside', { file: moved(file) })])
  }
}

function moved(file: string): string {
  try {
    return setAside(file)
  } catch (error) {
    throw folderInWords(error, file)
  }
}

function storeIn(file: string, notices: readonly Phrase[]): Store {
  const db = openDatabase(file)
  try {
    return new SqliteStore(db, prepareAll(db), file, notices)
  } catch (error) {
    db.close()
    // SQLITE_ERROR while preparing: the version is ours, the tables are not.
    throw resultCode(error) === 1 ? new Damaged(file, { cause: error }) : inWords(error, file)
  }
}

class SqliteStore implements Store {
  readonly file: string
  readonly notices: readonly Phrase[]
  readonly #db: DatabaseSync
  readonly #run: Statements
  /** Which file it is, whatever it is called by now. */
  readonly #inode: number

  constructor(db: DatabaseSync, statements: Statements, file: string, notices: readonly Phrase[]) {
    this.#db = db
    this.#run = statements
    this.file = file
    this.#inode = inodeOf(file)
    this.notices = notices
  }

  beginAttempt(start: { lab: string; packVersion: string; step: string; startedWallMs: number }): Attempt {
    const id = randomUUID()
    this.#speak(() => this.#run.addAttempt.run(id, start.lab, start.packVersion, start.step, start.startedWallMs))
    return { id, ...start }
  }

  latestAttempt(lab: string): Attempt | undefined {
    const row = this.#speak(() => this.#run.latestAttempt.get(lab))
    return row && attemptOf(row)
  }

  attempt(id: string): Attempt | undefined {
    const row = this.#speak(() => this.#run.attempt.get(id))
    return row && attemptOf(row)
  }

  attempts(): Attempt[] {
    return this.#speak(() => this.#run.attempts.all()).map(attemptOf)
  }

  go(attempt: string, step: string): void {
    this.#change(attempt, () => this.#run.go.run(step, attempt))
  }

  finish(attempt: string, wallMs: number): void {
    this.#change(attempt, () => this.#run.finish.run(wallMs, attempt))
  }

  saveSegments(attempt: string, segments: readonly Segment[]): void {
    if (segments.length === 0) return
    // SQLite would go on writing into a file that nobody finds again, and "saved" would be a lie.
    if (inodeOf(this.file) !== this.#inode) throw new StoreUnavailable('The file with your attempts was moved or deleted while Lab 501 runs', this.file, 'Put it back, or start Lab 501 again.')
    this.#whole(() => {
      for (const { firstSeq, lastSeq, bytes } of segments) {
        if (firstSeq <= this.lastSeq(attempt)) throw new Error(`exchange ${firstSeq} of the attempt "${attempt}" is saved already`)
        this.#run.addSegment.run(attempt, firstSeq, lastSeq, bytes)
      }
    })
  }

  lastSeq(attempt: string): number {
    return Number(this.#speak(() => this.#run.lastSeq.get(attempt))?.['seq'])
  }

  exchanges(attempt: string, afterSeq: number, limit: number): ExchangeRecord[] {
    const records: ExchangeRecord[] = []
    this.#speak(() => {
      if (limit < 1) return
      // A row that does not read leaves no gap in the page: a short page means that there is no more.
      for (const row of this.#run.exchanges.iterate(attempt, afterSeq)) {
        const record = recordOf(row)
        if (record && records.push(record) >= limit) return
      }
      for (const row of this.#run.segments.iterate(attempt, afterSeq)) {
        const segment = segmentOf(row)
        if (!segment) continue
        for (const record of readSegment(segment, afterSeq)) if (records.push(record) >= limit) return
      }
    })
    return records
  }

  giveAnswer(attempt: string, { question, value, afterSeq, givenWallMs }: Answer): void {
    this.#speak(() => this.#run.addAnswer.run(attempt, question, JSON.stringify(value), afterSeq, givenWallMs))
  }

  answers(attempt: string): Answer[] {
    return this.#speak(() => this.#run.answers.all(attempt)).flatMap(row => answerOf(row) ?? [])
  }

  takeHint(attempt: string, { step, nth, takenWallMs }: HintTaken): void {
    this.#speak(() => this.#run.addHint.run(attempt, step, nth, takenWallMs))
  }

  hints(attempt: string): HintTaken[] {
    return this.#speak(() => this.#run.hints.all(attempt)).flatMap(row => hintOf(row) ?? [])
  }

  addEvent(attempt: string, { afterSeq, atWallMs, control }: Omit<ScenarioEvent, 'nth'>): void {
    this.#speak(() => this.#run.addEvent.run(attempt, afterSeq, atWallMs, JSON.stringify(control)))
  }

  events(attempt: string): ScenarioEvent[] {
    return this.#speak(() => this.#run.events.all(attempt)).flatMap(row => eventOf(row) ?? [])
  }

  removeEvent(attempt: string, nth: number): void {
    this.#speak(() => this.#run.removeEvent.run(attempt, nth))
  }

  saveVerdicts(attempt: string, verdicts: readonly Verdict[]): void {
    this.#speak(() => this.#run.setVerdicts.run(attempt, JSON.stringify(verdicts)))
  }

  verdicts(attempt: string): Verdict[] {
    return verdictsOf(this.#speak(() => this.#run.verdicts.get(attempt)))
  }

  setSetup(attempt: string, setup: BenchSetup): void {
    this.#speak(() => this.#run.setSetup.run(attempt, JSON.stringify(setup)))
  }

  setup(attempt: string): BenchSetup | undefined {
    return setupOf(this.#speak(() => this.#run.setup.get(attempt)))
  }

  removeAttempt(attempt: string): void {
    const { removeSegments, removeExchanges, removeAnswers, removeHints, removeEvents, removeVerdicts, removeSetup, removeAudits, removeAttempt } = this.#run
    // The attempt last: the others refer to it.
    this.#whole(() => { for (const remove of [removeSegments, removeExchanges, removeAnswers, removeHints, removeEvents, removeVerdicts, removeSetup, removeAudits, removeAttempt]) remove.run(attempt) })
  }

  setAudit(attempt: string, run: AuditRun): void {
    this.#speak(() => this.#run.setAudit.run(attempt, run.ask.kind, JSON.stringify(run)))
  }

  audits(attempt: string): AuditRun[] {
    return this.#speak(() => this.#run.audits.all(attempt)).flatMap(row => auditOf(row) ?? [])
  }

  keepRequest({ id, name, draft, savedWallMs }: SavedRequest): void {
    this.#speak(() => this.#run.keepRequest.run(id, name, JSON.stringify(draft), savedWallMs))
  }

  savedRequests(): SavedRequest[] {
    return this.#speak(() => this.#run.savedRequests.all()).flatMap(row => savedRequestOf(row) ?? [])
  }

  dropRequest(id: string): void {
    this.#speak(() => this.#run.dropRequest.run(id))
  }

  check(): string {
    return this.#speak(() => this.#run.check.all()).map(row => String(row['integrity_check'])).join('\n')
  }

  [Symbol.dispose](): void {
    if (this.#db.isOpen) this.#db.close()
  }

  #change(attempt: string, update: () => { readonly changes: number | bigint }): void {
    if (this.#speak(update).changes === 0) throw new Error(`there is no attempt "${attempt}"`)
  }

  /** All of it or nothing. */
  #whole(work: () => void): void {
    this.#speak(() => {
      this.#run.begin.run()
      try {
        work()
        this.#run.commit.run()
      } catch (error) {
        if (this.#db.isTransaction) this.#run.rollback.run()
        throw error
      }
    })
  }

  #speak<T>(work: () => T): T {
    try {
      return work()
    } catch (error) {
      throw inWords(error, this.file)
    }
  }
}

/** @returns the file's number on its disk, 0 when it is not there. */
function inodeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.ino ?? 0
}
