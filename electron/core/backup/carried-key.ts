// The key of an installation on its way to another machine. It is taken only where there is none: whoever has signed goes on as who they were.
import { lstatSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describeProblem } from '../../model/problem.ts'
import { readKey } from '../packs/archive/signature.ts'
import { flushFolder, inStaging, problemOfDisk } from '../packs/archive/write-whole.ts'
import { KEY_FILE, NoKey } from '../results/installation-key.ts'

/** @returns the file with the key as it is, and the key's name; undefined when none was made yet. @throws NoKey when it cannot be read */
export function keyFile(dataFolder: string): { readonly bytes: Uint8Array; readonly key: string } | undefined {
  const path = join(dataFolder, KEY_FILE)
  if (!lstatSync(path, { throwIfNoEntry: false })) return undefined
  const read = readKey(path)
  if ('problem' in read) throw new NoKey(describeProblem(read.problem))
  return { bytes: readFileSync(path), key: read.key }
}

/** What became of a key from another machine. `here`: the one that stays; `why`: it is no key, or cannot be kept. */
export type TakenKey = { readonly outcome: 'taken' | 'same'; readonly key: string } | { readonly outcome: 'own'; readonly key: string; readonly here: string } | { readonly outcome: 'refused'; readonly why: string }

/** Takes over a key where there is none yet; one that is here stays, readable or not. @param bytes the file with it @param isLook says what would become of it, and takes nothing */
export function takeKey(dataFolder: string, bytes: Uint8Array, { isLook = false }: { readonly isLook?: boolean } = {}): TakenKey {
  try {
    return inStaging(dataFolder, staging => {
      const part = join(staging, KEY_FILE)
      writeFileSync(part, bytes, { mode: 0o600, flush: true })
      const read = readKey(part)
      if ('problem' in read) return { outcome: 'refused', why: read.problem.what }
      const { key } = read
      const here = keyHere(dataFolder)
      if (here !== undefined) return here === key ? { outcome: 'same', key } : { outcome: 'own', key, here }
      if (isLook) return { outcome: 'taken', key }
      renameSync(part, join(dataFolder, KEY_FILE))
      flushFolder(dataFolder)
      return { outcome: 'taken', key }
    })
  } catch (error) {
    return { outcome: 'refused', why: describeProblem(problemOfDisk(join(dataFolder, KEY_FILE), error)) }
  }
}

function keyHere(dataFolder: string): string | undefined {
  try {
    return keyFile(dataFolder)?.key
  } catch (error) {
    if (error instanceof NoKey) return error.message
    throw error
  }
}
