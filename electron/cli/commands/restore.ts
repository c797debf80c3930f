// `lab501 restore FILE`: a backup, from here or another machine, beside what is here.
import { lockFolder } from '../../core/store/folder-lock.ts'
import { openStore } from '../../core/store/store.ts'
import { folderFor } from '../folder-for.ts'
import { DATA, JSON_OUT, readArgs } from '../read-args.ts'
import { UsageError } from '../usage-error.ts'

const FORM = { words: 'FILE', options: { data: DATA, json: JSON_OUT } } as const

/** @returns 0 when all of it is here. @throws UsageError, StoreUnavailable for what is no backup, and while the app runs; nothing is changed then */
export async function run(argv: readonly string[]): Promise<number> {
  const { values, words: [file, ...more] } = readArgs(FORM, argv)
  if (file === undefined) throw new UsageError('name the file that "lab501 backup" wrote')
  if (more.length > 0) throw new UsageError(`"${more[0]}" is one file too many; restore one after the other`)
  const folder = folderFor(values.data)
  using _lock = lockFolder(folder)
  using store = openStore(folder)
  const { added, extended, beside, same } = store.restore(file)
  console.log(values.json ? JSON.stringify({ file, added, extended, beside, same }) : `${file}: ${added} attempts added, ${extended} went on where they stood, ${beside} stand beside one that went on otherwise here, ${same} were here already`)
  return 0
}
