// The archives in the folder that the app looks into.
import { readdirSync, statSync, unlinkSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Problem } from '../../../model/problem.ts'
import { shownPath } from '../read-inside.ts'
import { sha256 } from './manifest.ts'
import { openArchive } from './open-archive.ts'
import type { Signer } from './signature.ts'
import { problemOfDisk } from './write-whole.ts'

export interface InstalledPack {
  readonly file: string
  readonly id: string
  readonly version: string
  readonly digest: string
  readonly signer?: Signer
}

/** @returns the packs that are archives in `folder`, in the order of their names; one that can't be opened is told by the loader, not here. */
export function installedPacks(folder: string): InstalledPack[] {
  return archivesIn(folder).flatMap(file => {
    const opened = openArchive(file)
    if ('problem' in opened) return []
    const { manifest: { id, version }, signer, bytes } = opened.archive
    return [{ file, id, version, digest: sha256(bytes), ...(signer && { signer }) }]
  })
}

/**
 * Removes a pack for good; whoever calls has asked. Attempts are kept.
 * @param which the id of the pack, or the name of its file, which is all that a broken one has
 * @returns the file that is gone, or the problem.
 */
export function removePack(folder: string, which: string): { removed: string } | { problem: Problem } {
  const file = installedPacks(folder).find(({ id }) => id === which)?.file ?? archivesIn(folder).find(path => basename(path) === which)
  if (file === undefined) return { problem: { file: shownPath(folder), what: `there is no archive of the pack "${which}"`, mend: 'Name one that is there. A pack that is a folder is removed by hand.' } }
  try {
    unlinkSync(file)
    return { removed: file }
  } catch (error) {
    return { problem: problemOfDisk(file, error) }
  }
}

function archivesIn(folder: string): string[] {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return []
  return readdirSync(folder).filter(name => !name.startsWith('.') && /\.labpack$/i.test(name)).sort().map(name => join(folder, name))
}
