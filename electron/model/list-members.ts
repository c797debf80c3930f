// The members of list fields (RFC 9110 §5.6.1) and their parameters (§5.6.6), each in one pass.

/** @returns the members of a comma-separated value, white space around them taken off; empty ones stay, for whoever asks about them. */
export function membersWithEmpty(value: string): string[] {
  return split(value, ',').map(member => member.trim())
}

/** @returns the members that are not empty (RFC 9110 §5.6.1.2). */
export function members(value: string): string[] {
  return membersWithEmpty(value).filter(member => member !== '')
}

/** @returns what stands before the first `;`, and the parameters after it with names in small letters; a flag has the value `''`. */
export function parametersOf(member: string): { readonly value: string; readonly params: ReadonlyMap<string, string> } {
  const [value = '', ...rest] = split(member, ';').map(part => part.trim())
  return { value, params: new Map(rest.filter(part => part !== '').map(pair)) }
}

/** @returns the parameters of a member as they are written, repeated ones too: names in small letters, values with their quotes; a flag has the value `''`. */
export function writtenParameters(member: string): { readonly name: string; readonly value: string }[] {
  return split(member, ';').slice(1).map(part => part.trim()).filter(part => part !== '').map(part => {
    const equals = part.indexOf('=')
    return equals < 0 ? { name: part.toLowerCase(), value: '' } : { name: part.slice(0, equals).trim().toLowerCase(), value: part.slice(equals + 1).trim() }
  })
}

/** @returns directives such as those of Cache-Control: names in small letters, the first of each, quotes taken off (RFC 9111 §5.2). */
export function directivesOf(value: string): ReadonlyMap<string, string> {
  const directives = new Map<string, string>()
  for (const member of members(value)) {
    const [name, argument] = pair(member)
    if (!directives.has(name)) directives.set(name, argument)
  }
  return directives
}

function pair(text: string): [name: string, value: string] {
  const equals = text.indexOf('=')
  if (equals < 0) return [text.toLowerCase(), '']
  const value = text.slice(equals + 1).trim()
  const isQuoted = value.length > 1 && value.startsWith('"') && value.endsWith('"')
  return [text.slice(0, equals).trim().toLowerCase(), isQuoted ? value.slice(1, -1).replace(/\\(.)/gs, '$1') : value]
}

/** No separator stands within a quoted string (RFC 9110 §5.6.4); one that is never closed runs to the end. */
function split(text: string, separator: string): string[] {
  const parts: string[] = []
  let start = 0
  let isQuoted = false
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at]
    if (char === '"') isQuoted = !isQuoted
    else if (isQuoted && char === '\\') at += 1
    else if (!isQuoted && char === separator) {
      parts.push(text.slice(start, at))
      start = at + 1
    }
  }
  return [...parts, text.slice(start)]
}
