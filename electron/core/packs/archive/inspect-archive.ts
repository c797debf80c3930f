// What there is to know about an archive before it is added. Nothing is written.
import { compare } from 'semver'
import type { ArchiveView } from '../../../model/archive-view.ts'
import { PackFile } from '../../../model/lab.ts'
import { phrase, type Phrase } from '../../../model/phrase.ts'
import type { Problem } from '../../../model/problem.ts'
import { problemIn } from '../../../model/problems-en.ts'
import { faultOfEngine } from '../check-engine.ts'
import { loadPackFrom } from '../load-pack.ts'
import { parseSheet, type Sheet } from '../parse-sheet.ts'
import { shownPath } from '../read-inside.ts'
import { type InstalledPack, installedPacks } from './installed-packs.ts'
import { knownKeys, type KnownKeys } from './known-keys.ts'
import { kindOf } from './limits.ts'
import { MANIFEST, sha256 } from './manifest.ts'
import { type OpenArchive, openArchive } from './open-archive.ts'
import { PLAIN_LINE, type Signer } from './signature.ts'

export interface Inspected {
  readonly view: ArchiveView
  readonly archive: OpenArchive
  /** What adding it replaces. */
  readonly installed?: InstalledPack
}

/**
 * Looks through the archive `path` as if it were added to `folder`: its form, its hashes, its signature, every file of the pack.
 * @returns what to show, or everything that is wrong. A pack with a problem can't be added.
 */
export function inspectArchive(path: string, folder: string): Inspected | { problems: Problem[] } {
  const opened = openArchive(path)
  if ('problem' in opened) return { problems: [opened.problem] }
  const { archive } = opened
  const { files, manifest, signer } = archive
  const parsed = parseSheet(files, 'pack.yaml', PackFile, faultOfEngine)
  if ('problems' in parsed) return parsed
  const pack = parsed.sheet.value
  const { labs, problems: inLabs } = loadPackFrom(files)
  const problems = [...problemsOfPack(parsed.sheet, archive), ...inLabs]
  if (problems.length > 0) return { problems }
  const installed = installedPacks(folder).find(({ id }) => id === pack.id)
  const keys = knownKeys(folder)
  const digest = sha256(archive.bytes)
  const known = signer && Object.hasOwn(keys, signer.key) ? keys[signer.key] : undefined
  const { id, version, title, summary, authors, licence, language } = pack
  const view: ArchiveView = {
    file: shownPath(path), digest, id, version, title, summary, authors, licence, language, madeBy: manifest.madeBy,
    labs: labs.map(lab => ({ id: lab.id, title: lab.title, minutes: lab.minutes })),
    files: manifest.files.length,
    pictures: manifest.files.filter(file => isPicture(file.path)).length,
    octets: manifest.files.reduce((sum, file) => sum + file.octets, 0),
    ...(signer && { signer: { ...signer, ...(known && { knownSince: known.since }) } }),
    ...(installed && { installed: installed.version }),
    cautions: [...cautionsOfUpdate(pack, digest, signer, installed), ...cautionsOfName(signer, keys)],
  }
  return { view, archive, ...(installed && { installed }) }
}

/** What the outside says must be what the inside says, and be readable as what it is. */
function problemsOfPack({ value: pack, problem }: Sheet<PackFile>, { manifest, files }: OpenArchive): Problem[] {
  const problems: Problem[] = []
  if (manifest.id !== pack.id || manifest.version !== pack.version) {
    problems.push({ file: files.shown(MANIFEST), what: problemIn('what.other-pack', { one: `${manifest.id} ${manifest.version}`, other: `${pack.id} ${pack.version}` }), mend: problemIn('mend.build-again') })
  }
  if (!PLAIN_LINE.test(manifest.madeBy)) problems.push({ file: files.shown(MANIFEST), what: '"madeBy" is not one line of text', mend: 'Build the archive again.' })
  for (const key of ['title', 'licence', 'version', 'language'] as const) {
    if (!PLAIN_LINE.test(pack[key])) problems.push(problem([key], `"${key}" is not one line of up to 200 characters that can all be seen`, 'Write it so that people can read it.'))
  }
  for (const [language, { title }] of Object.entries(pack.texts ?? {})) {
    if (title !== undefined && !PLAIN_LINE.test(title)) problems.push(problem(['texts', language, 'title'], '"title" is not one line of up to 200 characters that can all be seen', 'Write it so that people can read it.'))
  }
  for (const [nth, author] of pack.authors.entries()) {
    if (!PLAIN_LINE.test(author)) problems.push(problem(['authors', nth], `author number ${nth + 1} is not one line of up to 200 characters that can all be seen`, 'Write the name so that people can read it.'))
  }
  return problems
}

function cautionsOfUpdate(pack: PackFile, digest: string, signer: Signer | undefined, installed: InstalledPack | undefined): Phrase[] {
  if (!installed || installed.digest === digest) return []
  const values = { version: pack.version, installed: installed.version }
  const order = compare(pack.version, installed.version)
  const was = installed.signer
  return [
    ...(order < 0 ? [phrase('pack.older', values)] : order === 0 ? [phrase('pack.same-version', values)] : []),
    ...(was && !signer ? [phrase('pack.signature-gone', { installed: installed.version, name: was.name, key: was.key })] : []),
    ...(was && signer && was.key !== signer.key ? [phrase('pack.key-changed', { installed: installed.version, name: was.name, key: was.key, now: signer.key })] : []),
  ]
}

/** A name is easily claimed: one that is known by another key is worth a word. */
function cautionsOfName(signer: Signer | undefined, keys: KnownKeys): Phrase[] {
  if (!signer || Object.hasOwn(keys, signer.key)) return []
  const other = Object.entries(keys).find(([, { name }]) => name.toLowerCase() === signer.name.toLowerCase())
  return other ? [phrase('pack.name-of-another', { name: signer.name, key: other[0], now: signer.key })] : []
}

function isPicture(path: string): boolean {
  const kind = kindOf(path)
  return 'kind' in kind && kind.kind !== 'text' && kind.kind !== 'data'
}
