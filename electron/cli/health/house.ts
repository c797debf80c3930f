// What the doctor asks of Lab 501 itself before it runs: the store, the packs, the built page.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { loadPacks } from '../../core/packs/load-pack.ts'
import { storeFinding as checkedFinding } from '../../core/seat/data-folder.ts'
import { finding } from '../../core/seat/finding.ts'
import { packsFinding as loadedFinding } from '../../core/seat/surroundings.ts'
import { openStore, StoreUnavailable } from '../../core/store/store.ts'
import type { SeatFinding } from '../../model/seat-finding.ts'
import { seatSays } from '../../model/seat-en.ts'
import { isBuilt } from '../opening/build-stamp.ts'

/** Opens the file of attempts as the app would, and looks through it. */
export function storeFinding(folder: string): SeatFinding {
  try {
    using store = openStore(folder)
    return checkedFinding(store)
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error
    const [what = error.message, mend = seatSays('store.folder-mend')] = error.message.split(/(?<=[^.])\. (?=[A-Z][^.]*\.?$)/)
    return finding('store', true, '', { what, mend })
  }
}

export function packsFinding(folders: readonly string[]): SeatFinding {
  return loadedFinding(loadPacks(folders), folders)
}

/** Not needed: `npm start` builds it. */
export function pageFinding(project: string): SeatFinding {
  const state = existsSync(join(project, 'out/renderer/index.html')) ? 'was built from other sources' : 'is not built yet'
  return finding('page', false, 'The page is built', isBuilt(project) ? undefined : { what: `The page ${state}`, mend: 'Run "npm start": it builds what is missing' })
}
