// Everything on one's machine as one file, and back: the store, the packs that were added, and the key that results are signed with.
import { join } from 'node:path'
import type { Library } from '../library/library.ts'
import { KEY_FILE, NoKey } from '../results/installation-key.ts'
import type { Carried, Held } from '../store/backup.ts'
import type { Restored } from '../store/restore.ts'
import type { Store } from '../store/store.ts'
import { keyFile, takeKey, type TakenKey } from './carried-key.ts'
import { labelOf, PACK, PACK_FOLDER, packedUp, unpackPack, type RestoredPack } from './carried-packs.ts'

const KEY = 'key'

/** What a backup holds, as it is told. */
export interface Statement extends Held {
  readonly packs: readonly string[]
  /** Whether somebody who has the file can sign as its owner. */
  readonly hasKey: boolean
  /** What it holds and this Lab 501 cannot use. */
  readonly strange: readonly string[]
}
/** `left`: what is not in it, though it is on this machine, with the reason. */
export interface BackedUp extends Statement { readonly left: readonly string[] }
export interface RestoredAll extends Restored {
  readonly packs: readonly RestoredPack[]
  /** Absent where the backup has none, or where it was not wanted. */
  readonly key?: TakenKey
  readonly strange: readonly string[]
}

/** Writes it. @returns what is in it @throws StoreUnavailable */
export function backUpAll(store: Store, dataFolder: string, path: string, { withKey }: { readonly withKey: boolean }): BackedUp {
  const { carried, left } = packedUp(join(dataFolder, 'packs'))
  const key = withKey ? ownKey(dataFolder) : {}
  const all = [...carried, ...(key.carried ? [key.carried] : [])]
  store.backUp(path, all)
  const attempts = store.attempts()
  const benches = attempts.filter(({ lab }) => lab.startsWith('@')).length
  return { attempts: attempts.length - benches, benches, requests: store.savedRequests().length, ...statedOf(all), left: [...left, ...(key.left === undefined ? [] : [key.left])] }
}

/** @returns what the file holds. Nothing is changed. @throws StoreUnavailable for what is no backup */
export function readBackup(store: Store, path: string): Statement {
  let stated = statedOf([])
  const held = store.lookInto(path, carried => { stated = statedOf(carried) })
  return { ...held, ...stated }
}

function statedOf(carried: Iterable<Carried>): Omit<Statement, keyof Held> {
  const packs: string[] = []
  const strange: string[] = []
  let hasKey = false
  for (const one of carried) {
    const label = isPack(one) ? labelOf(one) : undefined
    if (label && 'pack' in label) packs.push(label.pack)
    else if (label) strange.push(label.fault)
    else if (one.kind === KEY) hasKey = true
    else strange.push(strangeOf(one))
  }
  return { packs: packs.sort(), hasKey, strange }
}

/**
 * Adds what a backup holds to what is here; nothing that is here is changed. Ended in the middle, it is done once more: the key comes first, lest
 * another one be made meanwhile, then each pack whole, then all attempts at once.
 * @throws StoreUnavailable for what is no backup: nothing was added then
 */
export function restoreAll(store: Store, dataFolder: string, library: Library, path: string, { withKey }: { readonly withKey: boolean }): RestoredAll {
  const packs: RestoredPack[] = []
  const strange: string[] = []
  let key: TakenKey | undefined
  const restored = store.restore(path, carried => {
    for (const one of carried) {
      if (isPack(one)) packs.push(unpackPack(one, join(dataFolder, 'packs'), library))
      else if (one.kind !== KEY) strange.push(strangeOf(one))
      else if (withKey) key ??= takeKey(dataFolder, one.bytes)
    }
  })
  return { ...restored, packs, ...(key && { key }), strange }
}

function isPack({ kind }: Carried): boolean {
  return kind === PACK || kind === PACK_FOLDER
}

function strangeOf({ kind }: Carried): string {
  return `something of the kind ${JSON.stringify(kind.slice(0, 40))}, which a newer Lab 501 may know`
}

function ownKey(dataFolder: string): { readonly carried?: Carried; readonly left?: string } {
  try {
    const file = keyFile(dataFolder)
    return file ? { carried: { kind: KEY, name: KEY_FILE, bytes: file.bytes } } : {}
  } catch (error) {
    if (error instanceof NoKey) return { left: error.message }
    throw error
  }
}
