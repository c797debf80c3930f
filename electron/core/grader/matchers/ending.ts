// What became of the connection. It has no bytes of its own, so the evidence is where the answer begins, or what was asked.
import type { Condition } from '../../../model/expectation.ts'
import { phrase } from '../../../model/phrase.ts'
import { startOf } from '../evidence.ts'
import type { Matcher } from './matcher.ts'

export const ending: Matcher<NonNullable<Condition['ending']>> = {
  misses(wanted, reading) {
    const actual = reading.exchange.ending
    if (actual === wanted) return []
    return [() => ({
      seen: phrase('verdict.is', { what: 'ending', value: actual }),
      expected: phrase('verdict.is', { what: 'ending', value: wanted }),
      evidence: [startOf(reading, 'response')],
    })]
  },
  places: (_wanted, reading) => [startOf(reading, 'response')],
}
