// The bytes of one direction of a connection, kept until the exchange that they belong to is over.

/** Pieces up to this length are joined, so that a client that sends octet by octet does not cost a Buffer for each. */
const JOINED = 4_096

/** Counts every octet; keeps those that no exchange has claimed yet. */
export class ByteTape {
  #kept: Buffer[] = []
  #start = 0
  #end = 0

  /** Octets seen so far. */
  get length(): number {
    return this.#end
  }

  add(bytes: Buffer): void {
    const last = this.#kept.at(-1)
    if (last && last.length + bytes.length <= JOINED) this.#kept[this.#kept.length - 1] = Buffer.concat([last, bytes])
    else this.#kept.push(bytes)
    this.#end += bytes.length
  }

  /** @returns at most `count` of the bytes that no exchange has claimed yet. */
  peek(count: number): Buffer {
    const [first] = this.#kept
    return first && first.length >= count ? first.subarray(0, count) : Buffer.concat(this.#kept).subarray(0, count)
  }

  /** @returns the bytes up to the offset `end`, counted from the first octet of the connection; they are kept no longer. */
  takeTo(end: number): Buffer {
    const whole = this.#kept[0]
    if (whole && this.#kept.length === 1 && whole.length === end - this.#start) {
      this.#kept.length = 0
      this.#start = end
      return whole
    }
    const taken: Buffer[] = []
    while (this.#start < end) {
      const [first] = this.#kept
      if (!first) break
      const count = Math.min(first.length, end - this.#start)
      taken.push(first.subarray(0, count))
      if (count === first.length) this.#kept.shift()
      else this.#kept[0] = first.subarray(count)
      this.#start += count
    }
    const [only] = taken
    return taken.length === 1 && only ? only : Buffer.concat(taken)
  }

  takeAll(): Buffer {
    return this.takeTo(this.#end)
  }
}
