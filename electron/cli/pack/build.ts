// `lab501 pack build DIR`: one file to hand out, the same bytes for the same folder.
import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { PackFile } from '../../model/lab.ts'
import { describeProblem, type Problem } from '../../model/problem.ts'
import { buildArchive, type BuildInput } from '../../core/packs/archive/build-archive.ts'
import { sha256 } from '../../core/packs/archive/manifest.ts'
import { readKey } from '../../core/packs/archive/signature.ts'
import { writeWhole } from '../../core/packs/archive/write-whole.ts'
import { FolderFiles } from '../../core/packs/pack-files.ts'
import { parseSheet } from '../../core/packs/parse-sheet.ts'
import { readArgs } from '../read-args.ts'
import { UsageError } from '../usage-error.ts'
import { packPath, readPack } from './read-pack.ts'

const FORM = {
  words: 'DIR', options: {
    output: { takes: 'FILE', short: 'o', says: 'its name; without it ID-VERSION.labpack' },
    key: { takes: 'FILE', says: 'signs with the key that "pack key" made' },
    as: { takes: 'NAME', says: 'whose signature it is; without it the first author' },
    force: { says: 'puts it in the place of a file that is there' },
  },
} as const

/** @returns 0 when the file is written, 1 when something is wrong with the pack. @throws UsageError */
export async function run(argv: readonly string[]): Promise<number> {
  const { values, words } = readArgs(FORM, argv)
  if (words.length > 1) throw new UsageError(`"${words[1]}" is one name too many; build one pack at a time, and name the file with -o`)
  if (values.as !== undefined && values.key === undefined) throw new UsageError('--as says whose signature it is; name the key too: --key FILE')
  const folder = packPath(words[0])
  if (!statSync(folder).isDirectory()) throw new UsageError(`${words[0]}: this is a file; name the folder of a pack`)
  const built = buildArchive(folder, { signer: signerOf(folder, values) })
  // Proofs go along, and the archive alone does not ask whether they can be read.
  const { problems } = readPack(words[0])
  if ('problems' in built || problems.length > 0) return tell([...problems, ...'problems' in built ? built.problems : []])
  const name = values.output ?? `${built.id}-${built.version}.labpack`
  if (!/\.labpack$/i.test(name)) throw new UsageError(`-o ${name}: the name of a pack ends in .labpack`)
  if (existsSync(name) && !values.force) throw new UsageError(`${name}: there is a file already; write another name with -o, or put this one in its place with --force`)
  const problem = writeWhole(resolve(name), built.bytes)
  if (problem) throw new UsageError(describeProblem(problem))
  console.log(`${name}: ${built.id} ${built.version}, ${built.files} files, ${built.bytes.length} octets, ${values.key === undefined ? 'not signed' : 'signed'}`)
  console.log(`SHA-256 ${sha256(built.bytes)}`)
  return 0
}

function tell(all: readonly Problem[]): number {
  const problems = new Set(all.map(describeProblem))
  for (const problem of problems) console.log(problem)
  console.log(`${problems.size} ${problems.size === 1 ? 'problem' : 'problems'}; nothing was written.`)
  return 1
}

/** Whoever gives no name signs as the first author. */
function signerOf(folder: string, { key, as }: { key?: string | undefined; as?: string | undefined }): BuildInput['signer'] {
  if (key === undefined) return undefined
  const read = readKey(resolve(key))
  if ('problem' in read) throw new UsageError(describeProblem(read.problem))
  const parsed = parseSheet(new FolderFiles(folder), 'pack.yaml', PackFile)
  return { privateKey: read.privateKey, name: as ?? ('sheet' in parsed ? parsed.sheet.value.authors[0] : undefined) ?? 'nobody' }
}
