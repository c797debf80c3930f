// How a learner of a rehearsed workshop hands in: as a file in the instructor's folder.
import { join } from 'node:path'
import { atOnce } from '../../electron/core/captures/in-turns.ts'
import { writeWhole } from '../../electron/core/packs/archive/write-whole.ts'
import { installationKey } from '../../electron/core/results/installation-key.ts'
import { makingResult } from '../../electron/core/results/make-result.ts'
import type { Store } from '../../electron/core/store/store.ts'
import type { Lab } from '../../electron/model/lab.ts'
import { describeProblem } from '../../electron/model/problem.ts'

export interface Delivery { readonly name: string; readonly dataFolder: string; /** The instructor's folder. */ readonly into: string }

/** Makes a result of all that was done so far. @param tell once it is there for good */
export async function handIn(store: Store, labs: readonly Lab[], { name, dataFolder, into }: Delivery, tell: (word: string) => void): Promise<void> {
  const attempts = store.attempts().map(({ id }) => id)
  const { bytes } = atOnce(makingResult({ store, labs, madeBy: 'Lab 501 rehearsal', madeWallMs: Date.now(), key: installationKey(dataFolder) }, { name, attempts, carriesCaptures: true }))
  const problem = writeWhole(join(into, `${name.replaceAll(' ', '-')}-${attempts.length}.lab501-result`), bytes)
  if (problem) throw new Error(describeProblem(problem))
  tell('handed in')
}
