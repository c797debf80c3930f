// A picture of a pack as the page gets it: of a kind and a size that are safe to show, whatever its name says.
import { kindOf } from './archive/limits.ts'
import { faultOfPicture } from './archive/picture.ts'
import type { PackFiles } from './pack-files.ts'

export interface Picture { readonly type: `image/${'png' | 'jpeg' | 'webp'}`; readonly bytes: Uint8Array }

/** @param name its path below `files` @returns its bytes with their media type, or what is wrong with it. */
export function readPicture(files: PackFiles, name: string): Picture | { fault: { what: string; mend: string } } {
  const kind = kindOf(name)
  if (!('kind' in kind)) return { fault: kind }
  if (kind.kind === 'text' || kind.kind === 'data') return { fault: { what: 'it is no picture', mend: 'Name a picture (.png, .jpg, .webp).' } }
  const read = files.bytes(name, kind.most)
  if ('problem' in read) return { fault: read.problem }
  const fault = faultOfPicture(kind.kind, read.bytes)
  return fault ? { fault } : { type: `image/${kind.kind}`, bytes: read.bytes }
}
