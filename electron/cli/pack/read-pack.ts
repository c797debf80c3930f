// One pack that somebody named, with its labs, their proofs, and everything that is wrong with it.
import { existsSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { type Lab, PackFile } from '../../model/lab.ts'
import type { Problem } from '../../model/problem.ts'
import { ProofFile } from '../../model/proof.ts'
import { loadPackFrom, openPack } from '../../core/packs/load-pack.ts'
import { loadProof } from '../../core/packs/load-proof.ts'
import type { PackFiles } from '../../core/packs/pack-files.ts'
import { parseSheet } from '../../core/packs/parse-sheet.ts'
import { UsageError } from '../usage-error.ts'

export interface ReadPack {
  /** Without the labs that have problems. */
  readonly labs: readonly { readonly lab: Lab; readonly proof: ProofFile | undefined }[]
  readonly problems: readonly Problem[]
  /** What a pack in several languages does not say in all of them. */
  readonly notes: readonly Problem[]
}

/** @param named a folder with a `pack.yaml`, or a file @returns its path. @throws UsageError when it is neither */
export function packPath(named: string | undefined): string {
  if (named === undefined) throw new UsageError('name a pack: its folder, or a .labpack file')
  const path = resolve(named)
  if (!existsSync(path)) throw new UsageError(`${named}: there is no such folder or file; check the path`)
  if (statSync(path).isDirectory() && !['pack.yaml', 'pack.yml'].some(file => existsSync(join(path, file)))) {
    throw new UsageError(`${named}: there is no pack.yaml in it; name the folder of one pack, or make one with "lab501 pack new ${named}"`)
  }
  return path
}

/** @param named a folder with a `pack.yaml`, or a `.labpack` file @throws UsageError when it is neither */
export function readPack(named: string | undefined): ReadPack {
  const path = packPath(named)
  const opened = openPack(dirname(path), path)
  if ('problem' in opened) return { labs: [], problems: [opened.problem], notes: [] }
  const { labs, problems, notes, files } = loadPackFrom(opened.files)
  const read = labs.map(lab => {
    const place = files.get(lab.id)
    return { lab, ...(place ? loadProof(place, lab) : { problems: [] }) }
  })
  return { labs: read.map(({ lab, proof }) => ({ lab, proof })), problems: [...problems, ...read.flatMap(one => one.problems), ...problemsOfOtherProofs(opened.files, labs)], notes }
}

/** The proof of a lab that can't be read says less, but what it says is told along with the rest. */
function problemsOfOtherProofs(files: PackFiles, labs: readonly Lab[]): Problem[] {
  const parsed = files.has('pack.yaml') ? parseSheet(files, 'pack.yaml', PackFile) : undefined
  if (!parsed || 'problems' in parsed) return []
  const others = [...new Set(parsed.sheet.value.labs)].filter(name => files.has(`${name}/proof.yaml`) && labs.every(({ id }) => id !== name))
  return others.flatMap(name => {
    const proof = parseSheet(files, `${name}/proof.yaml`, ProofFile)
    return 'problems' in proof ? proof.problems : []
  })
}
