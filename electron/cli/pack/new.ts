// `lab501 pack new DIR`: a pack of one small lab that passes `pack test` at once.
import { basename, relative, resolve } from 'node:path'
import { Id } from '../../model/lab.ts'
import { describeProblem } from '../../model/problem.ts'
import { PLAIN_LINE } from '../../core/packs/archive/signature.ts'
import { scaffoldPack } from '../../core/packs/scaffold.ts'
import { PROJECT } from '../opening/project.ts'
import { readArgs } from '../read-args.ts'
import { UsageError } from '../usage-error.ts'

const FORM = {
  words: 'DIR', options: {
    id: { takes: 'ID', says: 'small letters, digits and hyphens; without it the name of the folder' },
    title: { takes: 'TEXT', says: 'what learners see' },
    author: { takes: 'NAME', says: 'who writes it' },
  },
} as const

const LONGEST_ID = 60

/** @returns 0. @throws UsageError when the folder or a name will not do; nothing is written then */
export async function run(argv: readonly string[]): Promise<number> {
  const { values, words: [folder, extra] } = readArgs(FORM, argv)
  if (folder === undefined) throw new UsageError('name the folder that is to be made: pack new DIR')
  if (extra !== undefined) throw new UsageError(`"${extra}" is one name too many; put a title of several words in quotes`)
  const id = readId(values.id, folder)
  const title = readLine('--title', values.title ?? titleOf(id))
  const author = readLine('--author', values.author ?? 'Your name')
  const made = scaffoldPack(folder, { from: resolve(PROJECT, 'labs/authoring/new-pack'), schemas: resolve(PROJECT, 'labs/authoring/schemas'), id, title, author })
  if ('problem' in made) throw new UsageError(describeProblem(made.problem))
  const shown = relative('', folder) || '.'
  console.log(`The pack "${title}" is in ${shown}, with the lab ${made.lab}. It works as it stands:`)
  console.log([`  lab501 pack validate ${shown}`, `  lab501 pack test ${shown}`].join('\n'))
  console.log(`Then open ${shown} in an editor; begin with ${made.lab}/lab.yaml.`)
  return 0
}

function readId(named: string | undefined, folder: string): string {
  const id = named ?? basename(resolve(folder))
  if (Id.safeParse(id).success && id.length <= LONGEST_ID) return id
  const rule = `an id is up to ${LONGEST_ID} small letters, digits and hyphens, and begins with no hyphen`
  const proposal = id.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, LONGEST_ID)
  throw new UsageError(`${named === undefined ? `the folder's name, "${id}", can't be the id of a pack` : `--id ${id}: that is no id`}; ${rule}${proposal === '' ? '' : `, such as --id ${proposal}`}`)
}

function titleOf(id: string): string {
  const words = id.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function readLine(option: string, text: string): string {
  if (PLAIN_LINE.test(text)) return text
  throw new UsageError(`${option}: write one line of up to 200 characters that can all be seen, with no blank at either end`)
}
