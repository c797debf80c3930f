// Packs and labs for the commands that work without the page.
import { describeProblem, type Problem } from '../model/problem.ts'
import type { Lab } from '../model/lab.ts'
import { loadPacks } from '../core/packs/load-pack.ts'
import { PACK_FOLDERS } from './opening/project.ts'
import { UsageError } from './usage-error.ts'

/**
 * @param more folders of packs besides our own.
 * @returns every lab that could be loaded, in the order of the learning path, and what is wrong with the others.
 */
export function allLabs(more: readonly string[] = []): { readonly labs: readonly Lab[]; readonly problems: readonly Problem[] } {
  return loadPacks([...PACK_FOLDERS, ...more])
}

/** @throws UsageError when there is no such lab, or when its files are broken (with file, line and column) */
export function findLab(id: string | undefined, more: readonly string[] = []): Lab {
  const { labs, problems } = allLabs(more)
  const known = labs.map(lab => lab.id).join(', ')
  if (id === undefined) throw new UsageError(`name a lab: ${known}`)
  const lab = labs.find(one => one.id === id)
  if (lab) return lab
  const broken = problems.find(({ file }) => file.split(/[\\/]/).includes(id))
  throw new UsageError(broken ? describeProblem(broken) : `there is no lab "${id}"; there are: ${known}`)
}
