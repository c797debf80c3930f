// JSON as a person writes it: where it stops being JSON, and the same tokens laid out anew. Numbers and repeated keys stay as they were written.

/** Where a text stops being JSON, from 1; `end` when it only ends too early. */
export type JsonFault = { readonly line: number; readonly column: number } | 'end'

const BLANKS = /[ \t\r\n]*/y
/** The tokens of JSON (RFC 8259 §2, §6, §7). */
const TOKENS = /[{}[\],:]|"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])|(?:true|false|null)(?!\w)/y
/** What a frame of the text waits for next. */
type Wait = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end'

/** @returns where `text` stops being JSON, or undefined when it is JSON to its end */
export function jsonFault(text: string): JsonFault | undefined {
  const tokens = tokensOf(text)
  const open: string[] = []
  let wait: Wait = 'value'
  let isOver = false
  for (const { token, at } of tokens) {
    if (token === undefined || isOver) return at >= text.length ? 'end' : placeOf(text, at)
    const next = step(token, wait, open)
    if (next === undefined) return placeOf(text, at)
    wait = next
    isOver = open.length === 0 && next === 'comma-or-end'
  }
  return isOver ? undefined : 'end'
}

function step(token: string, wait: Wait, open: string[]): Wait | undefined {
  const closes = token === '}' || token === ']'
  if (closes) {
    const fits = (wait === 'comma-or-end' && open.at(-1) === token) || (wait === 'value-or-end' && token === ']') || (wait === 'key-or-end' && token === '}')
    return fits && open.pop() !== undefined ? 'comma-or-end' : undefined
  }
  if (token === ',') return wait === 'comma-or-end' && open.length > 0 ? (open.at(-1) === '}' ? 'key' : 'value') : undefined
  if (token === ':') return wait === 'colon' ? 'value' : undefined
  if (wait === 'key' || wait === 'key-or-end') return token.startsWith('"') ? 'colon' : undefined
  if (wait !== 'value' && wait !== 'value-or-end') return undefined
  if (token !== '{' && token !== '[') return 'comma-or-end'
  open.push(token === '{' ? '}' : ']')
  return token === '{' ? 'key-or-end' : 'value-or-end'
}

function* tokensOf(text: string): Generator<{ readonly token: string | undefined; readonly at: number }> {
  let at = 0
  for (;;) {
    BLANKS.lastIndex = at
    BLANKS.exec(text)
    at = BLANKS.lastIndex
    if (at >= text.length) return
    TOKENS.lastIndex = at
    const [token] = TOKENS.exec(text) ?? []
    // A string that is not closed runs to the end of the text.
    const isCut = token === undefined && /^"(?:[^"\\\n]|\\.)*\\?$/.test(text.slice(at))
    yield { token, at: isCut ? text.length : at }
    if (token === undefined) return
    at += token.length
  }
}

function placeOf(text: string, at: number): JsonFault {
  const before = text.slice(0, at).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}

/** @returns the same tokens, two blanks for each level; as it stands where it is no JSON */
export function jsonLaidOut(text: string): string {
  if (jsonFault(text) !== undefined) return text
  const tokens = [...tokensOf(text)].map(({ token }) => token ?? '')
  let depth = 0
  return tokens.map((token, nth) => {
    const next = tokens[nth + 1] ?? ''
    const closesNext = next === '}' || next === ']'
    if (token === '{' || token === '[') {
      if (closesNext) return token
      depth += 1
      return `${token}\n${'  '.repeat(depth)}`
    }
    if (closesNext) {
      depth -= 1
      return `${token}\n${'  '.repeat(depth)}`
    }
    return token === ',' ? `,\n${'  '.repeat(depth)}` : token === ':' ? ': ' : token
  }).join('')
}

/** @returns the same tokens on one line; as it stands where it is no JSON */
export function jsonOnOneLine(text: string): string {
  return jsonFault(text) === undefined ? [...tokensOf(text)].map(({ token }) => token ?? '').join('') : text
}
