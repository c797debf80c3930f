// Two files beside the store that hold what the process of a topology has captured and the core has not received yet. A process that dies takes
// its memory with it; what it wrote stays with the system. Written at the end of each turn, read only after a death.
//
//   turn   u32 octets of the segment · u32 generation of the file · f64 first number of the segment · f64 last number in this turn · octets
//
// A segment goes to the file whose segments have all been received, from its start; if there is none, after the last one.
import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import type { Segment } from '../segment/layout.ts'

const HEAD = 24

interface SpoolFile { readonly handle: number; end: number; generation: number; lastSeq: number }

/** The side that captures. */
export class Spool implements Disposable {
  readonly #files: readonly SpoolFile[]
  readonly #onTrouble: (error: unknown) => void
  #buffer = Buffer.allocUnsafe(65_536)
  #file: SpoolFile | undefined
  #receivedSeq = 0
  #isBroken = false

  /** @throws what opening the files throws @param onTrouble is told once that they cannot be written; the rest goes on without them */
  constructor(paths: readonly string[], onTrouble: (error: unknown) => void) {
    this.#files = paths.map(path => ({ handle: openSync(path, 'w', 0o600), end: 0, generation: 0, lastSeq: 0 }))
    this.#onTrouble = onTrouble
  }

  /** Keeps what a turn added to a segment. @param bytes are copied */
  keep(firstSeq: number, lastSeq: number, bytes: Uint8Array): void {
    if (this.#isBroken) return
    const file = (this.#file ??= this.#next())
    const size = HEAD + bytes.length
    if (size > this.#buffer.length) this.#buffer = Buffer.allocUnsafe(size)
    this.#buffer.writeUInt32LE(bytes.length, 0)
    this.#buffer.writeUInt32LE(file.generation, 4)
    this.#buffer.writeDoubleLE(firstSeq, 8)
    this.#buffer.writeDoubleLE(lastSeq, 16)
    this.#buffer.set(bytes, HEAD)
    try {
      writeSync(file.handle, this.#buffer, 0, size, file.end)
      file.end += size
      file.lastSeq = lastSeq
    } catch (error) {
      this.#isBroken = true
      this.#onTrouble(error)
    }
  }

  /** The segment is complete and on its way. */
  ended(): void {
    this.#file = undefined
  }

  /** The core has everything up to this number. */
  received(upToSeq: number): void {
    this.#receivedSeq = upToSeq
  }

  [Symbol.dispose](): void {
    for (const { handle } of this.#files) closeSync(handle)
  }

  #next(): SpoolFile {
    const free = this.#files.find(({ lastSeq }) => lastSeq <= this.#receivedSeq)
    const file = free ?? this.#files.reduce((one, other) => (one.lastSeq > other.lastSeq ? one : other))
    if (free) {
      free.end = 0
      free.generation += 1
    }
    return file
  }
}

/** The core's side: @returns segments with numbers above `afterSeq`, in order; the last may have been cut off by the death. */
export function readSpool(paths: readonly string[], afterSeq: number): Segment[] {
  const segments = new Map<number, { lastSeq: number; parts: Buffer[] }>()
  for (const path of paths) {
    const bytes = read(path)
    const generation = bytes.length >= HEAD ? bytes.readUInt32LE(4) : 0
    for (let at = 0; at + HEAD <= bytes.length;) {
      const end = at + HEAD + bytes.readUInt32LE(at)
      if (end > bytes.length || bytes.readUInt32LE(at + 4) !== generation) break
      const [firstSeq, lastSeq] = [bytes.readDoubleLE(at + 8), bytes.readDoubleLE(at + 16)]
      const segment = segments.get(firstSeq) ?? { lastSeq, parts: [] }
      segment.lastSeq = lastSeq
      segment.parts.push(bytes.subarray(at + HEAD, end))
      segments.set(firstSeq, segment)
      at = end
    }
  }
  return [...segments].filter(([firstSeq]) => firstSeq > afterSeq).sort(([one], [other]) => one - other)
    .map(([firstSeq, { lastSeq, parts }]) => ({ firstSeq, lastSeq, bytes: Buffer.concat(parts) }))
}

/** Removes the files, if they are there. */
export function removeSpool(paths: readonly string[]): void {
  for (const path of paths) rmSync(path, { force: true })
}

function read(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch {
    // It was never made: there was no place for it, or the process died before.
    return Buffer.alloc(0)
  }
}
