// One running app for each data folder: two would number the same attempt's exchanges twice, and the second would lose its work.
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { aside, type AsideId } from '../../model/asides-en.ts'
import { makePrivateFile, makePrivateFolder } from './private-place.ts'
import { folderInWords, resultCode, StoreUnavailable, type Nowhere } from './unavailable.ts'

const BUSY = 5
/** What is said of a folder that somebody else holds, and of one that cannot be had. */
interface Said { readonly held: AsideId; readonly nowhere?: Nowhere }
const DATA: Said = { held: 'store-held' }

/**
 * Holds `folder` until the lock is disposed of or the process ends, however it ends: SQLite's lock is the system's, and
 * leaves nothing behind that a crash could leave standing.
 * @param says other words, where the folder is no data folder
 * @throws StoreUnavailable when another Lab 501 holds it, or when there is no place for it
 */
export function lockFolder(folder: string, { held: isHeld, nowhere }: Said = DATA): Disposable {
  const file = join(folder, 'lab501.lock')
  let db: DatabaseSync | undefined
  try {
    makePrivateFolder(folder)
    makePrivateFile(file)
    db = new DatabaseSync(file, { timeout: 0 })
    db.exec('begin exclusive')
  } catch (error) {
    db?.close()
    if (resultCode(error) !== BUSY) throw folderInWords(error, file, nowhere)
    throw new StoreUnavailable(aside(isHeld, { where: folder }), error)
  }
  const held = db
  return { [Symbol.dispose]: () => { if (held.isOpen) held.close() } }
}
