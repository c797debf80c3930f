// Where stored responses lie, by URI. Bounded: what was not used for the longest time goes first.
import type { FieldLines } from './fields.ts'
import { comparable } from './invalidation.ts'
import type { Stored } from './stored.ts'
import { isSelectedBy } from './vary.ts'

export class Shelf {
  readonly #byUri = new Map<string, Stored[]>()
  readonly #mostBytes: number
  #bytes = 0

  /** @param mostBytes of content and fields together */
  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes
  }

  get bytes(): number {
    return this.#bytes
  }

  holds(uri: string): boolean {
    return this.#byUri.has(uri)
  }

  /** @returns the responses that a request selects, most recent first, by Date and then by arrival (RFC 9111 §4.1). */
  selectedBy(uri: string, request: FieldLines): Stored[] {
    return this.#use(uri).filter(({ selecting }) => isSelectedBy(selecting, request)).toReversed().toSorted((a, b) => b.dateMs - a.dateMs)
  }

  /** What is used goes to the end of the line. */
  #use(uri: string): Stored[] {
    const all = this.#byUri.get(uri)
    if (!all) return []
    this.#byUri.delete(uri)
    this.#byUri.set(uri, all)
    return all
  }

  /** Puts a response in the place of all that the same request selects. @returns false if it is too large to keep */
  put(stored: Stored, request: FieldLines): boolean {
    if (sizeOf(stored) > this.#mostBytes) return false
    this.#replace(stored.uri, this.#use(stored.uri).filter(({ selecting }) => !isSelectedBy(selecting, request)).concat(stored))
    this.#makeRoom()
    return true
  }

  #makeRoom(): void {
    while (this.#bytes > this.#mostBytes) {
      const [oldest] = this.#byUri
      if (!oldest) return
      // The variants of a URI go one by one, the oldest first.
      this.#replace(oldest[0], oldest[1].slice(1))
    }
  }

  /** Puts `newer` where `older` was, or takes `older` away. */
  exchange(older: Stored, newer: Stored | undefined): void {
    this.#replace(older.uri, (this.#byUri.get(older.uri) ?? []).flatMap(each => (each === older ? newer ?? [] : each)))
    // New fields may have made it larger.
    this.#makeRoom()
  }

  /** @returns how many responses went: all, or those of the URI and its equivalents. */
  remove(uri?: string): number {
    const gone = [...this.#byUri.keys()].filter(key => uri === undefined || key === uri || comparable(key) === comparable(uri))
    const count = gone.reduce((sum, key) => sum + (this.#byUri.get(key)?.length ?? 0), 0)
    for (const key of gone) this.#replace(key, [])
    return count
  }

  #replace(uri: string, all: Stored[]): void {
    this.#bytes += sum(all) - sum(this.#byUri.get(uri) ?? [])
    if (all.length === 0) this.#byUri.delete(uri)
    else this.#byUri.set(uri, all)
  }
}

function sum(all: readonly Stored[]): number {
  return all.reduce((bytes, stored) => bytes + sizeOf(stored), 0)
}

function sizeOf({ uri, fields, content }: Stored): number {
  return fields.reduce((bytes, [name, value]) => bytes + name.length + value.length, uri.length + content.length)
}
