// The lab's own time and its own chance: both come from the scenario, so that the same requests get the same answers.
import { createHash } from 'node:crypto'

export class ScenarioClock {
  #nowMs: number
  #dateText = ''
  #drawn = 0
  readonly #seed: number

  /** @param start where the clock stands, ISO 8601 @param seed of everything that looks random */
  constructor(start: string, seed: number) {
    this.#nowMs = Date.parse(start)
    this.#seed = seed
  }

  get nowMs(): number {
    return this.#nowMs
  }

  /** Moves the clock forward. It never moves by itself. */
  advance(ms: number): void {
    this.#nowMs += Math.max(0, ms)
    this.#dateText = ''
  }

  /** @returns the time as an IMF-fixdate (RFC 9110 §5.6.7). */
  httpDate(): string {
    this.#dateText ||= new Date(this.#nowMs).toUTCString()
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
