// The collector in the app: off until the instructor starts it, and what it has goes on to the desk of the class.
import { readFile } from 'node:fs/promises'
import { authorityOf } from '../../model/join-code.ts'
import type { CollectorView } from '../../model/collector-view.ts'
import type { Collecting } from './collecting.ts'
import { isEverywhere, ownAddresses, readListenAddress, type ListenAddress } from './listen-address.ts'

/** Whoever looks on is told no more often. */
const TOLD_EVERY_MS = 250

export interface CollectorDeskOptions {
  readonly dataFolder: string
  /** Takes a result to where those of the class are looked at. */
  readonly take: (file: string, bytes: Uint8Array) => Promise<unknown>
  readonly onChanged: () => void
  readonly log: (line: string) => void
}

export class CollectorDesk implements AsyncDisposable {
  readonly #options: CollectorDeskOptions
  #running: (Collecting & { readonly listen: ListenAddress }) | undefined
  /** One start or stop after another. */
  #last: Promise<unknown> = Promise.resolve()
  #telling: NodeJS.Timeout | undefined

  constructor(options: CollectorDeskOptions) {
    this.#options = options
  }

  view(): CollectorView {
    const addresses = ownAddresses()
    if (!this.#running) return { addresses }
    const { codes, collected, collector, listen } = this.#running
    const { kept, again, refused } = collector.counts()
    const running = { listens: authorityOf({ ...listen, port: collector.port }), isEverywhere: isEverywhere(listen.host), codes: [...codes], folder: collected.folder, collected: collected.count, kept, again, refused }
    return { addresses, running }
  }

  /** Begins to collect at an address, in the place of where it did before. @throws NoAddress, StoreUnavailable */
  start(typed: string, isNewCode: boolean): Promise<CollectorView> {
    return this.#inTurn(async () => {
      const listen = readListenAddress(typed)
      await this.#stop()
      const { dataFolder, log, take } = this.#options
      const { startCollecting } = await import('./collecting.ts')
      const running = await startCollecting({
        dataFolder, listen, isNewCode, log,
        onStrange: (file, why) => log(`${file} is left aside: ${why}`),
        onKept: ({ digest, bytes }) => {
          void take(`${digest}.lab501-result`, bytes)
          this.#tell()
        },
        onRefused: () => this.#tell(),
      })
      this.#running = { ...running, listen }
      void this.#takeAll(this.#running).catch((error: unknown) => log(`what was collected before cannot be read: ${String(error)}`))
      return this.view()
    })
  }

  stop(): Promise<CollectorView> {
    return this.#inTurn(async () => {
      await this.#stop()
      return this.view()
    })
  }

  /** @returns a result that was collected, by the name of its file; undefined when it is not here, or the collector is off */
  async read(file: string): Promise<Uint8Array | undefined> {
    const collected = this.#running?.collected
    const digest = collected?.digests().find(one => `${one}.lab501-result` === file)
    return collected && digest !== undefined ? await readFile(collected.fileOf(digest)) : undefined
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop()
    clearTimeout(this.#telling)
  }

  /** What was collected before is of the same class. */
  async #takeAll(running: Collecting): Promise<void> {
    for (const digest of running.collected.digests()) {
      if (this.#running?.collected !== running.collected) return
      await this.#options.take(`${digest}.lab501-result`, await readFile(running.collected.fileOf(digest)))
    }
  }

  async #stop(): Promise<void> {
    const running = this.#running
    this.#running = undefined
    await running?.close()
    this.#tell()
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
