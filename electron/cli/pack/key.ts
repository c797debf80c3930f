// `lab501 pack key FILE`: makes the key that an author signs packs with.
import { resolve } from 'node:path'
import { describeProblem } from '../../model/problem.ts'
import { createKey } from '../../core/packs/archive/signature.ts'
import { readArgs } from '../read-args.ts'
import { UsageError } from '../usage-error.ts'

/** @returns 0. @throws UsageError when the file is there already, or can't be written */
export async function run(argv: readonly string[]): Promise<number> {
  const { words: [file, extra] } = readArgs({ words: 'FILE', options: {} }, argv)
  if (file === undefined) throw new UsageError('name the file for the key: pack key FILE')
  if (extra !== undefined) throw new UsageError(`"${extra}" is one name too many; make one key at a time`)
  const made = createKey(resolve(file))
  if ('problem' in made) throw new UsageError(describeProblem(made.problem))
  console.log(`${file}: your key for signing. Keep it, keep it secret, and keep it out of the pack's folder.`)
  console.log(`Its id, for people to compare: ${made.key}`)
  return 0
}
