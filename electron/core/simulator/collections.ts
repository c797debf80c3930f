// What the collections of one origin hold while it runs. A run begins with what the lab declares.
import { createHash } from 'node:crypto'
import { handlerNow, type Origin, type PlainHandler } from '../../model/scenario.ts'

/** All items of one collection together, in octets. */
const OCTETS = 1_048_576

export type CollectionHandler = Extract<PlainHandler, { kind: 'collection' }>

/** Each item is the octets of a JSON object, as they were sent: only then may a PUT be answered with an ETag (RFC 9110 §9.3.4). */
export class Collection {
  readonly #items: Map<string, Buffer>
  readonly #most: number
  #octets: number

  constructor(items: Iterable<readonly [id: string, item: Buffer]>, most: number) {
    this.#items = new Map(items)
    this.#most = most
    this.#octets = [...this.#items.values()].reduce((sum, { length }) => sum + length, 0)
  }

  get(id: string): Buffer | undefined {
    return this.#items.get(id)
  }

  hasRoomFor(id: string | undefined, { length }: Buffer): boolean {
    const old = id === undefined ? undefined : this.#items.get(id)
    return this.#items.size + (old ? 0 : 1) <= this.#most && this.#octets + length - (old?.length ?? 0) <= OCTETS
  }

  set(id: string, item: Buffer): void {
    this.delete(id)
    this.#items.set(id, item)
    this.#octets += item.length
  }

  delete(id: string): void {
    this.#octets -= this.#items.get(id)?.length ?? 0
    this.#items.delete(id)
  }

  clear(): void {
    this.#items.clear()
    this.#octets = 0
  }

  /** @returns all items as one JSON array, each with its id. */
  listing(): Buffer {
    return jsonBytes([...this.#items].map(([id, item]) => ({ ...(JSON.parse(item.toString()) as object), id })))
  }
}

export class Collections {
  readonly #byPath = new Map<string, Collection>()

  /** @returns the collection at the handler's `at`; it begins with the items that any handler of the origin declares for it. */
  at({ at }: CollectionHandler, origin: Origin): Collection {
    const known = this.#byPath.get(at)
    if (known) return known
    const handlers = Object.values(origin.resources).flatMap(resource => Object.values(resource)).flatMap(handler => [handlerNow(handler, () => true), handlerNow(handler, () => false)])
    const mine = handlers.filter(handler => handler.kind === 'collection').filter(handler => handler.at === at)
    const items = mine.flatMap(handler => Object.entries(handler.items)).map(([id, item]) => [id, jsonBytes(item)] as const)
    const fresh = new Collection(items, Math.max(...mine.map(({ most }) => most)))
    this.#byPath.set(at, fresh)
    return fresh
  }
}

export function jsonBytes(value: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`)
}

/** @returns a strong entity tag: the same octets, the same tag (RFC 9110 §8.8.3). */
export function entityTag(bytes: Buffer): string {
  return `"${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}"`
}
