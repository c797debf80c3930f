// What changes on a message that passes through an intermediary (RFC 9110 §7.6), and what must not.
import { listOf } from '../wire/framing.ts'

type Field = readonly [name: string, value: string]
type Named = { readonly name: string; readonly value: string }

/** Fields about one connection, whether Connection lists them or not (RFC 9110 §7.6.1), and those about the framing that is made anew. */
const HOP_BY_HOP = new Set(['connection', 'keep-alive', 'proxy-connection', 'te', 'transfer-encoding', 'upgrade', 'trailer', 'content-length'])

/** @returns the fields that go on to the next participant, in their order. */
export function endToEnd(fields: readonly Named[]): Field[] {
  const named = new Set(listOf({ fields }, 'connection'))
  return fields.filter(({ name }) => !HOP_BY_HOP.has(name.toLowerCase()) && !named.has(name.toLowerCase())).map(({ name, value }) => [name, value])
}

/** @returns `fields` with one more member at the end of the list field `name` (RFC 9110 §5.3). */
export function withMember(fields: readonly Field[], name: string, member: string): Field[] {
  const at = fields.findLastIndex(([known]) => known.toLowerCase() === name.toLowerCase())
  if (at < 0) return [...fields, [name, member]]
  return fields.map(([known, value], nth): Field => (nth === at ? [known, value === '' ? member : `${value}, ${member}`] : [known, value]))
}

/** @returns `fields` without those called `name`. */
export function without(fields: readonly Field[], name: string): Field[] {
  return fields.filter(([known]) => known.toLowerCase() !== name)
}

/** @returns the member that a recipient adds to Via (RFC 9110 §7.6.3). @param version such as `HTTP/1.1` @param by a pseudonym */
export function viaMember(version: string, by: string): string {
  // HTTP/2 has no minor version, so 0 stands for it (RFC 9110 §2.5).
  return `${version === 'HTTP/2' ? '2.0' : version.replace('HTTP/', '')} ${by}`
}
