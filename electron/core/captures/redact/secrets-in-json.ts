// Secret members of JSON, also of a text that is cut off or is JSON in part only. One pass, whatever the text.
import type { Secret } from './secret.ts'
import { isSecretName } from './secret-names.ts'

/** @returns the strings and numbers under a secret name; of a list under one, each. */
export function secretsInJson(text: string): Secret[] {
  const found: Secret[] = []
  let name: string | undefined
  let lists = 0
  for (let at = 0; at < text.length;) {
    const char = text[at] ?? ''
    if (char === '"') {
      const end = endOfString(text, at + 1)
      const colon = /^"\s{0,50}:/.exec(text.slice(end, end + 52))?.[0]
      if (colon !== undefined) {
        const key = unescaped(text.slice(at + 1, end))
        name = isSecretName(key, 'json', 0) ? key : undefined
        lists = 0
      } else if (name !== undefined) found.push({ start: at + 1, end, place: 'content', name })
      at = end + (colon?.length ?? 1)
    } else if (name !== undefined && /[-\d]/.test(char)) {
      const length = /^-?[\d.eE+-]{0,400}/.exec(text.slice(at, at + 400))?.[0].length ?? 1
      found.push({ start: at, end: at + length, place: 'content', name, isNumber: true })
      at += length
    } else {
      if (char === '[') lists += 1
      if (char === ']') lists -= 1
      if (char === '{' || char === '}' || (lists <= 0 && (char === ',' || char === ']'))) name = undefined
      at += 1
    }
  }
  return found
}

/** @returns where the closing quote stands, or the end of a text that has none. */
function endOfString(text: string, start: number): number {
  let at = start
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return Math.min(at, text.length)
}

/** @returns a name as it is meant: it may be written with escapes (RFC 8259 §7). */
function unescaped(text: string): string {
  try {
    return String(JSON.parse(`"${text}"`))
  } catch {
    return text
  }
}
