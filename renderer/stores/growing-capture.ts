// What was captured so far, in the ways in which it is looked at. What comes is added to each; nothing is made anew for it.
import type { Exchange } from '../../electron/model/exchange.ts'

export class GrowingCapture {
  #all: readonly Exchange[] = []
  #rows: readonly Exchange[] = []
  readonly #byId = new Map<string, Exchange>()
  readonly #byTrace = new Map<string, Exchange[]>()
  readonly #rowOf = new Map<string, Exchange>()

  /** In the order of saving. Another list whenever something came. */
  get all(): readonly Exchange[] { return this.#all }
  /** Each request of the learner once, as `learnersView` has them. Another list whenever something came. */
  get rows(): readonly Exchange[] { return this.#rows }
  get byId(): ReadonlyMap<string, Exchange> { return this.#byId }
  /** Everything that one request caused. */
  get byTrace(): ReadonlyMap<string, readonly Exchange[]> { return this.#byTrace }
  /** By its trace: what stands for a request among the rows. */
  get rowOf(): ReadonlyMap<string, Exchange> { return this.#rowOf }

  /** @param page with numbers above those that are there */
  add(page: readonly Exchange[]): void {
    const rows = this.#rows.slice()
    for (const exchange of page) {
      const { id, trace, side, source } = exchange
      this.#byId.set(id, exchange)
      const same = this.#byTrace.get(trace)
      if (same) same.push(exchange)
      else this.#byTrace.set(trace, [exchange])
      if (source === 'participant') continue
      const known = this.#rowOf.get(trace)
      if (known && (known.side === 'client' || side === 'server')) continue
      if (known) rows.splice(placeOf(rows, known.seq), 1)
      rows.push(exchange)
      this.#rowOf.set(trace, exchange)
    }
    this.#all = this.#all.concat(page)
    this.#rows = rows
  }

  /** More of the octets of an exchange are here. */
  replace(one: Exchange): void {
    const put = (list: readonly Exchange[]) => list.with(placeOf(list, one.seq), one)
    this.#all = put(this.#all)
    this.#byId.set(one.id, one)
    this.#byTrace.set(one.trace, (this.#byTrace.get(one.trace) ?? []).map(each => (each.id === one.id ? one : each)))
    if (this.#rowOf.get(one.trace)?.id !== one.id) return
    this.#rows = put(this.#rows)
    this.#rowOf.set(one.trace, one)
  }
}

/** @param list in the order of numbers @returns the place of the one with this number, or the first place after it if there is none */
export function placeOf(list: readonly Exchange[], seq: number): number {
  let [from, to] = [0, list.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((list[middle]?.seq ?? 0) < seq) from = middle + 1
    else to = middle
  }
  return from
}
