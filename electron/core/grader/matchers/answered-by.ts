// Whose answer it is, as the trace shows. A capture that was imported shows one hop only, so it cannot tell.
import type { AnswererMatch } from '../../../model/condition.ts'
import { phrase, type Phrase } from '../../../model/phrase.ts'
import { startOf } from '../evidence.ts'
import type { Reading } from '../reading.ts'
import type { Matcher } from './matcher.ts'

export const answeredBy: Matcher<AnswererMatch> = {
  misses(wanted, reading) {
    const { answerer } = reading
    if (answerer !== undefined && isAnswerer(wanted, answerer, reading)) return []
    return [() => ({
      seen: answerer === undefined ? phrase('verdict.answered-by-unknown') : phrase('verdict.answered-by', { participant: answerer }),
      expected: expectedAnswerer(wanted),
      evidence: placesOfAnswerer(reading),
    })]
  },
  places: (_wanted, reading) => placesOfAnswerer(reading),
}

/** @returns where the answer begins at the participant whose it is. */
export function placesOfAnswerer(reading: Reading) {
  return [startOf(reading.innermost ?? reading, 'response')]
}

function isAnswerer(wanted: AnswererMatch, answerer: string, { bench }: Reading): boolean {
  if (typeof wanted === 'string') return answerer === wanted
  if (Array.isArray(wanted)) return wanted.includes(answerer)
  return wanted.not?.includes(answerer) !== true && (wanted.role === undefined || bench.roleOf(answerer) === wanted.role)
}

function expectedAnswerer(wanted: AnswererMatch): Phrase {
  if (typeof wanted === 'string') return phrase('verdict.answered-by', { participant: wanted })
  if (Array.isArray(wanted)) return phrase('verdict.any-of', { values: wanted.join(', ') })
  return wanted.role === undefined
    ? phrase('verdict.answered-by-other', { participants: wanted.not?.join(', ') ?? '' })
    : phrase('verdict.answered-by-role', { role: wanted.role })
}
