// Field lines as the cache needs them: looked up by name, split into list members, cleaned before they are kept or sent on.

export type FieldLines = readonly (readonly [name: string, value: string])[]

/** @returns the values of every line called `name` (case-insensitive), in wire order. */
export function valuesOf(fields: FieldLines, name: string): string[] {
  const wanted = name.toLowerCase()
  return fields.filter(([each]) => each.toLowerCase() === wanted).map(([, value]) => value)
}

/** @returns whether there is a line called `name`. */
export function hasField(fields: FieldLines, name: string): boolean {
  return valuesOf(fields, name).length > 0
}

/** @returns the lines whose names are not among `names` (small letters). */
export function without(fields: FieldLines, names: Iterable<string>): FieldLines {
  const gone = new Set(names)
  return fields.filter(([name]) => !gone.has(name.toLowerCase()))
}

/** @returns the members of a comma-separated list (RFC 9110 §5.6.1), empty ones left out; commas in quoted strings separate nothing. */
export function listMembers(values: readonly string[]): string[] {
  return values.flatMap(splitAtCommas).map(member => member.trim()).filter(member => member !== '')
}

function splitAtCommas(value: string): string[] {
  const members: string[] = []
  let start = 0
  let isQuoted = false
  for (let at = 0; at < value.length; at += 1) {
    const char = value[at]
    if (char === '\\' && isQuoted) at += 1
    else if (char === '"') isQuoted = !isQuoted
    else if (char === ',' && !isQuoted) {
      members.push(value.slice(start, at))
      start = at + 1
    }
  }
  // A quote that is never closed hides nothing: a no-store behind it still counts.
  return isQuoted ? value.split(',') : [...members, value.slice(start)]
}

/** Fields of one connection (RFC 9110 §7.6.1) or of one proxy (RFC 9111 §3.1): neither kept nor sent on. */
const OF_ONE_HOP = [
  'connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade',
  'proxy-authenticate', 'proxy-authentication-info', 'proxy-authorization',
]

/** @returns the lines that may be kept (RFC 9111 §3.1): without the fields of one hop and those that `Connection` lists. */
export function keepable(fields: FieldLines): FieldLines {
  return without(fields, [...OF_ONE_HOP, ...listMembers(valuesOf(fields, 'connection')).map(option => option.toLowerCase())])
}
