// Results that come at once are on the disk at once: one flush of one file for all of them. Each has a file of its own by then, which the system writes when it likes;
// when nobody waits any more those are flushed too, and this one is emptied. After a power cut it has what they should hold.
import { closeSync, fdatasync, fsync, ftruncateSync, openSync, writevSync } from 'node:fs'
import { promisify } from 'node:util'
import { sha256 } from '../packs/archive/manifest.ts'

const MIB = 1_048_576
/** In octets: when it is so long the files are flushed, whoever waits; and longer it never gets. */
const LONG = 32 * MIB
const MOST = 64 * MIB
/** So long after the last one nobody waits. */
const QUIET_MS = 1_000
const LONGEST_HEAD = 80

const dataOnDisk = promisify(fdatasync)
/** Waits until a file that is open, or a folder, is on the disk. */
export const onDisk = promisify(fsync)

export interface JournalOptions {
  readonly path: string
  readonly fileOf: (digest: string) => string
  /** Has the names in the folder of the files on the disk. */
  readonly flushFolder: () => Promise<void>
  /** The files could not be flushed; it is tried again later, and until then all is here. */
  readonly failed: (error: unknown) => void
}

interface Waiting { readonly digest: string; readonly bytes: Uint8Array; readonly resolve: () => void; readonly reject: (error: unknown) => void }

export class Journal implements Disposable {
  readonly #options: JournalOptions
  readonly #file: number
  readonly #quiet: NodeJS.Timeout
  /** Digests whose own file was not flushed. */
  readonly #unsettled = new Set<string>()
  #octets = 0
  #waiting: Waiting[] = []
  #working: Promise<void> | undefined
  #isClosed = false
  #settling: Promise<void> | undefined

  /** Begins empty: what an earlier one left is read before that, by {@link recordsIn}. @throws Error of the disk */
  constructor(options: JournalOptions) {
    this.#options = options
    this.#file = openSync(options.path, 'w', 0o600)
    this.#quiet = setTimeout(() => this.#settleLater(), QUIET_MS).unref()
  }

  hasRoom(octets: number): boolean {
    return this.#octets + octets <= MOST
  }

  /** @returns when it would be here after a power cut. @throws Error of the disk */
  add(digest: string, bytes: Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ digest, bytes, resolve, reject })
      this.#working ??= this.#work()
    })
  }

  /** Flushes the files of all that is here, and empties it unless more has come. @throws Error of the disk */
  settle(): Promise<void> {
    this.#settling ??= this.#settle().finally(() => { this.#settling = undefined })
    return this.#settling
  }

  [Symbol.dispose](): void {
    if (this.#isClosed) return
    this.#isClosed = true
    clearTimeout(this.#quiet)
    closeSync(this.#file)
  }

  async #work(): Promise<void> {
    // Whatever is read in this turn comes along.
    await new Promise(resolve => setImmediate(resolve))
    while (this.#waiting.length > 0) {
      const group = this.#waiting.splice(0)
      try {
        // The system may have given the number to another file.
        if (this.#isClosed) throw new Error('the collector has ended')
        const parts = group.flatMap(({ digest, bytes }) => [Buffer.from(`${digest} ${bytes.length}\n`), bytes])
        const octets = parts.reduce((sum, { length }) => sum + length, 0)
        // At its place, so that the next ones are written over what failed half-way.
        if (writevSync(this.#file, parts, this.#octets) !== octets) throw new Error('there was room for a part of it only')
        await dataOnDisk(this.#file)
        this.#octets += octets
        for (const { digest, resolve } of group) {
          this.#unsettled.add(digest)
          resolve()
        }
      } catch (error) {
        for (const { reject } of group) reject(error)
      }
    }
    // In the turn in which nobody waited: whoever comes after it begins anew.
    this.#working = undefined
    this.#quiet.refresh()
    if (this.#octets > LONG) this.#settleLater()
  }

  #settleLater(): void {
    this.settle().catch(this.#options.failed)
  }

  async #settle(): Promise<void> {
    await this.#working
    const digests = [...this.#unsettled]
    for (const digest of digests) await flushFile(this.#options.fileOf(digest))
    await this.#options.flushFolder()
    for (const digest of digests) this.#unsettled.delete(digest)
    if (this.#unsettled.size > 0 || this.#working || this.#isClosed) return
    ftruncateSync(this.#file)
    this.#octets = 0
  }
}

/** @returns whether the file is there, and then on the disk */
export async function flushFile(path: string): Promise<boolean> {
  let file: number
  try {
    // Windows flushes only what could be written to.
    file = openSync(path, 'r+')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false
    throw error
  }
  try {
    await onDisk(file)
    return true
  } finally {
    closeSync(file)
  }
}

/** @returns what is whole in a journal, by digest; nobody was told of one that was cut off at its end */
export function recordsIn(journal: Buffer): Map<string, Buffer> {
  const records = new Map<string, Buffer>()
  let at = 0
  for (;;) {
    const [head = '', digest = '', octets = ''] = /^([0-9a-f]{64}) (\d+)\n/.exec(journal.toString('latin1', at, at + LONGEST_HEAD)) ?? []
    const bytes = journal.subarray(at + head.length, at + head.length + Number(octets))
    if (head === '' || sha256(bytes) !== digest) return records
    records.set(digest, bytes)
    at += head.length + bytes.length
  }
}
