// What a schema has against a value, in words for its author: what was found, what is expected, the mend.
import type { core, z } from 'zod'
import { nearestWord } from '../../model/nearest-word.ts'
import { keysAt } from './schema-keys.ts'
import type { Path } from './yaml-document.ts'

export interface Fault { readonly path: Path; readonly of: 'key' | 'value'; readonly what: string; readonly mend: string }

/** A hundred unknown keys are one misunderstanding. */
const MOST_KEYS = 100

/** @returns the faults behind one issue. @param value what the whole file holds */
export function explainIssue(issue: core.$ZodIssue, schema: z.ZodType, value: unknown): Fault[] {
  const path = issue.path.filter(step => typeof step !== 'symbol')
  const found = valueAt(value, path)
  const name = nameOf(path)
  const fault = (expected: string, mend: string): Fault[] => found === undefined
    ? [{ path: path.slice(0, -1), of: 'value', what: `${name} is missing, ${expected} is expected`, mend: `Add ${name}.` }]
    : [{ path, of: 'value', what: `${name} is ${shown(found)}, ${expected} is expected`, mend }]
  switch (issue.code) {
    case 'unrecognized_keys': return issue.keys.slice(0, MOST_KEYS).map(key => unknownKey(key, path, schema, value))
    case 'invalid_key': return [{ path, of: 'key', what: `the key "${String(path.at(-1))}" does not fit: ${keyRule(issue.issues[0])}`, mend: 'Write another key.' }]
    case 'invalid_union': return explainUnion(issue, path, found, schema, value, fault)
    case 'invalid_value': return fault(wordsFor(issue.values), mendFor(found, issue.values))
    case 'invalid_type': return fault(KINDS[issue.expected] ?? issue.expected, mendKind(issue.expected, found))
    case 'too_small': return fault(...expecting(boundOf('at least', Number(issue.minimum), issue.origin)))
    case 'too_big': return issue.message.startsWith('Too')
      ? fault(...expecting(boundOf('at most', Number(issue.maximum), issue.origin)))
      : [{ path, of: 'value', what: `${name} is ${shown(found)}, but ${issue.message}`, mend: 'Take some away.' }]
    case 'invalid_format': {
      const known = formatOf(issue)
      return known !== undefined ? fault(...expecting(known)) : [{ path, of: 'value', what: `${name} is ${shown(found)}, but ${issue.message}`, mend: 'Write it in that form.' }]
    }
    // A rule between several values; the model says in its own words what is wrong, and the mend.
    case 'custom': return [{ path, of: 'value', what: issue.message, mend: String(issue.params?.['mend'] ?? 'Change one of them.') }]
    default: return fault('something else', issue.message)
  }
}

/** @returns the value at `path`, or undefined when there is none. */
export function valueAt(value: unknown, path: Path): unknown {
  let here = value
  for (const step of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return undefined
    here = (here as Record<string | number, unknown>)[step]
  }
  return here
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'text', number: 'a number', int: 'a whole number', boolean: 'true or false',
  object: 'a mapping (key: value)', record: 'a mapping (key: value)', array: 'a list',
}

function mendKind(expected: string, found: unknown): string {
  const isPlain = typeof found === 'number' || typeof found === 'boolean'
  return expected === 'string' && isPlain ? `Put it in quotes: "${String(found)}".` : `Write ${KINDS[expected] ?? expected}.`
}

function explainUnion(
  issue: core.$ZodIssueInvalidUnion, path: Path, found: unknown, schema: z.ZodType, value: unknown, fault: (expected: string, mend: string) => Fault[],
): Fault[] {
  const options: unknown = 'options' in issue ? issue.options : undefined
  if (Array.isArray(options)) {
    const words = options.filter(option => typeof option === 'string')
    return fault(wordsFor(words), mendFor(found, words))
  }
  // The form that the author meant is the one that takes a value of this kind at all.
  const meant = issue.errors.find(form => form.length > 0 && form.every(inner => inner.path.length > 0 || inner.code !== 'invalid_type'))
  if (meant && found !== undefined) return meant.flatMap(inner => explainIssue({ ...inner, path: [...path, ...inner.path] }, schema, value))
  const kinds = issue.errors.flatMap(form => form.filter(inner => inner.path.length === 0).map(inner => (
    inner.code === 'invalid_type' ? KINDS[inner.expected] ?? inner.expected : inner.code === 'invalid_value' ? wordsFor(inner.values) : ''
  )))
  const expected = [...new Set(kinds)].filter(kind => kind !== '').join(' or ')
  return fault(expected, `Write ${expected}.`)
}

function unknownKey(key: string, path: Path, schema: z.ZodType, value: unknown): Fault {
  const known = keysAt(schema, path, value)
  const near = nearestWord(key, known)
  return {
    path: [...path, key],
    of: 'key',
    what: `the key "${key}" is not known here, one of ${known.join(', ')} is expected`,
    mend: near === undefined ? 'Take it away, or write one of these.' : `Write "${near}" instead.`,
  }
}

/** @returns words for a format; undefined when the model gave its own as the message. */
function formatOf(issue: core.$ZodIssueInvalidStringFormat): string | undefined {
  if (issue.format === 'datetime') return 'a time such as 2026-01-05T09:00:00Z'
  return 'prefix' in issue ? `text that begins with "${String(issue.prefix)}"` : undefined
}

function keyRule(issue: core.$ZodIssue | undefined): string {
  return issue?.code === 'invalid_format' ? formatOf(issue) ?? issue.message : 'another key is expected'
}

function expecting(expected: string): [string, string] {
  return [expected, `Write ${expected}.`]
}

function boundOf(bound: string, limit: number, origin: string): string {
  if (origin === 'string') return limit === 1 ? 'some text' : `text of ${bound} ${limit} characters`
  if (origin === 'array') return limit === 1 && bound === 'at least' ? 'a list of at least one' : `a list of ${bound} ${limit}`
  return `a number of ${bound} ${limit}`
}

function wordsFor(values: readonly unknown[]): string {
  const words = values.map(value => JSON.stringify(value))
  return words.length === 1 ? words.join('') : `one of ${words.join(', ')}`
}

function mendFor(found: unknown, values: readonly unknown[]): string {
  const near = typeof found === 'string' ? nearestWord(found, values.filter(value => typeof value === 'string')) : undefined
  return near === undefined ? `Write ${wordsFor(values)}.` : `Write "${near}".`
}

function nameOf(path: Path): string {
  const key = path.findLast(step => typeof step === 'string')
  const last = path.at(-1)
  if (key === undefined) return last === undefined ? 'the file' : `number ${Number(last) + 1}`
  return typeof last === 'number' ? `number ${last + 1} of "${key}"` : `"${key}"`
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list'
  if (value === null) return 'empty'
  if (typeof value === 'object') return 'a mapping'
  if (value === '') return 'empty text'
  const text = JSON.stringify(value)
  return text.length > 60 ? `${text.slice(0, 57)}…"` : text
}
