// The request target and the version, and what every part of a request line has in common.
import type { ByteRange } from '../../../model/bytes.ts'
import type { TextMatch } from '../../../model/condition.ts'
import type { RequestMessage } from '../../../model/message.ts'
import { phrase, type Phrase } from '../../../model/phrase.ts'
import { at, startOf } from '../evidence.ts'
import type { Reading } from '../reading.ts'
import type { Matcher } from './matcher.ts'
import { shown, unmetText } from './text.ts'

interface Part { readonly text: string; readonly range: ByteRange }

/**
 * @param unmet what is wanted of the part and does not hold; of a request that never came, undefined is asked for.
 * @returns a matcher for one part of the request line.
 */
export function requestPart<Wanted>(
  what: string,
  part: (request: RequestMessage) => Part,
  unmet: (wanted: Wanted, text: string, reading: Reading) => Phrase | undefined,
): Matcher<Wanted> {
  const place = (reading: Reading) => {
    const { request } = reading.exchange
    return request ? at(reading, 'request', part(request).range) : startOf(reading, 'request')
  }
  return {
    misses(wanted, reading) {
      const { request } = reading.exchange
      const text = request && part(request).text
      const expected = unmet(wanted, text ?? '', reading)
      if (text !== undefined && !expected) return []
      const seen = () => text === undefined ? phrase('verdict.no-request') : phrase('verdict.is', { what, value: shown(text) })
      return [() => ({ seen: seen(), expected: expected ?? phrase('verdict.some', { what }), evidence: [place(reading)] })]
    },
    places: (_wanted, reading) => [place(reading)],
  }
}

export const target = requestPart<TextMatch>(
  'target',
  request => ({ text: request.target, range: request.targetRange }),
  (wanted, text) => unmetText('target', wanted, text),
)

export const version = requestPart<TextMatch>(
  'version',
  request => ({ text: request.version, range: request.startLine }),
  (wanted, text) => unmetText('version', wanted, text),
)
