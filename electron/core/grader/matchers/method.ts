// The method of the request: its name (case-sensitive, RFC 9110 §9.1), or whether the lab's origin implements it.
import type { MethodMatch } from '../../../model/condition.ts'
import { phrase, type Phrase } from '../../../model/phrase.ts'
import { TOKEN } from '../../../model/scenario.ts'
import type { Reading } from '../reading.ts'
import { requestPart } from './start-line.ts'
import { unmetText } from './text.ts'

export const method = requestPart<MethodMatch>(
  'method',
  request => ({ text: request.method, range: request.methodRange }),
  (wanted, text, reading) => isByCapability(wanted) ? unmetCapability(wanted, text, reading) : unmetText('method', wanted, text),
)

type ByCapability = Extract<MethodMatch, { implemented: boolean }>

function isByCapability(wanted: MethodMatch): wanted is ByCapability {
  return typeof wanted === 'object' && 'implemented' in wanted
}

/** What is no token is no method, so it is not one that the server does not implement either. */
function unmetCapability({ implemented, not }: ByCapability, text: string, { bench }: Reading): Phrase | undefined {
  const holds = TOKEN.test(text) && bench.implemented.has(text) === implemented
  if (!holds) return phrase(implemented ? 'verdict.method-implemented' : 'verdict.method-not-implemented')
  return not?.includes(text) ? phrase('verdict.is-not', { what: 'method', value: not.join(', ') }) : undefined
}
