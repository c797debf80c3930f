// Why a request cannot be taken any further: the check that failed, the status that the specification gives it.
import type { Check } from '../../model/decision.ts'
import { phrase, type Phrase } from '../../model/phrase.ts'

export interface Fault {
  readonly check: Check
  readonly status: number
  readonly because: Phrase
  readonly section: string
}

/** @returns the fault for bytes that are not an HTTP message (RFC 9112 §3, §5; 400). */
export function malformed(what: string, section = 'RFC 9112 §2.2'): Fault {
  return { check: 'well-formed', status: 400, because: phrase('decision.malformed', { what }), section }
}

/** @returns the fault for content whose end cannot be known (RFC 9112 §6.3; 400 and close). */
export function unclear(what: string, section = 'RFC 9112 §6.3'): Fault {
  return { check: 'framing', status: 400, because: phrase('decision.framing-unclear', { what }), section }
}
