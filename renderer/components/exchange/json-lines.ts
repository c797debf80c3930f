// JSON laid out for reading, each token still knowing its octets.
import type { ByteRange } from '../../../electron/model/bytes.ts'
import { toLatin1 } from '../../../electron/model/bytes.ts'

export interface JsonToken {
  readonly kind: 'key' | 'string' | 'number' | 'word' | 'punctuation'
  readonly range: ByteRange
  /** A space is shown after it. */
  readonly spaced: boolean
}
export interface JsonLine { readonly depth: number; readonly tokens: JsonToken[] }

const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null|[{}[\],:]/g

function kindOf(text: string, next: string | undefined): JsonToken['kind'] {
  if (text.startsWith('"')) return next === ':' ? 'key' : 'string'
  if (/^[-\d]/.test(text)) return 'number'
  return /^[a-z]/.test(text) ? 'word' : 'punctuation'
}

const isJson = (content: Uint8Array): boolean => {
  try {
    JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content))
    return true
  } catch {
    return false
  }
}

/** @returns the lines, or undefined when the content is not a JSON object or array. */
export function jsonLines(content: Uint8Array): JsonLine[] | undefined {
  // Outside of strings JSON is ASCII, and no octet of a UTF-8 sequence looks like ASCII, so offsets in this text are octets.
  const text = toLatin1(content)
  if (!/^\s*[{[]/.test(text) || !isJson(content)) return undefined
  const found = [...text.matchAll(TOKEN)]
  const lines: JsonLine[] = [{ depth: 0, tokens: [] }]
  let depth = 0
  const newLine = () => void lines.push({ depth, tokens: [] })
  found.forEach((match, nth) => {
    const [word] = match
    const next = found[nth + 1]?.[0]
    const previous = found[nth - 1]?.[0]
    const opens = word === '{' || word === '['
    const closes = word === '}' || word === ']'
    if (closes) {
      depth -= 1
      if (previous !== '{' && previous !== '[') newLine()
    }
    lines.at(-1)?.tokens.push({ kind: kindOf(word, next), range: { start: match.index, end: match.index + word.length }, spaced: word === ':' })
    if (opens) depth += 1
    if (word === ',' || (opens && next !== '}' && next !== ']')) newLine()
  })
  return lines
}
