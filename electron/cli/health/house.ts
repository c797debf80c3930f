// What the doctor asks of Lab 501 itself: the store, the packs, the built page.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { loadPacks } from '../../core/packs/load-pack.ts'
import { openStore, StoreUnavailable } from '../../core/store/store.ts'
import { describeProblem } from '../../model/problem.ts'
import { isBuilt } from '../opening/build-stamp.ts'
import { finding, type Finding } from './finding.ts'

/** Opens the file of attempts as the app would, and looks through it. */
export function storeFinding(folder: string): Finding {
  try {
    using store = openStore(folder)
    const check = store.check()
    const trouble = check === 'ok' ? undefined : { what: `${store.file} is damaged: ${check.split('\n', 1)[0]}`, mend: 'Start Lab 501: it keeps the damaged file under a new name' }
    return finding('store', true, `Attempts are kept in ${store.file}`, trouble)
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error
    const [what = error.message, mend = 'Name another data folder with --data'] = error.message.split(/(?<=[^.])\. (?=[A-Z][^.]*\.?$)/)
    return finding('store', true, '', { what, mend })
  }
}

/** A broken lab is left out, so only a house without labs stops the main job. */
export function packsFinding(folders: readonly string[]): Finding {
  const { labs, problems } = loadPacks(folders)
  const [first] = problems
  if (labs.length === 0) return finding('packs', true, '', { what: first ? describeProblem(first) : `No lab is in ${folders.join(', ')}`, mend: 'Get the sources again, or mend the pack' })
  return finding('packs', false, `${labs.length} labs are ready`, first && { what: `${problems.length} problems in packs; the first: ${describeProblem(first)}`, mend: 'Mend the pack; its other labs can be used' })
}

/** Not needed: `npm start` builds it. */
export function pageFinding(project: string): Finding {
  const state = existsSync(join(project, 'out/renderer/index.html')) ? 'was built from other sources' : 'is not built yet'
  return finding('page', false, 'The page is built', isBuilt(project) ? undefined : { what: `The page ${state}`, mend: 'Run "npm start": it builds what is missing' })
}
