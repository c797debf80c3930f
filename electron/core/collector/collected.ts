// The folder of a collector: each result under the SHA-256 of its bytes, on the disk before anybody is told, and whose name is whose.
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256 } from '../packs/archive/manifest.ts'
import { openResult } from '../results/result-file.ts'
import { lockFolder } from '../store/folder-lock.ts'

const KEPT = /^([0-9a-f]{64})[.]lab501-result$/
/** Where results lie until they are whole; nothing in it was acknowledged. */
const ARRIVING = '.arriving'
const LOCKED = { held: 'collected-held', none: 'collected-nowhere' } as const
const MIB = 1_048_576
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
  #flushing: Promise<void> = Promise.resolve()
  #next: Promise<void> | undefined

  private constructor(folder: string, lock: Disposable) {
    this.folder = folder
    this.#lock = lock
  }

  /** Opens the folder, or makes it, and looks at what was collected before. @throws StoreUnavailable when another collector holds it @param strange of a file that is none of a collector's */
  static async open(folder: string, strange: (file: string, why: string) => void = () => undefined): Promise<Collected> {
    const collected = new Collected(folder, lockFolder(folder, LOCKED))
    rmSync(join(folder, ARRIVING), { recursive: true, force: true })
    mkdirSync(join(folder, ARRIVING), { mode: 0o700 })
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
    return join(this.folder, `${digest}.lab501-result`)
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

  [Symbol.dispose](): void {
    this.#lock[Symbol.dispose]()
  }

  async #write(digest: string, bytes: Uint8Array): Promise<void> {
    const part = join(this.folder, ARRIVING, digest)
    const file = await open(part, 'w', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
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

/** Windows has no such call, and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
