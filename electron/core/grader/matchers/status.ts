// The status code of the final response; a 1xx is looked for among the responses before it (RFC 9110 §15).
import type { StatusMatch } from '../../../model/condition.ts'
import type { ResponseMessage } from '../../../model/message.ts'
import { phrase, type Phrase } from '../../../model/phrase.ts'
import { at, startOf } from '../evidence.ts'
import type { Reading } from '../reading.ts'
import type { Matcher } from './matcher.ts'

export const status: Matcher<StatusMatch> = {
  misses(wanted, reading) {
    if (wanted === 'none' ? !reading.final : answerWith(wanted, reading)) return []
    const { final } = reading
    return [() => ({
      seen: final ? phrase('verdict.status', { status: final.status }) : phrase('verdict.no-status'),
      expected: expectedStatus(wanted),
      evidence: [final ? at(reading, 'response', final.statusRange) : startOf(reading, 'response')],
    })]
  },
  places(wanted, reading) {
    const answer = answerWith(wanted, reading)
    return [answer ? at(reading, 'response', answer.statusRange) : startOf(reading, 'response')]
  },
}

/** @returns whether `status` is one of those wanted, or in the class wanted. A status is never `none`. */
export function isStatus(wanted: StatusMatch, status: number): boolean {
  if (typeof wanted === 'number') return status === wanted
  return typeof wanted === 'string' ? Math.floor(status / 100) === Number(wanted[0]) : wanted.includes(status)
}

function answerWith(wanted: StatusMatch, { final, exchange }: Reading): ResponseMessage | undefined {
  if (final && isStatus(wanted, final.status)) return final
  return exchange.responses.find(response => response.status < 200 && isStatus(wanted, response.status))
}

function expectedStatus(wanted: StatusMatch): Phrase {
  if (wanted === 'none') return phrase('verdict.no-status')
  return Array.isArray(wanted) ? phrase('verdict.any-of', { values: wanted.join(', ') }) : phrase('verdict.status', { status: wanted })
}
