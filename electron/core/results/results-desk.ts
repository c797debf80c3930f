// Where a learner makes a result: what there is to choose from, and the file with what is in it.
import type { Lab } from '../../model/lab.ts'
import type { ResultChoice, ResultOffer } from '../../model/result.ts'
import { inTurns } from '../turns/in-turns.ts'
import { sha256 } from '../packs/archive/manifest.ts'
import type { Store } from '../store/store.ts'
import { installationKey } from './installation-key.ts'
import { makingResult, NoResult, resultOffers, type MadeResult } from './make-result.ts'

export interface DeskOptions {
  readonly store: Store
  readonly labs: () => readonly Lab[]
  readonly dataFolder: string
  readonly version: string
  /** Saves and judges what is on its way. */
  readonly settle: () => Promise<void>
}

export class ResultsDesk {
  readonly #options: DeskOptions
  #last: (MadeResult & { readonly sha256: string }) | undefined

  constructor(options: DeskOptions) {
    this.#options = options
  }

  async offers(): Promise<ResultOffer[]> {
    const { store, labs, settle } = this.#options
    await settle()
    return resultOffers({ store, labs: labs() })
  }

  /** @returns the file, and what is in it: what is saved is what was shown. @throws NoResult, NoKey */
  async make(choice: ResultChoice): Promise<MadeResult> {
    const { store, labs, settle, version } = this.#options
    await settle()
    return inTurns(makingResult({ store, labs: labs(), madeBy: `Lab 501 ${version}`, madeWallMs: Date.now(), key: this.key() }, choice))
  }

  /** {@link make}, for somebody who may want that very file again. */
  async show(choice: ResultChoice): Promise<MadeResult & { readonly sha256: string }> {
    const made = await this.make(choice)
    return this.#last = { ...made, sha256: sha256(made.bytes) }
  }

  /** @returns the file that was shown last, if it is that one @throws NoResult */
  shown(digest: string): Uint8Array {
    if (this.#last?.sha256 !== digest) throw new NoResult('this file is not the one that was shown last; show it again')
    return this.#last.bytes
  }

  /** What results of this installation are signed with. @throws NoKey */
  key() {
    return installationKey(this.#options.dataFolder)
  }
}
