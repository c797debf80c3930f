// All of the corpus, each case with a name of its own, and how each is put on the disk.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { CONTENTS } from './contents.ts'
import { entriesOf, type HostileCase } from './hostile-case.ts'
import { NAMES } from './names.ts'
import { rawZip } from './raw-zip.ts'
import { STRUCTURE } from './structure.ts'
import { TEXTS } from './texts.ts'

export const CORPUS: readonly HostileCase[] = [...NAMES, ...STRUCTURE, ...CONTENTS, ...TEXTS]

/** Writes the case below `folder`: `case.labpack`, stored as it is so that its ratio is not what is refused, and `packs/tea/` for one that a folder can hold too. */
export function writeCase(folder: string, one: HostileCase): void {
  mkdirSync(folder, { recursive: true })
  const archive = join(folder, 'case.labpack')
  if ('archive' in one) {
    writeFileSync(archive, one.archive())
    return
  }
  const files = one.files()
  writeFileSync(archive, rawZip(entriesOf(files).map(entry => ({ ...entry, method: 0 }))))
  if (one.archiveOnly === true) return
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, 'packs', 'tea', name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content)
  }
}
