// The learner's app as a sender: results go to the collector that was joined as work is done, each exactly once, and to nobody else.
import type { KeyObject } from 'node:crypto'
import { authorityOf, readJoinCode } from '../../model/join-code.ts'
import { phrase, type Phrase } from '../../model/phrase.ts'
import type { ResultChoice } from '../../model/result.ts'
import type { Joining, SendingView } from '../../model/sending.ts'
import { NoKey } from '../results/installation-key.ts'
import { NoResult } from '../results/make-result.ts'
import { hashOfLine } from '../store/attempt-log.ts'
import type { Store } from '../store/store.ts'
import { CollectorConnection } from './collector-connection.ts'
import type { Joined, Outbox, Waiting } from './outbox.ts'
import { waitMs } from './retry-after.ts'

/** Who works goes on working: what happens within that time is one result. */
const PAUSE_MS = 10_000
/** A lab that is done is told at once, as far as a person can see. */
const SOON_MS = 1_000

export interface SenderOptions {
  readonly outbox: Outbox
  readonly store: Store
  /** @throws NoResult, NoKey */
  readonly make: (choice: ResultChoice) => Promise<{ readonly bytes: Uint8Array }>
  /** The key that results are signed with. @throws NoKey */
  readonly key: () => KeyObject
  readonly onChanged: () => void
  readonly log: (line: string) => void
  /** Other ones for tests. */
  readonly times?: { readonly pauseMs?: number; readonly firstMs?: number }
}

export class Sender implements AsyncDisposable {
  readonly #options: SenderOptions
  #joined: (Joined & { readonly to: CollectorConnection }) | undefined
  /** Attempts in which something may have happened that was not sent. */
  readonly #worked = new Set<string>()
  #timer: { readonly due: NodeJS.Timeout; readonly wallMs: number } | undefined
  #running: Promise<void> | undefined
  #abort = new AbortController()
  #failed = 0
  #why: Phrase | undefined
  #isStopped = false
  #isWanted = false

  constructor(options: SenderOptions) {
    this.#options = options
    const joined = options.outbox.joined()
    const read = readJoinCode(joined?.code ?? '')
    if (!joined || 'fault' in read) return
    this.#joined = { ...joined, to: new CollectorConnection(read.code) }
    // What was done and not sent when the app ended, however it ended.
    this.#all()
    this.#in(SOON_MS)
  }

  view(): SendingView {
    if (!this.#joined) return {}
    const { to, code, name, carriesCaptures, sent, sentWallMs } = this.#joined
    const state = this.#running ? 'sending' : this.#isStopped ? 'stopped' : this.#failed > 0 ? 'waiting' : 'idle'
    return {
      joined: {
        address: authorityOf(to.code), code, name, carriesCaptures, state, waiting: this.#waiting(), sent, ...(sentWallMs !== undefined && { sentWallMs }),
        ...(state === 'waiting' && this.#timer && { nextWallMs: this.#timer.wallMs }), ...(this.#why && { why: this.#why }),
      },
    }
  }

  /** Joins the collector of a code; from then on what is done in labs is sent there. @returns why it did not; one that is only out of reach is joined */
  async join({ code, name, carriesCaptures }: Joining): Promise<Phrase | undefined> {
    const read = readJoinCode(code)
    if ('fault' in read) return read.fault
    const to = new CollectorConnection(read.code)
    const greeted = await to.greet(this.#abort.signal)
    if (greeted.outcome === 'refused') {
      to[Symbol.dispose]()
      return greeted.why
    }
    await this.#halt()
    const { outbox } = this.#options
    const before = this.#joined
    // By its certificate: a new code of the same collector drops nothing that waits.
    const isSame = before?.to.code.fingerprint === read.code.fingerprint
    // What waits bears the name and goes the way that were chosen before; for others it is made again from the store.
    if (!isSame || before.name !== name || before.carriesCaptures !== carriesCaptures) outbox.empty()
    this.#worked.clear()
    before?.to[Symbol.dispose]()
    this.#keep({ format: 1, code, name, carriesCaptures, settled: isSame ? before.settled : this.#heads(), sent: isSame ? before.sent : 0, ...(isSame && before.sentWallMs !== undefined && { sentWallMs: before.sentWallMs }), to })
    if (greeted.outcome === 'later') {
      this.#all()
      this.#later(greeted.why, greeted.afterMs)
    } else this.now()
    return undefined
  }

  /** Sends nothing more to anybody, and forgets where to. What was done is kept in the store. */
  async leave(): Promise<void> {
    const left = this.#joined
    this.#joined = undefined
    await this.#halt()
    left?.to[Symbol.dispose]()
    this.#options.outbox.leave()
    this.#options.onChanged()
  }

  /** Tries at once, also what was refused. */
  now(): void {
    this.#isStopped = false
    this.#failed = 0
    this.#all()
    this.#in(0)
  }

  /** Sends a file as it was shown. */
  send(bytes: Uint8Array): void {
    this.#options.outbox.add(bytes)
    this.now()
  }

  /** Something happened in an attempt. */
  worked(attempt: string): void {
    if (!this.#joined) return
    this.#worked.add(attempt)
    if (!this.#isStopped && this.#failed === 0) this.#in(this.#options.store.attempt(attempt)?.finishedWallMs === undefined ? this.#options.times?.pauseMs ?? PAUSE_MS : SOON_MS)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#halt()
    this.#joined?.to[Symbol.dispose]()
  }

  /** The sooner of two times counts. */
  #in(ms: number): void {
    const wallMs = Date.now() + ms
    if (this.#timer && this.#timer.wallMs <= wallMs && this.#failed === 0) return
    clearTimeout(this.#timer?.due)
    this.#timer = { wallMs, due: setTimeout(() => { this.#timer = undefined; this.#begin() }, ms) }
    this.#options.onChanged()
  }

  #begin(): void {
    if (this.#running) {
      this.#isWanted = true
      return
    }
    this.#running = this.#work().catch((error: unknown) => {
      this.#options.log(`results are not sent: ${error instanceof Error ? error.message : String(error)}`)
      this.#stop(phrase('sending.unmade', { why: error instanceof Error ? error.message : String(error) }))
    }).finally(() => {
      this.#running = undefined
      // What came meanwhile was not looked at.
      if (this.#isWanted && !this.#isStopped && this.#failed === 0 && this.#joined) this.#in(0)
      this.#isWanted = false
      this.#options.onChanged()
    })
    this.#options.onChanged()
  }

  async #work(): Promise<void> {
    const { outbox, key } = this.#options
    const { signal } = this.#abort
    // What is done meanwhile has its turn after a pause.
    const due = this.#due()
    while (this.#joined && !signal.aborted) {
      const next = outbox.first() ?? await this.#make(due)
      if (signal.aborted) return
      if (!next) {
        if (this.#failed === 0) return
        // Whoever joined out of reach and has nothing to send yet still has to hear when it is there.
        const greeted = await this.#joined.to.greet(signal)
        if (signal.aborted) return
        if (greeted.outcome === 'later') return this.#later(greeted.why, greeted.afterMs)
        if (greeted.outcome === 'refused') return this.#stop(greeted.why)
        this.#failed = 0
        this.#why = undefined
        due.push(...this.#due())
        continue
      }
      const handed = await this.#joined.to.handOver(next.bytes, key(), signal)
      if (signal.aborted) return
      if (handed.outcome === 'later') return this.#later(handed.why, handed.afterMs)
      if (handed.outcome === 'refused' && !handed.isOfThisOne) return this.#stop(handed.why)
      this.#why = handed.outcome === 'refused' ? handed.why : undefined
      this.#failed = 0
      // Settled before it is forgotten: after a crash in between it is sent again, and known again.
      this.#keep({ ...this.#joined, settled: { ...this.#joined.settled, ...next.heads }, ...(handed.outcome === 'done' && { sent: this.#joined.sent + 1, sentWallMs: Date.now() }) })
      outbox.remove(next)
      this.#options.onChanged()
    }
  }

  /** Makes the next result of those attempts, and keeps it before it goes anywhere. */
  async #make(due: string[]): Promise<Waiting | undefined> {
    const { make, outbox } = this.#options
    const attempt = due.shift()
    if (attempt === undefined || !this.#joined) return undefined
    // It may be what has just been sent.
    if (this.#headOf(attempt) === this.#joined.settled[attempt]) return this.#make(due)
    const { name, carriesCaptures } = this.#joined
    try {
      outbox.add((await make({ name, attempts: [attempt], carriesCaptures })).bytes)
    } catch (error) {
      if (!(error instanceof NoResult || error instanceof NoKey)) throw error
      this.#why = phrase('sending.unmade', { why: error.message })
      if (error instanceof NoKey) throw error
      this.#keep({ ...this.#joined, settled: { ...this.#joined.settled, [attempt]: this.#headOf(attempt) } })
    }
    return outbox.first() ?? await this.#make(due)
  }

  #later(why: Phrase, afterMs: number | undefined): void {
    this.#failed += 1
    this.#why = why
    this.#in(waitMs(this.#failed, afterMs, Math.random(), this.#options.times?.firstMs))
  }

  #stop(why: Phrase): void {
    this.#isStopped = true
    this.#why = why
  }

  async #halt(): Promise<void> {
    clearTimeout(this.#timer?.due)
    this.#timer = undefined
    this.#isWanted = false
    this.#abort.abort()
    await this.#running
    this.#abort = new AbortController()
    this.#failed = 0
    this.#isStopped = false
    this.#why = undefined
  }

  #keep(joined: Joined & { readonly to: CollectorConnection }): void {
    const { to: _to, ...kept } = joined
    this.#options.outbox.keep(kept)
    this.#joined = joined
  }

  #all(): void {
    for (const { id } of this.#options.store.attempts()) this.#worked.add(id)
  }

  /** @returns attempts that have another log than the one that was sent; what is the same is looked at no more. */
  #due(): string[] {
    for (const attempt of this.#worked) if (this.#headOf(attempt) === (this.#joined?.settled[attempt] ?? '')) this.#worked.delete(attempt)
    return [...this.#worked].filter(attempt => this.#isMoreThanBegun(attempt))
  }

  #waiting(): number {
    const held = this.#options.outbox.first()?.heads ?? {}
    return this.#options.outbox.count + this.#due().filter(attempt => held[attempt] === undefined).length
  }

  #heads(): Record<string, string> {
    return Object.fromEntries(this.#options.store.attempts().map(({ id }) => [id, this.#headOf(id)]))
  }

  /** Benches have no log. */
  #headOf(attempt: string): string {
    const last = this.#options.store.log(attempt).at(-1)
    return last === undefined ? '' : hashOfLine(last)
  }

  /** A lab that was only opened tells nothing. */
  #isMoreThanBegun(attempt: string): boolean {
    return this.#options.store.log(attempt).length > 1
  }
}
