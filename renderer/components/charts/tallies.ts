// What the charts show, counted: how long answers took, by who answered; and how many requests each hop saw for those of the learner.
import { finalResponse, type Exchange } from '../../../electron/model/exchange.ts'
import { classOf } from '../exchange/status-shapes.ts'

export interface Taken { readonly ms: number; readonly kind: number }
/** One participant, or nobody where no answer came. */
export interface Answers { readonly name: string | undefined; readonly taken: readonly Taken[] }

/** @param answererOf whose answer the learner got @returns one line for each who answered, in the order of `names`, nobody last */
export function answersOf(rows: readonly Exchange[], names: readonly string[], answererOf: (row: Exchange) => string | undefined): Answers[] {
  const taken = new Map<string | undefined, Taken[]>()
  for (const row of rows) {
    if (row.timing.lastByteMs === undefined) continue
    const name = answererOf(row)
    taken.set(name, [...taken.get(name) ?? [], { ms: row.timing.lastByteMs, kind: classOf(finalResponse(row)?.status) }])
  }
  return [...names, undefined].flatMap(name => (taken.has(name) ? [{ name, taken: taken.get(name) ?? [] }] : []))
}

export interface Spread { readonly kind: number; readonly count: number; readonly least: number; readonly median: number; readonly most: number }

/** @returns for each class of status that is there how many and how long. */
export function spreadsOf({ taken }: Answers): Spread[] {
  return [1, 2, 3, 4, 5, 0].flatMap(kind => {
    const all = taken.filter(one => one.kind === kind).map(({ ms }) => ms).sort((one, other) => one - other)
    return all.length === 0 ? [] : [{ kind, count: all.length, least: all[0] ?? 0, median: all[Math.floor((all.length - 1) / 2)] ?? 0, most: all.at(-1) ?? 0 }]
  })
}

export interface HopCount {
  readonly hop: string
  /** How many requests it had seen after each request of the learner. */
  readonly sums: readonly number[]
  readonly total: number
}

/** A request counts once on a hop, whichever of its ends saw it. @returns the hops in the order in which they were first used */
export function hopCounts(rows: readonly Exchange[], byTrace: ReadonlyMap<string, readonly Exchange[]>): HopCount[] {
  const counts = new Map<string, number[]>()
  for (const [nth, row] of rows.entries()) {
    const seen = new Set<string>()
    for (const { hop, connection } of (byTrace.get(row.trace) ?? [row]).toSorted((one, other) => one.timing.startedWallMs - other.timing.startedWallMs)) {
      const key = `${hop} ${connection.id} ${connection.nth}`
      if (seen.has(key)) continue
      seen.add(key)
      const count = counts.get(hop) ?? Array.from({ length: rows.length }, () => 0)
      count[nth] = (count[nth] ?? 0) + 1
      counts.set(hop, count)
    }
  }
  return [...counts].map(([hop, each]) => {
    let sum = 0
    const sums = each.map(count => (sum += count))
    return { hop, sums, total: sum }
  })
}
