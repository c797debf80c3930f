// The values of one part of many exchanges, by numbers: what is asked of the part is then judged once for each value.
import type { Bench } from './bench.ts'
import { keptIn } from './kept.ts'
import type { Reading, Value } from './reading.ts'

/** The columns of each judging, by name. */
const COLUMNS = new WeakMap<Bench, Map<string, Column>>()

/** @returns the values of one part of all exchanges. @param read the value of one */
export function columnOf(bench: Bench, name: string, read: (reading: Reading) => Value): Column {
  return keptIn(keptIn(COLUMNS, bench, () => new Map<string, Column>()), name, () => new Column(read))
}

export class Column {
  readonly #read: (reading: Reading) => Value
  readonly #numbers = new Map<Value, number>()
  readonly #ofReading = new Numbers()

  constructor(read: (reading: Reading) => Value) {
    this.#read = read
  }

  /** @returns the number of the exchange's value, from 0: the same for the same value. */
  numberOf(reading: Reading): number {
    const known = this.#ofReading.get(reading.nth)
    if (known >= 0) return known
    const number = this.#number(this.#read(reading))
    this.#ofReading.set(reading.nth, number)
    return number
  }

  #number(value: Value): number {
    const known = this.#numbers.get(value)
    if (known !== undefined) return known
    this.#numbers.set(value, this.#numbers.size)
    return this.#numbers.size - 1
  }
}

/** Numbers by numbers. An array that is written to far behind its end becomes a dictionary, which is ten times as slow. */
export class Numbers {
  #kept = new Int32Array(64)

  /** @returns what was set, from 0; -1 for nothing. */
  get(at: number): number {
    return at < this.#kept.length ? (this.#kept[at] ?? 0) - 1 : -1
  }

  set(at: number, number: number): void {
    if (at >= this.#kept.length) {
      const longer = new Int32Array(2 * at)
      longer.set(this.#kept)
      this.#kept = longer
    }
    this.#kept[at] = number + 1
  }
}
