// What the learner did, in one SQLite file: written and on the disk before anybody is told that it is saved.
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { aside } from '../../model/asides-en.ts'
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
import type { Steps } from '../turns/in-turns.ts'
import { AttemptLog } from './attempt-log.ts'
import { restoringFrom, type HowRestored, type Sealed } from './backup.ts'
import type { Store } from './kept.ts'
import { openDatabase } from './open-database.ts'
import { changedVerdicts, standingOf } from './log-entries.ts'
import { answerOf, attemptOf, auditOf, eventOf, hintOf, recordOf, savedRequestOf, segmentOf, setupOf, verdictsOf } from './rows.ts'
import { inodeOf, setAside } from './private-place.ts'
import type { Restored } from './restore.ts'
import { prepareAll, type Statements } from './statements.ts'
import { Damaged, StoreUnavailable, folderInWords, inWords, isReadOnly, resultCode } from './unavailable.ts'

export { StoreUnavailable } from './unavailable.ts'
export type { Store } from './kept.ts'

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
  readonly #log: AttemptLog
  /** Which file it is, whatever it is called by now. */
  readonly #inode: number
  /** A backup is being restored. */
  #isHeld = false

  constructor(db: DatabaseSync, statements: Statements, file: string, notices: readonly Phrase[]) {
    this.#db = db
    this.#run = statements
    this.#log = new AttemptLog(statements, attempt => standingOf(this, attempt))
    this.file = file
    this.#inode = inodeOf(file)
    this.notices = notices
  }

  beginAttempt(start: { lab: string; packVersion: string; step: string; startedWallMs: number }): Attempt {
    const id = randomUUID()
    this.#whole(() => {
      this.#run.addAttempt.run(id, start.lab, start.packVersion, start.step, start.startedWallMs)
      this.#log.add(id, { kind: 'began', at: start.startedWallMs, lab: start.lab, packVersion: start.packVersion })
    })
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
    if (this.attempt(attempt)?.finishedWallMs !== undefined) return
    this.#whole(() => {
      this.#log.add(attempt, { kind: 'finished', at: wallMs })
      this.#change(attempt, () => this.#run.finish.run(wallMs, attempt))
    })
  }

  saveSegments(attempt: string, segments: readonly Segment[]): void {
    if (segments.length === 0) return
    // SQLite would go on writing into a file that nobody finds again, and "saved" would be a lie.
    if (inodeOf(this.file) !== this.#inode) throw new StoreUnavailable(aside('store-moved', { where: this.file }))
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
    this.#whole(() => {
      this.#log.add(attempt, { kind: 'answered', at: givenWallMs, question, value, afterSeq })
      this.#run.addAnswer.run(attempt, question, JSON.stringify(value), afterSeq, givenWallMs)
    })
  }

  answers(attempt: string): Answer[] {
    return this.#speak(() => this.#run.answers.all(attempt)).flatMap(row => answerOf(row) ?? [])
  }

  takeHint(attempt: string, { step, nth, takenWallMs }: HintTaken): void {
    if (this.hints(attempt).some(taken => taken.step === step && taken.nth === nth)) return
    this.#whole(() => {
      this.#log.add(attempt, { kind: 'hint', at: takenWallMs, step, nth })
      this.#run.addHint.run(attempt, step, nth, takenWallMs)
    })
  }

  hints(attempt: string): HintTaken[] {
    return this.#speak(() => this.#run.hints.all(attempt)).flatMap(row => hintOf(row) ?? [])
  }

  addEvent(attempt: string, { afterSeq, atWallMs, control }: Omit<ScenarioEvent, 'nth'>): void {
    this.#whole(() => {
      this.#log.add(attempt, { kind: 'did', at: atWallMs, afterSeq, control })
      this.#run.addEvent.run(attempt, afterSeq, atWallMs, JSON.stringify(control))
    })
  }

  events(attempt: string): ScenarioEvent[] {
    return this.#speak(() => this.#run.events.all(attempt)).flatMap(row => eventOf(row) ?? [])
  }

  removeEvent(attempt: string, nth: number): void {
    this.#speak(() => this.#run.removeEvent.run(attempt, nth))
  }

  saveVerdicts(attempt: string, verdicts: readonly Verdict[]): void {
    const set = () => this.#run.setVerdicts.run(attempt, JSON.stringify(verdicts))
    const changed = changedVerdicts(this, attempt, verdicts)
    if (!changed) this.#speak(set)
    else this.#whole(() => {
      this.#log.add(attempt, changed)
      set()
    })
  }

  verdicts(attempt: string): Verdict[] {
    return verdictsOf(this.#speak(() => this.#run.verdicts.get(attempt)))
  }

  noteOpened(attempt: string, packVersion: string): void {
    this.#whole(() => this.#log.opened(attempt, packVersion))
  }

  log(attempt: string): string[] {
    this.#whole(() => this.#log.adopt(attempt))
    return this.#speak(() => this.#log.lines(attempt))
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

  *restoring(path: string, how: HowRestored = {}): Steps<Restored & Sealed> {
    this.#isHeld = true
    // Whoever writes would wait for the end in vain: it is the same thread that restores.
    this.#db.exec('pragma query_only = on')
    try {
      return yield* restoringFrom(this.file, path, how)
    } finally {
      this.#db.exec('pragma query_only = off')
      this.#isHeld = false
    }
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
      if (this.#isHeld && isReadOnly(error)) throw new StoreUnavailable(aside('store-restoring', { where: this.file }), error)
      throw inWords(error, this.file)
    }
  }
}
