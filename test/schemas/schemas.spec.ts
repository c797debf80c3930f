// The published schemas say what the loader says, in words for authors; and no word is there for nothing.
import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Validator, type Schema } from '@cfworker/json-schema'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { LabFile, PackFile } from '../../electron/model/lab.ts'
import { ProofFile } from '../../electron/model/proof.ts'
import { type Json, publish, usedWords } from './publish.ts'
import { PUBLISHED } from './published.ts'
import { FORMS, WORDS } from './words.ts'

const ROOT = join(import.meta.dirname, '../..')
const MODELS = { pack: PackFile, lab: LabFile, proof: ProofFile }
const KINDS = ['pack', 'lab', 'proof', 'texts'] as const
const validators = new Map<string, Validator>(KINDS.map(kind => [kind, new Validator(publish(kind) as Schema, '7', false)]))
const faults = (kind: string, value: unknown) => validators.get(kind)?.validate(value).errors.map(({ instanceLocation, error }) => `${instanceLocation} ${error}`)

it.each(Object.keys(PUBLISHED))('%s is current (npm run schemas)', path => {
  expect(readFileSync(join(ROOT, path), 'utf8')).toBe(PUBLISHED[path])
})

describe.each(KINDS)('the schema of %s.yaml', kind => {
  const objects = (value: unknown, at = '#'): [string, Json][] => typeof value !== 'object' || value === null ? [] : [
    ...'properties' in value && 'additionalProperties' in value ? [[at, value] as [string, Json]] : [],
    ...Object.entries(value).flatMap(([key, inner]) => objects(inner, `${at}/${key}`)),
  ]

  it('has a description for every key, and a name for every form', () => {
    const forms = objects(publish(kind))
    const silent = forms.flatMap(([at, form]) => Object.entries(form['properties'] as Record<string, Json>).filter(([, inner]) => typeof inner['description'] !== 'string').map(([key]) => `${at} ${key}`))
    expect([forms.length > 0, silent]).toEqual([true, []])
    expect(JSON.stringify(publish(kind))).not.toContain('__')
  })
})

it('no word waits for a key that is gone, or that the model explains itself', () => {
  expect([...Object.keys(WORDS), ...Object.keys(FORMS)].filter(entry => !usedWords.has(entry))).toEqual([])
})

const OURS = ['labs', 'test/browser/packs', 'test/core/packs/old'].flatMap(folder => globSync(`${folder}/**/{pack,lab,proof}.yaml`, { cwd: ROOT })).sort()
it.each(OURS)('%s is valid', path => {
  expect(faults(basename(path, '.yaml'), parse(readFileSync(join(ROOT, path), 'utf8')))).toEqual([])
})

it('what is filled for each attempt may stand where a method, a path or a field does', () => {
  const lab = changed('lab', ['scenario', 'participants', 0, 'resources'], { '{{seed.path}}': { '{{seed.method}}': { kind: 'reply', fields: { Location: '{{seed.path2}}' } } } })
  expect(faults('lab', lab)).toEqual([])
})

/** A file of the template with one value in another's place; undefined takes it away. */
function changed(kind: keyof typeof MODELS, path: readonly (string | number)[], value: unknown): unknown {
  const whole = parse(readFileSync(join(ROOT, 'labs/authoring/new-pack', kind === 'pack' ? 'pack.yaml' : `first/${kind}.yaml`), 'utf8')) as Json
  const last = path.at(-1) ?? ''
  const around = path.slice(0, -1).reduce<Json>((here, step) => here[step] as Json, whole)
  if (value === undefined) Reflect.deleteProperty(around, last)
  else around[last] = value
  return whole
}

const EXPECTATION = ['steps', 0, 'expectations', 0] as const
const ORIGIN = ['scenario', 'participants', 0] as const
const MISTAKES: [says: string, kind: keyof typeof MODELS, path: readonly (string | number)[], value: unknown][] = [
  ['format as text', 'pack', ['format'], '1'],
  ['a version of two numbers', 'pack', ['version'], '1.0'],
  ['a version that YAML reads as a number', 'pack', ['version'], 1.0],
  ['one author without a list', 'pack', ['authors'], 'Ada'],
  ['no lab', 'pack', ['labs'], []],
  ['an id with a capital', 'pack', ['id'], 'Tea'],
  ['a key that is not known', 'pack', ['license'], 'MIT'],
  ['no licence', 'pack', ['licence'], undefined],
  ['minutes as text', 'lab', ['minutes'], '5 min'],
  ['no step', 'lab', ['steps'], []],
  ['a role that is not there', 'lab', [...ORIGIN, 'role'], 'server'],
  ['a path without a slash', 'lab', [...ORIGIN, 'resources'], { menu: {} }],
  ['a method with a blank', 'lab', [...ORIGIN, 'implements'], ['GET HEAD']],
  ['a handler that is not there', 'lab', [...ORIGIN, 'resources', '/menu', 'GET'], { kind: 'respond' }],
  ['a handler without its kind', 'lab', [...ORIGIN, 'resources', '/menu', 'GET'], { text: 'tea' }],
  ['a status that cannot be', 'lab', [...ORIGIN, 'resources', '/menu', 'GET'], { kind: 'reply', status: 99 }],
  ['a field that comes by itself', 'lab', [...ORIGIN, 'resources', '/menu', 'GET'], { kind: 'reply', fields: { 'Content-Length': '3' } }],
  ['a persona that is not there', 'lab', [...ORIGIN, 'persona'], 'nginx 1.0'],
  ['a participant with a blank in its name', 'lab', [...ORIGIN, 'name'], 'my cafe'],
  ['an expectation without its sentence', 'lab', [...EXPECTATION, 'says'], undefined],
  ['a kind of expectation that is not there', 'lab', [...EXPECTATION, 'kind'], 'request'],
  ['a key of another kind', 'lab', [...EXPECTATION, 'order'], []],
  ['a status class of our own', 'lab', [...EXPECTATION, 'expect'], { status: '5XX' }],
  ['a misspelled condition', 'lab', [...EXPECTATION, 'expect'], { methode: 'GET' }],
  ['a field list in the place of a set', 'lab', [...EXPECTATION, 'expect', 'fields'], { Allow: ['GET'] }],
  ['a content path without $', 'lab', [...EXPECTATION, 'expect', 'content'], { json: [{ path: 'status' }] }],
  ['feedback without a condition', 'lab', [...EXPECTATION, 'feedback', 0, 'when'], undefined],
  ['points below nothing', 'lab', [...EXPECTATION, 'points'], -1],
  ['a question with one option', 'lab', ['steps', 0, 'questions', 0, 'options'], [{ id: 'a', label: 'A', feedback: 'Yes.', right: true }]],
  ['a choice without feedback', 'lab', ['steps', 0, 'questions', 0, 'options', 0, 'feedback'], undefined],
  ['hints as one text', 'lab', ['steps', 0, 'hints'], 'Send POST.'],
  ['no mistakes', 'proof', ['mistakes'], []],
  ['no solution', 'proof', ['solution'], undefined],
  ['requests as a list', 'proof', ['solution', 'requests'], ['GET /menu']],
  ['a mistake that names nothing', 'proof', ['mistakes', 0, 'fails'], {}],
  ['an outcome that is none', 'proof', ['mistakes', 0, 'fails', 'outcome'], 'failed'],
]
it.each(MISTAKES)('%s is refused by the published schema as by the loader\'s', (_says, kind, path, value) => {
  const mistaken = changed(kind, path, value)
  expect([MODELS[kind].safeParse(mistaken).success, faults(kind, mistaken)?.length === 0]).toEqual([false, false])
})
