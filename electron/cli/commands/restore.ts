// `lab501 restore FILE`: a backup, from here or another machine, beside what is here.
import { join } from 'node:path'
import type { RestoredPack } from '../../core/backup/carried-packs.ts'
import { readingBackup, restoringAll, type RestoredAll } from '../../core/backup/whole-backup.ts'
import { Library } from '../../core/library/library.ts'
import { lockFolder } from '../../core/store/folder-lock.ts'
import { openStore } from '../../core/store/store.ts'
import { atOnce } from '../../core/turns/in-turns.ts'
import { sayInEnglish } from '../../model/phrase.ts'
import { folderFor } from '../folder-for.ts'
import { PACK_FOLDERS } from '../opening/project.ts'
import { NO_DIGEST, statementOf } from '../print-backup.ts'
import { DATA, JSON_OUT, readArgs, WITHOUT_KEY } from '../read-args.ts'
import { UsageError } from '../usage-error.ts'

const FORM = {
  words: 'FILE', options: {
    show: { says: 'says what the file holds, and changes nothing' },
    'without-key': WITHOUT_KEY, data: DATA, json: JSON_OUT,
  },
} as const

/** @returns 0 when all of it is here, 1 when a pack or the key was refused. @throws UsageError, StoreUnavailable for what is no backup, and while the app runs; nothing is changed then */
export async function run(argv: readonly string[]): Promise<number> {
  const { values, words: [file, ...more] } = readArgs(FORM, argv)
  if (file === undefined) throw new UsageError('name the file that "lab501 backup" wrote')
  if (more.length > 0) throw new UsageError(`"${more[0]}" is one file too many; restore one after the other`)
  const folder = folderFor(values.data)
  using _lock = lockFolder(folder)
  using store = openStore(folder)
  if (values.show) {
    const held = atOnce(readingBackup(store, file))
    console.log(values.json ? JSON.stringify({ file, ...held }) : statementOf(file, held))
    return 0
  }
  using library = new Library({ folders: [...PACK_FOLDERS.map(path => ({ path, source: 'built-in' as const })), { path: join(folder, 'packs'), source: 'installed' }], onChanged: () => undefined })
  const restored = atOnce(restoringAll({ store, dataFolder: folder, library, path: file, withKey: !values['without-key'] }))
  console.log(values.json ? JSON.stringify({ file, ...restored, packs: restored.packs.map(({ caution, ...pack }) => ({ ...pack, ...(caution && { caution: sayInEnglish(caution) }) })) }) : saidOf(file, restored))
  return restored.packs.some(({ outcome }) => outcome === 'refused') || restored.key?.outcome === 'refused' ? 1 : 0
}

function saidOf(file: string, { added, extended, beside, same, packs, key, strange, isUnsealed }: RestoredAll): string {
  return [
    `${file}: ${added} attempts added, ${extended} went on where they stood, ${beside} stand beside one that went on otherwise here, ${same} were here already`,
    ...(isUnsealed ? [NO_DIGEST] : []),
    ...packs.map(packSaid), ...(key ? [keySaid(key)] : []), ...strange.map(one => `  passed over: ${one}`),
  ].join('\n')
}

function packSaid({ name, pack = name, outcome, why, caution }: RestoredPack): string {
  switch (outcome) {
    case 'added': return `  the pack ${pack}: added${caution === undefined ? '' : `. ${sayInEnglish(caution)}`}`
    case 'same': return `  the pack ${pack}: was here already`
    case 'left': return `  the pack ${pack}: not added, ${why}`
    case 'refused': return `  the pack ${pack}: refused, ${why}`
  }
}

function keySaid(key: NonNullable<RestoredAll['key']>): string {
  switch (key.outcome) {
    case 'taken': return `  the key ${key.key}: results that are made here are signed with it from now on, as where it came from`
    case 'same': return `  the key ${key.key}: was here already`
    case 'own': return `  the key ${key.key}: not taken, since this machine has its own (${key.here}) and keeps it. To go on as where the backup came from, move installation.key out of the data folder, keep it, and restore once more`
    case 'refused': return `  the key: refused, ${key.why}`
  }
}
