// Audits of a bench: what is to be found out, one of them while it runs, and what came of each. Their requests are exchanges of the bench like any others.
import { aside } from '../../model/asides-en.ts'
import { MOST_PROBES, type AuditAsk, type AuditForm, type AuditKind, type AuditPlan, type AuditRun, type AuditView, type Contract, type ContractRole, type ContractView } from '../../model/audit.ts'
import type { BenchSetup } from '../../model/bench.ts'
import { toBase64 } from '../../model/bytes.ts'
import type { Exchange } from '../../model/exchange.ts'
import { sayInEnglish } from '../../model/phrase.ts'
import { exportOf, probesFor, viewOfAudit } from '../audit/audit.ts'
import { readContract, viewOfContract } from '../audit/contract.ts'
import { ANSWER_MS, PROBE_BOUNDS, sendInTurn } from '../audit/send-in-turn.ts'
import { readExchange } from '../recorder/read-exchange.ts'
import { allRecords } from '../store/all-records.ts'
import type { Store } from '../store/store.ts'
import { Incoming, type Part } from './incoming.ts'
import type { RunningAttempt } from './running-attempt.ts'

/** What stands in the way of an audit; the message says it, and the mend. */
export class NoAudit extends Error {}

/** Somebody who looks on is told no more often. */
const TOLD_EVERY_MS = 250
/** What a matrix is made from stands in the fields; bodies of a thousand answers would fill the memory. */
const KEPT_OCTETS = 16_384

interface Running { readonly kind: AuditKind; readonly stop: AbortController; readonly over: Promise<void> }

export interface AuditsOptions {
  readonly store: Store
  readonly setup: BenchSetup
  readonly running: RunningAttempt
  readonly told: (kind: AuditKind) => void
}

export class Audits implements AsyncDisposable {
  readonly #options: AuditsOptions
  readonly #runs: Map<AuditKind, AuditRun>
  /** What was sent and read already, by kind and probe. */
  readonly #read = new Map<AuditKind, Map<string, readonly Exchange[]>>()
  readonly #incoming = new Incoming()
  readonly #documents = new Map<ContractRole, { readonly name: string; readonly text: string }>()
  #running: Running | undefined
  /** A request that was on its way when somebody stopped; none goes out beside it. */
  #onItsWay: Promise<unknown> = Promise.resolve()

  constructor(options: AuditsOptions) {
    this.#options = options
    this.#runs = new Map(options.store.audits(options.running.attempt.id).map(run => [run.ask.kind, run]))
  }

  /** @returns the latest of each kind that is asked for, or of all. */
  list(kind?: AuditKind): AuditView[] {
    return [...this.#runs.values()].filter(({ ask }) => kind === undefined || ask.kind === kind).map(run => viewOfAudit(run, this.#exchangesOf(run)))
  }

  /** Takes an OpenAPI document in parts. @returns with its last part what it holds, or why it is none @throws BadPart */
  take(role: ContractRole, part: Part): { readonly read?: ContractView; readonly refusal?: string } {
    const whole = this.#incoming.take(part)
    if (!whole) return {}
    const read = readContract(whole.name, whole.text, new Map())
    if ('refusal' in read) return read
    this.#documents.set(role, whole)
    return { read: viewOfContract(read.contract) }
  }

  /** Says what is to be found out next, in the place of the audit of its kind that was there. @throws NoAudit */
  plan(plan: AuditPlan): AuditView {
    const { kind } = plan
    if (this.#running?.kind === kind) throw new NoAudit(aside('audit-runs'))
    const ask: AuditAsk = plan.kind === 'contract' ? this.#askOf(plan) : plan
    const of = this.#probesOf(ask, false).length
    if (of > MOST_PROBES) throw new NoAudit(aside('audit-large', { of, most: MOST_PROBES }))
    const run: AuditRun = { ask, state: 'planned', sent: [], of, tookMs: 0 }
    this.#read.delete(kind)
    this.#keep(run)
    return viewOfAudit(run, new Map())
  }

  /** Begins what was planned and returns at once. @param mayChange false leaves out every request that may change something @throws NoAudit */
  run(kind: AuditKind, mayChange: boolean): void {
    const planned = this.#runs.get(kind)
    if (!planned) throw new NoAudit(aside('audit-none'))
    if (this.#running) throw new NoAudit(aside('audit-another'))
    if (this.#options.setup.kind === 'capture') throw new NoAudit(aside('audit-capture'))
    const of = this.#probesOf(planned.ask, !mayChange).length
    if (of === 0) throw new NoAudit(aside('audit-empty'))
    const stop = new AbortController()
    const begun: AuditRun = { ask: planned.ask, state: 'running', sent: [], of, tookMs: 0 }
    this.#read.set(kind, new Map())
    this.#runs.set(kind, begun)
    this.#running = { kind, stop, over: this.#go(begun, !mayChange, stop.signal) }
  }

  /** Ends what runs with what there is. */
  async stop(): Promise<void> {
    this.#running?.stop.abort()
    await this.#running?.over
  }

  /** @returns the audit as a file. @throws NoAudit */
  export(kind: AuditKind, form: AuditForm): { readonly name: string; readonly text: string } {
    const run = this.#runs.get(kind)
    const file = run && exportOf(run, this.#exchangesOf(run), form, this.#server)
    if (!file) throw new NoAudit(aside('audit-unwritten'))
    return file
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop()
  }

  async #go(begun: AuditRun, isSafe: boolean, signal: AbortSignal): Promise<void> {
    const { kind } = begun.ask
    const { told, running } = this.#options
    const startMs = performance.now()
    const known = this.#read.get(kind) ?? new Map<string, readonly Exchange[]>()
    let run = begun
    let toldMs = 0
    /** Ends the audit before its end, in words. */
    let refusal: string | undefined
    const halt = new AbortController()
    const stopped = new Promise<readonly number[]>(resolve => signal.addEventListener('abort', () => resolve([]), { once: true }))
    const onProgress = () => {
      if (performance.now() - toldMs < TOLD_EVERY_MS) return
      toldMs = performance.now()
      told(kind)
    }
    const send = async (bytes: Uint8Array): Promise<readonly number[]> => {
      await this.#onItsWay
      const sending = running.send({ kind: 'raw', bytes: toBase64(bytes) }, { answerMs: ANSWER_MS, ...PROBE_BOUNDS })
      this.#onItsWay = sending.catch(() => undefined)
      const { exchanges, failure } = await sending
      if (failure) refusal = sayInEnglish(failure)
      return exchanges.map(id => Number(id.slice(1)))
    }
    try {
      await sendInTurn(this.#probesOf(begun.ask, isSafe), async ({ id, bytes }) => {
        const seqs = await Promise.race([stopped, send(bytes)])
        if (signal.aborted) return seqs
        const read = this.#readSeqs(seqs, KEPT_OCTETS)
        known.set(id, read)
        run = { ...run, sent: [...run.sent, [id, seqs]] }
        this.#runs.set(kind, run)
        // What is refused later on is the server's doing, and said by the checks.
        if (run.sent.length === 1 && read.some(({ ending }) => ending === 'refused')) refusal = aside('nobody-listens', { server: this.#authority })
        if (refusal !== undefined) halt.abort()
        return seqs
      }, { signal: AbortSignal.any([signal, halt.signal]), onProgress })
    } catch (error) {
      refusal = error instanceof Error ? error.message : String(error)
    }
    this.#running = undefined
    run = { ...run, state: refusal !== undefined ? 'failed' : signal.aborted ? 'stopped' : 'done', tookMs: performance.now() - startMs, ...(refusal !== undefined && { refusal }) }
    try {
      this.#keep(run)
    } catch (error) {
      // It is there as long as the bench is open.
      this.#runs.set(kind, { ...run, refusal: error instanceof Error ? error.message : String(error) })
    }
    told(kind)
  }

  #keep(run: AuditRun): void {
    this.#runs.set(run.ask.kind, run)
    this.#options.store.setAudit(this.#options.running.attempt.id, run)
  }

  /** Documents are kept while the bench runs; afterwards there is what was read from them. */
  #askOf({ compared, fill, methods }: Extract<AuditPlan, { kind: 'contract' }>): AuditAsk {
    const read = (role: ContractRole): Contract => {
      const document = this.#documents.get(role)
      if (!document) throw new NoAudit(aside('document-gone'))
      const { name, text } = document
      const found = readContract(name, text, new Map(Object.entries(fill)))
      if ('refusal' in found) throw new NoAudit(found.refusal)
      return found.contract
    }
    return { kind: 'contract', contract: read('now'), ...(compared && { before: read('before') }), methods }
  }

  #probesOf(ask: AuditAsk, isSafe: boolean) {
    return probesFor(ask, this.#authority, isSafe)
  }

  get #server(): string {
    return this.#options.running.entries[0]?.url ?? ''
  }

  get #authority(): string {
    return this.#server.replace(/^\w+:\/\//, '')
  }

  /** Reports look into content, and there are few of their requests; of a matrix what it needs is read once. */
  #exchangesOf(run: AuditRun): ReadonlyMap<string, readonly Exchange[]> {
    const { kind } = run.ask
    const known = this.#read.get(kind)
    if (kind !== 'conformance' && known) return known
    if (run.state === 'running') return new Map(run.sent.map(([probe]) => [probe, []]))
    const read = new Map(this.#readSeqs(run.sent.flatMap(([, seqs]) => seqs), kind === 'conformance' ? Number.POSITIVE_INFINITY : KEPT_OCTETS).map(exchange => [exchange.seq, exchange]))
    const of = new Map(run.sent.map(([probe, seqs]) => [probe, seqs.flatMap(seq => read.get(seq) ?? [])]))
    if (kind !== 'conformance') this.#read.set(kind, of)
    return of
  }

  #readSeqs(seqs: readonly number[], keep: number): Exchange[] {
    const wanted = new Set(seqs)
    const { store, running } = this.#options
    const last = Math.max(...seqs)
    const found: Exchange[] = []
    if (seqs.length === 0) return found
    for (const record of allRecords(store, running.attempt.id, Math.min(...seqs) - 1)) {
      if (record.seq > last) break
      if (wanted.has(record.seq)) found.push(readExchange(record, keep))
    }
    return found
  }
}
