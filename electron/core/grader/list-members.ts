// The members of a list field as texts: a Structured Field List (RFC 9651 §3.1), else any comma-separated list (RFC 9110 §5.6.1).
import { parseList, serializeBareItem, DisplayString, Token, type BareItem, type InnerList, type Item } from 'structured-headers'

/** @param value all field lines, combined by commas. @returns the bare members; their parameters are left out. */
export function membersOf(value: string): ReadonlySet<string> {
  return new Set(structured(value) ?? commaSeparated(value))
}

/** Undefined too when there is a number: 1.50 is 1.5 once parsed, and a method may be called so. */
function structured(value: string): string[] | undefined {
  try {
    const members = parseList(value)
    const texts = members.map(member => isInner(member) ? innerText(member) : bareText(member[0]))
    return texts.every(text => text !== undefined) ? texts : undefined
  } catch {
    return undefined
  }
}

function isInner(member: Item | InnerList): member is InnerList {
  return Array.isArray(member[0])
}

function innerText([items]: InnerList): string | undefined {
  const texts = items.map(([bare]) => bareText(bare))
  return texts.includes(undefined) ? undefined : `(${texts.join(' ')})`
}

function bareText(bare: BareItem): string | undefined {
  if (typeof bare === 'number') return undefined
  if (typeof bare === 'string') return bare
  return bare instanceof Token || bare instanceof DisplayString ? bare.toString() : serializeBareItem(bare)
}

/** Empty members do not count (RFC 9110 §5.6.1.2); no separator stands within a quoted string (§5.6.4). */
function commaSeparated(value: string): string[] {
  return split(value, ',').map(member => unquoted((split(member, ';')[0] ?? '').trim())).filter(member => member !== '')
}

/** In one pass; a quote that is never closed runs to the end. */
function split(text: string, separator: string): string[] {
  const parts: string[] = []
  let start = 0
  let quoted = false
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at]
    if (char === '"') quoted = !quoted
    else if (quoted && char === '\\') at += 1
    else if (!quoted && char === separator) {
      parts.push(text.slice(start, at))
      start = at + 1
    }
  }
  return [...parts, text.slice(start)]
}

function unquoted(member: string): string {
  const isQuoted = member.length > 1 && member.startsWith('"') && member.endsWith('"')
  return isQuoted ? member.slice(1, -1).replace(/\\(.)/gs, '$1') : member
}
