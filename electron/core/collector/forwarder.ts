// From a collector's folder on to a record store: what was taken is told there as statements, in order, over restarts of either. The folder is the queue; a list beside it says what was told.
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Lab } from '../../model/lab.ts'
import { sha256 } from '../packs/archive/manifest.ts'
import { ToldChains } from '../results/chain.ts'
import { readingResult } from '../results/read-result.ts'
import { historyOf, statementsOf, type Statement } from '../results/xapi.ts'
import { inTurns } from '../turns/in-turns.ts'
import type { Collected } from './collected.ts'
import { post, type RecordStore } from './record-store.ts'
import { waitMs } from './retry-after.ts'

/** So many statements in one request. */
const BATCH = 100

export interface ForwarderOptions {
  readonly collected: Collected
  readonly store: RecordStore
  readonly labs: ReadonlyMap<string, Lab>
  readonly log: (line: string) => void
  /** More was told, or something is in the way. */
  readonly onChanged?: () => void
  /** Another one for tests. */
  readonly firstMs?: number
}
/** What is in the way. `isOver`: nothing more is sent. */
export interface InTheWay { readonly why: string; readonly isOver: boolean }
/** So many results that are not forwarded are named. */
const MOST_LEFT = 20

export class Forwarder implements AsyncDisposable {
  readonly #options: ForwarderOptions
  readonly #list: string
  readonly #told: Set<string>
  /** Of the logs that were told since this began; what is told twice is known by its id. */
  readonly #lines = new ToldChains()
  readonly #abort = new AbortController()
  #running: Promise<void> | undefined
  #isWanted = false
  #timer: NodeJS.Timeout | undefined
  #failed = 0
  #isStopped = false
  statements = 0
  /** Results of which nothing is told, each with the reason. */
  readonly left: string[] = []
  inTheWay: InTheWay | undefined

  constructor(options: ForwarderOptions) {
    this.#options = options
    const folder = join(options.collected.folder, '.forwarded')
    if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 })
    // One list for each store, named without saying which.
    this.#list = join(folder, `${sha256(Buffer.from(options.store.url.href)).slice(0, 16)}.txt`)
    this.#told = new Set(existsSync(this.#list) ? readFileSync(this.#list, 'utf8').split('\n').filter(line => /^[0-9a-f]{64}$/.test(line)) : [])
  }

  /** How many results wait. */
  get waiting(): number {
    return this.#options.collected.digests().filter(digest => !this.#told.has(digest)).length
  }

  /** There may be something to tell. */
  poke(): void {
    if (this.#isStopped) return
    this.#isWanted = true
    if (this.#failed === 0) this.#begin()
  }

  #begin(): void {
    this.#running ??= this.#work().catch((error: unknown) => this.#stop(error instanceof Error ? error.message : String(error))).finally(() => {
      this.#running = undefined
      if (this.#isWanted && !this.#abort.signal.aborted) this.poke()
    })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isWanted = false
    clearTimeout(this.#timer)
    this.#abort.abort()
    await this.#running
  }

  async #work(): Promise<void> {
    this.#isWanted = false
    const { collected, labs, log } = this.#options
    for (const digest of collected.digests()) {
      if (this.#abort.signal.aborted || this.#isStopped) return
      if (this.#told.has(digest)) continue
      const read = await inTurns(readingResult(await readFile(collected.fileOf(digest)), labs))
      if ('refusal' in read) {
        log(`${digest.slice(0, 12)}… is not forwarded: ${read.refusal}`)
        if (this.left.length < MOST_LEFT) this.left.push(`${digest.slice(0, 12)}…: ${read.refusal}`)
      }
      else {
        for (const attempt of read.attempts) {
          const of = historyOf(read, attempt)
          if (!await this.#post([...statementsOf(read, attempt, this.#lines.linesOf(of, attempt.lines))])) return
          this.#lines.add(of, attempt.lines)
        }
      }
      this.#told.add(digest)
      appendFileSync(this.#list, `${digest}\n`, { mode: 0o600, flush: true })
      this.#options.onChanged?.()
    }
  }

  /** @returns whether all of them are there */
  async #post(statements: readonly Statement[]): Promise<boolean> {
    for (let at = 0; at < statements.length; at += BATCH) {
      const batch = statements.slice(at, at + BATCH)
      const posted = await post(this.#options.store, batch, this.#abort.signal)
      if (this.#abort.signal.aborted) return false
      switch (posted.outcome) {
        case 'stored':
          this.#failed = 0
          this.inTheWay = undefined
          this.statements += batch.length
          break
        case 'one by one':
          for (const one of batch) if (!await this.#post([one])) return false
          break
        case 'later': this.#later(posted.why, posted.afterMs); return false
        case 'refused': this.#stop(posted.why); return false
      }
    }
    return true
  }

  #later(why: string, afterMs: number | undefined): void {
    if (this.#failed === 0) this.#options.log(`the record store: ${why}; statements wait, and it is tried again`)
    this.#failed += 1
    this.inTheWay = { why, isOver: false }
    this.#options.onChanged?.()
    this.#timer = setTimeout(() => this.#begin(), waitMs(this.#failed, afterMs, Math.random(), this.#options.firstMs))
  }

  #stop(why: string): void {
    this.#isStopped = true
    this.inTheWay = { why, isOver: true }
    this.#options.onChanged?.()
    this.#options.log(`the record store: ${why}; nothing more is sent to it. What was not told is told when the collector is started again`)
  }
}
