// What a case of the corpus is, and the pack that all of them spoil.
import { writeManifest } from '../../../../electron/core/packs/archive/manifest.ts'
import { BRIEF, LAB, PACK, PROOF } from '../pack-fixture.ts'
import { type RawEnd, type RawEntry, rawZip } from './raw-zip.ts'

export type Files = Readonly<Record<string, string | Uint8Array>>

/** Either octets that claim to be an archive, or the files of a pack, which are tried as an archive and as a folder. */
export type HostileCase = { readonly name: string; /** A part of the message. */ readonly says: string; /** What is said where another bound is met first. */ readonly orSays?: string } & (
  | { readonly archive: () => Uint8Array }
  | { readonly files: () => Files; /** A folder of an author's own may hold it. */ readonly archiveOnly?: boolean }
)

export const TEA: Files = { 'pack.yaml': PACK, 'brew/lab.yaml': LAB, 'brew/brief.md': BRIEF, 'brew/proof.yaml': PROOF }

/** @returns the entries of an archive that is in order: the files, and a manifest that lists them. */
export function entriesOf(files: Files, pack = { id: 'tea', version: '1.0.0' }): RawEntry[] {
  const contents = new Map(Object.entries(files).map(([name, content]) => [name, Buffer.from(content)]))
  const manifest = writeManifest({ ...pack, madeBy: 'Lab 501 0.1.0' }, contents)
  return [...contents, ['manifest.json', manifest] as const].map(([name, content]) => ({ name, content }))
}

/** @returns an archive of the pack that is in order but for `spoiled` entries behind it, or for its end. */
export function teaWith(spoiled: readonly RawEntry[] = [], end: RawEnd = {}): Uint8Array {
  return rawZip([...entriesOf(TEA), ...spoiled], end)
}

/** @returns the same archive with the entry `name` changed. */
export function teaBut(name: string, changes: Partial<RawEntry>): Uint8Array {
  return rawZip(entriesOf(TEA).map(entry => (entry.name === name ? { ...entry, ...changes } : entry)))
}

/** @returns the files of the pack with a text of one of them replaced; the text must be there. */
export function teaSaying(file: string, from: string, to: string): Files {
  const text = String(TEA[file])
  if (!text.includes(from)) throw new Error(`${file} does not say ${from}`)
  return { ...TEA, [file]: text.replace(from, () => to) }
}
