// What was written during one exchange, and when.
import type { Timing } from '../../model/exchange.ts'
import { wallMs } from '../recorder/seen-exchange.ts'

export class OutTape {
  readonly #startedWallMs = wallMs()
  readonly #written: Buffer[] = []
  #firstByteMs: number | undefined
  #lastByteMs = 0

  /** What is handed to the socket belongs to the exchange. */
  note(bytes: Buffer): void {
    this.#lastByteMs = wallMs() - this.#startedWallMs
    this.#firstByteMs ??= this.#lastByteMs
    this.#written.push(bytes)
  }

  get bytes(): Buffer {
    const [only] = this.#written
    return only && this.#written.length === 1 ? only : Buffer.concat(this.#written)
  }

  get timing(): Timing {
    return { startedWallMs: this.#startedWallMs, ...(this.#firstByteMs !== undefined && { firstByteMs: this.#firstByteMs, lastByteMs: this.#lastByteMs }) }
  }
}
