// One attempt while its topology runs: requests in, exchanges saved, verdicts out. A thing downstream announces; it never calls back.
import { isDeepStrictEqual } from 'node:util'
import { seedOf, type AttemptView, type Attempt } from '../../model/attempt.ts'
import { fillSeeds } from '../../model/blanks.ts'
import { inLanguage } from '../../model/lab-texts.ts'
import type { CaptureForm } from '../../model/capture-form.ts'
import type { Control, ScenarioEvent } from '../../model/control.ts'
import type { Draft } from '../../model/draft.ts'
import type { Exchange, ExchangeRecord } from '../../model/exchange.ts'
import { textOfHint, viewOfLab, type Lab } from '../../model/lab.ts'
import type { Phrase } from '../../model/phrase.ts'
import type { AnswerValue } from '../../model/question.ts'
import { tally, type Verdict } from '../../model/verdict.ts'
import type { InstallationCertificate } from '../certificate/installation-certificate.ts'
import { judge } from '../grader/judge.ts'
import { inTurns } from '../turns/in-turns.ts'
import { recordedIn } from '../captures/recorded.ts'
import { writingCapture, type Written } from '../captures/write-capture.ts'
import { AttemptNotes } from '../notes/attempt-notes.ts'
import { readExchange } from '../recorder/read-exchange.ts'
import { segmentsOf } from '../segment/segments-of.ts'
import { allRecords } from '../store/all-records.ts'
import type { Store } from '../store/store.ts'
import type { OpenTopology, Patience } from '../topology/topology.ts'
import type { Announcements } from './announcements.ts'
import { CaptureSoFar } from './capture-so-far.ts'
import { changeFor, openFor, type Opened, type TopologyPlace } from './lab-topology.ts'
import { SaveQueue } from './save-queue.ts'

/** Octets of each side that travel with an exchange; the rest is read in windows. */
export const CARRIED = 65_536
/** Verdicts are made anew at most this often while exchanges pour in, and never for more than a tenth of the time. */
const JUDGE_EVERY_MS = 40
/** How long to wait after verdicts could not be stored. */
const JUDGE_AGAIN_MS = 1_000
/** How long exchanges are read at a stretch before others have their turn. */
const READ_MS = 4
/** While more comes than can be read in that time, verdicts wait: reading would take the processor from whoever answers. */
const FLOOD_MS = 500
const FIRST_EXCHANGES = 200

export interface RunOptions {
  readonly lab: Lab
  /** Of the texts, in which verdicts speak too; absent for the pack's first. */
  readonly language?: string
  readonly attempt: Attempt
  readonly store: Store
  readonly announce: Announcements
  /** Explicitly asked for; absent takes the default or a free one. */
  readonly port?: number
  /** False leaves judging to `judgeNow`, for a run that is graded once at its end. */
  readonly isLive?: boolean
  /** Where the topology runs; absent in this process. */
  readonly open?: OpenTopology
  /** Asked only for a lab with a participant that speaks TLS. @throws CertificateUnavailable */
  readonly certificate?: () => InstallationCertificate | Promise<InstallationCertificate>
}

export class RunningAttempt implements AsyncDisposable {
  readonly #options: RunOptions
  readonly #queue: SaveQueue
  readonly #place: TopologyPlace
  readonly #capture: CaptureSoFar
  /** What the inspector says of it. */
  readonly notes: AttemptNotes
  #lab: Lab
  #language: string | undefined
  #opened: Opened
  #reopening: Promise<unknown> = Promise.resolve()
  #timer: NodeJS.Timeout | undefined
  #judgeCostMs = 0
  /** Since the capture was read last. */
  #hasSaved = false

  /** @throws PortTaken when the port that was asked for is taken @throws CertificateUnavailable */
  static async open(options: RunOptions): Promise<RunningAttempt> {
    const { store, attempt, announce, port } = options
    const lab = fillSeeds(inLanguage(options.lab, options.language), seedOf(attempt))
    const recorded = recordedIn(lab)
    if (recorded.length > 0 && store.lastSeq(attempt.id) === 0) store.saveSegments(attempt.id, segmentsOf(recorded))
    let running: RunningAttempt | undefined
    const queue = new SaveQueue({ save: segments => store.saveSegments(attempt.id, segments), onSaved: upToSeq => running?.saved(upToSeq), onTrouble: announce.trouble })
    const place = placeOf(options, queue)
    running = new RunningAttempt(options, lab, queue, place, await openFor(place, lab, port === undefined ? {} : { port }))
    return running
  }

  private constructor(options: RunOptions, lab: Lab, queue: SaveQueue, place: TopologyPlace, opened: Opened) {
    this.#place = place
    this.#options = options
    this.#lab = lab
    this.#language = options.language
    this.#queue = queue
    this.#opened = opened
    this.#capture = new CaptureSoFar(options.store, options.attempt.id)
    this.notes = new AttemptNotes(this.#capture)
  }

  get lab(): Lab {
    return this.#lab
  }

  /** Of its texts; absent for the pack's first. */
  get language(): string | undefined {
    return this.#language
  }

  get attempt(): Attempt {
    return this.#options.store.attempt(this.#options.attempt.id) ?? this.#options.attempt
  }

  get entries() {
    return this.#opened.topology.entries
  }

  get notices(): readonly Phrase[] {
    return [...this.#opened.topology.notices, ...this.#opened.notices]
  }

  /**
   * Goes on with another version of the lab, by which all that was sent and answered is judged. Another scenario goes on at the same ports.
   * @param language of the texts; the one of before when it is left out. What is graded does not depend on it
   * @returns whether anything is other than before
   */
  async changeTo(given: Lab, language = this.#language): Promise<boolean> {
    this.#language = language
    const lab = fillSeeds(inLanguage(given, language), seedOf(this.#options.attempt))
    if (isDeepStrictEqual(lab, this.#lab)) return false
    if (!isDeepStrictEqual(lab.scenario, this.#lab.scenario)) {
      await this.flush()
      const reopening = this.#reopen(lab)
      this.#reopening = reopening.catch(() => undefined)
      await reopening
    }
    this.#lab = lab
    this.judgeNow()
    return true
  }

  async #reopen(lab: Lab): Promise<void> {
    this.#opened = await changeFor(this.#place, this.#opened, this.#lab.scenario, lab, () => this.#queue.flush())
  }

  /** Sends a draft; what happens on the wire is recorded, whatever it is. @param to a participant that is asked in the place of the entry */
  async send(draft: Draft, patience?: Patience, to?: string): Promise<{ exchanges: string[]; failure?: Phrase }> {
    await this.#reopening
    const { seqs, failure } = await this.#opened.topology.send(draft, patience, to)
    this.#queue.flush()
    return { exchanges: seqs.map(seq => `x${seq}`), ...(failure && { failure }) }
  }

  /** Changes the running topology. What was sent before and what is sent after can be told apart in the capture. @throws UnknownParticipant */
  async control(control: Control): Promise<ScenarioEvent[]> {
    const { store, attempt } = this.#options
    // What cannot be saved is told before anything is changed.
    await this.flush()
    await this.#opened.topology.control(control)
    this.#queue.flush()
    store.addEvent(attempt.id, { afterSeq: store.lastSeq(attempt.id), atWallMs: Date.now(), control })
    // What counts only after the last such event may count no longer.
    this.judgeNow()
    return store.events(attempt.id)
  }

  answer(question: string, value: AnswerValue): Verdict[] {
    const { store, attempt } = this.#options
    store.giveAnswer(attempt.id, { question, value, afterSeq: store.lastSeq(attempt.id), givenWallMs: Date.now() })
    return this.judgeNow()
  }

  /** @returns every hint taken so far. */
  takeHint(stepId: string): AttemptView['hints'] {
    const { store, attempt, announce } = this.#options
    const taken = store.hints(attempt.id).filter(({ step }) => step === stepId).length
    const hints = this.lab.steps.find(({ id }) => id === stepId)?.hints ?? []
    if (taken < hints.length) store.takeHint(attempt.id, { step: stepId, nth: taken + 1, takenWallMs: Date.now() })
    announce.worked?.()
    return this.hints()
  }

  hints(): AttemptView['hints'] {
    const texts = new Map(this.lab.steps.map(step => [step.id, step.hints.map(textOfHint)]))
    return this.#options.store.hints(this.#options.attempt.id).flatMap(hint => {
      const text = texts.get(hint.step)?.[hint.nth - 1]
      return text === undefined ? [] : [{ ...hint, text }]
    })
  }

  /** Remembers which step the learner looks at. An unknown step changes nothing. */
  go(step: string): void {
    if (this.lab.steps.some(({ id }) => id === step)) this.#options.store.go(this.#options.attempt.id, step)
  }

  /** @returns the latest verdicts, as they are stored. */
  verdicts(): Verdict[] {
    return this.#options.store.verdicts(this.#options.attempt.id)
  }

  /** @returns all bytes of one side, or undefined for an exchange that is not there. */
  bytes(exchange: string, side: 'request' | 'response'): Uint8Array | undefined {
    const { store, attempt } = this.#options
    const seq = /^x([1-9]\d{0,14})$/.exec(exchange)?.[1]
    const [record] = seq === undefined ? [] : store.exchanges(attempt.id, Number(seq) - 1, 1)
    return record?.seq === Number(seq) ? record[side] : undefined
  }

  /** Saves what has ended. @throws StoreUnavailable when that cannot be done; everything goes on running */
  async flush(): Promise<void> {
    await this.#reopening
    await this.#opened.topology.flush()
    this.#queue.flush()
  }

  /** Without secrets unless one asks; long captures are written in turns. */
  async exportCapture(form: CaptureForm = 'lab501', keepsSecrets = false): Promise<Written & { name: string }> {
    const { store, attempt: { id } } = this.#options
    await this.flush()
    const secure = new Set(this.entries.filter(({ url }) => url.startsWith('https:')).map(({ port }) => port))
    const written = await inTurns(writingCapture([...allRecords(store, id)], { form, keepsSecrets, lab: this.lab.id, attempt: { attempt: seedOf(this.attempt), events: store.events(id), answers: store.answers(id) }, secure }))
    return { name: `${this.lab.id.replace('@', '')}${form === 'har' ? '.har' : '.lab501.json'}`, ...written }
  }

  exchanges(afterSeq = 0, limit = Number.POSITIVE_INFINITY, chosen = (records: readonly ExchangeRecord[]): readonly ExchangeRecord[] => records): Exchange[] {
    const { store, attempt } = this.#options
    return chosen(store.exchanges(attempt.id, afterSeq, limit)).map(record => readExchange(record, CARRIED))
  }

  view(): AttemptView {
    const verdicts = this.judgeNow()
    return { ...this.standing(), exchanges: this.exchanges(0, FIRST_EXCHANGES), verdicts }
  }

  /** @returns all but the exchanges, with the verdicts as they are stored. */
  standing(): Omit<AttemptView, 'exchanges'> {
    const { store, attempt } = this.#options
    const bench = store.setup(attempt.id)
    return {
      attempt: this.attempt, lab: viewOfLab(this.lab), ...(bench && { bench }), entries: [...this.entries], notices: [...this.notices],
      lastSeq: store.lastSeq(attempt.id), answers: store.answers(attempt.id), hints: this.hints(), events: store.events(attempt.id), verdicts: this.verdicts(),
    }
  }

  /** Judges the whole capture and stores the verdicts. */
  judgeNow(): Verdict[] {
    const { store, attempt, announce } = this.#options
    const exchanges = this.#capture.all()
    const startMs = performance.now()
    const verdicts = judge(this.lab, exchanges, store.answers(attempt.id), store.events(attempt.id)).map(verdict => ({ ...verdict, packVersion: this.lab.pack.version }))
    this.#judgeCostMs = performance.now() - startMs
    store.saveVerdicts(attempt.id, verdicts)
    if (tally(verdicts).allMet) store.finish(attempt.id, Date.now())
    announce.worked?.()
    return verdicts
  }

  /** Waits for what is on its way, then closes client and topology. Exchanges cut off by that are still saved. */
  async [Symbol.asyncDispose](): Promise<void> {
    clearTimeout(this.#timer)
    await this.#reopening
    await this.#opened.topology[Symbol.asyncDispose]()
    this.#queue.flush()
    clearTimeout(this.#timer)
  }

  /** Called by the queue once exchanges are stored. */
  saved(upToSeq: number): void {
    this.#options.announce.saved(upToSeq)
    this.#hasSaved = true
    if (this.#options.isLive !== false) this.#judgeIn(this.#judgeCostMs < 4 ? 0 : Math.max(JUDGE_EVERY_MS, this.#judgeCostMs * 10))
  }

  /** Nobody waits for these verdicts, so trouble with storing them (a full disk) is told and not thrown. */
  #judgeIn(ms: number): void {
    if (this.#timer !== undefined) return
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      try {
        const isFlood = this.#hasSaved
        this.#hasSaved = false
        if (!this.#capture.readFor(READ_MS)) {
          this.#judgeIn(isFlood ? FLOOD_MS : JUDGE_EVERY_MS)
          return
        }
        this.judgeNow()
        this.#options.announce.judged()
      } catch (error) {
        this.#options.announce.trouble(error)
        this.#judgeIn(JUDGE_AGAIN_MS)
      }
    }, ms)
  }
}

function placeOf({ attempt, store, open, certificate, announce }: RunOptions, queue: SaveQueue): TopologyPlace {
  return {
    attempt, store, ...(open && { open }), ...(certificate && { certificate }),
    onSegment: segment => queue.add(segment), onNotice: notice => announce.noticed?.(notice), onTrouble: announce.trouble,
  }
}
