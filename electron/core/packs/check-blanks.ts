// Blanks that nobody will fill: the learner would read {{ulr}}.
import { BLANKS, unknownBlanks } from '../../model/blanks.ts'
import type { Fault } from './explain-issue.ts'
import { nearestWord } from '../../model/nearest-word.ts'
import type { Path } from './yaml-document.ts'

/** @returns what is wrong with the blanks in the texts and keys of a value. */
export function faultsOfBlanks(value: unknown, path: Path = []): Fault[] {
  if (typeof value === 'string') return inText(value, path, 'value')
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap((item, nth) => faultsOfBlanks(item, [...path, nth]))
  return Object.entries(value).flatMap(([key, inner]) => [...inText(key, [...path, key], 'key'), ...faultsOfBlanks(inner, [...path, key])])
}

function inText(text: string, path: Path, of: Fault['of']): Fault[] {
  return text.includes('{{') ? unknownBlanks(text).map(({ name }) => ({ path, of, ...explainBlank(name) })) : []
}

/** @returns words for a blank of that name. */
export function explainBlank(name: string): { what: string; mend: string } {
  const near = nearestWord(name.trim(), [...BLANKS])
  return {
    what: `nothing fills the blank {{${name}}}, one of ${BLANKS.map(blank => `{{${blank}}}`).join(', ')} is expected`,
    mend: near === undefined ? 'Write one of these, or put a blank between the braces.' : `Write {{${near}}}.`,
  }
}
