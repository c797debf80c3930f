// Who sent it.
import type { Condition } from '../../../model/condition.ts'
import { phrase } from '../../../model/phrase.ts'
import { startOf } from '../evidence.ts'
import type { Matcher } from './matcher.ts'

export const source: Matcher<NonNullable<Condition['source']>> = {
  misses(wanted, reading) {
    const sources = [wanted].flat()
    const actual = reading.exchange.source
    if (sources.includes(actual)) return []
    return [() => ({
      seen: phrase('verdict.is', { what: 'source', value: actual }),
      expected: sources.length === 1
        ? phrase('verdict.is', { what: 'source', value: sources.join() })
        : phrase('verdict.any-of', { values: sources.join(', ') }),
      evidence: [startOf(reading, 'request')],
    })]
  },
  places: (_wanted, reading) => [startOf(reading, 'request')],
}
