// Where a learner makes a result: what there is to choose from, and the file with what is in it.
import type { Lab } from '../../model/lab.ts'
import type { ResultChoice, ResultOffer } from '../../model/result.ts'
import { inTurns } from '../captures/in-turns.ts'
import type { Store } from '../store/store.ts'
import { installationKey } from './installation-key.ts'
import { makingResult, resultOffers, type MadeResult } from './make-result.ts'

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
    const { store, labs, settle, dataFolder, version } = this.#options
    await settle()
    return inTurns(makingResult({ store, labs: labs(), madeBy: `Lab 501 ${version}`, madeWallMs: Date.now(), key: installationKey(dataFolder) }, choice))
  }
}
