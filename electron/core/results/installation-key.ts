// The key of this installation: made in the data folder when a result is first wanted. It says "the same machine as before", not who.
import type { KeyObject } from 'node:crypto'
import { join } from 'node:path'
import { describeProblem } from '../../model/problem.ts'
import { createKey, readKey } from '../packs/archive/signature.ts'

/** It can be neither read nor made; the message says why, and the mend. */
export class NoKey extends Error {}

export const KEY_FILE = 'installation.key'

/** @throws NoKey */
export function installationKey(dataFolder: string): { readonly privateKey: KeyObject; readonly key: string } {
  const path = join(dataFolder, KEY_FILE)
  const made = createKey(path)
  // That there is one already is the usual case, and what is wrong with it is told by reading it.
  const read = readKey(path)
  if (!('problem' in read)) return read
  throw new NoKey(describeProblem('problem' in made && read.problem.what === 'there is no such file' ? made.problem : read.problem))
}
