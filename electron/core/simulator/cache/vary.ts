// Which of several stored responses a request selects (RFC 9111 §4.1).
import { TOKEN } from '../../../model/scenario.ts'
import { listMembers, valuesOf, type FieldLines } from './fields.ts'

/** The request fields that a response was chosen by, each with its normalised value; undefined where it was absent. */
export type Selecting = readonly (readonly [name: string, value: string | undefined])[]

/** @returns what `Vary` names, with the request's values; undefined for `*` and for what names no field: no request matches. */
export function selectingFields(response: FieldLines, request: FieldLines): Selecting | undefined {
  const names = listMembers(valuesOf(response, 'vary')).map(name => name.toLowerCase())
  if (names.includes('*') || !names.every(name => TOKEN.test(name))) return undefined
  return [...new Set(names)].map(name => [name, normalised(request, name)] as const)
}

/** @returns whether a request has the same values in every selecting field. */
export function isSelectedBy(selecting: Selecting, request: FieldLines): boolean {
  return selecting.every(([name, value]) => normalised(request, name) === value)
}

/** Lines are joined and white space around commas goes: both are known not to matter. Order and case may matter and stay. */
function normalised(fields: FieldLines, name: string): string | undefined {
  const values = valuesOf(fields, name)
  return values.length === 0 ? undefined : listMembers(values).join(', ')
}
