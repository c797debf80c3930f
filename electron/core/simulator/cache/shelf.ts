// Where stored responses lie, by URI. Bounded: what was not used for the longest time goes first.
import type { FieldLines } from './fields.ts'
import { comparable } from './invalidation.ts'
import type { Stored } from './stored.ts'
import { isSelectedBy } from './vary.ts'

/** What a response and a field line take beside their text, in octets: measured with 200,000 small responses, rounded up. */
const RESPONSE_OVERHEAD = 1_024
const LINE_OVERHEAD = 64

/** All that is stored for a URI, which in `comparable` has the form of its equivalents. */
interface Place { readonly comparable: string; readonly all: readonly Stored[] }

export class Shelf {
  readonly #byUri = new Map<string, Place>()
  readonly #mostBytes: number
  #bytes = 0

  /** @param mostBytes of memory, content and fields and what keeping them takes together */
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
  #use(uri: string): readonly Stored[] {
    const place = this.#byUri.get(uri)
    if (!place) return []
    this.#byUri.delete(uri)
    this.#byUri.set(uri, place)
    return place.all
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
      this.#replace(oldest[0], oldest[1].all.slice(1))
    }
  }

  /** Puts `newer` where `older` was, or takes `older` away. */
  exchange(older: Stored, newer: Stored | undefined): void {
    this.#replace(older.uri, (this.#byUri.get(older.uri)?.all ?? []).flatMap(each => (each === older ? newer ?? [] : each)))
    // New fields may have made it larger.
    this.#makeRoom()
  }

  /** @returns how many responses went: all, or those of the URI and its equivalents. */
  remove(uri?: string): number {
    const wanted = uri === undefined ? undefined : comparable(uri)
    const gone = [...this.#byUri].filter(([key, place]) => wanted === undefined || key === uri || place.comparable === wanted)
    for (const [key] of gone) this.#replace(key, [])
    return gone.reduce((count, [, { all }]) => count + all.length, 0)
  }

  #replace(uri: string, all: readonly Stored[]): void {
    const place = this.#byUri.get(uri)
    this.#bytes += sum(all) - sum(place?.all ?? [])
    if (all.length === 0) this.#byUri.delete(uri)
    else this.#byUri.set(uri, { comparable: place?.comparable ?? comparable(uri), all })
  }
}

function sum(all: readonly Stored[]): number {
  return all.reduce((bytes, stored) => bytes + sizeOf(stored), 0)
}

function sizeOf({ uri, fields, content }: Stored): number {
  return fields.reduce((bytes, [name, value]) => bytes + LINE_OVERHEAD + name.length + value.length, RESPONSE_OVERHEAD + uri.length + content.length)
}
