// The folder of a collector: each result under the SHA-256 of its bytes, on the disk before anybody is told, and whose name is whose.
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256 } from '../packs/archive/manifest.ts'
import { openResult } from '../results/result-file.ts'
import { lockFolder } from '../store/folder-lock.ts'
import { flushFile, Journal, onDisk, recordsIn } from './journal.ts'

const KEPT = /^([0-9a-f]{64})[.]lab501-result$/
/** Where results lie until they are whole; nothing in it was acknowledged. */
const ARRIVING = '.arriving'
const JOURNAL = '.journal'
const ON_THE_LINE = { held: 'collected-held', nowhere: { none: 'collected-nowhere', noFolder: 'collected-no-folder' } } as const
/** The page offers no other folder. */
const ON_THE_PAGE = { held: 'collected-held-here', nowhere: { none: 'collected-nowhere-here', noFolder: 'collected-no-folder-here' } } as const
const MIB = 1_048_576
/** In octets: what is longer is flushed by itself, and written beside the thread that takes results. */
const SHORT = MIB / 2
/** Of all results of one learner together: nobody's workshop is longer, and no disk is endless. */
const MOST_OF_ONE = 512 * MIB

export class Collected implements Disposable {
  readonly folder: string
  readonly #lock: Disposable
  readonly #digests = new Set<string>()
  readonly #writing = new Map<string, Promise<void>>()
  /** By the name that a learner typed, in one form: the key that came with it first. */
  readonly #owners = new Map<string, string>()
  readonly #octets = new Map<string, number>()
  readonly #journal: Journal
  #flushing: Promise<void> = Promise.resolve()
  #next: Promise<void> | undefined

  private constructor(folder: string, lock: Disposable, journal: Journal) {
    this.folder = folder
    this.#lock = lock
    this.#journal = journal
  }

  /**
   * Opens the folder, or makes it, and looks at what was collected before.
   * @param strange of a file that is none of a collector's @param log of what the disk refused, and is tried again
   * @param isOfPage whether what is wrong is told in the page, which has no options
   * @throws StoreUnavailable when another collector holds it; Error of the disk
   */
  static async open(folder: string, strange: (file: string, why: string) => void = () => undefined, log: (line: string) => void = () => undefined, isOfPage = false): Promise<Collected> {
    const lock = lockFolder(folder, isOfPage ? ON_THE_PAGE : ON_THE_LINE)
    rmSync(join(folder, ARRIVING), { recursive: true, force: true })
    mkdirSync(join(folder, ARRIVING), { mode: 0o700 })
    await restore(folder)
    const journal = new Journal({
      path: join(folder, JOURNAL), fileOf: digest => fileIn(folder, digest), flushFolder: () => syncFolder(folder),
      failed: error => log(`what was taken could not be written to its place, and is tried again: ${String(error)}`),
    })
    // The name of the journal is on the disk before anything in it counts.
    await syncFolder(folder)
    const collected = new Collected(folder, lock, journal)
    for (const name of readdirSync(folder).sort()) {
      const digest = KEPT.exec(name)?.[1]
      if (digest === undefined) continue
      const bytes = await readFile(join(folder, name))
      const opened = openResult(bytes)
      if (sha256(bytes) !== digest || 'refusal' in opened) strange(name, 'refusal' in opened ? opened.refusal : 'its content is not the one that it is named after')
      else collected.#count(digest, { name: opened.sheet.learner.name, key: opened.key, octets: bytes.length })
    }
    return collected
  }

  get count(): number {
    return this.#digests.size
  }

  /** @returns the files, by the SHA-256 of each. */
  digests(): readonly string[] {
    return [...this.#digests]
  }

  fileOf(digest: string): string {
    return fileIn(this.folder, digest)
  }

  has(digest: string): boolean {
    return this.#digests.has(digest)
  }

  /** @returns whether the name is free, or that key's; from now on it is that key's. */
  claim(name: string, key: string): boolean {
    const owner = this.#owners.get(oneForm(name)) ?? key
    this.#owners.set(oneForm(name), owner)
    return owner === key
  }

  /** @returns whether there is room for so much more of that learner's. */
  hasRoom(key: string, octets: number, most = MOST_OF_ONE): boolean {
    return (this.#octets.get(key) ?? 0) + octets <= most
  }

  /** Keeps a result; returns when it would be there after a power cut. The same one twice is kept once. @returns whether it is the first @throws Error of the disk */
  async keep(digest: string, bytes: Uint8Array, of: { readonly name: string; readonly key: string }): Promise<boolean> {
    if (this.#digests.has(digest)) return false
    const running = this.#writing.get(digest)
    if (running) {
      await running
      return false
    }
    const writing = this.#write(digest, bytes)
    this.#writing.set(digest, writing)
    try {
      await writing
      this.#count(digest, { ...of, octets: bytes.length })
      return true
    } finally {
      this.#writing.delete(digest)
    }
  }

  /** Has each result on the disk in its own file; until then the journal answers for some. @throws Error of the disk */
  settle(): Promise<void> {
    return this.#journal.settle()
  }

  [Symbol.dispose](): void {
    this.#journal[Symbol.dispose]()
    this.#lock[Symbol.dispose]()
  }

  async #write(digest: string, bytes: Uint8Array): Promise<void> {
    const part = join(this.folder, ARRIVING, digest)
    if (bytes.length <= SHORT && this.#journal.hasRoom(bytes.length)) {
      writeFileSync(part, bytes, { mode: 0o600 })
      renameSync(part, this.fileOf(digest))
      return await this.#journal.add(digest, bytes)
    }
    await writeFile(part, bytes, { mode: 0o600, flush: true })
    await rename(part, this.fileOf(digest))
    await this.#flushFolder()
  }

  #count(digest: string, { name, key, octets }: { readonly name: string; readonly key: string; readonly octets: number }): void {
    this.#digests.add(digest)
    this.claim(name, key)
    this.#octets.set(key, (this.#octets.get(key) ?? 0) + octets)
  }

  /** New names are on the disk when their folder is: once for all that came meanwhile. One that has begun may have missed this name. */
  #flushFolder(): Promise<void> {
    this.#next ??= this.#flushing.catch(() => undefined).then(() => {
      this.#flushing = this.#next ?? Promise.resolve()
      this.#next = undefined
      return syncFolder(this.folder)
    })
    return this.#next
  }
}

/** Two names that look the same are the same. */
function oneForm(name: string): string {
  return name.normalize('NFKC').toLowerCase()
}

function fileIn(folder: string, digest: string): string {
  return join(folder, `${digest}.lab501-result`)
}

/** What a collector that was killed had acknowledged has its file again, and on the disk. @throws Error of the disk */
async function restore(folder: string): Promise<void> {
  const journal = join(folder, JOURNAL)
  if (!existsSync(journal)) return
  for (const [digest, bytes] of recordsIn(readFileSync(journal))) {
    const path = fileIn(folder, digest)
    if (existsSync(path) && sha256(readFileSync(path)) === digest) await flushFile(path)
    else {
      const part = join(folder, ARRIVING, digest)
      await writeFile(part, bytes, { mode: 0o600, flush: true })
      await rename(part, path)
    }
  }
  await syncFolder(folder)
}

/** Windows has no such call for a folder, and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    await onDisk(handle)
  } finally {
    closeSync(handle)
  }
}
