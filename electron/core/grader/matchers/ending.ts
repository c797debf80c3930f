// What became of the connection. It has no bytes of its own, so the evidence is where the answer begins, or what was asked.
import type { Condition } from '../../../model/condition.ts'
import { phrase } from '../../../model/phrase.ts'
import { startOf } from '../evidence.ts'
import type { Matcher } from './matcher.ts'

export const ending: Matcher<NonNullable<Condition['ending']>> = {
  misses(wanted, reading) {
    const actual = reading.exchange.ending
    const endings = [wanted].flat()
    if (endings.includes(actual)) return []
    return [() => ({
      seen: phrase('verdict.is', { what: 'ending', value: actual }),
      expected: endings.length === 1 ? phrase('verdict.is', { what: 'ending', value: endings.join() }) : phrase('verdict.any-of', { values: endings.join(', ') }),
      evidence: [startOf(reading, 'response')],
    })]
  },
  places: (_wanted, reading) => [startOf(reading, 'response')],
}
