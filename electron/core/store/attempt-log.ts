// The log of an attempt: each line holds the hash of the one before it, so that none can be changed, left out or moved without a trace.
import { hash } from 'node:crypto'
import { LogLine, type LogEntry } from '../../model/attempt-log.ts'
import type { Statements } from './statements.ts'

/** @returns the SHA-256 of a line in small hexadecimal digits. */
export function hashOfLine(line: string): string {
  return hash('sha256', line)
}

/** @returns what the first line holds in the place of the hash of the one before it. */
export function beforeFirst(attempt: string): string {
  return hashOfLine(`Lab 501 log 1\n${attempt}`)
}

/** @returns the line in the one form that it is written in. */
export function writeLine({ nth, before, entry }: LogLine): string {
  return JSON.stringify({ nth, before, entry })
}

/** @param attempt its id, or the one that it had first @returns the lines' entries, or which line breaks the chain. @param head what the last line's hash has to be; absent for whatever it is */
export function readChain(attempt: string, lines: readonly string[], head?: string): { entries: LogEntry[] } | { brokenAt: number } {
  let before = beforeFirst(attempt)
  const entries: LogEntry[] = []
  for (const [at, line] of lines.entries()) {
    const read = LogLine.safeParse(jsonOf(line))
    if (!read.success || read.data.nth !== at + 1 || read.data.before !== before) return { brokenAt: at + 1 }
    entries.push(read.data.entry)
    before = hashOfLine(line)
  }
  return head === undefined || head === before ? { entries } : { brokenAt: lines.length }
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

/** Writes the logs of one store; each call within the transaction of what it tells. */
export class AttemptLog {
  readonly #run: Statements
  /** How an attempt stands that was begun before there was a log. */
  readonly #standing: (attempt: string) => LogEntry | undefined

  constructor(run: Statements, standing: (attempt: string) => LogEntry | undefined) {
    this.#run = run
    this.#standing = standing
  }

  /** Adds an entry. Nothing is asked at a bench, so that it has no log. */
  add(attempt: string, entry: LogEntry): void {
    if (!this.#isKept(attempt)) return
    // One that looks back was written after the fact, so it stands first.
    const standing = entry.kind === 'began' || this.#last(attempt) !== undefined ? undefined : this.#standing(attempt)
    if (standing) this.#append(attempt, standing)
    this.#append(attempt, entry)
  }

  /** Begins the log of an attempt from before there was one. */
  adopt(attempt: string): void {
    if (!this.#isKept(attempt) || this.#last(attempt) !== undefined) return
    const standing = this.#standing(attempt)
    if (standing) this.#append(attempt, standing)
  }

  /** Adds that it was opened again, unless nothing has happened since it was opened last. */
  opened(attempt: string, packVersion: string): void {
    const last = LogLine.safeParse(jsonOf(this.#last(attempt) ?? '')).data?.entry
    const isSame = (last?.kind === 'began' || last?.kind === 'opened') && last.packVersion === packVersion
    if (!isSame) this.add(attempt, { kind: 'opened', at: Date.now(), packVersion })
  }

  lines(attempt: string): string[] {
    return this.#run.logLines.all(attempt).map(({ line }) => String(line))
  }

  #isKept(attempt: string): boolean {
    const lab = this.#run.attempt.get(attempt)?.['lab']
    return lab !== undefined && !String(lab).startsWith('@')
  }

  #last(attempt: string): string | undefined {
    const line = this.#run.lastLine.get(attempt)?.['line']
    return line === undefined ? undefined : String(line)
  }

  #append(attempt: string, entry: LogEntry): void {
    const row = this.#run.lastLine.get(attempt)
    const seed = this.#run.attempt.get(attempt)?.['seed']
    const nth = Number(row?.['nth'] ?? 0) + 1
    const before = row ? hashOfLine(String(row['line'])) : beforeFirst(typeof seed === 'string' ? seed : attempt)
    this.#run.addLine.run(attempt, nth, writeLine({ nth, before, entry }))
  }
}
