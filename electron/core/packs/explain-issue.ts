// What a schema has against a value, in words for its author: what was found, what is expected, the mend.
import type { core, z } from 'zod'
import { nearestWord } from '../../model/nearest-word.ts'
import { problemIn, problemsEnglish } from '../../model/problems-en.ts'
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
    ? [{ path: path.slice(0, -1), of: 'value', what: problemIn('what.missing', { name, expected }), mend: problemIn('mend.add', { name }) }]
    : [{ path, of: 'value', what: problemIn('what.other', { name, found: shown(found), expected }), mend }]
  switch (issue.code) {
    case 'unrecognized_keys': return issue.keys.slice(0, MOST_KEYS).map(key => unknownKey(key, path, schema, value))
    case 'invalid_key': return [{ path, of: 'key', what: problemIn('what.key', { key: String(path.at(-1)), rule: keyRule(issue.issues[0]) }), mend: problemIn('mend.other-key') }]
    case 'invalid_union': return explainUnion(issue, path, found, schema, value, fault)
    case 'invalid_value': return fault(wordsFor(issue.values), mendFor(found, issue.values))
    case 'invalid_type': return fault(KINDS[issue.expected] ?? issue.expected, mendKind(issue.expected, found))
    case 'too_small': return fault(...expecting(boundOf('least', Number(issue.minimum), issue.origin)))
    case 'too_big': return issue.message.startsWith('Too')
      ? fault(...expecting(boundOf('most', Number(issue.maximum), issue.origin)))
      : [{ path, of: 'value', what: problemIn('what.but', { name, found: shown(found), rule: issue.message }), mend: problemIn('mend.less') }]
    case 'invalid_format': {
      const known = formatOf(issue)
      return known !== undefined ? fault(...expecting(known)) : [{ path, of: 'value', what: problemIn('what.but', { name, found: shown(found), rule: issue.message }), mend: problemIn('mend.form') }]
    }
    // A rule between several values; the model says in its own words what is wrong, and the mend.
    case 'custom': return [{ path, of: 'value', what: issue.message, mend: String(issue.params?.['mend'] ?? problemIn('mend.change')) }]
    default: return fault(problemIn('expected.else'), issue.message)
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
  string: problemsEnglish['expected.text'], number: problemsEnglish['expected.number'], int: problemsEnglish['expected.whole'], boolean: problemsEnglish['expected.flag'],
  object: problemsEnglish['expected.mapping'], record: problemsEnglish['expected.mapping'], array: problemsEnglish['expected.list'],
}

function mendKind(expected: string, found: unknown): string {
  const isPlain = typeof found === 'number' || typeof found === 'boolean'
  return expected === 'string' && isPlain ? problemIn('mend.quote', { text: String(found) }) : writing(KINDS[expected] ?? expected)
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
  return fault(expected, writing(expected))
}

function unknownKey(key: string, path: Path, schema: z.ZodType, value: unknown): Fault {
  const known = keysAt(schema, path, value)
  const near = nearestWord(key, known)
  return {
    path: [...path, key],
    of: 'key',
    what: problemIn('what.key-unknown', { key, known: known.join(', ') }),
    mend: near === undefined ? problemIn('mend.key-away') : problemIn('mend.key-near', { near }),
  }
}

/** @returns words for a format; undefined when the model gave its own as the message. */
function formatOf(issue: core.$ZodIssueInvalidStringFormat): string | undefined {
  if (issue.format === 'datetime') return problemIn('expected.time')
  return 'prefix' in issue ? problemIn('expected.prefix', { prefix: String(issue.prefix) }) : undefined
}

function keyRule(issue: core.$ZodIssue | undefined): string {
  return issue?.code === 'invalid_format' ? formatOf(issue) ?? issue.message : problemIn('rule.other-key')
}

function expecting(expected: string): [string, string] {
  return [expected, writing(expected)]
}

const writing = (expected: string): string => problemIn('mend.write', { expected })

function boundOf(bound: 'least' | 'most', limit: number, origin: string): string {
  if (origin === 'string') return limit === 1 ? problemIn('expected.some-text') : problemIn(`expected.text-${bound}`, { limit })
  if (origin === 'array') return limit === 1 && bound === 'least' ? problemIn('expected.list-one') : problemIn(`expected.list-${bound}`, { limit })
  return problemIn(`expected.number-${bound}`, { limit })
}

function wordsFor(values: readonly unknown[]): string {
  const words = values.map(value => JSON.stringify(value))
  return words.length === 1 ? words.join('') : problemIn('expected.one-of', { values: words.join(', ') })
}

function mendFor(found: unknown, values: readonly unknown[]): string {
  const near = typeof found === 'string' ? nearestWord(found, values.filter(value => typeof value === 'string')) : undefined
  return writing(near === undefined ? wordsFor(values) : JSON.stringify(near))
}

function nameOf(path: Path): string {
  const key = path.findLast(step => typeof step === 'string')
  const last = path.at(-1)
  if (key === undefined) return last === undefined ? problemIn('name.file') : problemIn('name.nth', { nth: Number(last) + 1 })
  return typeof last === 'number' ? problemIn('name.nth-of', { nth: last + 1, key }) : `"${key}"`
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return problemIn(value.length === 0 ? 'found.no-list' : 'found.list')
  if (value === null) return problemIn('found.empty')
  if (typeof value === 'object') return problemIn('found.mapping')
  if (value === '') return problemIn('found.no-text')
  const text = JSON.stringify(value)
  return text.length > 60 ? `${text.slice(0, 57)}…"` : text
}
