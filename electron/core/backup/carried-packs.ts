// Packs that the user added, on their way from one machine to another: a file as that file, a folder as the archive that it builds. Both come in by the same checks as a file that is added by hand.
import { existsSync, mkdirSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { PACK_IS_FOLDER } from '../../model/backup-view.ts'
import type { Phrase } from '../../model/phrase.ts'
import { describeProblem, type Problem } from '../../model/problem.ts'
import { refusalIn } from '../../model/refusals-en.ts'
import type { Library } from '../library/library.ts'
import { Shelf } from '../library/shelf.ts'
import { buildArchive } from '../packs/archive/build-archive.ts'
import { faultOfName } from '../packs/archive/entry-name.ts'
import { LIMITS } from '../packs/archive/limits.ts'
import { sha256 } from '../packs/archive/manifest.ts'
import { openArchive, openBytes } from '../packs/archive/open-archive.ts'
import { flushFolder, inStaging, problemOfDisk } from '../packs/archive/write-whole.ts'
import { openPack, packsIn } from '../packs/load-pack.ts'
import type { Carried } from '../store/backup.ts'
import type { Steps } from '../turns/in-turns.ts'

export const PACK = 'pack'
export const PACK_FOLDER = 'pack-folder'

/** `left`: why it could not be carried. */
export interface Packed { readonly carried: readonly Carried[]; readonly left: readonly string[] }
/** What became of a pack of a backup. `why`: of one that was not added; `caution`: worth a word, though it was. */
export interface RestoredPack { readonly name: string; readonly pack?: string; readonly outcome: 'added' | 'same' | 'left' | 'refused'; readonly why?: string; readonly caution?: Phrase }

/** @returns every pack that lies in the folder of added packs, as it is carried. */
export function* packingUp(folder: string): Steps<Packed> {
  const carried: Carried[] = []
  const left: string[] = []
  for (const path of packsIn(folder)) {
    const opened = openPack(folder, path)
    const packed = 'problem' in opened ? { problems: [opened.problem] } : asArchive(path)
    if ('problems' in packed) left.push(describeProblem(packed.problems[0] ?? { file: path, what: 'it is no pack', mend: 'Mend it.' }))
    else carried.push({ kind: statSync(path).isDirectory() ? PACK_FOLDER : PACK, name: basename(path), bytes: packed.bytes })
    yield
  }
  return { carried, left }
}

/** @returns what a carried pack is, for people: its id, its version, and whether it is a folder; or why it is none */
export function labelOf({ kind, name, bytes }: Carried): { readonly pack: string } | { readonly fault: string } {
  const opened = openBytes(bytes, name)
  if ('fault' in opened) return { fault: `${name}: ${opened.fault.what}` }
  const { id, version } = opened.archive.manifest
  return { pack: `${id} ${version}${kind === PACK_FOLDER ? PACK_IS_FOLDER : ''}` }
}

/**
 * Adds one pack of a backup, unless one of its id is here: that stays, whatever its version.
 * @param folder of the packs that were added @param lookIn says what would become of it, adds nothing, and looks at it in this folder @returns what became of it
 */
export function unpackPack(carried: Carried, folder: string, library: Library, lookIn?: string): RestoredPack {
  const { kind, name, bytes } = carried
  const label = labelOf(carried)
  if ('fault' in label) return { name, outcome: 'refused', why: label.fault }
  const { pack } = label
  const refused = (why: string): RestoredPack => ({ name, pack, outcome: 'refused', why })
  const fault = faultOfName(name) ?? (name.includes('/') ? { what: 'the name leads into a folder' } : undefined)
  if (fault) return refused(`${JSON.stringify(name.slice(0, 80))}: ${fault.what}`)
  try {
    if (lookIn === undefined) mkdirSync(folder, { recursive: true, mode: 0o700 })
    return inStaging(lookIn ?? folder, staging => {
      const part = join(staging, 'carried.labpack')
      writeFileSync(part, bytes, { mode: 0o600 })
      return unpacked(part)
    })
  } catch (error) {
    return refused(describeProblem(problemOfDisk(folder, error)))
  }

  function unpacked(part: string): RestoredPack {
    using shelf = new Shelf(folder, library)
    const { offer } = shelf.offerFile(part)
    const { view, problems: [problem] } = shelf.inspect(offer)
    if (!view || problem) return refused(problem ? describeProblem({ ...problem, file: problem.file.replace(/^.*carried[.]labpack/, name) }) : 'it is no pack')
    const here = packsIn(folder).map(path => ({ path, packed: asArchive(path) })).find(({ packed }) => 'id' in packed && packed.id === view.id)
    if (here && 'id' in here.packed) {
      if (sha256(here.packed.bytes) === view.digest) return { name, pack, outcome: 'same' }
      return { name, pack, outcome: 'left', why: refusalIn('pack-here', { pack: `${here.packed.id} ${here.packed.version}` }) }
    }
    const isFolder = kind === PACK_FOLDER
    const place = join(folder, isFolder ? name : `${view.id}.labpack`)
    if (existsSync(place)) return { name, pack, outcome: 'left', why: refusalIn('pack-place', { file: basename(place) }) }
    const [caution] = view.cautions
    const done = { name, pack, outcome: 'added' as const, ...(caution && { caution }) }
    if (lookIn !== undefined) return done
    if (!isFolder) {
      const { added, problems: [late] } = shelf.add(offer, view.digest, view.cautions.map(({ id }) => id))
      return added ? done : refused(late ? describeProblem(late) : 'it was not added')
    }
    const unread = spread(part, place)
    if (unread) return refused(describeProblem({ ...unread, file: name }))
    library.refresh()
    return done
  }
}

/** The files of an archive as a folder, which is there whole or not at all. @returns why it is not */
function spread(archive: string, place: string): Problem | undefined {
  const opened = openArchive(archive)
  if ('problem' in opened) return opened.problem
  const whole = join(dirname(archive), 'whole')
  for (const { path } of opened.archive.manifest.files) {
    const read = opened.archive.files.bytes(path, LIMITS.unpacked)
    if ('problem' in read) return read.problem
    mkdirSync(dirname(join(whole, path)), { recursive: true, mode: 0o700 })
    writeFileSync(join(whole, path), read.bytes, { flush: true })
  }
  renameSync(whole, place)
  flushFolder(dirname(place))
  return undefined
}

function asArchive(path: string): ReturnType<typeof buildArchive> {
  if (statSync(path).isDirectory()) return buildArchive(path)
  const opened = openArchive(path)
  if ('problem' in opened) return { problems: [opened.problem] }
  const { manifest: { id, version, files }, bytes } = opened.archive
  return { id, version, bytes, files: files.length }
}
