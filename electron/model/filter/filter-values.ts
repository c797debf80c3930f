// What can be written next in a filter: its keys, and after a key the values that the capture has.
import type { ByteRange } from '../bytes.ts'
import { ENDINGS, finalResponse, SOURCES, type Exchange } from '../exchange.ts'
import { SEVERITIES } from '../inspection.ts'
import { endsOf } from '../journey.ts'
import { filterWords, quotedValue } from './filter-words.ts'
import { EXAMPLES, FILTER_KEYS, type FilterKey } from './read-test.ts'

/** The word that the caret is in or behind, as far as the caret. */
export interface BeingWritten { readonly at: ByteRange; readonly negated: boolean; readonly key?: FilterKey }

/** @returns where a suggestion goes, and what it is for. */
export function beingWritten(text: string, caret: number): BeingWritten {
  const word = filterWords(text.slice(0, caret)).find(({ at }) => at.end === caret)
  if (!word || /\s$/.test(text.slice(0, caret))) return { at: { start: caret, end: caret }, negated: false }
  // All of the word goes, not only what stands before the caret.
  const end = filterWords(text).find(({ at }) => at.start === word.at.start)?.at.end ?? caret
  const key = FILTER_KEYS.find(one => one === word.key?.toLowerCase())
  return { at: { start: word.at.start, end }, negated: word.negated, ...(key && { key }) }
}

/** So many values are enough to choose from. */
const MOST_VALUES = 50

/**
 * @returns words to go on with: keys with their colon, or `key:value` for the values that the capture has, the most frequent first.
 * @param rules that speak of the capture, the gravest first
 */
export function wordsFor({ key, negated }: Pick<BeingWritten, 'key' | 'negated'>, exchanges: readonly Exchange[], participants: ReadonlyMap<string, string>, rules: readonly string[]): string[] {
  const before = negated ? '-' : ''
  if (!key) return FILTER_KEYS.map(one => `${before}${one}:`)
  if (key === 'note') return [...SEVERITIES, ...rules.slice(0, MOST_VALUES)].map(value => `${before}${key}:${value}`)
  const counts = new Map<string, number>()
  for (const exchange of exchanges) for (const value of valuesOf(key, exchange, participants)) counts.set(value, (counts.get(value) ?? 0) + 1)
  const seen = [...counts].sort(([, one], [, other]) => other - one).slice(0, MOST_VALUES).map(([value]) => `${before}${key}:${quotedValue(value)}`)
  return [...new Set([...seen, ...(MORE[key] ?? []).map(value => `${before}${key}:${value}`)])]
}

const MORE: Readonly<Partial<Record<FilterKey, readonly string[]>>> = {
  status: ['1xx', '2xx', '3xx', '4xx', '5xx', '>=400', 'none'], time: ['>10ms', '>100ms', '>1s'], size: ['>1kB', '>100kB'], ending: ENDINGS, from: SOURCES,
}

function valuesOf(key: FilterKey, exchange: Exchange, participants: ReadonlyMap<string, string>): string[] {
  const { request, responses } = exchange
  switch (key) {
    case 'status': return [String(finalResponse(exchange)?.status ?? 'none')]
    case 'method': return request ? [request.method] : []
    case 'target': return request ? [request.target] : []
    case 'path': return request ? [request.target.replace(/[?#].*$/s, '')] : []
    case 'field': return [...new Set([request, ...responses].flatMap(message => message?.fields.map(({ name }) => name) ?? []))]
    case 'hop': return [...endsOf(exchange.hop, [...participants.keys()]).filter(end => participants.has(end)), exchange.hop]
    case 'from': return [exchange.source]
    case 'answered': return exchange.side === 'server' ? [...participants.keys()].filter(name => exchange.hop.endsWith(`-${name}`)) : []
    case 'ending': return [exchange.ending]
    case 'version': return request ? [request.version.replace(/^HTTP\//, '')] : []
    case 'connection': return [exchange.connection.id]
    default: return []
  }
}

/** @returns an example of what follows the key in a word that {@link wordsFor} offers. */
export function exampleOf(word: string): string | undefined {
  const key = FILTER_KEYS.find(one => word === `${one}:` || word === `-${one}:`)
  return key && EXAMPLES[key]
}
