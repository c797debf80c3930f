// Where the results of many are looked at: each verified, graded anew and gathered when its turn comes, and told in parts. Of a file only figures stay.
import type { ClassAsked, ClassForm, ClassRows, ClassStanding, ClassView } from '../../model/class-view.ts'
import type { ExchangeRecord } from '../../model/exchange.ts'
import type { Lab } from '../../model/lab.ts'
import { refusalIn } from '../../model/refusals-en.ts'
import { inTurns } from '../turns/in-turns.ts'
import { sha256 } from '../packs/archive/manifest.ts'
import { ToldChains } from './chain.ts'
import { classRows, classStanding, classViewing } from './class-view.ts'
import { resultsCsv, resultsJson, resultsJunit } from './export-results.ts'
import { Gathered } from './gather.ts'
import { readingResult, type ReadResult } from './read-result.ts'
import { BOUNDS } from './result-file.ts'
import { statementsOfAll } from './xapi.ts'

/** Somebody who looks on is told no more often. */
const TOLD_EVERY_MS = 500
/** Characters of an export in one piece. */
const PIECE = 1_000_000
/** One file whose logs tell more is told by the command line, which holds none of it. */
const MOST_STATEMENTS = 20_000

export interface ClassDeskOptions {
  /** What is here, in the order of the path. */
  readonly labs: () => readonly Lab[]
  /** Something came or went; told now and then while much does. */
  readonly onChanged: () => void
}

/** A capture to show, and which of its exchanges; numbered as a bench numbers them. */
export interface Shown { readonly title: string; readonly records: readonly ExchangeRecord[]; readonly exchange?: string }

export class ClassDesk implements Disposable {
  readonly #options: ClassDeskOptions
  #gathered = new Gathered()
  /** Digests of the files, each with why it was refused. */
  readonly #seen = new Map<string, string | undefined>()
  /** The one file that is looked at: however many come at once, one is in memory unpacked. */
  #last: Promise<unknown> = Promise.resolve()
  #telling: NodeJS.Timeout | undefined
  #pieces: Iterator<string> | undefined
  /** How much of each log was told as statements. */
  #told = new ToldChains()

  constructor(options: ClassDeskOptions) {
    this.#options = options
  }

  /** What there is so far. */
  get gathered(): Gathered {
    return this.#gathered
  }

  /** Verifies, grades anew and gathers one file; the same bytes once more change nothing. @returns why it is refused; undefined when it was taken */
  take(file: string, bytes: Uint8Array): Promise<string | undefined> {
    const gathered = this.#gathered
    return this.#inTurn(async () => {
      const digest = sha256(bytes)
      if (this.#seen.has(digest)) return this.#seen.get(digest)
      const read = await this.#read(bytes)
      if ('refusal' in read) gathered.refuse(file, read.refusal)
      else gathered.take(file, read)
      const refusal = 'refusal' in read ? read.refusal : undefined
      if (gathered === this.#gathered) this.#seen.set(digest, refusal)
      this.#tell()
      return refusal
    })
  }

  /** Takes any number of files, one by one. @param stop ends it after the file that is looked at @returns how many were looked at */
  async open(files: Iterable<readonly [file: string, bytes: Uint8Array]> | AsyncIterable<readonly [file: string, bytes: Uint8Array]>, stop?: AbortSignal): Promise<number> {
    let count = 0
    for await (const [file, bytes] of files) {
      if (stop?.aborted) break
      await this.take(file, bytes)
      count += 1
    }
    return count
  }

  /** Counts a file that is not to be read at all. @returns why */
  refuseTooLong(file: string): string {
    const why = refusalIn('long', { octets: BOUNDS.file })
    this.#gathered.refuse(file, why)
    this.#tell()
    return why
  }

  view(): Promise<ClassView> {
    return inTurns(classViewing(this.#gathered, this.#options.labs()))
  }

  rows(asked: Omit<ClassAsked, 'side'>): ClassRows {
    return classRows(this.#gathered, this.#labs(), asked)
  }

  /** @returns where one learner stands in one lab, verdict by verdict; undefined where nothing of it is here */
  standing(key: string, lab: string): ClassStanding | undefined {
    return classStanding(this.#gathered, this.#labs(), key, lab)
  }

  /** Everything, in a form for other programs, piece by piece. @param nth 0 begins anew @returns the next piece; undefined after the last */
  piece(form: ClassForm, nth: number): string | undefined {
    if (nth === 0) this.#pieces = piecesOf(this.#gathered, form)
    let text = ''
    while (text.length < PIECE) {
      const next = this.#pieces?.next()
      if (!next || next.done) break
      text += next.value
    }
    return text === '' ? undefined : text
  }

  /** Its statements, one a line; what a file before it told is not told again. @param isFirst begins anew @returns them, or why there are none */
  statements(bytes: Uint8Array, isFirst: boolean): Promise<{ readonly lines: string } | { readonly refusal: string }> {
    if (isFirst) this.#told = new ToldChains()
    const told = this.#told
    return this.#inTurn(async () => {
      const read = await this.#read(bytes)
      if ('refusal' in read) return read
      const count = read.attempts.reduce((sum, { lines }) => sum + lines.length, 0)
      if (count > MOST_STATEMENTS) return { refusal: refusalIn('many-entries', { count }) }
      return { lines: [...statementsOfAll(read, told)].map(statement => `${JSON.stringify(statement)}\n`).join('') }
    })
  }

  /** @returns the capture that a file carries of an attempt, to be shown, or why there is none */
  show(bytes: Uint8Array, attempt: string, exchange?: string): Promise<Shown | { readonly refusal: string }> {
    return this.#inTurn(async () => {
      const read = await this.#read(bytes)
      if ('refusal' in read) return read
      const found = read.attempts.find(one => one.attempt.id === attempt)
      const records = found?.records() ?? []
      if (!found || records.length === 0) return { refusal: refusalIn('no-capture') }
      const nth = records.findIndex(({ seq }) => `x${seq}` === exchange)
      return { title: `${read.sheet.learner.name} · ${found.attempt.title}`.slice(0, 200), records, ...(nth >= 0 && { exchange: `x${nth + 1}` }) }
    })
  }

  /** Begins anew, with nothing. */
  forget(): void {
    this.#gathered = new Gathered()
    this.#seen.clear()
    this.#pieces = undefined
    this.#tell()
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#telling)
  }

  #read(bytes: Uint8Array): Promise<ReadResult | { refusal: string }> {
    return inTurns(readingResult(bytes, this.#labs()))
  }

  #labs(): ReadonlyMap<string, Lab> {
    return new Map(this.#options.labs().map(lab => [lab.id, lab]))
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    // Others have their turn between two files.
    const done = this.#last.then(() => new Promise(resolve => setImmediate(resolve))).then(work)
    this.#last = done.catch(() => undefined)
    return done
  }

  #tell(): void {
    this.#telling ??= setTimeout(() => {
      this.#telling = undefined
      this.#options.onChanged()
    }, TOLD_EVERY_MS)
    this.#telling.unref()
  }
}

function piecesOf(gathered: Gathered, form: ClassForm): Iterator<string> {
  switch (form) {
    case 'csv': return resultsCsv(gathered)
    case 'json': return resultsJson(gathered)
    case 'junit': return [resultsJunit(gathered)].values()
  }
}
