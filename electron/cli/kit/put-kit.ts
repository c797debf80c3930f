// A kit into its folder. What somebody else put there, or changed, stays as it is; what an earlier run wrote is brought up to date.
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { jsonOf, sha256 } from '../../core/packs/archive/manifest.ts'
import { writeWhole } from '../../core/packs/archive/write-whole.ts'
import { describeProblem } from '../../model/problem.ts'
import { UsageError } from '../usage-error.ts'
import type { KitFiles } from './kit-files.ts'

/** Which file was written with which content, so that the next run knows its own. */
const RECORD = 'kit.json'
const Hash = z.string().regex(/^[0-9a-f]{64}$/)
/** Two hashes of one file: a run was ended between the old one and the new one. */
const Record = z.strictObject({ kit: z.literal(1), files: z.record(z.string().regex(/^(stick|instructor)\/(?!.*(^|\/)\.\.?(\/|$))[^\0\\]+$/), z.array(Hash).max(3)) })
type Record = z.infer<typeof Record>

export interface Put { readonly written: number; readonly kept: number; readonly removed: number; /** Of an earlier run and changed since: they are left. */ readonly left: readonly string[] }

/** @param force puts the kit's files in the place of what is there @returns what was done. @throws UsageError before anything is written, or when the disk refuses */
export function putKit(folder: string, files: KitFiles, force = false): Put {
  const record = readRecord(folder)
  const own = (path: string) => record.files[path] ?? []
  const wanted = new Map([...files].map(([path, bytes]) => [path, sha256(bytes())]))
  const there = new Map([...new Set([...wanted.keys(), ...Object.keys(record.files)])].map(path => [path, hashAt(join(folder, path))]))
  const foreign = [...wanted].filter(([path, hash]) => there.get(path) !== undefined && there.get(path) !== hash && !own(path).includes(there.get(path) ?? '')).map(([path]) => path)
  if (foreign.length > 0 && !force) throw new UsageError(`${join(folder, foreign[0] ?? '')}: this file was not written by "kit", or was changed since${foreign.length > 1 ? `, and so were ${foreign.length - 1} more` : ''}; name another folder, move it away, or put the new one in its place with --force. Nothing was written`)
  writeRecord(folder, Object.fromEntries([...there].map(([path]) => [path, [...new Set([...own(path), ...(wanted.has(path) ? [wanted.get(path) ?? ''] : [])])].slice(-3)])), true)
  let written = 0
  for (const [path, bytes] of files) {
    if (there.get(path) === wanted.get(path)) continue
    write(join(folder, path), bytes())
    written += 1
  }
  const gone = Object.keys(record.files).filter(path => !wanted.has(path) && there.get(path) !== undefined)
  const left = gone.filter(path => !own(path).includes(there.get(path) ?? ''))
  const removed = gone.filter(path => !left.includes(path))
  for (const path of removed) rmSync(join(folder, path))
  writeRecord(folder, Object.fromEntries([...wanted].map(([path, hash]) => [path, [hash]])))
  return { written, kept: wanted.size - written, removed: removed.length, left }
}

function readRecord(folder: string): Record {
  const path = join(folder, RECORD)
  if (!existsSync(path)) return { kit: 1, files: {} }
  const read = Record.safeParse(jsonOf(readFileSync(path)))
  if (read.success) return read.data
  throw new UsageError(`${path}: this is not what "kit" writes there; name another folder, or move it away`)
}

function writeRecord(folder: string, files: Record['files'], isFirst = false): void {
  write(join(folder, RECORD), Buffer.from(`${JSON.stringify({ kit: 1, files }, null, 1)}\n`), isFirst)
}

function write(path: string, bytes: Uint8Array, isFirst = false): void {
  const problem = writeWhole(path, bytes)
  if (problem && isFirst) throw new UsageError(describeProblem(problem))
  if (problem) throw new UsageError(`${problem.file}: ${problem.what}. The kit is not whole: put none of it on a stick. See to that, then run this again; it goes on from here`)
}

/** @returns undefined when nothing is there; a word that is no hash for what is no file */
function hashAt(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) return undefined
  return found.isFile() ? sha256(readFileSync(path)) : 'no file'
}
