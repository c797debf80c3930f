// Field blocks of one direction of a connection to field lists (HPACK, RFC 7541). Every block changes the table that the next one is read with.
import { huffmanText } from './huffman.ts'
import { STATIC_TABLE, type H2Field } from './static-table.ts'

/** What an entry or a field costs besides its octets (RFC 7541 §4.1, RFC 9113 §6.5.2). */
const OVERHEAD = 32
/** Nobody here asks for another size than the one that everybody starts with (RFC 9113 §6.5.2). */
const TABLE_SIZE = 4_096

interface Cursor { readonly bytes: Buffer; at: number }
class Unreadable extends Error {}

export class HeaderDecoder {
  readonly #limit: number
  #entries: H2Field[] = []
  #size = 0
  #maxSize = TABLE_SIZE
  #isLost = false

  /** @param limit octets of one decoded list, overhead included; more of it is read, but not kept: small blocks can stand for huge lists */
  constructor(limit = 65_536) {
    this.#limit = limit
  }

  /** @returns the fields in wire order, or undefined from the first block on that cannot be read (RFC 9113 §4.3). */
  decode(block: Buffer): H2Field[] | undefined {
    if (this.#isLost) return undefined
    try {
      return this.#fields({ bytes: block, at: 0 })
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error
      this.#isLost = true
      return undefined
    }
  }

  #fields(cursor: Cursor): H2Field[] {
    const fields: H2Field[] = []
    let size = 0
    while (cursor.at < cursor.bytes.length) {
      const field = this.#field(cursor)
      if (!field) continue
      size += sizeOf(field)
      if (size <= this.#limit) fields.push(field)
    }
    return fields
  }

  /** @returns undefined for a change of the table's size. */
  #field(cursor: Cursor): H2Field | undefined {
    const first = cursor.bytes[cursor.at] ?? 0
    if (first & 0x80) return this.#entry(integer(cursor, 7))
    if ((first & 0xe0) === 0x20) {
      this.#maxSize = integer(cursor, 5)
      if (this.#maxSize > TABLE_SIZE) throw new Unreadable('a table larger than was allowed')
      this.#evict(0)
      return undefined
    }
    const isIndexed = (first & 0x40) !== 0
    const index = integer(cursor, isIndexed ? 6 : 4)
    const field: H2Field = [index === 0 ? text(cursor) : this.#entry(index)[0], text(cursor)]
    if (isIndexed) this.#add(field)
    return field
  }

  #entry(index: number): H2Field {
    const field = index <= STATIC_TABLE.length ? STATIC_TABLE[index - 1] : this.#entries[index - STATIC_TABLE.length - 1]
    if (!field) throw new Unreadable('an index without an entry')
    return field
  }

  /** A field that is larger than the table empties it (RFC 7541 §4.4). */
  #add(field: H2Field): void {
    this.#evict(sizeOf(field))
    if (sizeOf(field) > this.#maxSize) return
    this.#entries.unshift(field)
    this.#size += sizeOf(field)
  }

  #evict(room: number): void {
    while (this.#entries.length > 0 && this.#size + room > this.#maxSize) this.#size -= sizeOf(this.#entries.pop() ?? ['', ''])
  }
}

function sizeOf([name, value]: H2Field): number {
  return name.length + value.length + OVERHEAD
}

/** An integer that begins in the lower `prefix` bits (RFC 7541 §5.1). */
function integer(cursor: Cursor, prefix: number): number {
  const mask = 2 ** prefix - 1
  let value = octet(cursor) & mask
  if (value < mask) return value
  for (let shift = 0; shift <= 28; shift += 7) {
    const next = octet(cursor)
    value += (next & 0x7f) * 2 ** shift
    if ((next & 0x80) === 0) return value
  }
  throw new Unreadable('an integer that is too long')
}

function text(cursor: Cursor): string {
  const isCoded = ((cursor.bytes[cursor.at] ?? 0) & 0x80) !== 0
  const length = integer(cursor, 7)
  const bytes = cursor.bytes.subarray(cursor.at, cursor.at + length)
  if (bytes.length < length) throw new Unreadable('a string that is not there')
  cursor.at += length
  const read = isCoded ? huffmanText(bytes) : bytes.toString('latin1')
  if (read === undefined) throw new Unreadable('a string in another code')
  return read
}

function octet(cursor: Cursor): number {
  const value = cursor.bytes[cursor.at]
  if (value === undefined) throw new Unreadable('a block that ends too early')
  cursor.at += 1
  return value
}
