// The labs of this installation and the one attempt whose topology runs.
import type { LabSummary } from '../../model/attempt.ts'
import type { Lab } from '../../model/lab.ts'
import { inLanguage } from '../../model/lab-texts.ts'
import { phrase, type Phrase } from '../../model/phrase.ts'
import { StoreUnavailable, type Store } from '../store/store.ts'
import type { OpenTopology } from '../topology/topology.ts'
import type { InstallationCertificate } from '../certificate/installation-certificate.ts'
import { summarise } from './progress.ts'
import { RunningAttempt } from './running-attempt.ts'

export interface WorkbenchOptions {
  readonly labs: readonly Lab[]
  readonly store: Store
  readonly onSaved: (attempt: string, upToSeq: number) => void
  readonly onJudged: (attempt: string) => void
  /** The running attempt goes on with another version of its lab. */
  readonly onChanged?: (attempt: string) => void
  /** The learner has to know it while the attempt runs. */
  readonly onNoticed: (attempt: string, notice: Phrase) => void
  readonly log: (line: string) => void
  /** Where topologies run; absent in this process. */
  readonly openTopology?: OpenTopology
  /** Asked for when a lab first needs it. @throws CertificateUnavailable */
  readonly certificate?: () => InstallationCertificate
  readonly port?: number
}

export class Workbench implements AsyncDisposable {
  readonly #options: WorkbenchOptions
  #labs: readonly Lab[]
  #running: RunningAttempt | undefined
  /** Opening and closing happen one after another, so that a port is free before it is taken again. */
  #queue: Promise<unknown> = Promise.resolve()

  constructor(options: WorkbenchOptions) {
    this.#options = options
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

  /** @returns the running attempt of that id, or undefined. */
  running(attempt: string): RunningAttempt | undefined {
    return this.#running?.attempt.id === attempt ? this.#running : undefined
  }

  /** @returns the lab's attempt, running; undefined when there is no such lab. @param anew begins another attempt @param language of its texts, where the lab has it */
  open(labId: string, anew: boolean, language?: string): Promise<RunningAttempt | undefined> {
    const opening = this.#queue.then(() => this.#openNow(labId, anew, language))
    this.#queue = opening.catch(() => undefined)
    return opening
  }

  async #openNow(labId: string, anew: boolean, language?: string): Promise<RunningAttempt | undefined> {
    const { store, onSaved, onJudged, onNoticed, log, port, openTopology, certificate } = this.#options
    const lab = this.#labs.find(({ id }) => id === labId)
    const [firstStep] = lab?.steps ?? []
    if (!lab || !firstStep) return undefined
    const latest = anew ? undefined : store.latestAttempt(labId)
    if (latest && this.#running?.attempt.id === latest.id) {
      await this.#running.changeTo(lab, language)
      return this.#running
    }
    // What cannot be saved is told while the topology still runs: closed, it would be left without its servers.
    await this.#running?.flush()
    await this.#running?.[Symbol.asyncDispose]()
    this.#running = undefined
    const attempt = latest ?? store.beginAttempt({ lab: labId, packVersion: lab.pack.version, step: firstStep.id, startedWallMs: Date.now() })
    /** Told once, until it is saved after all. */
    let isUnsaved = false
    this.#running = await RunningAttempt.open({
      lab, attempt, store, ...(language !== undefined && { language }), ...(port !== undefined && { port }), ...(openTopology && { open: openTopology }), ...(certificate && { certificate }),
      announce: {
        saved: upToSeq => {
          if (isUnsaved) onNoticed(attempt.id, phrase('notice.saved-again'))
          isUnsaved = false
          onSaved(attempt.id, upToSeq)
        },
        judged: () => onJudged(attempt.id),
        noticed: notice => onNoticed(attempt.id, notice),
        trouble: error => {
          log(`attempt ${attempt.id}: ${error instanceof Error ? error.message : String(error)}`)
          if (!(error instanceof StoreUnavailable) || isUnsaved) return
          isUnsaved = true
          onNoticed(attempt.id, phrase('notice.not-saved', { why: error.message }))
        },
      },
    })
    return this.#running
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#queue
    await this.#running?.[Symbol.asyncDispose]()
    this.#running = undefined
  }
}
