// Adding an archive to the folder that the app looks into. It stays one file there: see docs/decisions.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { PhraseId } from '../../../model/phrases-en.ts'
import type { Phrase } from '../../../model/phrase.ts'
import type { Problem } from '../../../model/problem.ts'
import { problemIn } from '../../../model/problems-en.ts'
import { shownPath } from '../read-inside.ts'
import { inspectArchive } from './inspect-archive.ts'
import { rememberKey } from './known-keys.ts'
import { writeWhole } from './write-whole.ts'

export interface InstallInput {
  /** The `digest` of what was shown; a file that changed since then is not added. */
  readonly digest?: string | undefined
  /** The cautions that somebody read and accepted. */
  readonly despite?: readonly PhraseId[]
  readonly now?: Date
}

export type Installed =
  | { readonly file: string; readonly id: string; readonly version: string; /** The version that was there. */ readonly replaced?: string }
  | { readonly cautions: readonly Phrase[] }
  | { readonly problems: readonly Problem[] }

/**
 * Adds the archive `path` to `folder`, or puts it in the place of the version that is there, which stays until the new one is whole.
 * The attempts of its labs are not touched; each knows the version of the pack that it was made with.
 * @returns where it is, or the cautions that nobody accepted, or everything that is wrong; in both cases nothing was changed.
 */
export function installArchive(path: string, folder: string, { digest, despite = [], now = new Date() }: InstallInput = {}): Installed {
  const inspected = inspectArchive(path, folder)
  if ('problems' in inspected) return inspected
  const { view, archive, installed } = inspected
  if (digest !== undefined && view.digest !== digest) return { problems: [{ file: shownPath(path), what: problemIn('what.not-shown'), mend: problemIn('mend.look-again') }] }
  const cautions = view.cautions.filter(({ id }) => !despite.includes(id))
  if (cautions.length > 0) return { cautions }
  const file = installed?.file ?? join(folder, `${view.id}.labpack`)
  if (!installed && existsSync(file)) return { problems: [{ file: shownPath(file), what: problemIn('what.other-file'), mend: problemIn('mend.remove-or-rename') }] }
  // The octets that were checked, not the file, which could be another one by now.
  const problem = writeWhole(file, archive.bytes) ?? (archive.signer && rememberKey(folder, archive.signer, now))
  if (problem) return { problems: [problem] }
  return { file, id: view.id, version: view.version, ...(installed && { replaced: installed.version }) }
}
