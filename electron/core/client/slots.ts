// So many at once, and so many waiting for their turn: whatever is asked for, no more is ever open.

/** Neither a slot nor a place to wait for one is free. */
export class NoSlot extends Error {
  constructor() {
    super('as many connections are open as may be, and as many requests wait for one')
    this.name = 'NoSlot'
  }
}

export class Slots {
  #free: number
  readonly #mostWaiting: number
  readonly #waiting = new Set<() => void>()

  constructor(atOnce: number, mostWaiting: number) {
    this.#free = atOnce
    this.#mostWaiting = mostWaiting
  }

  /** @returns when there is a slot, which is to be given back. @throws NoSlot, or the reason of `signal` once that is aborted */
  async take(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    if (this.#free > 0) {
      this.#free -= 1
      return
    }
    if (this.#waiting.size >= this.#mostWaiting) throw new NoSlot()
    await new Promise<void>((resolve, reject) => {
      const given = () => {
        signal.removeEventListener('abort', left)
        resolve()
      }
      const left = () => {
        this.#waiting.delete(given)
        reject(signal.reason as Error)
      }
      this.#waiting.add(given)
      signal.addEventListener('abort', left, { once: true })
    })
  }

  /** Gives a slot back; who has waited longest gets it. */
  release(): void {
    const [next] = this.#waiting
    if (!next) {
      this.#free += 1
      return
    }
    this.#waiting.delete(next)
    next()
  }
}
