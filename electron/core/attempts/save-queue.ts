// What was captured and is not on the disk yet. Nothing is given up: what cannot be saved now is tried again.
import type { Segment } from '../segment/layout.ts'

const RETRY_MS = 1_000

export interface SaveQueueOptions {
  /** Returns when the segments are safely stored. */
  readonly save: (segments: readonly Segment[]) => void
  readonly onSaved: (upToSeq: number) => void
  /** Saving failed; the segments are kept and tried again. */
  readonly onTrouble: (error: unknown) => void
}

export class SaveQueue {
  readonly #options: SaveQueueOptions
  #waiting: Segment[] = []
  #soon: NodeJS.Immediate | undefined
  #again: NodeJS.Timeout | undefined

  constructor(options: SaveQueueOptions) {
    this.#options = options
  }

  /** Saves the segment soon, together with others that come at the same time. */
  add(segment: Segment): void {
    this.#waiting.push(segment)
    if (this.#again === undefined) this.#soon ??= setImmediate(() => this.#try())
  }

  /** Saves what waits. @throws what `save` throws; the segments then still wait, and are tried again */
  flush(): void {
    clearImmediate(this.#soon)
    clearTimeout(this.#again)
    this.#soon = undefined
    this.#again = undefined
    const segments = this.#waiting
    const last = segments.at(-1)
    if (!last) return
    try {
      this.#options.save(segments)
    } catch (error) {
      // A program that has nothing else to do ends: what can never be saved must not keep it.
      this.#again = setTimeout(() => this.#try(), RETRY_MS).unref()
      throw error
    }
    this.#waiting = []
    this.#options.onSaved(last.lastSeq)
  }

  #try(): void {
    try {
      this.flush()
    } catch (error) {
      this.#options.onTrouble(error)
    }
  }
}
