// Requests of which the rest does not come.
import { aside } from '../../model/asides-en.ts'
import { phrase } from '../../model/phrase.ts'
import type { Limits } from '../../model/scenario.ts'
import type { Fault } from '../wire/fault.ts'

/** @returns the fault of a request that is not complete in time. @param hasHead its content is late, not its head */
export function tooLate(hasHead: boolean, { headMs, contentMs }: Limits): Fault {
  return { check: hasHead ? 'content' : 'well-formed', status: 408, because: phrase('decision.timeout', { ms: hasHead ? contentMs : headMs }), section: 'RFC 9110 §15.5.9' }
}

/** @returns the fault of a request whose client has ended before it. */
export function endsEarly(): Fault {
  return { check: 'well-formed', status: 400, because: phrase('decision.malformed', { what: aside('cut-off') }), section: 'RFC 9112 §8' }
}
