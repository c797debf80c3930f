// If-Match and If-None-Match (RFC 9110 §13.1.1, §13.1.2) in the order of §13.2.2. There are no dates to compare here.
import { valuesOf } from '../wire/framing.ts'
import type { RequestHead } from '../wire/request-reader.ts'

export interface FailedPrecondition { readonly field: string; readonly status: 304 | 412 }

/** @returns the precondition that does not hold, or undefined. @param current the strong entity tag of what is there; undefined if nothing is */
export function failedPrecondition(head: RequestHead, current: string | undefined): FailedPrecondition | undefined {
  const match = valuesOf(head, 'if-match')
  if (match.length > 0 && !lists(match, current, false)) return { field: 'If-Match', status: 412 }
  const none = valuesOf(head, 'if-none-match')
  if (none.length === 0 || !lists(none, current, true)) return undefined
  return { field: 'If-None-Match', status: head.method === 'GET' || head.method === 'HEAD' ? 304 : 412 }
}

/** @param isWeak whether W/ makes no difference (RFC 9110 §8.8.3.2) */
function lists(values: readonly string[], current: string | undefined, isWeak: boolean): boolean {
  if (current === undefined) return false
  const text = values.join(',')
  return text.trim() === '*' || [...text.matchAll(/(W\/)?("[!#-~\x80-\xff]*")/g)].some(([, weak, tag]) => tag === current && (isWeak || weak === undefined))
}
