// One pack as it lies on the disk now: what can be used of it, and what is wrong with the rest.
import { basename } from 'node:path'
import { type Lab, PackFile } from '../../model/lab.ts'
import type { PackSource } from '../../model/pack-view.ts'
import type { Problem } from '../../model/problem.ts'
import type { Signer } from '../packs/archive/signature.ts'
import { faultOfEngine } from '../packs/check-engine.ts'
import { loadPackFrom, openPack } from '../packs/load-pack.ts'
import type { PackFiles } from '../packs/pack-files.ts'
import { parseSheet } from '../packs/parse-sheet.ts'

export interface ReadPack {
  readonly source: PackSource
  readonly path: string
  /** As in `pack.yaml`; else the name of the file or folder. */
  readonly id: string
  readonly about?: PackFile
  readonly labs: readonly Lab[]
  /** What to read a lab's pictures from, by the lab's id. */
  readonly files: ReadonlyMap<string, PackFiles>
  readonly problems: readonly Problem[]
  readonly signer?: Signer
  readonly readWallMs: number
}

/** @returns the pack at `path`, whatever is wrong with it. @param root the folder that it must lie in */
export function readPack(root: string, path: string, source: PackSource): ReadPack {
  const read = { source, path, id: basename(path), labs: [], files: new Map(), readWallMs: Date.now() }
  const opened = openPack(root, path)
  if ('problem' in opened) return { ...read, problems: [opened.problem] }
  const { files, signer } = opened
  const parsed = parseSheet(files, 'pack.yaml', PackFile, faultOfEngine)
  const { labs, problems, files: filesOf } = loadPackFrom(files)
  return {
    ...read, labs, problems, files: filesOf, ...(signer && { signer }),
    ...('sheet' in parsed && { about: parsed.sheet.value, id: parsed.sheet.value.id }),
  }
}

/**
 * A save that breaks something takes nothing away: while there is a problem, what could be used before still can be.
 * @returns `fresh` with the labs of `before` that it has lost
 */
export function keepingGood(fresh: ReadPack, before: ReadPack | undefined): ReadPack {
  if (fresh.problems.length === 0 || !before || (fresh.about && fresh.id !== before.id)) return fresh
  const now = new Map(fresh.labs.map(lab => [lab.id, lab]))
  const kept = before.labs.map(lab => now.get(lab.id) ?? lab)
  const known = new Set(kept.map(({ id }) => id))
  const about = fresh.about ?? before.about
  return { ...fresh, files: new Map([...before.files, ...fresh.files]), id: before.id, ...(about && { about }), labs: [...kept, ...fresh.labs.filter(({ id }) => !known.has(id))] }
}
