// Which exchanges of a capture are shown: `status:501 method:PATCH hop:gateway`. The same key twice means either, different keys and texts mean both.
import type { ByteRange } from '../bytes.ts'
import type { Exchange } from '../exchange.ts'
import { nearestWord } from '../nearest-word.ts'
import type { NoteWord } from '../notes.ts'
import { phrase, type Phrase } from '../phrase.ts'
import { filterWords, LONGEST_FILTER, quotedValue, type FilterWord } from './filter-words.ts'
import { FILTER_KEYS, noteWordOf, readTest, type FilterKey, type Surroundings, type Test } from './read-test.ts'

/** What does not read: where, what, and what could stand there instead. The other words hold all the same. */
export interface FilterFault { readonly at: ByteRange; readonly says: Phrase; readonly instead?: string }

export interface Filter {
  /** One of each list fits, of every list. */
  readonly wanted: readonly (readonly Test[])[]
  readonly unwanted: readonly Test[]
  /** Those that ask for a hop, which is looked for in all that a request caused. */
  readonly hops: readonly Test[]
  readonly unwantedHops: readonly Test[]
  /** What has to be known of the inspector. */
  readonly notes: readonly NoteWord[]
  readonly faults: readonly FilterFault[]
}

/** @returns the filter that `text` means. Never throws: what does not read is a fault. */
export function readFilter(text: string): Filter {
  const wanted = new Map<string, Test[]>()
  const [unwanted, hops, unwantedHops, faults]: [Test[], Test[], Test[], FilterFault[]] = [[], [], [], []]
  const notes = new Set<NoteWord>()
  for (const [nth, word] of filterWords(text.slice(0, LONGEST_FILTER)).entries()) {
    const key = FILTER_KEYS.find(one => one === word.key?.toLowerCase())
    const test = testOf(word, key)
    const note = key === 'note' ? noteWordOf(word.value) : undefined
    if (note !== undefined) notes.add(note)
    if (typeof test !== 'function') faults.push(test)
    else if (key === 'hop') (word.negated ? unwantedHops : hops).push(test)
    else if (word.negated) unwanted.push(test)
    else {
      const group = key ?? `text ${nth}`
      wanted.set(group, [...wanted.get(group) ?? [], test])
    }
  }
  return { wanted: [...wanted.values()], unwanted, hops, unwantedHops, notes: [...notes], faults }
}

function testOf(word: FilterWord, key: FilterKey | undefined): Test | FilterFault {
  const before = `${word.negated ? '-' : ''}`
  if (word.openAt !== undefined) return { at: { start: word.openAt, end: word.at.end }, says: phrase('filter.unclosed') }
  if (word.key !== undefined && key === undefined) {
    const near = nearestWord(word.key, FILTER_KEYS)
    const isField = near === undefined && word.key.includes('-')
    const rest = word.value === '' ? '' : quotedValue(word.value)
    return {
      at: word.at, says: phrase('filter.no-key', { word: word.key }),
      ...(near !== undefined && { instead: `${before}${near}:${rest}` }), ...(isField && { instead: `${before}field:${word.key}${rest === '' ? '' : `=${rest}`}` }),
    }
  }
  const test = readTest(key, word.value)
  if (typeof test === 'function') return test
  return { at: word.at, says: test.says, ...(test.nearest !== undefined && { instead: `${before}${key}:${test.nearest}` }) }
}

/** @returns whether it lets everything through. */
export function isEmptyFilter({ wanted, unwanted, hops, unwantedHops }: Filter): boolean {
  return wanted.length + unwanted.length + hops.length + unwantedHops.length === 0
}

/**
 * Where a hop is asked for, one exchange on it has to be all that is wanted: `hop:origin status:501` is a 501 that the origin gave, whatever the client got.
 * @returns whether the request is shown. @param row what the learner sees of it @param trace everything that it caused
 */
export function isShown({ wanted, unwanted, hops, unwantedHops }: Filter, row: Exchange, trace: readonly Exchange[], around: Surroundings): boolean {
  if (unwantedHops.some(test => trace.some(one => test(one, around, [one])))) return false
  const among = hops.length === 0 ? [row] : trace.filter(one => hops.some(test => test(one, around, [one])))
  return among.some(one => {
    const standsFor = hops.length === 0 ? trace : trace.filter(other => isSameHop(one, other))
    return wanted.every(tests => tests.some(test => test(one, around, standsFor))) && !unwanted.some(test => test(one, around, standsFor))
  })
}

/** The same request on the same hop, whichever end saw it. */
function isSameHop(one: Exchange, other: Exchange): boolean {
  return one.hop === other.hop && one.connection.id === other.connection.id && one.connection.nth === other.connection.nth
}
