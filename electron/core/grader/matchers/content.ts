// The content of one side, framing not counted: its octets as they stand, and its JSON.
import type { ContentMatch, JsonMatch } from '../../../model/condition.ts'
import { phrase, type Phrase } from '../../../model/phrase.ts'
import { contentPlace } from '../evidence.ts'
import type { Reading, Side } from '../reading.ts'
import { expectedJson, unmetJson, unmetSchema } from './json.ts'
import { missing, type Matcher } from './matcher.ts'
import { boundsInSigns, isWithin } from './number.ts'
import { octets, shown } from './text.ts'

interface Unmet { readonly seen: Phrase; readonly expected: Phrase }

/** @returns a matcher for the content of the request or of the final response. */
export function content(side: Side): Matcher<ContentMatch> {
  return {
    misses: (wanted, reading) => unmetContent(wanted, reading, side)
      .map(explain => () => ({ ...explain(), evidence: [contentPlace(reading, side)] })),
    places: (_wanted, reading) => [contentPlace(reading, side)],
  }
}

/** What is lacking cannot be told of content that was cut off: the rest might have held it. */
export function unmetContent({ empty, equals, contains, lacks, length, json, schema }: ContentMatch, reading: Reading, side: Side): (() => Unmet)[] {
  const body = reading.message(side)?.content
  const isWhole = reading.hasWholeContent(side)
  const seen = () => seenContent(reading, side)
  const unmet: (() => Unmet)[] = []
  const demand = (holds: boolean, expected: () => Phrase) => { if (!holds) unmet.push(() => ({ seen: seen(), expected: expected() })) }
  if (empty === true) demand(isWhole && body?.length === 0, () => phrase('verdict.content-empty'))
  if (empty === false) demand(body !== undefined && body.length > 0, () => phrase('verdict.content-any'))
  if (equals !== undefined) demand(isWhole && reading.text(side) === octets(equals), () => phrase('verdict.content-equals', { text: shown(equals) }))
  if (length !== undefined) demand(isWhole && body !== undefined && isWithin(length, body.length), () => phrase('verdict.content-length', { length: boundsInSigns(length) }))
  if (contains !== undefined) {
    demand(body !== undefined && reading.text(side).includes(octets(contains)), () => phrase('verdict.content-contains', { text: contains }))
  }
  if (lacks !== undefined) {
    const holds = isWhole && !reading.text(side).includes(octets(lacks))
    demand(holds, () => phrase('verdict.content-lacks', { text: lacks }))
  }
  for (const match of json ?? []) {
    const explain = unmetJsonIn(match, reading, side)
    if (explain) unmet.push(explain)
  }
  if (schema !== undefined) {
    const explain = isWhole && body ? unmetSchema(schema, reading.json(side), body.length, reading.bench) : () => ({ seen: seen(), expected: phrase('verdict.schema') })
    if (explain) unmet.push(explain)
  }
  return unmet
}

/** @returns what does not hold of one place, or undefined when all holds. */
export function unmetJsonIn(wanted: JsonMatch, reading: Reading, side: Side): (() => Unmet) | undefined {
  const isKnown = wanted.exists === false ? reading.hasWholeContent(side) : reading.message(side) !== undefined
  return isKnown ? unmetJson(wanted, reading, side) : () => ({ seen: seenContent(reading, side), expected: expectedJson(wanted) })
}

function seenContent(reading: Reading, side: Side): Phrase {
  const body = reading.message(side)?.content
  if (!body) return missing(side)
  if (!reading.hasWholeContent(side)) return phrase('verdict.content-cut', { length: body.length })
  return body.length === 0 ? phrase('verdict.content-empty') : phrase('verdict.content-some', { length: body.length })
}
