// The content of one request while it arrives.
import { NO_BYTES } from './answer.ts'

/** One run of bytes, however small the pieces: a Buffer kept for each chunk of one octet would take two hundred times the content. */
export class GatheredContent {
  #room: Buffer = NO_BYTES
  #length = 0

  get bytes(): Buffer {
    return this.#room.subarray(0, this.#length)
  }

  /** The bytes of a first piece are shared, not copied. */
  add(piece: Buffer): void {
    const length = this.#length + piece.length
    if (this.#length === 0) this.#room = piece
    else {
      if (length > this.#room.length) this.#room = Buffer.concat([this.bytes], Math.max(length, 2 * this.#room.length))
      piece.copy(this.#room, this.#length)
    }
    this.#length = length
  }
}
