// Answers made of stored responses (RFC 9111 §3.4, §4, §4.3.2).
import { MOST_SECONDS } from './directives.ts'
import { hasField, without, type FieldLines } from './fields.ts'
import { asksForPart, partFields, rangeOf } from './range.ts'
import { ageOf, type CacheRequest, type Stored } from './stored.ts'
import { clientHasIt } from './validators.ts'

/** What is to be sent. To HEAD, whoever writes it leaves the content out, as of any answer to HEAD. */
export interface CacheAnswer { readonly status: number; readonly fields: FieldLines; readonly content: Buffer }

/** What a 304 carries (RFC 9110 §15.4.5); Last-Modified only where there is no entity tag. */
const OF_NOT_MODIFIED = ['cache-control', 'content-location', 'date', 'etag', 'expires', 'vary', 'cache-status', 'cdn-cache-control']
const NOTHING = Buffer.alloc(0)

/**
 * @returns the stored response, the part of it that was asked for, or 304 if the client has it already, with `Age` in place of any other (RFC 9111 §5.1).
 * @param isValidated false leaves out the fields that `no-cache` names (§5.2.2.4)
 */
export function answerFrom(stored: Stored, request: CacheRequest, nowMs: number, isValidated: boolean): CacheAnswer {
  const hidden = isValidated ? [] : stored.policy.directives.fieldNames('no-cache')
  const fields = [...without(stored.fields, ['age', ...hidden]), ['Age', String(Math.floor(Math.min(ageOf(stored, nowMs), MOST_SECONDS)))] as const]
  if (!clientHasIt(request.fields, stored)) return asksForPart(request) ? partFrom(stored, request, fields) : { status: stored.status, fields, content: stored.content }
  const wanted = new Set(['age', ...OF_NOT_MODIFIED, ...(hasField(stored.fields, 'etag') ? [] : ['last-modified'])])
  return { status: 304, fields: fields.filter(([name]) => wanted.has(name.toLowerCase())), content: NOTHING }
}

function partFrom(stored: Stored, request: CacheRequest, fields: FieldLines): CacheAnswer {
  const { status, content } = stored
  const range = rangeOf(request.fields, stored)
  if (!range) return { status, fields, content }
  return { status: 206, fields: [...without(fields, ['content-length']), ...partFields(range, content.length)], content: content.subarray(range.first, range.last + 1) }
}

/** @returns whether a request has conditions that only the origin can answer, because they speak of its state. */
export function asksTheOrigin(request: FieldLines): boolean {
  return ['if-match', 'if-unmodified-since', 'if-range'].some(name => hasField(request, name))
}
