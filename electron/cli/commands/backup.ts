// `lab501 backup FILE`: attempts, benches and saved requests of this machine in one file.
import { resolve } from 'node:path'
import { lockFolder } from '../../core/store/folder-lock.ts'
import { openStore } from '../../core/store/store.ts'
import { folderFor } from '../folder-for.ts'
import { DATA, JSON_OUT, readArgs } from '../read-args.ts'
import { UsageError } from '../usage-error.ts'

const FORM = { words: 'FILE', options: { data: DATA, json: JSON_OUT } } as const

/** @returns 0 when it is written. @throws UsageError, StoreUnavailable while the app runs */
export async function run(argv: readonly string[]): Promise<number> {
  const { values, words: [file, ...more] } = readArgs(FORM, argv)
  if (file === undefined) throw new UsageError('name the file to write, such as lab501-backup.sqlite')
  if (more.length > 0) throw new UsageError(`"${more[0]}" is one file too many; a backup is one file`)
  const folder = folderFor(values.data)
  using _lock = lockFolder(folder)
  using store = openStore(folder)
  store.backUp(resolve(file))
  const attempts = store.attempts().length
  console.log(values.json ? JSON.stringify({ file, attempts }) : `${file}: ${attempts} attempts. It holds your captures with their secrets; keep it as you keep those.`)
  return 0
}
