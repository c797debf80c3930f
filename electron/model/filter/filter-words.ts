// A filter as it is written, cut into its words: `key:value`, or text that stands anywhere. A minus before it asks for the opposite.
import type { ByteRange } from '../bytes.ts'

/** The longest filter that is read. */
export const LONGEST_FILTER = 500

export interface FilterWord {
  readonly at: ByteRange
  readonly negated: boolean
  /** As it was written, without its colon. */
  readonly key?: string
  readonly value: string
  /** Where the value begins in the text. */
  readonly valueAt: number
  /** Where a quotation mark begins that does not end. */
  readonly openAt?: number
}

/** What follows `http:` is an address, and no value. */
const KEY = /([A-Za-z][A-Za-z-]*):(?!\/\/)/y
const BLANK = /\s/

/** @returns the words in order; every sign that is no blank is in one of them. */
export function filterWords(text: string): FilterWord[] {
  const words: FilterWord[] = []
  for (let at = 0; at < text.length; at = words.at(-1)?.at.end ?? text.length) {
    while (at < text.length && BLANK.test(text.charAt(at))) at += 1
    if (at === text.length) break
    words.push(wordAt(text, at))
  }
  return words
}

function wordAt(text: string, start: number): FilterWord {
  const negated = text[start] === '-' && start + 1 < text.length && !BLANK.test(text.charAt(start + 1))
  KEY.lastIndex = start + (negated ? 1 : 0)
  const from = KEY.lastIndex
  const key = KEY.exec(text)?.[1]
  const valueAt = from + (key === undefined ? 0 : key.length + 1)
  let [at, value] = [valueAt, '']
  while (at < text.length && !BLANK.test(text.charAt(at))) {
    // Elsewhere a quotation mark is a sign like others, so that JSON can be looked for as it is.
    if (text[at] === '"' && (at === valueAt || (key !== undefined && text[at - 1] === '='))) {
      const quoted = quotedAt(text, at)
      if (quoted.end === undefined) return { at: { start, end: text.length }, negated, ...(key !== undefined && { key }), value: value + quoted.value, valueAt, openAt: at }
      value += quoted.value
      at = quoted.end
    } else {
      value += text.charAt(at)
      at += 1
    }
  }
  return { at: { start, end: at }, negated, ...(key !== undefined && { key }), value, valueAt }
}

/** A backslash takes the sign after it as it is. */
function quotedAt(text: string, start: number): { readonly value: string; readonly end?: number } {
  let value = ''
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '"') return { value, end: at + 1 }
    if (text[at] === '\\' && at + 1 < text.length) at += 1
    value += text.charAt(at)
  }
  return { value }
}

/** @returns `value` so that it is read as one. */
export function quotedValue(value: string): string {
  return value === '' || /[\s"]/.test(value) ? `"${value.replace(/["\\]/g, '\\$&')}"` : value
}
