// Names of files in an archive: only what means the same file on every system, and no other file anywhere.
import { LIMITS } from './limits.ts'

export interface NameFault { readonly what: string; readonly mend: string }

/** Windows opens the device, whatever ending follows. */
const DEVICE = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9]|lpt[0-9])(\.|$)/i

/** @returns `name` so that a terminal and a page can show it: no control or direction characters, not endless. */
export function shownName(name: string): string {
  const plain = name.slice(0, 80).replace(/[^ -~]/g, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
  return name.length > 80 ? `${plain}…` : plain
}

/**
 * A name is one to four words of letters a–z, digits and `.`, `_`, `-`, parted by slashes. The particular things are
 * told apart so that their author, or who got the archive, learns what it is.
 * @returns what is wrong with `name`; undefined when nothing is.
 */
export function faultOfName(name: string): NameFault | undefined {
  const fault = (what: string, mend = 'Don\'t open this archive: it was not made by "pack build".'): NameFault => ({ what, mend })
  if (name === '') return fault('an entry has no name')
  if (name.includes('\0')) return fault('the name holds a NUL')
  if (name.includes('\\')) return fault('the name holds a backslash, which parts folders on Windows')
  if (/^[A-Za-z]:/.test(name)) return fault('the name begins with a drive letter')
  if (name.startsWith('/')) return fault('the name begins at the root of the disk')
  const words = name.split('/')
  if (words.includes('..')) return fault('the name leads out of the folder')
  if (words.at(-1) === '') return fault('the entry is a folder; an archive of ours has files only')
  if (words.some(word => word === '' || word === '.')) return fault('the name has an empty part')
  if (name.length > LIMITS.path) return fault(`the name has more than ${LIMITS.path} characters`, 'Choose shorter names.')
  if (words.length > LIMITS.depth) return fault(`the file lies deeper than ${LIMITS.depth - 1} folders`, 'Put it further up.')
  for (const word of words) {
    if (DEVICE.test(word)) return fault(`"${shownName(word)}" is a device on Windows`, 'Choose another name.')
    if (/[. ]$/.test(word)) return fault('a part of the name ends in a dot or a blank, which Windows drops', 'Choose another name.')
    if (word.startsWith('.')) return fault('a part of the name begins with a dot', 'Take the hidden file out.')
    if (!/^[A-Za-z0-9_][\w.-]*$/.test(word)) return fault('a name has characters besides a–z, A–Z, 0–9, ".", "_" and "-"', 'Choose another name: these mean the same on every system.')
  }
  return undefined
}

/** @returns the first name that stands for the same file as one before it where case is not told apart, or that is a folder and a file at once. */
export function clashIn(names: readonly string[]): { name: string; what: string } | undefined {
  const files = new Map<string, string>()
  for (const name of names) {
    const first = files.get(name.toLowerCase())
    if (first !== undefined) return { name, what: first === name ? 'the name stands in the archive twice' : `it differs from "${shownName(first)}" by upper and lower case only` }
    files.set(name.toLowerCase(), name)
  }
  for (const name of names) {
    const words = name.toLowerCase().split('/')
    const folder = words.map((_, nth) => words.slice(0, nth).join('/')).find(path => files.has(path))
    if (folder !== undefined) return { name, what: `"${shownName(folder)}" would be a file and a folder at once` }
  }
  return undefined
}
