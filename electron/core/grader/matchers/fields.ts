// The fields of one side. Field lines of one name are combined in wire order (RFC 9110 §5.3); names have no case (§5.1).
import type { Condition, FieldMatch } from '../../../model/condition.ts'
import { phrase, type Phrase } from '../../../model/phrase.ts'
import type { Bench } from '../bench.ts'
import { fieldPlaces } from '../evidence.ts'
import type { Reading, Side } from '../reading.ts'
import { isItem, itemInWords } from '../structured.ts'
import { missing, type Matcher, type Miss } from './matcher.ts'
import { octets, shown, unmetText } from './text.ts'

type Fields = NonNullable<Condition['fields']>
type FieldDemands = Exclude<FieldMatch, string>
type ListMatch = NonNullable<FieldDemands['list']>

/** @returns a matcher for the fields of the request or of the final response; of no message no field is even absent. */
export function fields(side: Side): Matcher<Fields> {
  return {
    misses(wanted, reading) {
      return Object.entries(wanted).flatMap(([name, match]) => missesOfField(name, match, reading, side))
    },
    places: (wanted, reading) => Object.keys(wanted).flatMap(name => fieldPlaces(reading, side, name)),
  }
}

/** Of a header section that was cut off, it can only be told that a field is there: its line may go on, and others may follow. */
export function missesOfField(name: string, wanted: FieldMatch, reading: Reading, side: Side): readonly Miss[] {
  const message = reading.message(side)
  const combined = reading.field(side, name)
  const isKnown = message !== undefined && ((wanted === 'present' && combined !== undefined) || reading.hasWholeHead(side))
  if (isKnown && wanted === 'absent' && combined === undefined) return NONE
  const unmet = unmetDemands(name, wanted, isKnown ? combined : undefined, reading.bench)
  if (unmet.length === 0) return NONE
  const seen = () => {
    if (!message) return missing(side)
    if (!isKnown) return phrase('verdict.head-cut')
    return combined === undefined ? phrase('verdict.field-absent', { name }) : phrase('verdict.field-value', { name, value: shown(combined) })
  }
  return unmet.map(expected => () => ({ seen: seen(), expected, evidence: fieldPlaces(reading, side, name) }))
}

const NONE: readonly never[] = []

/** Absence is not among them: it is met by nothing that is there. */
function unmetDemands(name: string, wanted: FieldMatch, combined: string | undefined, bench: Bench): readonly Phrase[] {
  if (wanted === 'absent') return [phrase('verdict.field-absent', { name })]
  if (wanted === 'present') return combined === undefined ? [phrase('verdict.field-present', { name })] : NONE
  const { equals, list, item, member, dictionary, ...text } = wanted
  const isAnything = Object.values(wanted).every(demand => demand === undefined)
  return [
    ...isAnything && combined === undefined ? [phrase('verdict.field-present', { name })] : [],
    ...equals !== undefined && combined !== octets(equals) ? [phrase('verdict.field-value', { name, value: equals })] : [],
    ...unmetWords(name, text, combined),
    ...list ? unmetList(name, list, combined, bench) : [],
    ...unmetStructured(name, { item, member, dictionary }, combined, bench),
  ]
}

function unmetWords(name: string, text: Omit<FieldDemands, 'list' | 'item' | 'member' | 'dictionary' | 'equals'>, combined: string | undefined): Phrase[] {
  if (Object.values(text).every(demand => demand === undefined)) return []
  if (combined === undefined) return [phrase('verdict.field-present', { name })]
  const unmet = unmetText(name, text, combined)
  return unmet ? [unmet] : []
}

/** A field that is not there is no list; an empty one is the empty list (RFC 9110 §10.2.1: Allow). */
function unmetList(name: string, { contains, lacks, is }: ListMatch, combined: string | undefined, bench: Bench): Phrase[] {
  if (combined === undefined && !contains && !lacks && !is) return [phrase('verdict.field-present', { name })]
  const members = combined === undefined ? undefined : bench.members(combined)
  const has = (member: string) => members?.has(octets(member)) === true
  const unmet: Phrase[] = []
  if (contains && !contains.every(has)) unmet.push(phrase('verdict.field-list-contains', { name, members: contains.join(', ') }))
  if (lacks && (!members || lacks.some(has))) unmet.push(phrase('verdict.field-list-lacks', { name, members: lacks.join(', ') }))
  if (is && !(members?.size === new Set(is).size && is.every(has))) {
    unmet.push(is.length === 0 ? phrase('verdict.field-list-empty', { name }) : phrase('verdict.field-list', { name, members: is.join(', ') }))
  }
  return unmet
}

/** What does not read as a Structured Field is as if it were not there (RFC 9651 §4.2). */
function unmetStructured(name: string, { item, member, dictionary }: Pick<FieldDemands, 'item' | 'member' | 'dictionary'>, combined: string | undefined, bench: Bench): Phrase[] {
  if (item === undefined && member === undefined && dictionary === undefined) return []
  const read = combined === undefined ? undefined : bench.structured(combined)
  const unmet: Phrase[] = []
  if (item !== undefined && !(read?.item && isItem(item, read.item))) unmet.push(phrase('verdict.field-item', { name, item: itemInWords(item) }))
  if (member !== undefined && read?.list?.some(one => isItem(member, one)) !== true) unmet.push(phrase('verdict.field-member', { name, item: itemInWords(member) }))
  for (const [key, wanted] of Object.entries(dictionary ?? {})) {
    const found = read?.dictionary?.get(key)
    if (!found || !isItem(wanted, found)) unmet.push(phrase('verdict.field-key', { name, key, item: itemInWords(wanted) }))
  }
  return unmet
}
