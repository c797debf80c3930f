// A topology that runs in another process, as the core sees it: it outlives that process.
import { aside } from '../../model/asides-en.ts'
import type { Entry } from '../../model/attempt.ts'
import type { Control, Deed } from '../../model/control.ts'
import type { Draft } from '../../model/draft.ts'
import { phrase, type Phrase } from '../../model/phrase.ts'
import type { Patience } from '../client/send-raw.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { ServerCertificate } from '../simulator/running-participant.ts'
import type { Segment } from '../segment/layout.ts'
import type { Answer, Order } from './messages.ts'
import { readSpool, removeSpool } from './spool.ts'
import type { Sent, Topology, TopologyEars, TopologyNeeds } from './topology.ts'

/** The simulator's process ended while something was asked of it; the message is for the person in front of it. */
export class SimulatorDied extends Error {
  constructor(message = aside('simulator-died')) {
    super(message)
  }
}

/** It died too often. */
export class SimulatorGone extends SimulatorDied {
  constructor() {
    super(aside('simulator-gone'))
  }
}

type Asked = Order extends infer One ? One extends { call: number } ? Omit<One, 'call' | 'topology'> : never : never
/** @throws SimulatorDied, SimulatorGone, PortTaken, UnknownParticipant */
export type Ask = (what: Asked) => Promise<Answer>

export class RemoteTopology implements Topology {
  #needs: TopologyNeeds
  readonly #ears: TopologyEars
  readonly #ask: Ask
  readonly #closed: () => void
  readonly #controls: Deed[]
  readonly #spool: readonly string[]
  #lastSeq: number
  #entries: readonly Entry[] = []
  #notices: readonly Phrase[] = []
  #reopening: Promise<unknown> = Promise.resolve()
  #isClosing = false

  /** @param spool names its two files */
  constructor(needs: TopologyNeeds, ears: TopologyEars, { ask, closed, spool }: { readonly ask: Ask; readonly closed: () => void; readonly spool: readonly string[] }) {
    this.#needs = needs
    this.#ears = ears
    this.#ask = ask
    this.#closed = closed
    this.#spool = spool
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
    this.#found(await this.#ask({ kind: 'open', needs: this.#needs, spool: this.#spool }))
  }

  #found(opened: Answer): void {
    if (opened.kind !== 'opened') return
    this.#entries = opened.entries
    this.#notices = opened.notices
  }

  /** The process died: what it had captured and not handed on is in its files. */
  died(): void {
    for (const segment of readSpool(this.#spool, this.#lastSeq)) this.segment(segment)
  }

  /** In a new process, at the ports where it was, as it stood. */
  reopen(): void {
    const [entry, ...others] = this.#entries
    if (!entry || this.#isClosing) return
    const needs = { ...this.#needs, port: entry.port, ports: Object.fromEntries(others.map(({ participant, port }) => [participant, port])), lastSeq: this.#lastSeq, controls: this.#controls }
    this.#reopening = this.#ask({ kind: 'open', needs, spool: this.#spool }).then(
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

  segment(segment: Segment): void {
    this.#lastSeq = segment.lastSeq
    this.#ears.onSegment(segment)
  }

  async send(draft: Draft, patience?: Patience, to?: string): Promise<Sent> {
    await this.#reopening
    try {
      const sent = await this.#ask({ kind: 'send', draft, ...(patience && { patience }), ...(to !== undefined && { to }) })
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

  async redraw(scenario: Scenario, certificate?: ServerCertificate): Promise<void> {
    await this.#reopening
    this.#found(await this.#ask({ kind: 'redraw', scenario, ...(certificate && { certificate }) }))
    this.#needs = { ...this.#needs, scenario, ...(certificate && { certificate }) }
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
    removeSpool(this.#spool)
  }
}

function unlessDied(error: unknown): void {
  if (!(error instanceof SimulatorDied)) throw error
}
