// Preconditions (RFC 9110 §13.1) in the order of §13.2.2.
import { readHttpDate } from './cache/http-date.ts'
import { valuesOf } from '../wire/framing.ts'
import type { RequestHead } from '../wire/request-reader.ts'

export interface FailedPrecondition { readonly field: string; readonly status: 304 | 412 }

/**
 * @returns the precondition that does not hold, or undefined.
 * @param current the entity tag of what is there, empty if that has none; undefined if nothing is there
 * @param modifiedMs when it was last modified; undefined leaves out what compares dates
 */
export function failedPrecondition(head: RequestHead, current: string | undefined, modifiedMs?: number): FailedPrecondition | undefined {
  const isRead = head.method === 'GET' || head.method === 'HEAD'
  const match = valuesOf(head, 'if-match')
  if (match.length > 0 ? !lists(match, current, false) : isModifiedSince(head, 'if-unmodified-since', modifiedMs) === true) {
    return { field: match.length > 0 ? 'If-Match' : 'If-Unmodified-Since', status: 412 }
  }
  const none = valuesOf(head, 'if-none-match')
  if (none.length > 0) return lists(none, current, true) ? { field: 'If-None-Match', status: isRead ? 304 : 412 } : undefined
  return isRead && isModifiedSince(head, 'if-modified-since', modifiedMs) === false ? { field: 'If-Modified-Since', status: 304 } : undefined
}

/** @returns undefined where the field is not one date, and is ignored (RFC 9110 §13.1.3, §13.1.4) */
function isModifiedSince(head: RequestHead, name: string, modifiedMs: number | undefined): boolean | undefined {
  const values = valuesOf(head, name)
  const sinceMs = modifiedMs === undefined || values.length !== 1 ? undefined : readHttpDate(values[0] ?? '', modifiedMs)
  return sinceMs === undefined || modifiedMs === undefined ? undefined : modifiedMs > sinceMs
}

/** @param isWeak whether W/ makes no difference (RFC 9110 §8.8.3.2) */
function lists(values: readonly string[], current: string | undefined, isWeak: boolean): boolean {
  if (current === undefined) return false
  const text = values.join(',')
  const isStrong = (tag: string) => !tag.startsWith('W/')
  const opaque = (tag: string) => tag.replace(/^W\//, '')
  return text.trim() === '*' || [...text.matchAll(/(?:W\/)?"[!#-~\x80-\xff]*"/g)].some(([tag]) => opaque(tag) === opaque(current) && (isWeak || (isStrong(tag) && isStrong(current))))
}
