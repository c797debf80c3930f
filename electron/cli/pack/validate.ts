// `lab501 pack validate DIR|FILE`: everything that is wrong with a pack, at once, and what it does not say in all of its languages.
import { describeProblem } from '../../model/problem.ts'
import { JSON_OUT, readArgs } from '../read-args.ts'
import { UsageError } from '../usage-error.ts'
import { readPack } from './read-pack.ts'

/** @returns 0 when nothing is wrong, 1 otherwise. @throws UsageError */
export async function run(argv: readonly string[]): Promise<number> {
  const { values, words } = readArgs({ words: 'DIR|FILE', options: { json: JSON_OUT } }, argv)
  if (words.length > 1) throw new UsageError(`"${words[1]}" is one name too many; validate one pack at a time`)
  const { labs, problems, notes } = readPack(words[0])
  if (values.json) console.log(JSON.stringify({ labs: labs.map(({ lab }) => lab.id), problems, notes }, null, 2))
  else {
    for (const problem of problems) console.log(describeProblem(problem))
    for (const note of notes) console.log(`note: ${describeProblem(note)}`)
    console.log(problems.length === 0 ? `Nothing is wrong: ${labs.length} ${labs.length === 1 ? 'lab' : 'labs'}.` : `${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}.`)
  }
  return problems.length === 0 ? 0 : 1
}
