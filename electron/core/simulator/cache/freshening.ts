// Bringing a stored response up to date (RFC 9111 §3.2, §4.3.4, §4.3.5).
import { keepable, valuesOf, without, type FieldLines } from './fields.ts'
import { lastModified } from './freshness.ts'
import { asStored, type Reckoning, type Stored, type Times } from './stored.ts'
import { entityTag } from './validators.ts'
import { selectingFields } from './vary.ts'

/** What the stored content depends on stays with it (RFC 9111 §3.2): how it is coded, which part it is, and digests of it (RFC 9530 §2). */
const OF_THE_CONTENT = ['content-length', 'content-encoding', 'content-range', 'content-digest', 'content-md5']

/**
 * @returns the stored response with the fields of a newer one: each name there replaces all lines of that name; its age starts anew.
 * `Vary` is read anew as well, with the values of the request that the newer one answered; a new `*` leaves nothing to keep.
 */
export function freshened(stored: Stored, newer: FieldLines, request: FieldLines, times: Times, reckoning: Reckoning): Stored {
  const update = without(keepable(newer), OF_THE_CONTENT)
  // An old Age or Date says nothing about the newer response.
  const kept = without(stored.fields, ['age', 'date', ...update.map(([name]) => name.toLowerCase())])
  const fields = [...kept, ...update]
  return asStored({ ...stored, fields, selecting: selectingFields(fields, request) ?? stored.selecting }, times, reckoning)
}

/** @returns whether a 200 to HEAD describes what is stored: same validators, same length (RFC 9111 §4.3.5). */
export function describes(head: FieldLines, stored: Stored, nowMs: number): boolean {
  const tag = entityTag(head)
  const modifiedMs = lastModified(head, nowMs)
  const lengths = valuesOf(head, 'content-length')
  return (tag === undefined || tag === entityTag(stored.fields))
    && (modifiedMs === undefined || modifiedMs === lastModified(stored.fields, nowMs))
    && lengths.every(length => Number(length) === stored.content.length)
}

/** @returns the stored response as one that has to be validated before it is used again. */
export function outdated(stored: Stored): Stored {
  return { ...stored, lifetime: Number.NEGATIVE_INFINITY }
}
