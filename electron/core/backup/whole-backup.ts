// Everything on one's machine as one file, and back: the store, the packs that were added, and the key that results are signed with.
import { dirname, join } from 'node:path'
import { refusalIn } from '../../model/refusals-en.ts'
import type { Library } from '../library/library.ts'
import { KEY_FILE, NoKey } from '../results/installation-key.ts'
import { backingUp, lookingInto, type Carried, type Held, type HowRestored, type Sealed } from '../store/backup.ts'
import type { Restored } from '../store/restore.ts'
import type { Store } from '../store/store.ts'
import type { Steps, Tell } from '../turns/in-turns.ts'
import { keyFile, takeKey, type TakenKey } from './carried-key.ts'
import { labelOf, PACK, PACK_FOLDER, packingUp, unpackPack, type RestoredPack } from './carried-packs.ts'

const KEY = 'key'

/** What a backup holds, as it is told. */
export interface Statement extends Held, Sealed {
  readonly packs: readonly string[]
  /** Whether somebody who has the file can sign as its owner. */
  readonly hasKey: boolean
  /** What it holds and this Lab 501 cannot use. */
  readonly strange: readonly string[]
}
/** `left`: what is not in it, though it is on this machine, with the reason. */
export interface BackedUp extends Statement { readonly left: readonly string[] }
export interface RestoredAll extends Restored, Sealed {
  readonly packs: readonly RestoredPack[]
  /** Absent where the backup has none, or where it was not wanted. */
  readonly key?: TakenKey
  readonly strange: readonly string[]
}

/** Writes it. @returns what is in it @throws StoreUnavailable */
export function* backingUpAll(store: Store, dataFolder: string, path: string, { withKey, tell }: { readonly withKey: boolean; readonly tell?: Tell }): Steps<BackedUp> {
  const { carried, left } = yield* packingUp(join(dataFolder, 'packs'))
  const key = withKey ? ownKey(dataFolder) : {}
  const all = [...carried, ...(key.carried ? [key.carried] : [])]
  const held = yield* backingUp(store.file, path, all, tell)
  const stated = nothingStated()
  for (const one of all) state(one, stated)
  return { ...held, ...stated, left: [...left, ...(key.left === undefined ? [] : [key.left])] }
}

/** What is to be restored, and where to. */
export interface Restoring extends Pick<HowRestored, 'tell' | 'name' | 'isSpare' | 'seal'> {
  readonly store: Store
  readonly dataFolder: string
  readonly library: Library
  readonly path: string
  readonly withKey: boolean
}

/** @returns what the file holds. Nothing is changed. @throws StoreUnavailable for what is no backup */
export function* readingBackup(store: Store, path: string): Steps<Statement> {
  const stated = nothingStated()
  const { will: _, ...held } = yield* lookingInto(store.file, path, { *take(carried) { for (const one of carried) yield state(one, stated) } })
  return { ...held, ...stated }
}

/** @returns what the file, which lies in a folder of its own, holds, and what would become of it here. Nothing is changed. @throws StoreUnavailable for what is no backup */
export function* foreseeingAll(what: Restoring): Steps<{ readonly held: Statement; readonly will: RestoredAll }> {
  const stated = nothingStated()
  const became = nothingBecame()
  const { will, ...held } = yield* lookingInto(what.store.file, what.path, {
    ...what, *take(carried) {
      for (const one of carried) {
        state(one, stated)
        yield takeIn(one, what, became, dirname(what.path))
      }
    },
  })
  return { held: { ...held, ...stated }, will: { ...will, ...became } }
}

/**
 * Adds what a backup holds to what is here; nothing that is here is changed. Ended in the middle, it is done once more: the key comes first, lest
 * another one be made meanwhile, then each pack whole, then all attempts at once.
 * @throws StoreUnavailable for what is no backup: nothing was added then
 */
export function* restoringAll(what: Restoring): Steps<RestoredAll> {
  const became = nothingBecame()
  const restored = yield* what.store.restoring(what.path, { ...what, *take(carried) { for (const one of carried) yield takeIn(one, what, became) } })
  return { ...restored, ...became }
}

type Stated = { -readonly [Key in keyof Omit<Statement, keyof (Held & Sealed)>]: Statement[Key] }
type Became = { -readonly [Key in keyof Omit<RestoredAll, keyof (Restored & Sealed)>]: RestoredAll[Key] }
const nothingStated = (): Stated => ({ packs: [], hasKey: false, strange: [] })
const nothingBecame = (): Became => ({ packs: [], strange: [] })

function state(one: Carried, stated: Stated): void {
  const label = isPack(one) ? labelOf(one) : undefined
  if (label && 'pack' in label) stated.packs = [...stated.packs, label.pack].sort()
  else if (label) stated.strange = [...stated.strange, label.fault]
  else if (one.kind === KEY) stated.hasKey = true
  else stated.strange = [...stated.strange, strangeOf(one)]
}

/** @param lookIn says what would become of it, and looks at it in this folder */
function takeIn(one: Carried, { dataFolder, library, withKey }: Restoring, became: Became, lookIn?: string): void {
  if (isPack(one)) became.packs = [...became.packs, unpackPack(one, join(dataFolder, 'packs'), library, lookIn)]
  else if (one.kind !== KEY) became.strange = [...became.strange, strangeOf(one)]
  else if (withKey) became.key ??= takeKey(dataFolder, one.bytes, { isLook: lookIn !== undefined })
}

function isPack({ kind }: Carried): boolean {
  return kind === PACK || kind === PACK_FOLDER
}

function strangeOf({ kind }: Carried): string {
  return refusalIn('backup-kind', { kind: JSON.stringify(kind.slice(0, 40)) })
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
