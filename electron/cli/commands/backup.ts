// `lab501 backup FILE`: everything on this machine in one file, and what is in it.
import { resolve } from 'node:path'
import { backingUpAll } from '../../core/backup/whole-backup.ts'
import { lockFolder } from '../../core/store/folder-lock.ts'
import { openStore } from '../../core/store/store.ts'
import { atOnce } from '../../core/turns/in-turns.ts'
import { folderFor } from '../folder-for.ts'
import { statementOf } from '../print-backup.ts'
import { DATA, JSON_OUT, readArgs, WITHOUT_KEY } from '../read-args.ts'
import { UsageError } from '../usage-error.ts'

const FORM = { words: 'FILE', options: { 'without-key': WITHOUT_KEY, data: DATA, json: JSON_OUT } } as const

/** @returns 0 when it is written. @throws UsageError, StoreUnavailable while the app runs */
export async function run(argv: readonly string[]): Promise<number> {
  const { values, words: [file, ...more] } = readArgs(FORM, argv)
  if (file === undefined) throw new UsageError('name the file to write, such as everything.lab501-backup')
  if (more.length > 0) throw new UsageError(`"${more[0]}" is one file too many; a backup is one file`)
  const folder = folderFor(values.data)
  using _lock = lockFolder(folder)
  using store = openStore(folder)
  const { left, ...held } = atOnce(backingUpAll(store, folder, resolve(file), { withKey: !values['without-key'] }))
  console.log(values.json ? JSON.stringify({ file, ...held, left }) : [statementOf(file, held), ...left.map(one => `  left out: ${one}`)].join('\n'))
  return 0
}
