// The lab's own time and its own chance: both come from the scenario, so that the same requests get the same answers.
import { createHash } from 'node:crypto'

export class ScenarioClock {
  /** Where it stands; while it runs, where it stood when it was started. */
  #setMs: number
  readonly #startedMs: number | undefined
  #dateText = ''
  #dateSecond = Number.NaN
  #drawn = 0
  readonly #seed: number

  /** @param start where the clock stands, ISO 8601 @param seed of everything that looks random @param runs whether it goes on from there by itself */
  constructor(start: string, seed: number, runs = false) {
    this.#setMs = Date.parse(start)
    this.#startedMs = runs ? performance.now() : undefined
    this.#seed = seed
  }

  get nowMs(): number {
    return this.#startedMs === undefined ? this.#setMs : this.#setMs + performance.now() - this.#startedMs
  }

  /** Moves the clock forward. Unless it runs, it never moves by itself. */
  advance(ms: number): void {
    this.#setMs += Math.max(0, ms)
  }

  /** @returns the time as an IMF-fixdate (RFC 9110 §5.6.7). */
  httpDate(): string {
    const second = Math.floor(this.nowMs / 1_000)
    if (second !== this.#dateSecond) this.#dateText = new Date(second * 1_000).toUTCString()
    this.#dateSecond = second
    return this.#dateText
  }

  /** @returns the next id: twelve hexadecimal digits that follow from the seed and from how many were drawn before. */
  nextId(): string {
    this.#drawn += 1
    return this.#digest().slice(0, 12)
  }

  /** @returns a whole number from 0 to `below` - 1, which follows from the seed and from how many were drawn before. */
  draw(below: number): number {
    this.#drawn += 1
    return Number.parseInt(this.#digest().slice(0, 8), 16) % below
  }

  #digest(): string {
    return createHash('sha256').update(`${this.#seed}:${this.#drawn}`).digest('hex')
  }
}
