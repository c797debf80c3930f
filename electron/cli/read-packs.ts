// Folders of packs besides our own: those that somebody typed, and the one with the packs that were added.
import { existsSync, readdirSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { addedPacks } from './folder-for.ts'
import { UsageError } from './usage-error.ts'

const holdsPack = (folder: string): boolean => existsSync(join(folder, 'pack.yaml')) || existsSync(join(folder, 'pack.yml'))

/** @returns the folders of `--packs`, absolute. @throws UsageError for one that holds no pack: nothing would say why it stays empty */
export function readPacks(options: readonly string[] = []): string[] {
  return options.map(option => {
    const folder = resolve(option)
    if (!existsSync(folder) || !statSync(folder).isDirectory()) throw new UsageError(`--packs ${option}: there is no such folder; name the one that holds your packs`)
    if (holdsPack(folder)) throw new UsageError(`--packs ${option}: this is a pack itself; name the folder that holds it: ${dirname(folder)}`)
    if (!readdirSync(folder).some(name => /\.labpack$/i.test(name) || holdsPack(join(folder, name)))) throw new UsageError(`--packs ${option}: it holds no .labpack file, and no folder in it has a pack.yaml; "lab501 pack new" makes one`)
    return folder
  })
}

/** @returns where the page would look too, in its order. @throws UsageError */
export function packFoldersFor({ packs, data }: { packs?: readonly string[] | undefined; data?: string | undefined }): string[] {
  return [...readPacks(packs), addedPacks(data)]
}
