// A new pack: a copy of a small one that works, under its author's names, with the schemas that an editor checks it by.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { stringify } from 'yaml'
import type { Problem } from '../../model/problem.ts'
import { problemOfDisk } from './archive/write-whole.ts'
import { shownPath } from './read-inside.ts'

export interface ScaffoldInput {
  /** The pack that is copied. Its only lab lies in the folder `first`. */
  readonly from: string
  /** The JSON Schema files. */
  readonly schemas: string
  readonly id: string
  readonly title: string
  readonly author: string
}

/** Where the copies of the schemas lie: beside the pack, so that an editor finds them without a network; hidden, so that they are not handed out. */
const SCHEMAS = '.schemas'
const FIRST = 'first'

/**
 * Writes a pack of one lab into `folder`, which is made, or empty but for hidden files. The lab's id begins with the pack's, since no two packs may
 * have labs of one id.
 * @returns the files, from the folder; or why nothing was written.
 */
export function scaffoldPack(folder: string, { from, schemas, id, title, author }: ScaffoldInput): { files: string[]; lab: string } | { problem: Problem } {
  const lab = `${id}-${FIRST}`
  const problem = faultOfPlace(folder)
  if (problem) return { problem }
  const written = new Map([
    ...textsIn(from).map((name): [string, string] => [placeOf(name, lab), named(name, readFileSync(join(from, name), 'utf8'), { id, title, author, lab })]),
    ...readdirSync(schemas).map((name): [string, string] => [`${SCHEMAS}/${name}`, readFileSync(join(schemas, name), 'utf8')]),
  ])
  try {
    for (const [name, text] of written) {
      mkdirSync(dirname(join(folder, name)), { recursive: true })
      writeFileSync(join(folder, name), text, { flag: 'wx' })
    }
  } catch (error) {
    return { problem: problemOfDisk(resolve(folder), error) }
  }
  return { files: [...written.keys()], lab }
}

function faultOfPlace(folder: string): Problem | undefined {
  const file = shownPath(resolve(folder))
  if (!existsSync(folder)) return undefined
  if (!statSync(folder).isDirectory()) return { file, what: 'this is a file', mend: 'Name a folder that is not there yet.' }
  const last = readdirSync(folder).filter(name => !name.startsWith('.') || name === SCHEMAS).sort().at(-1)
  return last === undefined ? undefined : { file, what: `the folder is not empty: it holds "${last}"`, mend: 'Name a folder that is not there yet.' }
}

function textsIn(folder: string, below = ''): string[] {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap(entry => {
    const name = `${below}${entry.name}`
    return entry.isDirectory() ? textsIn(folder, `${name}/`) : [name]
  })
}

function placeOf(name: string, lab: string): string {
  return name.startsWith(`${FIRST}/`) ? `${lab}/${name.slice(FIRST.length + 1)}` : name
}

function named(name: string, text: string, { id, title, author, lab }: { id: string; title: string; author: string; lab: string }): string {
  switch (name) {
    case 'pack.yaml': return [['id', id], ['title', title], ['authors', [author]]].reduce((whole, [key, value]) => withValue(whole, String(key), value), text).replace(/^( +- )first$/m, (_line, mark: string) => `${mark}${lab}`)
    case `${FIRST}/lab.yaml`: return withValue(text, 'id', lab)
    default: return text
  }
}

/** The value of a key at the left edge becomes another; a comment behind it stays where it begins, if there is room. */
function withValue(text: string, key: string, value: unknown): string {
  const written = `${key}: ${stringify(value, { collectionStyle: 'flow', flowCollectionPadding: false, lineWidth: 0 }).trim()}`
  return text.replace(new RegExp(`^(${key}: .*?)( +# .*)?$`, 'm'), (line: string, before: string, comment?: string) => {
    if (comment === undefined) return written
    const at = before.length + comment.indexOf('#')
    return `${written.padEnd(at - 1)} ${line.slice(at)}`
  })
}
