// One filter over a capture that grows: each request is judged when something of it came, so that what comes costs no more for all that was there.
import type { Exchange } from '../../electron/model/exchange.ts'
import { placeOf, type GrowingCapture } from './growing-capture.ts'
import { takeTurns } from './turns.ts'

export class FilterPass {
  readonly #capture: GrowingCapture
  readonly #fits: (row: Exchange, trace: readonly Exchange[]) => boolean
  readonly #onFound: (rows: readonly Exchange[]) => void
  #judged = 0
  #rows: Exchange[] = []
  /** By its trace: what stands among the rows. */
  readonly #shown = new Map<string, Exchange>()
  #isGoing = false
  #isOver = false

  /** @param onFound hears of the rows that fit, each time that all was judged */
  constructor(capture: GrowingCapture, fits: (row: Exchange, trace: readonly Exchange[]) => boolean, onFound: (rows: readonly Exchange[]) => void) {
    this.#capture = capture
    this.#fits = fits
    this.#onFound = onFound
  }

  /** Judges what came since, in turns. */
  async goOn(): Promise<void> {
    if (this.#isGoing) return
    this.#isGoing = true
    do {
      const fresh = this.#capture.all.slice(this.#judged)
      this.#judged += fresh.length
      await takeTurns(fresh, one => this.#judge(one), () => !this.#isOver)
      if (this.#isOver) return
      this.#onFound(this.#rows.slice())
    } while (this.#judged < this.#capture.all.length)
    this.#isGoing = false
  }

  /** Another filter takes its place. */
  end(): void {
    this.#isOver = true
  }

  #judge({ id, trace }: Exchange): void {
    const same = this.#capture.byTrace.get(trace) ?? []
    // Of all that came of a request, the last one counts.
    if (same.at(-1)?.id !== id) return
    const row = this.#capture.rowOf.get(trace)
    const before = this.#shown.get(trace)
    const now = row && this.#fits(row, same) ? row : undefined
    if (before === now) return
    if (before) this.#rows.splice(placeOf(this.#rows, before.seq), 1)
    if (now) this.#rows.splice(placeOf(this.#rows, now.seq), 0, now)
    if (now) this.#shown.set(trace, now)
    else this.#shown.delete(trace)
  }
}
