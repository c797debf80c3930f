// Files of results, handed to the core one after another. The page keeps what the browser knows of each file, never its bytes.
import { toBase64 } from '../../electron/model/bytes.ts'
import type { ClassForm, ClassSide } from '../../electron/model/class-view.ts'
import { isResultName } from '../../electron/model/result-name.ts'
import type { Core } from '../bridge/keep-connected.ts'

/** What travels at once. */
const PART_OCTETS = 1_000_000
/** So long may the name of a file be. */
const LONGEST_NAME = 1_000

/** `name` is its path below the folder that was chosen. */
export interface ResultFile { readonly name: string; readonly file: File }

interface Part { readonly side: ClassSide; readonly name: string; readonly octets: number; readonly at: number; readonly bytes: string }

/** @returns the results among what is in a folder; of what was named one by one, all. */
export function resultsAmong(files: readonly File[]): ResultFile[] {
  return files.map(file => ({ name: file.webkitRelativePath || file.name, file })).filter(({ file }) => file.webkitRelativePath === '' || isResultName(file.name))
}

/** Two sticks may each have an `Ada.lab501-result`. @returns the file under a name that no other one of those has */
export function namedApart(known: ReadonlyMap<string, ResultFile>, { name, file }: ResultFile): ResultFile {
  const own = name.slice(-LONGEST_NAME)
  const isAnother = (at: string) => {
    const other = known.get(at)?.file
    return other !== undefined && (other.size !== file.size || other.lastModified !== file.lastModified)
  }
  let free = own
  for (let nth = 2; isAnother(free); nth += 1) free = `${own.slice(20 - LONGEST_NAME)} (${nth})`
  return { name: free, file }
}

/** Hands over one file in parts. @returns what the core says to the last of them, or to the one at which it refuses the file */
export async function handOver<Answer extends { readonly refusal?: string | undefined }>({ name, file }: ResultFile, side: ClassSide, send: (part: Part) => Promise<Answer>): Promise<Answer> {
  for (let at = 0; ; at += PART_OCTETS) {
    const bytes = new Uint8Array(await file.slice(at, at + PART_OCTETS).arrayBuffer())
    const answer = await send({ side, name, octets: file.size, at, bytes: toBase64(bytes) })
    if (at + PART_OCTETS >= file.size || answer.refusal !== undefined) return answer
  }
}

/** @returns everything in one form, in the pieces in which it came. */
export async function exported(core: Core, side: ClassSide, form: ClassForm): Promise<Blob> {
  const pieces: string[] = []
  for (let piece = 0; ; piece += 1) {
    const { text } = await core.call('class.export', { side, form, piece })
    if (text === undefined) return new Blob(pieces, { type: 'text/plain' })
    pieces.push(text)
  }
}
