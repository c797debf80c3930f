// The labs of this installation, the benches beside them, and the one attempt whose topology runs.
import type { Attempt, LabSummary } from '../../model/attempt.ts'
import { benchId, BENCH_KINDS, titleOfSetup, type BenchSetup, type BenchSummary, type Starter } from '../../model/bench.ts'
import type { Lab } from '../../model/lab.ts'
import { inLanguage } from '../../model/lab-texts.ts'
import { phrase, type Phrase } from '../../model/phrase.ts'
import type { AuditKind } from '../../model/audit.ts'
import { NotOwnServer, readOwnServer } from '../audit/own-server.ts'
import { StoreUnavailable, type Store } from '../store/store.ts'
import type { Segment } from '../segment/layout.ts'
import { aimedAt, nothingRuns } from '../topology/aimed.ts'
import type { OpenTopology } from '../topology/topology.ts'
import type { InstallationCertificate } from '../certificate/installation-certificate.ts'
import { Audits } from './audits.ts'
import { BENCH_STEP, labOfBench } from './bench-lab.ts'
import { Redrawings } from './redrawings.ts'
import { SavedRequests } from './saved-requests.ts'
import { starters } from './starters.ts'
import { summarise } from './progress.ts'
import { RunningAttempt, type RunOptions } from './running-attempt.ts'

export interface WorkbenchOptions {
  readonly labs: readonly Lab[]
  readonly store: Store
  readonly onSaved: (attempt: string, upToSeq: number) => void
  readonly onJudged: (attempt: string) => void
  /** What an attempt tells of itself may be more than before: verdicts, an answer, a hint. */
  readonly onWorked?: (attempt: string) => void
  /** The running attempt goes on with another version of its lab. */
  readonly onChanged?: (attempt: string) => void
  /** The learner has to know it while the attempt runs. */
  readonly onNoticed: (attempt: string, notice: Phrase) => void
  /** An audit of the running bench has come further, or has ended. */
  readonly onAudited?: (attempt: string, kind: AuditKind) => void
  readonly log: (line: string) => void
  /** Where topologies run; absent in this process. */
  readonly openTopology?: OpenTopology
  /** Asked for when a lab first needs it. @throws CertificateUnavailable */
  readonly certificate?: () => InstallationCertificate | Promise<InstallationCertificate>
  readonly port?: number
}

export class Workbench implements AsyncDisposable {
  /** Requests with a name, whatever is open. */
  readonly saved: SavedRequests
  readonly #options: WorkbenchOptions
  readonly #redrawings: Redrawings
  #labs: readonly Lab[]
  #running: RunningAttempt | undefined
  #audits: Audits | undefined
  /** Opening and closing happen one after another, so that a port is free before it is taken again. */
  #queue: Promise<unknown> = Promise.resolve()

  constructor(options: WorkbenchOptions) {
    this.#options = options
    this.#redrawings = new Redrawings(options.store)
    this.saved = new SavedRequests(options.store)
    this.#labs = options.labs
  }

  /** From now on there are these labs. An attempt at one that changed goes on, with all that was done in it; at one that is gone, too. */
  take(labs: readonly Lab[]): Promise<void> {
    this.#labs = labs
    const changing = this.#queue.then(async () => {
      const running = this.#running
      const lab = labs.find(({ id }) => id === running?.lab.id)
      if (running && lab && await running.changeTo(lab)) this.#options.onChanged?.(running.attempt.id)
    }).catch((error: unknown) => this.#options.log(`the changed lab cannot be taken: ${error instanceof Error ? error.message : String(error)}`))
    this.#queue = changing
    return changing
  }

  /** @param language of the titles, where the labs have it */
  labs(language?: string): LabSummary[] {
    const { store } = this.#options
    return this.#labs.map(lab => {
      const attempt = store.latestAttempt(lab.id)
      return summarise(inLanguage(lab, language), attempt, attempt ? store.verdicts(attempt.id) : [])
    })
  }

  /** Saves and judges what is on its way in the running attempt. */
  async settle(): Promise<void> {
    await this.#running?.flush()
    this.#running?.judgeNow()
  }

  /** Does something while nothing runs: what ran is saved and ends before it, and goes on after it. What is opened meanwhile waits. */
  still<T>(work: () => Promise<T>): Promise<T> {
    return this.#inTurn(async () => {
      const running = this.#running
      await running?.flush()
      await this.#end()
      try {
        return await work()
      } finally {
        if (running) await this.#goOn(running).catch((error: unknown) => this.#options.log(`attempt ${running.attempt.id}: ${error instanceof Error ? error.message : String(error)}`))
      }
    })
  }

  /** @returns the running attempt of that id, or undefined. */
  running(attempt: string): RunningAttempt | undefined {
    return this.#running?.attempt.id === attempt ? this.#running : undefined
  }

  /** @returns the audits of the running bench of that id, or undefined. */
  audits(attempt: string): Audits | undefined {
    return this.running(attempt) && this.#audits
  }

  /** @returns the lab's attempt, running; undefined when there is no such lab. @param anew begins another attempt @param language of its texts, where the lab has it */
  open(labId: string, anew: boolean, language?: string): Promise<RunningAttempt | undefined> {
    return this.#inTurn(async () => {
      const lab = this.#labs.find(({ id }) => id === labId)
      const [firstStep] = lab?.steps ?? []
      if (!lab || !firstStep) return undefined
      const latest = anew ? undefined : this.#options.store.latestAttempt(labId)
      return this.#start(lab, latest ?? { lab: labId, packVersion: lab.pack.version, step: firstStep.id, startedWallMs: Date.now() }, { ...(language !== undefined && { language }) })
    })
  }

  /** @returns topologies to begin a playground with. @param language of the titles, where the labs have it */
  starters(language?: string): Starter[] {
    return starters(this.#labs.map(lab => inLanguage(lab, language)))
  }

  /** @returns the benches that were begun, the latest first; at most 50. */
  benches(): BenchSummary[] {
    const { store } = this.#options
    const ids = new Map(BENCH_KINDS.map(kind => [benchId(kind), kind]))
    return store.attempts().reverse().flatMap(({ id, lab, startedWallMs }) => {
      const kind = ids.get(lab)
      const setup = kind && store.setup(id)
      return kind && setup ? [{ attempt: id, kind, title: titleOfSetup(setup), startedWallMs, exchanges: store.lastSeq(id) }] : []
    }).slice(0, 50)
  }

  /** Begins a bench. @param capture what it holds from the beginning, numbered from 1 */
  beginBench(setup: BenchSetup, capture: readonly Segment[] = []): Promise<RunningAttempt> {
    return this.#inTurn(async () => {
      const { store } = this.#options
      const runs = this.#runsOf(setup)
      const lab = labOfBench(setup)
      const attempt = store.beginAttempt({ lab: lab.id, packVersion: lab.pack.version, step: BENCH_STEP, startedWallMs: Date.now() })
      store.saveSegments(attempt.id, capture)
      // Last, so that one that could not be saved whole is not listed.
      store.setSetup(attempt.id, setup)
      return this.#start(lab, attempt, runs)
    })
  }

  /** Goes on with a bench. @returns undefined when there is none of that id */
  openBench(attemptId: string): Promise<RunningAttempt | undefined> {
    return this.#inTurn(async () => {
      const { store } = this.#options
      const [attempt, setup] = [store.attempt(attemptId), store.setup(attemptId)]
      return attempt && setup ? this.#start(labOfBench(setup), attempt, this.#runsOf(setup)) : undefined
    })
  }

  /** The bench that runs goes on with another setup of its kind. @returns undefined when it does not run, or is of another kind */
  changeBench(attemptId: string, setup: BenchSetup): Promise<RunningAttempt | undefined> {
    return this.#inTurn(async () => {
      const { store } = this.#options
      const running = this.running(attemptId)
      if (!running || store.setup(attemptId)?.kind !== setup.kind) return undefined
      store.setSetup(attemptId, setup)
      const { scenario } = running.lab
      await running.changeTo(labOfBench(setup))
      await running.flush()
      this.#redrawings.note(attemptId, scenario, running.lab.scenario)
      return running
    })
  }

  /** @returns whether there is such a bench */
  renameBench(attemptId: string, title: string): Promise<boolean> {
    return this.#inTurn(async () => {
      const setup = this.#options.store.setup(attemptId)
      if (!setup) return false
      const renamed = { ...setup, title }
      this.#options.store.setSetup(attemptId, renamed)
      await this.running(attemptId)?.changeTo(labOfBench(renamed))
      return true
    })
  }

  /** Removes a bench with its capture; one that runs ends first. What is no bench stays. */
  removeBench(attemptId: string): Promise<void> {
    return this.#inTurn(async () => {
      const { store } = this.#options
      if (!store.setup(attemptId)) return
      if (this.running(attemptId)) await this.#end()
      store.removeAttempt(attemptId)
    })
  }

  /** Only a playground runs anything of ours. */
  #runsOf(setup: BenchSetup): Pick<RunOptions, 'open'> {
    if (setup.kind === 'playground') return {}
    if (setup.kind === 'capture') return { open: nothingRuns }
    const read = readOwnServer(setup.url)
    if ('refusal' in read) throw new NotOwnServer(read.refusal)
    return { open: aimedAt(read.server) }
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(work)
    this.#queue = done.catch(() => undefined)
    return done
  }

  /** @param begun an attempt to go on with, or what to begin one with @param own how this one runs, where it is other than usual */
  async #start(lab: Lab, begun: Attempt | Omit<Attempt, 'id'>, own: Pick<RunOptions, 'open' | 'language'>): Promise<RunningAttempt> {
    const { store, onSaved, onJudged, onNoticed, log, port, openTopology, certificate } = this.#options
    if ('id' in begun && this.#running?.attempt.id === begun.id) {
      await this.#running.changeTo(lab, own.language)
      return this.#running
    }
    // What cannot be saved is told while the topology still runs: closed, it would be left without its servers.
    await this.#running?.flush()
    await this.#end()
    const attempt = 'id' in begun ? begun : store.beginAttempt(begun)
    store.noteOpened(attempt.id, lab.pack.version)
    /** Told once, until it is saved after all. */
    let isUnsaved = false
    this.#running = await RunningAttempt.open({
      lab, attempt, store, ...(port !== undefined && { port }), ...(openTopology && { open: openTopology }), ...(certificate && { certificate }), ...own,
      announce: {
        saved: upToSeq => {
          if (isUnsaved) onNoticed(attempt.id, phrase('notice.saved-again'))
          isUnsaved = false
          onSaved(attempt.id, upToSeq)
        },
        judged: () => onJudged(attempt.id),
        worked: () => this.#options.onWorked?.(attempt.id),
        noticed: notice => onNoticed(attempt.id, notice),
        trouble: error => {
          log(`attempt ${attempt.id}: ${error instanceof Error ? error.message : String(error)}`)
          if (!(error instanceof StoreUnavailable) || isUnsaved) return
          isUnsaved = true
          onNoticed(attempt.id, phrase('notice.not-saved', { why: error.message }))
        },
      },
    })
    const setup = store.setup(attempt.id)
    this.#audits = setup && new Audits({ store, setup, running: this.#running, told: kind => this.#options.onAudited?.(attempt.id, kind) })
    return this.#running
  }

  async #goOn({ attempt, lab: { id }, language }: RunningAttempt): Promise<void> {
    const { store, onSaved, onChanged } = this.#options
    const setup = store.setup(attempt.id)
    const lab = setup ? labOfBench(setup) : this.#labs.find(one => one.id === id)
    if (!lab) return
    await this.#start(lab, store.attempt(attempt.id) ?? attempt, { ...(setup && this.#runsOf(setup)), ...(language !== undefined && { language }) })
    // It may have more than whoever looks at it knows.
    onSaved(attempt.id, store.lastSeq(attempt.id))
    onChanged?.(attempt.id)
  }

  /** What is left stops its audit first: with nothing to send to, it would go on for nothing. */
  async #end(): Promise<void> {
    await this.#audits?.[Symbol.asyncDispose]()
    await this.#running?.[Symbol.asyncDispose]()
    this.#audits = this.#running = undefined
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#queue
    await this.#end()
  }
}
