// A file that the page hands over in parts. Only one is on its way at a time; a new one begins at 0, and the one before is forgotten.
import { aside } from '../../model/asides-en.ts'
import { fromBase64 } from '../../model/bytes.ts'

export interface Part { readonly name: string; readonly octets: number; readonly at: number; readonly bytes: string }

/** Bytes that do not follow those before them. */
export class BadPart extends Error {}

export class Incoming {
  #name = ''
  #bytes = new Uint8Array()
  #received = 0

  /** @returns the file, once its last octet is there. @throws BadPart */
  take({ name, octets, at, bytes }: Part): { readonly name: string; readonly bytes: Uint8Array; readonly text: string } | undefined {
    const part = fromBase64(bytes)
    if (at === 0) {
      this.#name = name
      this.#bytes = new Uint8Array(octets)
      this.#received = 0
    }
    if (name !== this.#name || octets !== this.#bytes.length || at !== this.#received || at + part.length > octets || part.length === 0) {
      this.#forget()
      throw new BadPart(aside('file-parts'))
    }
    this.#bytes.set(part, at)
    this.#received += part.length
    if (this.#received < octets) return undefined
    const whole = { name, bytes: this.#bytes, get text() { return new TextDecoder().decode(this.bytes) } }
    this.#forget()
    return whole
  }

  #forget(): void {
    this.#name = ''
    this.#bytes = new Uint8Array()
    this.#received = 0
  }
}
