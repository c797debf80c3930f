// The values of one part of many exchanges, by numbers: what is asked of the part is then judged once for each value.
import type { Bench } from './bench.ts'
import { keptIn } from './kept.ts'
import type { Reading } from './reading.ts'

/** The columns of each judging, by name. */
const COLUMNS = new WeakMap<Bench, Map<string, Column>>()

/** @returns the values of one part of all exchanges. @param read the value as a text that says all that matters */
export function columnOf(bench: Bench, name: string, read: (reading: Reading) => string): Column {
  return keptIn(keptIn(COLUMNS, bench, () => new Map<string, Column>()), name, () => new Column(read))
}

export class Column {
  readonly #read: (reading: Reading) => string
  readonly #numbers = new Map<string, number>()
  /** By the number of the reading. */
  readonly #ofReading: (number | undefined)[] = []

  /** @param read the value as a text that says all that matters */
  constructor(read: (reading: Reading) => string) {
    this.#read = read
  }

  /** @returns the number of the exchange's value: the same for the same value. */
  numberOf(reading: Reading): number {
    return this.#ofReading[reading.nth] ??= this.#number(this.#read(reading))
  }

  #number(value: string): number {
    const known = this.#numbers.get(value)
    if (known !== undefined) return known
    this.#numbers.set(value, this.#numbers.size)
    return this.#numbers.size - 1
  }
}
