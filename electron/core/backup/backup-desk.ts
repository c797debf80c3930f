// Where the page has a backup made, and hands one over to be restored: in parts, told of before anything is done, one at a time. The file waits in a folder of its own and goes with it.
import { appendFileSync, closeSync, mkdtempSync, openSync, readdirSync, readSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { aside } from '../../model/asides-en.ts'
import { BACKUP_ENDING, BACKUP_PART, MOST_BACKUP_OCTETS, type BackupBecame, type BackupHeld, type BackupWork, type MadeBackup } from '../../model/backup-view.ts'
import { refusalIn } from '../../model/refusals-en.ts'
import type { Library } from '../library/library.ts'
import { problemOfDisk } from '../packs/archive/write-whole.ts'
import { unsealing } from '../store/backup.ts'
import { makePrivateFolder } from '../store/private-place.ts'
import type { Seal } from '../store/seal.ts'
import type { Store } from '../store/store.ts'
import { StoreUnavailable } from '../store/unavailable.ts'
import { inTurns, type Tell } from '../turns/in-turns.ts'
import { backingUpAll, foreseeingAll, restoringAll, type Restoring } from './whole-backup.ts'

/** All that is left of one that was ended in the middle is of no use: one program at a time works in this folder. */
const STAGING = '.backup-'
const TOLD_EVERY_MS = 200

export interface BackupDeskOptions {
  readonly store: Store
  readonly library: Library
  readonly dataFolder: string
  /** Does something while no attempt runs: what ran goes on after it. */
  readonly still: <T>(work: () => Promise<T>) => Promise<T>
  /** Hears now and then how much is done, from 0 to 1. */
  readonly onProgress: (work: BackupWork, done: number) => void
  /** A smaller one for tests. */
  readonly mostOctets?: number
}

/** The file that waits is another one by now, bytes do not follow those before them, or something is under way. */
export class BadBackupCall extends Error {}

/** A file in a folder of its own: one that was made, or one that comes in. */
interface Waiting { readonly id: string; readonly name: string; readonly folder: string; readonly path: string; readonly octets: number; received: number; seal?: Seal }

export class BackupDesk implements AsyncDisposable {
  readonly #options: BackupDeskOptions
  readonly #most: number
  #waiting: Waiting | undefined
  #count = 0
  #work: Promise<unknown> | undefined

  /** Clears away what was left by a program that ended in the middle. */
  constructor(options: BackupDeskOptions) {
    this.#options = options
    this.#most = options.mostOctets ?? MOST_BACKUP_OCTETS
    for (const name of readdirSync(options.dataFolder)) if (name.startsWith(STAGING)) rmSync(join(options.dataFolder, name), { recursive: true, force: true })
  }

  /** Makes a backup, which waits to be saved, and says what is in it. @throws StoreUnavailable @throws BadBackupCall */
  make(withKey: boolean): Promise<MadeBackup | { readonly refusal: string }> {
    return this.#alone(async () => {
      const waiting = this.#place(`lab501-${new Date().toISOString().slice(0, 10)}${BACKUP_ENDING}`, 0)
      try {
        const { left, ...held } = await inTurns(backingUpAll(this.#options.store, this.#options.dataFolder, waiting.path, { withKey, tell: this.#telling('make') }))
        const octets = statSync(waiting.path).size
        if (octets > this.#most) {
          this.#drop()
          return { refusal: refusalIn('backup-large', this.#sizes(octets)) }
        }
        this.#waiting = { ...waiting, octets, received: octets }
        return { backup: waiting.id, name: waiting.name, octets, held, left }
      } catch (error) {
        this.#drop()
        throw error
      }
    })
  }

  /** @returns the next bytes of one that waits; none after the last @throws BadBackupCall */
  piece(id: string, at: number): Uint8Array {
    const { path } = this.#whole(id)
    const bytes = Buffer.alloc(BACKUP_PART)
    const handle = openSync(path, 'r')
    try {
      return bytes.subarray(0, readSync(handle, bytes, 0, bytes.length, at))
    } finally {
      closeSync(handle)
    }
  }

  /** Offers a file whose bytes come in parts, in the place of the one that waits. @returns its name for these calls, or why it is not taken in @throws BadBackupCall while something is under way */
  offer(name: string, octets: number): { readonly backup: string } | { readonly refusal: string } {
    this.#mustRest()
    this.#drop()
    if (octets > this.#most) return { refusal: refusalIn('backup-long', { file: name, ...this.#sizes(octets) }) }
    return { backup: this.#place(name, octets).id }
  }

  /** @throws BadBackupCall */
  take(id: string, at: number, bytes: Uint8Array): void {
    this.#mustRest()
    const waiting = this.#found(id)
    if (at !== waiting.received || at + bytes.length > waiting.octets) throw new BadBackupCall(aside('offer-parts'))
    try {
      appendFileSync(waiting.path, bytes, { mode: 0o600 })
    } catch (error) {
      const { what, mend } = problemOfDisk(waiting.path, error)
      throw new BadBackupCall(`${what}. ${mend}`, { cause: error })
    }
    waiting.received += bytes.length
  }

  /** @returns what it holds and what would become of it here, or why it is no backup. Nothing is changed. @throws BadBackupCall */
  look(id: string): Promise<{ readonly held: BackupHeld; readonly will: BackupBecame } | { readonly refusal: string }> {
    return this.#alone(() => orRefused(this.#restoring(id, 'look', true).then(what => inTurns(foreseeingAll(what)))))
  }

  /** Adds what it holds. @returns what became of it, or why nothing did @throws BadBackupCall */
  restore(id: string, withKey: boolean): Promise<{ readonly became: BackupBecame } | { readonly refusal: string }> {
    return this.#alone(async () => {
      const answer = await orRefused(this.#restoring(id, 'restore', withKey).then(what => this.#options.still(async () => ({ became: await inTurns(restoringAll(what)) }))))
      this.#drop()
      return answer
    })
  }

  /** Throws away the file that waits, once what is done with it is done. */
  async leave(id: string): Promise<void> {
    await this.#work
    if (this.#waiting?.id === id) this.#drop()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#work
    this.#drop()
  }

  /** A file that was opened once is not as it was written any more: what was found out about it then is kept. */
  async #restoring(id: string, work: BackupWork, withKey: boolean): Promise<Restoring> {
    const { store, library, dataFolder } = this.#options
    const waiting = this.#whole(id)
    const { path, name } = waiting
    const seal = waiting.seal ??= await inTurns(unsealing(path, name))
    return { store, library, dataFolder, path, name, seal, withKey, isSpare: true, tell: this.#telling(work) }
  }

  /** One at a time: two would wait for each other. */
  async #alone<T>(act: () => Promise<T>): Promise<T> {
    this.#mustRest()
    const doing = act()
    this.#work = doing.catch(() => undefined)
    try {
      return await doing
    } finally {
      this.#work = undefined
    }
  }

  #mustRest(): void {
    if (this.#work) throw new BadBackupCall(aside('backup-busy'))
  }

  #place(name: string, octets: number): Waiting {
    this.#drop()
    const { dataFolder } = this.#options
    makePrivateFolder(dataFolder)
    this.#count += 1
    const folder = mkdtempSync(join(dataFolder, STAGING))
    this.#waiting = { id: `backup-${this.#count}`, name, folder, path: join(folder, 'lab501.sqlite'), octets, received: 0 }
    return this.#waiting
  }

  #found(id: string): Waiting {
    if (this.#waiting?.id !== id) throw new BadBackupCall(aside('backup-gone'))
    return this.#waiting
  }

  #whole(id: string): Waiting {
    const waiting = this.#found(id)
    if (waiting.received < waiting.octets) throw new BadBackupCall(aside('offer-parts'))
    return waiting
  }

  #drop(): void {
    if (this.#waiting) rmSync(this.#waiting.folder, { recursive: true, force: true })
    this.#waiting = undefined
  }

  #sizes(octets: number): { readonly mib: number; readonly most: number } {
    return { mib: Math.ceil(octets / 1_048_576), most: Math.floor(this.#most / 1_048_576) }
  }

  #telling(work: BackupWork): Tell {
    let toldMs = 0
    return done => {
      if (Date.now() - toldMs < TOLD_EVERY_MS) return
      toldMs = Date.now()
      this.#options.onProgress(work, done)
    }
  }
}

/** What is no backup is no failure of ours. */
async function orRefused<T>(doing: Promise<T>): Promise<T | { readonly refusal: string }> {
  try {
    return await doing
  } catch (error) {
    if (error instanceof StoreUnavailable) return { refusal: error.message }
    throw error
  }
}
