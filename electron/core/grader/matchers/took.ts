// How long an exchange took, from the first octet sent to the last received. Nobody knows how long one takes that has no answer.
import type { NumberMatch } from '../../../model/condition.ts'
import { phrase } from '../../../model/phrase.ts'
import { startOf } from '../evidence.ts'
import type { Matcher } from './matcher.ts'
import { boundsInSigns, isWithin } from './number.ts'

export const tookMs: Matcher<NumberMatch> = {
  misses(wanted, reading) {
    const ms = reading.final && reading.exchange.timing.lastByteMs
    if (ms !== undefined && isWithin(wanted, ms)) return []
    return [() => ({
      seen: ms === undefined ? phrase('verdict.no-status') : phrase('verdict.took', { ms: String(Math.round(ms)) }),
      expected: phrase('verdict.took', { ms: boundsInSigns(wanted) }),
      evidence: [startOf(reading, 'response')],
    })]
  },
  places: (_wanted, reading) => [startOf(reading, 'response')],
}
