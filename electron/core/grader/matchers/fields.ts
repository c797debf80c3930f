// The fields of one side. Field lines of one name are combined in wire order (RFC 9110 §5.3); names have no case (§5.1).
import type { Condition, FieldMatch } from '../../../model/expectation.ts'
import { fieldValues } from '../../../model/message.ts'
import { phrase, type Phrase } from '../../../model/phrase.ts'
import type { Bench } from '../bench.ts'
import { fieldPlaces } from '../evidence.ts'
import type { Reading, Side } from '../reading.ts'
import { missing, type Matcher, type Miss } from './matcher.ts'
import { octets, shown } from './text.ts'

type Fields = NonNullable<Condition['fields']>
type ListMatch = Extract<FieldMatch, { list: unknown }>['list']

/** @returns a matcher for the fields of the request or of the final response; of no message no field is even absent. */
export function fields(side: Side): Matcher<Fields> {
  return {
    misses(wanted, reading) {
      const misses: Miss[] = []
      for (const name in wanted) {
        const match = wanted[name]
        if (match !== undefined) misses.push(...missesOfField(name, match, reading, side))
      }
      return misses
    },
    places: (wanted, reading) => Object.keys(wanted).flatMap(name => fieldPlaces(reading, side, name)),
  }
}

/** Of a header section that was cut off, it can only be told that a field is there: its line may go on, and others may follow. */
function missesOfField(name: string, wanted: FieldMatch, reading: Reading, side: Side): Miss[] {
  const message = reading.message(side)
  const lines = message && fieldValues(message, name)
  const combined = lines && lines.length > 0 ? lines.join(', ') : undefined
  const isKnown = message !== undefined && ((wanted === 'present' && combined !== undefined) || reading.hasWholeHead(side))
  const unmet = isKnown && wanted === 'absent' && combined === undefined ? [] : unmetDemands(name, wanted, isKnown ? combined : undefined, reading.bench)
  const seen = () => {
    if (!message) return missing(side)
    if (!isKnown) return phrase('verdict.head-cut')
    return combined === undefined ? phrase('verdict.field-absent', { name }) : phrase('verdict.field-value', { name, value: shown(combined) })
  }
  return unmet.map(expected => () => ({ seen: seen(), expected, evidence: fieldPlaces(reading, side, name) }))
}

/** Absence is not among them: it is met by nothing that is there. */
function unmetDemands(name: string, wanted: FieldMatch, combined: string | undefined, bench: Bench): Phrase[] {
  if (wanted === 'absent') return [phrase('verdict.field-absent', { name })]
  if (wanted === 'present') return combined === undefined ? [phrase('verdict.field-present', { name })] : []
  if ('equals' in wanted) return combined === octets(wanted.equals) ? [] : [phrase('verdict.field-value', { name, value: wanted.equals })]
  return unmetList(name, wanted.list, combined, bench)
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
