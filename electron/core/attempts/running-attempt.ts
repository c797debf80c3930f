// One attempt while its topology runs: requests in, exchanges saved, verdicts out. A thing downstream announces; it never calls back.
import type { AttemptView, Attempt } from '../../model/attempt.ts'
import type { Control, ScenarioEvent } from '../../model/control.ts'
import { fromBase64 } from '../../model/bytes.ts'
import type { Draft } from '../../model/draft.ts'
import type { Exchange, ExchangeRecord } from '../../model/exchange.ts'
import { textOfHint, viewOfLab, type Lab } from '../../model/lab.ts'
import type { Phrase } from '../../model/phrase.ts'
import type { AnswerValue } from '../../model/question.ts'
import { tally, type Verdict } from '../../model/verdict.ts'
import { Client } from '../client/client.ts'
import type { Destination } from '../client/destination.ts'
import { sendRaw } from '../client/send-raw.ts'
import { judge } from '../grader/judge.ts'
import { writeCaptureFile } from '../recorder/capture-file.ts'
import { readExchange } from '../recorder/read-exchange.ts'
import { Recorder } from '../recorder/recorder.ts'
import { openScenario, type OpenOptions, type Simulation } from '../simulator/simulator.ts'
import type { Store } from '../store/store.ts'

/** Octets of each side that travel with an exchange; the rest is read in windows. */
export const CARRIED = 65_536
/** Verdicts are made anew at most this often while exchanges pour in, and never for more than a tenth of the time. */
const JUDGE_EVERY_MS = 40
/** How long to wait after verdicts could not be stored. */
const JUDGE_AGAIN_MS = 1_000
const PAGE_OF_RECORDS = 1_000

export interface Announcements {
  readonly saved: (records: readonly ExchangeRecord[]) => void
  readonly judged: () => void
  readonly trouble: (error: unknown) => void
}

export interface RunOptions {
  readonly lab: Lab
  readonly attempt: Attempt
  readonly store: Store
  readonly announce: Announcements
  /** Explicitly asked for; absent takes the default or a free one. */
  readonly port?: number
  /** False leaves judging to `judgeNow`, for a run that is graded once at its end. */
  readonly isLive?: boolean
}

export class RunningAttempt implements AsyncDisposable {
  readonly lab: Lab
  readonly #options: RunOptions
  readonly #simulation: Simulation
  readonly #recorder: Recorder
  readonly #client: Client
  readonly #to: Destination
  /** What was read from the store so far; bytes are parsed when somebody looks, not while they arrive. */
  readonly #read: Exchange[] = []
  #timer: NodeJS.Timeout | undefined
  #judgeCostMs = 0

  /** @throws PortTaken when the port that was asked for is taken */
  static async open(options: RunOptions): Promise<RunningAttempt> {
    const { store, attempt, announce, lab, port } = options
    let running: RunningAttempt | undefined
    const recorder = new Recorder({
      lastSeq: store.lastSeq(attempt.id),
      save: records => store.saveExchanges(attempt.id, records),
      onSaved: records => running?.saved(records),
      onTrouble: announce.trouble,
    })
    const simulation = await openScenario(lab.scenario, { ...(port !== undefined && { port }), ...tapsOf(recorder) })
    for (const entry of simulation.entries) recorder.listening(entry.port, entry.participant)
    // What was done to the topology before is done again, so that it stands where the learner left it.
    for (const { control } of store.events(attempt.id)) await simulation.control(control).catch(announce.trouble)
    running = new RunningAttempt(options, recorder, simulation)
    return running
  }

  private constructor(options: RunOptions, recorder: Recorder, simulation: Simulation) {
    this.lab = options.lab
    this.#options = options
    this.#recorder = recorder
    this.#simulation = simulation
    const [entry] = simulation.entries
    const port = entry?.port ?? 0
    this.#to = {
      port,
      connected: (clientPort, source) => recorder.clientConnected(clientPort, port, source),
      record: (seen, source) => recorder.record(seen, 'client', source),
    }
    this.#client = new Client(this.#to)
  }

  get attempt(): Attempt {
    return this.#options.store.attempt(this.#options.attempt.id) ?? this.#options.attempt
  }

  get entries() {
    return this.#simulation.entries
  }

  get notices(): readonly Phrase[] {
    return this.#simulation.notices
  }

  /** Sends a draft; what happens on the wire is recorded, whatever it is. */
  async send(draft: Draft): Promise<{ exchanges: string[]; failure?: Phrase }> {
    const sent = draft.kind === 'raw' ? { seqs: await sendRaw(fromBase64(draft.bytes), this.#to) } : await this.#client.send(draft)
    if ('failure' in sent) return { exchanges: [], failure: sent.failure }
    this.#recorder.flush()
    return { exchanges: ('seqs' in sent ? sent.seqs : [sent.seq]).map(seq => `x${seq}`) }
  }

  /** Changes the running topology. What was sent before and what is sent after can be told apart in the capture. @throws UnknownParticipant */
  async control(control: Control): Promise<ScenarioEvent[]> {
    const { store, attempt } = this.#options
    this.#recorder.flush()
    await this.#simulation.control(control)
    store.addEvent(attempt.id, { afterSeq: store.lastSeq(attempt.id), atWallMs: Date.now(), control })
    return store.events(attempt.id)
  }

  answer(question: string, value: AnswerValue): Verdict[] {
    const { store, attempt } = this.#options
    store.giveAnswer(attempt.id, { question, value, afterSeq: store.lastSeq(attempt.id), givenWallMs: Date.now() })
    return this.judgeNow()
  }

  /** @returns every hint taken so far. */
  takeHint(stepId: string): AttemptView['hints'] {
    const { store, attempt } = this.#options
    const taken = store.hints(attempt.id).filter(({ step }) => step === stepId).length
    const hints = this.lab.steps.find(({ id }) => id === stepId)?.hints ?? []
    if (taken < hints.length) store.takeHint(attempt.id, { step: stepId, nth: taken + 1, takenWallMs: Date.now() })
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

  /** Saves what waits. @throws StoreUnavailable when that cannot be done; everything goes on running */
  flush(): void {
    this.#recorder.flush()
  }

  exportCapture(): { name: string; text: string } {
    const { store, attempt } = this.#options
    this.#recorder.flush()
    return { name: `${this.lab.id}.lab501.json`, text: writeCaptureFile(this.lab.id, [...allRecords(store, attempt.id)]) }
  }

  exchanges(afterSeq = 0, limit = Number.POSITIVE_INFINITY): Exchange[] {
    return this.#exchanges().filter(({ seq }) => seq > afterSeq).slice(0, limit).map(carried)
  }

  view(): AttemptView {
    const { store, attempt } = this.#options
    return {
      attempt: this.attempt, lab: viewOfLab(this.lab), entries: [...this.entries], notices: [...this.notices],
      exchanges: this.exchanges(0, PAGE_OF_RECORDS), answers: store.answers(attempt.id), hints: this.hints(), events: store.events(attempt.id), verdicts: this.judgeNow(),
    }
  }

  /** Judges the whole capture and stores the verdicts. */
  judgeNow(): Verdict[] {
    const { store, attempt } = this.#options
    const startMs = performance.now()
    const verdicts = judge(this.lab, this.#exchanges(), store.answers(attempt.id), store.events(attempt.id))
    this.#judgeCostMs = performance.now() - startMs
    store.saveVerdicts(attempt.id, verdicts)
    if (tally(verdicts).allMet) store.finish(attempt.id, Date.now())
    return verdicts
  }

  /** Waits for what is on its way, then closes client and topology. Exchanges cut off by that are still saved. */
  async [Symbol.asyncDispose](): Promise<void> {
    clearTimeout(this.#timer)
    await this.#client[Symbol.asyncDispose]()
    await this.#simulation[Symbol.asyncDispose]()
    this.#recorder.flush()
    clearTimeout(this.#timer)
  }

  #exchanges(): readonly Exchange[] {
    const { store, attempt } = this.#options
    for (const record of allRecords(store, attempt.id, this.#read.at(-1)?.seq ?? 0)) this.#read.push(readExchange(record))
    return this.#read
  }

  /** Called by the recorder once records are stored. */
  saved(records: readonly ExchangeRecord[]): void {
    this.#options.announce.saved(records)
    if (this.#options.isLive !== false) this.#judgeIn(this.#judgeCostMs < 4 ? 0 : Math.max(JUDGE_EVERY_MS, this.#judgeCostMs * 10))
  }

  /** Nobody waits for these verdicts, so trouble with storing them (a full disk) is told and not thrown. */
  #judgeIn(ms: number): void {
    if (this.#timer !== undefined) return
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      try {
        this.judgeNow()
        this.#options.announce.judged()
      } catch (error) {
        this.#options.announce.trouble(error)
        this.#judgeIn(JUDGE_AGAIN_MS)
      }
    }, ms)
  }
}

/** Both sides of every hop go to the recorder. */
function tapsOf(recorder: Recorder): Pick<OpenOptions, 'onExchange' | 'onBegin' | 'hops'> {
  return {
    onExchange: seen => void recorder.record(seen, 'server'),
    onBegin: place => recorder.begun(place),
    hops: {
      connected: (clientPort, serverPort, from) => recorder.clientConnected(clientPort, serverPort, 'participant', from),
      caused: (effect, cause) => recorder.caused(effect, cause),
      sent: seen => void recorder.record(seen, 'client', 'participant'),
    },
  }
}

function carried(exchange: Exchange): Exchange {
  const length = Math.ceil(CARRIED / 3) * 4
  if (exchange.requestBytes.length <= length && exchange.responseBytes.length <= length) return exchange
  return { ...exchange, requestBytes: exchange.requestBytes.slice(0, length), responseBytes: exchange.responseBytes.slice(0, length) }
}

/** @returns the attempt's records with a number above `afterSeq`, read from the store a page at a time. */
function* allRecords(store: Store, attempt: string, afterSeq = 0): Generator<ExchangeRecord> {
  for (let after = afterSeq; ;) {
    const page = store.exchanges(attempt, after, PAGE_OF_RECORDS)
    yield* page
    const last = page.at(-1)
    if (!last || page.length < PAGE_OF_RECORDS) return
    after = last.seq
  }
}
