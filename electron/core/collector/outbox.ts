// What is on its way to a collector, in the data folder: whom it goes to, and whole results that were not acknowledged yet. A result that was begun to be sent is sent again as it was, so that the collector knows it again.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { describeProblem } from '../../model/problem.ts'
import { LearnerName } from '../../model/result.ts'
import { jsonOf } from '../packs/archive/manifest.ts'
import { writeWhole } from '../packs/archive/write-whole.ts'
import { BOUNDS, openResult } from '../results/result-file.ts'
import { StoreUnavailable } from '../store/unavailable.ts'

const Head = z.string().max(100)
const Joined = z.strictObject({
  format: z.literal(1), code: z.string().max(200), name: LearnerName, carriesCaptures: z.boolean(),
  /** By attempt: the last hash of its log that was sent, or that was there when the learner joined. */
  settled: z.record(z.string().max(100), Head),
  sent: z.int().nonnegative(), sentWallMs: z.number().optional(),
})
export type Joined = Readonly<z.infer<typeof Joined>>
export interface Waiting { readonly file: string; readonly bytes: Uint8Array; readonly heads: Readonly<Record<string, string>> }

const WAITING = /^\d{8}[.]lab501-result$/
const MOST_STATE_OCTETS = 4 * 1_048_576

export class Outbox {
  readonly #folder: string
  readonly #state: string
  #nth = 0
  #first: Waiting | undefined

  constructor(dataFolder: string) {
    this.#folder = join(dataFolder, 'sending')
    this.#state = join(this.#folder, 'joined.json')
    this.#nth = Number(this.#files().at(-1)?.slice(0, 8) ?? 0)
  }

  /** @returns whom results go to; undefined when to nobody, or when that cannot be read */
  joined(): Joined | undefined {
    if (!existsSync(this.#state) || statSync(this.#state).size > MOST_STATE_OCTETS) return undefined
    return Joined.safeParse(jsonOf(readFileSync(this.#state))).data
  }

  /** @throws StoreUnavailable */
  keep(joined: Joined): void {
    this.#write(this.#state, Buffer.from(`${JSON.stringify(joined)}\n`))
  }

  /** @throws StoreUnavailable */
  add(bytes: Uint8Array): void {
    this.#nth += 1
    this.#write(join(this.#folder, `${String(this.#nth).padStart(8, '0')}.lab501-result`), bytes)
  }

  /** @returns the result that waits longest; one that does not read any more is left out, and gone */
  first(): Waiting | undefined {
    for (const name of this.#files()) {
      const file = join(this.#folder, name)
      if (this.#first?.file === file) return this.#first
      const bytes = statSync(file).size > BOUNDS.file ? new Uint8Array() : readFileSync(file)
      const opened = openResult(bytes)
      if (!('refusal' in opened)) return this.#first = { file, bytes, heads: headsIn(opened.sheet.attempts) }
      rmSync(file)
    }
    return undefined
  }

  get count(): number {
    return this.#files().length
  }

  remove({ file }: Waiting): void {
    rmSync(file, { force: true })
  }

  /** What waits is forgotten; it can be made again from the store. */
  empty(): void {
    for (const name of this.#files()) rmSync(join(this.#folder, name), { force: true })
  }

  leave(): void {
    rmSync(this.#state, { force: true })
    this.empty()
  }

  #files(): string[] {
    return existsSync(this.#folder) ? readdirSync(this.#folder).filter(name => WAITING.test(name)).sort() : []
  }

  #write(path: string, bytes: Uint8Array): void {
    if (!existsSync(this.#folder)) mkdirSync(this.#folder, { mode: 0o700 })
    const problem = writeWhole(path, bytes)
    if (problem) throw new StoreUnavailable(`A result on its way cannot be kept: ${path}. ${describeProblem(problem)}`)
  }
}

function headsIn(attempts: readonly { readonly id: string; readonly log: { readonly head: string } }[]): Record<string, string> {
  return Object.fromEntries(attempts.map(({ id, log }) => [id, log.head]))
}
