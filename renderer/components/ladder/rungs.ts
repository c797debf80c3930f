// A ladder's rungs, from top to bottom: who says what to whom, what somebody does, what was done to the topology.
import type { LadderLine } from '../../../electron/model/block.ts'
import { CLIENT } from '../../../electron/model/journey.ts'

/** What became of a message: `refused`, `reset`, `timed-out` and `closed` come to nobody, `cut-off` comes in part. */
export type End = 'arrives' | 'refused' | 'reset' | 'timed-out' | 'closed' | 'cut-off'

/** Where a rung comes from, so that it can be opened; absent for what an author wrote. */
export interface Origin {
  /** The exchange whose bytes it is. */
  readonly exchange: string
  /** Which request of the learner, from 1. */
  readonly request: number
  /** Since the epoch, and since the request of the learner began. */
  readonly atMs: number
  readonly sinceMs: number
}

export interface Arrow {
  /** `interim`: a 1xx. `tunnel`: what passed both ways after it was opened. */
  readonly kind: 'request' | 'interim' | 'response' | 'tunnel'
  readonly from: string
  readonly to: string
  readonly words: string
  readonly status?: number
  readonly end: End
  /** The answer comes from a cache's store. */
  readonly isStored?: boolean
  readonly origin?: Origin
}
export interface Note {
  readonly kind: 'note'
  readonly at: string
  readonly words: string
  readonly tone: 'said' | 'changed' | 'stored'
  /** The hop that led here. */
  readonly origin?: Origin
}
/** A line across everybody. */
export interface Across { readonly kind: 'across'; readonly words: string; readonly atMs: number }
export type Rung = Arrow | Note | Across

/** The same request again by the same party. */
export interface Bracket {
  readonly party: string
  readonly count: number
  /** Indices of rungs. */
  readonly first: number
  readonly last: number
  /** From 0, inside other brackets. */
  readonly depth: number
}
export interface Ladder { readonly rungs: readonly Rung[]; readonly brackets: readonly Bracket[] }

/** @returns who takes part, the client first, the others in the order of the topology. @param all whether those whom nobody asks have a column too */
export function columnsOf(rungs: readonly Rung[], participants: readonly string[], all = false): string[] {
  const named = new Set(rungs.flatMap(rung => (rung.kind === 'across' ? [] : rung.kind === 'note' ? [rung.at] : [rung.from, rung.to])))
  return [CLIENT, ...participants, ...named].filter((name, nth, every) => (all || named.has(name)) && every.indexOf(name) === nth)
}

/** @returns the lines of an author; a response that begins with a status code has that status. */
export function rungsOfLines(lines: readonly LadderLine[]): Rung[] {
  return lines.map((line): Rung => {
    if (line.kind === 'note') return { ...line, tone: 'said' }
    const status = line.kind === 'response' ? /^([1-5]\d\d)\b/.exec(line.words)?.[1] : undefined
    return { ...line, end: 'arrives', ...(status !== undefined && { status: Number(status) }) }
  })
}
