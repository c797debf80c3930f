// A topology that runs in another process, as the core sees it: it outlives that process.
import type { Entry } from '../../model/attempt.ts'
import type { Control } from '../../model/control.ts'
import type { Draft } from '../../model/draft.ts'
import { phrase, type Phrase } from '../../model/phrase.ts'
import type { Answer, Order, Report } from './messages.ts'
import type { Sent, Topology, TopologyEars, TopologyNeeds } from './topology.ts'

/** The simulator's process ended while something was asked of it; the message is for the person in front of it. */
export class SimulatorDied extends Error {
  constructor(message = 'the simulator stopped while this was under way, and is started again; try once more') {
    super(message)
  }
}

/** It died too often. */
export class SimulatorGone extends SimulatorDied {
  constructor() {
    super('the simulator stopped again and again and was given up; what was captured is kept. Start Lab 501 again')
  }
}

type Asked = Order extends infer One ? One extends { call: number } ? Omit<One, 'call' | 'topology'> : never : never
/** @throws SimulatorDied, SimulatorGone, PortTaken, UnknownParticipant */
export type Ask = (what: Asked) => Promise<Answer>

export class RemoteTopology implements Topology {
  readonly #needs: TopologyNeeds
  readonly #ears: TopologyEars
  readonly #ask: Ask
  readonly #closed: () => void
  readonly #controls: Control[]
  /** Parts of the segment that has not ended yet. */
  readonly #parts: Uint8Array[] = []
  #firstSeq = 0
  #lastSeq: number
  #entries: readonly Entry[] = []
  #notices: readonly Phrase[] = []
  #reopening: Promise<unknown> = Promise.resolve()
  #isClosing = false

  constructor(needs: TopologyNeeds, ears: TopologyEars, ask: Ask, closed: () => void) {
    this.#needs = needs
    this.#ears = ears
    this.#ask = ask
    this.#closed = closed
    this.#controls = [...needs.controls]
    this.#lastSeq = needs.lastSeq
  }

  get entries(): readonly Entry[] {
    return this.#entries
  }

  get notices(): readonly Phrase[] {
    return this.#notices
  }

  async open(): Promise<void> {
    const opened = await this.#ask({ kind: 'open', needs: this.#needs })
    if (opened.kind !== 'opened') return
    this.#entries = opened.entries
    this.#notices = opened.notices
  }

  /** The process died: what it had handed on is all that there is of the segment. */
  died(): void {
    this.#endSegment()
  }

  /** In a new process, at the ports where it was, as it stood. */
  reopen(): void {
    const [entry, ...others] = this.#entries
    if (!entry || this.#isClosing) return
    const needs = { ...this.#needs, port: entry.port, ports: Object.fromEntries(others.map(({ participant, port }) => [participant, port])), lastSeq: this.#lastSeq, controls: this.#controls }
    this.#reopening = this.#ask({ kind: 'open', needs }).then(
      () => this.notice(phrase('notice.simulator-restarted')),
      // When it died again, that is told where it is restarted once more.
      (error: unknown) => error instanceof SimulatorDied || this.notice(phrase('notice.simulator-not-restarted', { why: error instanceof Error ? error.message : String(error) })),
    )
  }

  notice(notice: Phrase): void {
    this.#ears.onNotice(notice)
  }

  trouble(message: string): void {
    this.#ears.onTrouble(new Error(message))
  }

  part({ firstSeq, lastSeq, bytes, isLast }: Extract<Report, { kind: 'part' }>): void {
    this.#parts.push(bytes)
    this.#firstSeq = firstSeq
    this.#lastSeq = lastSeq
    if (isLast) this.#endSegment()
  }

  async send(draft: Draft): Promise<Sent> {
    await this.#reopening
    try {
      const sent = await this.#ask({ kind: 'send', draft })
      return sent.kind === 'sent' ? { seqs: sent.seqs, ...(sent.failure && { failure: sent.failure }) } : { seqs: [] }
    } catch (error) {
      if (error instanceof SimulatorDied) return { seqs: [], failure: phrase(error instanceof SimulatorGone ? 'notice.simulator-gone' : 'failure.simulator-died') }
      throw error
    }
  }

  async control(control: Control): Promise<void> {
    await this.#reopening
    await this.#ask({ kind: 'control', control })
    this.#controls.push(control)
  }

  /** A process that died has nothing more to hand on. */
  async flush(): Promise<void> {
    await this.#reopening
    await this.#ask({ kind: 'flush' }).catch(unlessDied)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#reopening
    this.#isClosing = true
    await this.#ask({ kind: 'close' }).catch(unlessDied)
    this.#closed()
  }

  #endSegment(): void {
    if (this.#parts.length === 0) return
    const [only] = this.#parts
    const bytes = only && this.#parts.length === 1 ? only : Buffer.concat(this.#parts)
    this.#parts.length = 0
    this.#ears.onSegment({ firstSeq: this.#firstSeq, lastSeq: this.#lastSeq, bytes })
  }
}

function unlessDied(error: unknown): void {
  if (!(error instanceof SimulatorDied)) throw error
}
