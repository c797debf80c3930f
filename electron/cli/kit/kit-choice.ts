// Which labs a workshop is about, and the packs that hold them.
import { readFileSync, statSync } from 'node:fs'
import { buildArchive } from '../../core/packs/archive/build-archive.ts'
import type { KitLab } from '../../core/kit/kit-lab.ts'
import { readPack, type ReadPack } from '../../core/library/read-pack.ts'
import { loadProof } from '../../core/packs/load-proof.ts'
import { packsIn } from '../../core/packs/load-pack.ts'
import type { Lab } from '../../model/lab.ts'
import { nearestWord } from '../../model/nearest-word.ts'
import { describeProblem } from '../../model/problem.ts'
import { PACK_FOLDERS } from '../opening/project.ts'
import { UsageError } from '../usage-error.ts'

export interface KitPack { readonly id: string; readonly version: string; readonly title: string; readonly file: string; readonly bytes: Uint8Array; /** The app brings it. */ readonly isOurs: boolean }
export interface KitChoice { readonly labs: readonly KitLab[]; readonly packs: readonly KitPack[] }

/** @param more folders of packs besides our own @returns the labs in the order in which they are named, else in that of the learning path; everything when nothing is named. @throws UsageError */
export function kitChoice(wanted: { readonly labs?: string | undefined; readonly pack?: readonly string[] | undefined }, more: readonly string[]): KitChoice {
  if (wanted.labs !== undefined && wanted.pack !== undefined) throw new UsageError('--labs and --pack are two ways to choose; take one of them')
  const packs = readPacksOnce(more)
  const all = packs.flatMap(pack => pack.labs.map(lab => ({ lab, pack })))
  const labIds = namesIn(wanted.labs, '--labs', all.map(({ lab }) => lab.id))
  const packIds = namesIn(wanted.pack?.join(','), '--pack', packs.map(({ id }) => id))
  const place = ({ lab }: { lab: Lab }) => labIds?.indexOf(lab.id) ?? 0
  const chosen = all.filter(({ lab, pack }) => labIds?.includes(lab.id) ?? packIds?.includes(pack.id) ?? true).toSorted((one, other) => place(one) - place(other))
  if (chosen.length === 0) throw new UsageError('there is no lab to be put on a stick; name other packs')
  return {
    labs: chosen.map(({ lab, pack }) => {
      const files = pack.files.get(lab.id)
      return { lab, files, proof: files ? loadProof(files, lab).proof : undefined }
    }),
    packs: [...new Set(chosen.map(({ pack }) => pack))].map(packed),
  }
}

/** An id is taken by the pack that comes first, as in the app. */
function readPacksOnce(more: readonly string[]): ReadPack[] {
  const read = [...PACK_FOLDERS, ...more].flatMap(folder => packsIn(folder).map(path => readPack(folder, path, PACK_FOLDERS.includes(folder) ? 'built-in' : 'folder')))
  return read.filter(({ id }, nth) => read.findIndex(one => one.id === id) === nth)
}

function namesIn(list: string | undefined, option: string, known: readonly string[]): string[] | undefined {
  const names = list?.split(',').map(name => name.trim()).filter(name => name !== '')
  if (names?.length === 0) throw new UsageError(`${option}: name one at least; there are: ${known.join(', ')}`)
  const stranger = names?.find(name => !known.includes(name))
  if (stranger === undefined) return names
  const near = nearestWord(stranger, known)
  throw new UsageError(`${option}: there is no "${stranger}"; ${near === undefined ? `there are: ${known.join(', ')}` : `do you mean "${near}"?`}`)
}

function packed({ id, path, source, about, problems: [problem] }: ReadPack): KitPack {
  if (problem || !about) throw new UsageError(`the pack "${id}" cannot go on a stick: ${problem ? describeProblem(problem) : 'it has no pack.yaml'}`)
  const built = statSync(path).isDirectory() ? buildArchive(path) : { bytes: readFileSync(path) }
  if ('problems' in built) throw new UsageError(`the pack "${id}" cannot go on a stick: ${built.problems.slice(0, 1).map(describeProblem).join('')}`)
  return { id, version: about.version, title: about.title, file: `${id}-${about.version}.labpack`, bytes: built.bytes, isOurs: source === 'built-in' }
}
