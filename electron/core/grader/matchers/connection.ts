// Whether an exchange is the first on its connection (RFC 9112 §9.3).
import type { Condition } from '../../../model/condition.ts'
import { phrase } from '../../../model/phrase.ts'
import { startOf } from '../evidence.ts'
import type { Matcher } from './matcher.ts'

export const connection: Matcher<NonNullable<Condition['connection']>> = {
  misses(wanted, reading) {
    const actual = reading.exchange.connection.nth === 1 ? 'new' : 'reused'
    if (actual === wanted) return []
    return [() => ({
      seen: phrase('verdict.is', { what: 'connection', value: actual }),
      expected: phrase('verdict.is', { what: 'connection', value: wanted }),
      evidence: [startOf(reading, 'request')],
    })]
  },
  places: (_wanted, reading) => [startOf(reading, 'request')],
}
