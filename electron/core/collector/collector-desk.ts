// The collector in the app: off until the instructor starts it, and what it has goes on to the desk of the class.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Lab } from '../../model/lab.ts'
import { refusalIn } from '../../model/refusals-en.ts'
import { authorityOf } from '../../model/join-code.ts'
import type { CollectorView } from '../../model/collector-view.ts'
import type { Collecting } from './collecting.ts'
import { Forwarder } from './forwarder.ts'
import { isEverywhere, ownAddresses, readListenAddress, type ListenAddress } from './listen-address.ts'
import { NoRecordStore, recordStore, type RecordStore } from './record-store.ts'
import type { VerifierThread } from './verify.ts'

/** Whoever looks on is told no more often. */
const TOLD_EVERY_MS = 250

export interface CollectorDeskOptions {
  readonly dataFolder: string
  /** What is here, for what is told to a record store. */
  readonly labs: () => readonly Lab[]
  /** Starts the thread in which results are verified. */
  readonly startVerifier?: (() => VerifierThread) | undefined
  /** Takes a result to where those of the class are looked at. */
  readonly take: (file: string, bytes: Uint8Array) => Promise<unknown>
  readonly onChanged: () => void
  readonly log: (line: string) => void
}

export class CollectorDesk implements AsyncDisposable {
  readonly #options: CollectorDeskOptions
  #running: (Collecting & { readonly listen: ListenAddress }) | undefined
  /** With its password: in memory only, and gone with *Stop*. */
  #store: RecordStore | undefined
  #forwarder: Forwarder | undefined
  /** One start or stop after another. */
  #last: Promise<unknown> = Promise.resolve()
  #telling: NodeJS.Timeout | undefined
  /** Names of the results that the class was given; they lie there too when the collector is stopped. */
  readonly #given = new Set<string>()

  constructor(options: CollectorDeskOptions) {
    this.#options = options
  }

  view(): CollectorView {
    const addresses = ownAddresses()
    const given = this.#given.size
    if (!this.#running) return { addresses, given }
    const { codes, collected, collector, listen } = this.#running
    const { kept, again, refused } = collector.counts()
    const running = { listens: authorityOf({ ...listen, port: collector.port }), isEverywhere: isEverywhere(listen.host), codes: [...codes], folder: collected.folder, collected: collected.count, kept, again, refused, ...this.#forwarding() }
    return { addresses, given, running }
  }

  /** Begins to collect at an address, in the place of where it did before. @throws NoAddress, StoreUnavailable */
  start(typed: string, isNewCode: boolean): Promise<CollectorView> {
    return this.#inTurn(async () => {
      const listen = readListenAddress(typed)
      await this.#stop()
      const { dataFolder, startVerifier, log } = this.#options
      const { startCollecting } = await import('./collecting.ts')
      const running = await startCollecting({
        dataFolder, folder: this.#folder, listen, isNewCode, isOfPage: true, startVerifier, log,
        onStrange: (file, why) => log(`${file} is left aside: ${why}`),
        onKept: ({ digest, bytes }) => {
          void this.#give(digest, bytes)
          this.#forwarder?.poke()
          this.#tell()
        },
        onRefused: () => this.#tell(),
      })
      this.#running = { ...running, listen }
      await this.#beginForwarding()
      this.#beginTaking(this.#running)
      return this.view()
    })
  }

  stop(): Promise<CollectorView> {
    return this.#inTurn(async () => {
      this.#store = undefined
      await this.#stop()
      return this.view()
    })
  }

  /** Tells what is collected to a record store too, from now on until it is stopped. @throws NoRecordStore */
  forward(typed: string, user: string, password: string): Promise<CollectorView> {
    return this.#inTurn(async () => {
      if (!this.#running) throw new NoRecordStore(refusalIn('store-off'))
      if (user.includes(':')) throw new NoRecordStore(refusalIn('store-name'))
      this.#store = recordStore(typed, `${user}:${password}`)
      await this.#beginForwarding()
      return this.view()
    })
  }

  /** Tells the record store nothing more, and forgets it. */
  stopForwarding(): Promise<CollectorView> {
    return this.#inTurn(async () => {
      this.#store = undefined
      await this.#beginForwarding()
      return this.view()
    })
  }

  /** @returns the names of the results that the class was given. */
  files(): string[] {
    return [...this.#given]
  }

  /** @returns a result that the class was given, by the name of its file; undefined when it is not here */
  async read(file: string): Promise<Uint8Array | undefined> {
    return this.#given.has(file) ? await readFile(join(this.#folder, file)).catch(() => undefined) : undefined
  }

  /** The class begins anew: what is collected is of it as long as the collector is on. */
  forget(): void {
    this.#given.clear()
    if (this.#running) this.#beginTaking(this.#running)
    this.#tell()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop()
    clearTimeout(this.#telling)
  }

  #beginTaking(running: Collecting): void {
    void this.#takeAll(running).catch((error: unknown) => this.#options.log(`what was collected before cannot be read: ${String(error)}`))
  }

  /** What was collected before is of the same class. */
  async #takeAll(running: Collecting): Promise<void> {
    for (const digest of running.collected.digests()) {
      if (this.#running?.collected !== running.collected) return
      await this.#give(digest, await readFile(running.collected.fileOf(digest)))
    }
  }

  get #folder(): string {
    return join(this.#options.dataFolder, 'collected')
  }

  #give(digest: string, bytes: Uint8Array): Promise<unknown> {
    const name = `${digest}.lab501-result`
    this.#given.add(name)
    return this.#options.take(name, bytes)
  }

  async #stop(): Promise<void> {
    const running = this.#running
    this.#running = undefined
    await this.#endForwarding()
    await running?.close()
    this.#tell()
  }

  /** In the place of what was told before. */
  async #beginForwarding(): Promise<void> {
    await this.#endForwarding()
    const { labs, log } = this.#options
    if (!this.#store || !this.#running) return
    this.#forwarder = new Forwarder({ collected: this.#running.collected, store: this.#store, labs: new Map(labs().map(lab => [lab.id, lab])), log, onChanged: () => this.#tell() })
    this.#forwarder.poke()
  }

  async #endForwarding(): Promise<void> {
    const forwarder = this.#forwarder
    this.#forwarder = undefined
    await forwarder?.[Symbol.asyncDispose]()
  }

  #forwarding(): Pick<NonNullable<CollectorView['running']>, 'forwarding'> {
    if (!this.#forwarder || !this.#store) return {}
    const { statements, waiting, left, inTheWay } = this.#forwarder
    return { forwarding: { to: this.#store.url.origin, statements, waiting, left: [...left], isOver: inTheWay?.isOver ?? false, ...(inTheWay && { why: inTheWay.why }) } }
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work)
    this.#last = done.catch(() => undefined)
    return done
  }

  #tell(): void {
    this.#telling ??= setTimeout(() => {
      this.#telling = undefined
      this.#options.onChanged()
    }, TOLD_EVERY_MS).unref()
  }
}
