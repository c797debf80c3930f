// JSON Schema of an author's files, from the zod schemas that read them and the comments above those.
import { z } from 'zod'
import type { core } from 'zod'
import { LabFile, PackFile } from '../../electron/model/lab.ts'
import { LabTexts } from '../../electron/model/lab-texts.ts'
import { ProofFile } from '../../electron/model/proof.ts'
import { readComments, type Said, type Schema } from './comments.ts'
import { FORMS, WORDS } from './words.ts'

export type Json = { [key: string]: unknown }
const FILES = { pack: [PackFile, 'lab.ts', 'PackFile'], lab: [LabFile, 'lab.ts', 'LabFile'], proof: [ProofFile, 'proof.ts', 'ProofFile'], texts: [LabTexts, 'lab-texts.ts', 'LabTexts'] } as const
/** The file that each is about. */
export const NAMES: Readonly<Record<FileKind, string>> = { pack: 'pack.yaml', lab: 'lab.yaml', proof: 'proof.yaml', texts: 'lab.de.yaml' }
export type FileKind = keyof typeof FILES

/** What was looked up in the tables, for the test that finds what nobody needs. */
export const usedWords = new Set<string>()

/** @returns the schema of one file, without what only zod needs. */
export function publish(kind: FileKind): Json {
  const [schema, file, name] = FILES[kind]
  const said = readComments(schema, file, name)
  const registry = z.registry<{ id?: string; description?: string; keys?: Record<string, string> }>()
  const taken = new Set<string>([name])
  for (const [one, words] of said) {
    const isForm = words.name !== undefined && ['object', 'union', 'record'].includes(one._zod.def.type) && !taken.has(words.name)
    if (isForm && words.name !== undefined) taken.add(words.name)
    const description = words.doc ?? formOf(words.path)
    registry.add(one, {
      ...(isForm && words.name !== undefined && { id: words.name }),
      ...(description !== undefined && { description }),
      ...(one._zod.def.type === 'object' && { keys: keysOf(one, words) }),
    })
  }
  const written = z.toJSONSchema(schema, { io: 'input', target: 'draft-7', metadata: registry, reused: 'inline', override: spellOutCase })
  const { $schema, definitions, ...rest } = withAnyJson(tidy(written) as Json)
  return { $schema, title: `${NAMES[kind]} of a Lab 501 pack`, ...rest, ...(definitions !== undefined && { definitions }) }
}

/** What zod spells out as a form of its own, any JSON value, is any value: a YAML file holds no other. */
function withAnyJson({ definitions, ...rest }: Json): Json {
  const entries = Object.entries((definitions ?? {}) as Json)
  const named = entries.filter(([name]) => !name.startsWith('__'))
  const other = entries.find(([name, form]) => name.startsWith('__') && !JSON.stringify(form).startsWith('{"anyOf":[{"type":"string"},{"type":"number"},{"type":"boolean"},{"type":"null"}'))
  if (other) throw new Error(`a form needs a name of its own in the model: ${JSON.stringify(other[1])}`)
  const opened = JSON.stringify({ ...rest, ...(named.length > 0 && { definitions: Object.fromEntries(named) }) }).replace(/"\$ref":"#\/definitions\/__\w+"/g, '')
  return JSON.parse(opened) as Json
}

/** @returns the text of a published file. */
export function textOf(kind: FileKind): string {
  return `${JSON.stringify(publish(kind), null, 1)}\n`
}

function formOf(path: string): string | undefined {
  if (FORMS[path] !== undefined) usedWords.add(path)
  return FORMS[path]
}

function keysOf(schema: Schema, { path, keys }: Said): Record<string, string> {
  const { def } = (schema as core.$ZodTypes)._zod
  const names = def.type === 'object' ? Object.keys(def.shape) : []
  return Object.fromEntries(names.flatMap(key => {
    const comment = keys.get(key)
    const [entry] = [`${path}.${key}`, `*.${key}`].filter(one => Object.hasOwn(WORDS, one))
    if (comment === undefined && entry !== undefined) usedWords.add(entry)
    const words = comment ?? (entry === undefined ? undefined : WORDS[entry])
    return words === undefined ? [] : [[key, words]]
  }))
}

/** A pattern of JSON Schema has no flags: what is compared without regard to case is written with both letters. */
function spellOutCase({ zodSchema, jsonSchema }: { zodSchema: Schema; jsonSchema: Json }): void {
  const patterns = (zodSchema._zod.def.checks ?? []).flatMap(({ _zod: { def } }) => ('pattern' in def && def.pattern instanceof RegExp ? [def.pattern] : []))
  const loose = new Map(patterns.filter(({ flags }) => flags.includes('i')).map(({ source }) => [source, source.replace(/[a-z]/gi, letter => `[${letter.toLowerCase()}${letter.toUpperCase()}]`)]))
  for (const one of [jsonSchema, ...(jsonSchema['allOf'] ?? []) as Json[]]) {
    const both = typeof one['pattern'] === 'string' ? loose.get(one['pattern']) : undefined
    if (both !== undefined) one['pattern'] = both
  }
}

/** A value with blanks for each attempt is read with something else in their place, which these patterns let pass. */
const SEEDED = ['~seed.method~', '/~seed.path~']

/** Says what every validator understands, and puts the words about a key where editors look for them. */
function tidy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(tidy)
  if (typeof value !== 'object' || value === null) return value
  const { keys, ...node } = value as Json & { keys?: Record<string, string> }
  const isSchema = typeof (node['properties'] ?? node['type'] ?? node['anyOf'] ?? node['$ref']) !== 'undefined'
  if (node['format'] === 'date-time') node['pattern'] = 'Z$'
  else if (isSchema && typeof node['format'] === 'string') delete node['format']
  if (typeof node['pattern'] === 'string') {
    const pattern = new RegExp(node['pattern'])
    if (SEEDED.some(text => pattern.test(text))) node['pattern'] = `${node['pattern']}|\\{\\{seed\\.`
  }
  for (const bound of ['minimum', 'maximum']) if (Math.abs(Number(node[bound])) === Number.MAX_SAFE_INTEGER) delete node[bound]
  if (JSON.stringify(node['propertyNames']) === '{"type":"string"}') delete node['propertyNames']
  const told = Object.fromEntries(Object.entries(node).map(([key, inner]) => [key, tidy(inner)]))
  if (keys && typeof told['properties'] === 'object' && told['properties'] !== null) {
    told['properties'] = Object.fromEntries(Object.entries(told['properties'] as Record<string, Json>).map(([key, inner]) => {
      const { description: _form, ...rest } = inner
      const said = keys[key]
      if (said === undefined) return [key, inner]
      // Beside a reference nothing else counts in draft 7.
      return [key, rest['$ref'] === undefined ? { description: said, ...rest } : { description: said, allOf: [rest] }]
    }))
  }
  return told
}
