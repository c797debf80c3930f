// Names of files in an archive: only what means the same file on every system, and no other file anywhere.
import { problemIn } from '../../../model/problems-en.ts'
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
  const fault = (what: string, mend = problemIn('mend.foreign')): NameFault => ({ what, mend })
  if (name === '') return fault(problemIn('what.name-none'))
  if (name.includes('\0')) return fault(problemIn('what.name-nul'))
  if (name.includes('\\')) return fault(problemIn('what.name-backslash'))
  if (/^[A-Za-z]:/.test(name)) return fault(problemIn('what.name-drive'))
  if (name.startsWith('/')) return fault(problemIn('what.name-root'))
  const words = name.split('/')
  if (words.includes('..')) return fault(problemIn('what.name-out'))
  if (words.at(-1) === '') return fault(problemIn('what.name-folder'))
  if (words.some(word => word === '' || word === '.')) return fault(problemIn('what.name-empty'))
  if (name.length > LIMITS.path) return fault(problemIn('what.name-long', { limit: LIMITS.path }), problemIn('mend.shorter'))
  if (words.length > LIMITS.depth) return fault(problemIn('what.name-deep', { limit: LIMITS.depth - 1 }), problemIn('mend.further-up'))
  for (const word of words) {
    if (DEVICE.test(word)) return fault(problemIn('what.name-device', { word: shownName(word) }), problemIn('mend.other-name'))
    if (/[. ]$/.test(word)) return fault(problemIn('what.name-dot-end'), problemIn('mend.other-name'))
    if (word.startsWith('.')) return fault(problemIn('what.name-hidden'), problemIn('mend.take-hidden'))
    if (!/^[A-Za-z0-9_][\w.-]*$/.test(word)) return fault(problemIn('what.name-characters'), problemIn('mend.same-everywhere'))
  }
  return undefined
}

/** @returns the first name that stands for the same file as one before it where case is not told apart, or that is a folder and a file at once. */
export function clashIn(names: readonly string[]): { name: string; what: string } | undefined {
  const files = new Map<string, string>()
  for (const name of names) {
    const first = files.get(name.toLowerCase())
    if (first !== undefined) return { name, what: first === name ? problemIn('what.name-twice') : problemIn('what.name-case', { other: shownName(first) }) }
    files.set(name.toLowerCase(), name)
  }
  for (const name of names) {
    const words = name.toLowerCase().split('/')
    const folder = words.map((_, nth) => words.slice(0, nth).join('/')).find(path => files.has(path))
    if (folder !== undefined) return { name, what: problemIn('what.name-both', { folder: shownName(folder) }) }
  }
  return undefined
}
