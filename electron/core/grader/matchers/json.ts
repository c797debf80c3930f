// One place in JSON content, by JSONPath (RFC 9535). Where a path finds several values, one of them is enough.
import type { JSONValue } from 'json-p3'
import type { JsonMatch } from '../../../model/condition.ts'
import type { JsonSchema } from '../../../model/json-schema.ts'
import { phrase, type Phrase } from '../../../model/phrase.ts'
import type { Bench } from '../bench.ts'
import type { Json, Reading, Side } from '../reading.ts'
import { boundsInSigns, isWithin } from './number.ts'
import { shown } from './text.ts'

interface Unmet { readonly seen: Phrase; readonly expected: Phrase }

/** @returns what does not hold, to be explained on demand, or undefined when all holds. */
export function unmetJson(wanted: JsonMatch, reading: Reading, side: Side): (() => Unmet) | undefined {
  const { path } = wanted
  if (!reading.json(side)) return () => ({ seen: phrase('verdict.content-not-json'), expected: expectedJson(wanted) })
  const nodes = reading.nodes(side, path)
  if (!nodes) return () => ({ seen: phrase('verdict.json-too-deep'), expected: expectedJson(wanted) })
  if (wanted.exists === false ? nodes.length === 0 : nodes.some(node => isWanted(wanted, node))) return undefined
  return () => ({ seen: seenJson(path, nodes), expected: expectedJson(wanted) })
}

/** @returns where the document does not fit, to be explained on demand, or undefined when it does. @param octets its length */
export function unmetSchema(schema: JsonSchema, document: Json, octets: number, bench: Bench): (() => Unmet) | undefined {
  const expected = phrase('verdict.schema')
  if (!document) return () => ({ seen: phrase('verdict.content-not-json'), expected })
  const unfit = bench.unfit(schema, document.value, octets)
  return unfit && (() => ({ seen: phrase('verdict.schema-unfit', { at: shown(unfit.at), keyword: unfit.keyword }), expected }))
}

function isWanted({ equals, type, atLeast, atMost }: JsonMatch, node: JSONValue): boolean {
  const isBounded = atLeast !== undefined || atMost !== undefined
  return (type === undefined || typeOf(node) === type) && (equals === undefined || isSame(equals, node))
    && (!isBounded || (typeof node === 'number' && isWithin({ atLeast, atMost }, node)))
}

function seenJson(path: string, [first]: readonly JSONValue[]): Phrase {
  return first === undefined ? phrase('verdict.json-missing', { path }) : phrase('verdict.json', { path, value: shown(JSON.stringify(pruned(first))) })
}

/** @returns what is wanted, in words. */
export function expectedJson({ path, equals, exists, type, atLeast, atMost }: JsonMatch): Phrase {
  if (exists === false) return phrase('verdict.json-missing', { path })
  if (equals !== undefined) return phrase('verdict.json', { path, value: shown(JSON.stringify(equals)) })
  if (atLeast !== undefined || atMost !== undefined) return phrase('verdict.json-within', { path, bounds: boundsInSigns({ atLeast, atMost }) })
  return type === undefined ? phrase('verdict.json-exists', { path }) : phrase('verdict.json-type', { path, type })
}

function typeOf(value: JSONValue): JsonMatch['type'] {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  const type = typeof value
  return type === 'string' || type === 'number' || type === 'boolean' ? type : 'object'
}

/** Members of an object have no order (RFC 8259 §4). It goes no deeper than what the author wrote. */
function isSame(wanted: unknown, actual: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null) return wanted === actual
  if (typeof actual !== 'object' || actual === null || Array.isArray(wanted) !== Array.isArray(actual)) return false
  const members = new Map(Object.entries(actual))
  const entries = Object.entries(wanted)
  return entries.length === members.size && entries.every(([name, value]) => members.has(name) && isSame(value, members.get(name)))
}

/** Deep or long content is not worth a sentence, and would overflow the stack. */
function pruned(value: JSONValue, depth = 3): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (depth === 0) return '…'
  if (Array.isArray(value)) return value.slice(0, 20).map(item => pruned(item, depth - 1))
  return Object.fromEntries(Object.entries(value).slice(0, 20).map(([name, item]) => [name, pruned(item, depth - 1)]))
}
