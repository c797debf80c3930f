// Text compared octet by octet.
import { toLatin1 } from '../../../model/bytes.ts'
import type { TextMatch } from '../../../model/condition.ts'
import { phrase, type Phrase } from '../../../model/phrase.ts'

/** Longer than any value that is worth reading in a sentence. */
const SHOWN = 160

/** @returns what was wanted of `actual` and does not hold, or undefined when all holds. */
export function unmetText(what: string, wanted: TextMatch, actual: string): Phrase | undefined {
  if (typeof wanted === 'string') return actual === octets(wanted) ? undefined : phrase('verdict.is', { what, value: wanted })
  if (Array.isArray(wanted)) return unmetOneOf(wanted, actual)
  const { oneOf, not, startsWith, contains, ignoringCase } = wanted
  const unmetList = oneOf && unmetOneOf(oneOf, actual)
  if (unmetList) return unmetList
  if (not?.some(value => octets(value) === actual)) return phrase('verdict.is-not', { what, value: not.join(', ') })
  if (startsWith !== undefined && !actual.startsWith(octets(startsWith))) return phrase('verdict.starts-with', { what, value: startsWith })
  if (contains !== undefined && !actual.includes(octets(contains))) return phrase('verdict.has', { what, value: contains })
  if (ignoringCase !== undefined && octets(ignoringCase).toLowerCase() !== actual.toLowerCase()) {
    return phrase('verdict.is-any-case', { what, value: ignoringCase })
  }
  return undefined
}

/** @returns the UTF-8 octets of an author's text, one character for each, as text from the wire stands in messages. */
export function octets(text: string): string {
  return isAscii(text) ? text : toLatin1(new TextEncoder().encode(text))
}

/** @returns `text`, short enough for a sentence. */
export function shown(text: string): string {
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text
}

function unmetOneOf(values: readonly string[], actual: string): Phrase | undefined {
  return values.some(value => octets(value) === actual) ? undefined : phrase('verdict.any-of', { values: values.join(', ') })
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 127) return false
  return true
}
