// A TRACE request with content: no client may send one (RFC 9110 §9.3.8), so neither is it answered nor sent on.
import type { Ruling } from '../../model/decision.ts'
import { phrase, sayInEnglish } from '../../model/phrase.ts'
import type { RequestHead } from '../wire/request-reader.ts'
import { problemAnswer, type Answer } from './answer.ts'

/** @returns the refusal, if there is content; whether a persona takes it was measured. */
export function refuseTraceContent({ method, isAdmitted }: RequestHead, content: Buffer): Answer | undefined {
  if (method !== 'TRACE' || content.length === 0 || isAdmitted) return undefined
  const because = phrase('decision.trace-content')
  return problemAnswer(400, because, sayInEnglish(because))
}

/** @returns the ruling; of such a refusal, what it looked at and where that is said. */
export function ruledOnTraceContent(ruling: Ruling): Ruling {
  return ruling.because.id === 'decision.trace-content' ? { ...ruling, check: 'content', passed: false, section: 'RFC 9110 §9.3.8' } : ruling
}
