// Where secrets stand in a text: in field lines, URIs, forms, JSON. One pass each, whatever the text; one character for each octet.
import type { SecretPlace } from '../../../model/capture-form.ts'
import { isSecretName } from './secret-names.ts'
import { secretsInJson } from './secrets-in-json.ts'
import { merged, moved, type Secret } from './secret.ts'

/** @returns what is secret in the value of a field. */
export function secretsInField(name: string, written: string): Secret[] {
  const value = written.trim()
  return moved(secretsInValue(name, value), written.indexOf(value))
}

function secretsInValue(name: string, value: string): Secret[] {
  switch (name.toLowerCase()) {
    case 'authorization':
    case 'proxy-authorization': return inCredentials(name, value)
    case 'cookie': return [...value.matchAll(/([^=;\s][^=;]{0,400})=([^;]*)/g)].flatMap(pair => inCookie(pair))
    case 'set-cookie': {
      const pair = /^\s*([^=;]*)=([^;]*)/.exec(value)
      return pair ? inCookie(pair) : []
    }
    default: return isSecretName(name, 'field', value.length) && value !== '' ? [{ start: 0, end: value.length, place: 'field', name }] : inLine(value)
  }
}

/** Also of lines that no reader takes for a field line: folded ones, and white space before the colon (RFC 9112 §5). @returns what is secret in the lines of a head */
export function secretsInHead(head: string): Secret[] {
  const found: Secret[] = []
  for (const line of head.matchAll(/[^\n]+(?:\n[ \t][^\n]*)*/g)) {
    const [text] = line
    const colon = text.indexOf(':')
    const name = text.slice(0, Math.max(0, colon)).trim()
    const inValue = name === '' || /[\s"]/.test(name) ? [] : moved(secretsInField(name, text.slice(colon + 1)), colon + 1)
    found.push(...moved(merged([...inValue, ...inLine(text)]), line.index))
  }
  return found
}

/** @returns what is secret in decoded content. */
export function secretsInContent(text: string, mediaType = ''): Secret[] {
  const isForm = /x-www-form-urlencoded/i.test(mediaType) || (mediaType === '' && !/[\s"<>{]/.test(text))
  const isMultipart = /^\s*multipart\//i.test(mediaType)
  return merged([...secretsInHead(text), ...secretsInJson(text), ...(isForm ? inPairs(text, /(?:^|[&;])([^=&;]{1,200})=([^&;]*)/g, 'content') : []), ...(isMultipart ? inParts(text) : [])])
}

/** A scheme, then a token68 or parameters (RFC 9110 §11.4). The scheme and the names of parameters are no secret. */
function inCredentials(name: string, value: string): Secret[] {
  const start = /^(?:[^\s,=]+\s+)?/.exec(value)?.[0].length ?? 0
  const rest = value.slice(start)
  const params = [...rest.matchAll(/([^\s,="]{1,200})[ \t]{0,50}=[ \t]{0,50}("(?:[^"\\]|\\.)*"?|[^\s,="]+)/g)]
  if (params.length > 0 && /^[^\s,="]+[ \t]*=[ \t]*[^\s=]/.test(rest)) {
    return params.map(([whole, , text = ''], nth) => ({ text: inQuotes(text), at: start + (params[nth]?.index ?? 0) + whole.length - text.length }))
      .map(({ text, at }) => ({ start: at + text.start, end: at + text.end, place: 'field', name }))
  }
  return rest === '' ? [] : [{ start, end: value.length, place: 'field', name }]
}

function inCookie(pair: RegExpExecArray): Secret[] {
  const [whole, name = '', text = ''] = pair
  const value = inQuotes(text.trimEnd())
  const at = pair.index + whole.length - text.length
  return value.end > value.start ? [{ start: at + value.start, end: at + value.end, place: 'cookie', name: name.trim() }] : []
}

/** @returns where the text stands without the quotes around it. */
function inQuotes(text: string): { start: number; end: number } {
  if (!text.startsWith('"')) return { start: 0, end: text.length }
  return { start: 1, end: text.length > 1 && text.endsWith('"') ? text.length - 1 : text.length }
}

/** What is secret anywhere: in the query or the fragment of a URI, before its host, and what has the form of a token. */
function inLine(text: string): Secret[] {
  return [...inPairs(text, /[?&;#]([^=&;#?\s"'<>]{1,200})=([^&;#\s"'<>]*)/g, 'query'), ...inUserInfo(text), ...inTokens(text)]
}

function inPairs(text: string, pattern: RegExp, place: SecretPlace): Secret[] {
  return [...text.matchAll(pattern)].flatMap(({ 0: whole, 1: name = '', 2: value = '', index }) => {
    const plain = decoded(name)
    return isSecretName(plain, 'query', value.length) ? [{ start: index + whole.length - value.length, end: index + whole.length, place, name: plain }] : []
  })
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name.replaceAll('+', ' '))
  } catch {
    return name
  }
}

function inUserInfo(text: string): Secret[] {
  const found: Secret[] = []
  for (let at = text.indexOf('://'); at >= 0; at = text.indexOf('://', at + 3)) {
    const authority = /^[^/?#\s"'<>]{0,2000}/.exec(text.slice(at + 3, at + 2_003))?.[0] ?? ''
    const end = authority.lastIndexOf('@')
    if (end > 0) found.push({ start: at + 3, end: at + 3 + end, place: 'user-info', name: '@' })
  }
  return found
}

/** A JSON Web Token (RFC 7519 §3), whose head begins with `{"` in base64, and what follows `Bearer` (RFC 6750 §2.1). */
function inTokens(text: string): Secret[] {
  const runs = text.includes('eyJ') ? [...text.matchAll(/[\w.-]{20,}/g)] : []
  return [
    ...runs.filter(([run]) => /^eyJ[\w-]+\.[\w-]+\.[\w.-]*$/.test(run)).map(({ 0: run, index }): Secret => ({ start: index, end: index + run.length, place: 'token', name: 'JWT' })),
    ...[...text.matchAll(/\bBearer[ \t]+([\w.~+/-]{8,}=*)/gi)].map(({ 0: whole, 1: token = '', index }): Secret => ({ start: index + whole.length - token.length, end: index + whole.length, place: 'token', name: 'Bearer' })),
  ]
}

/** The content of parts whose name stands before secrets (RFC 7578 §4.2). */
function inParts(text: string): Secret[] {
  return [...text.matchAll(/\bname="([^"\r\n]{1,200})"[^\r\n]{0,1000}\r?\n(?:[^\r\n]{1,1000}\r?\n){0,20}\r?\n/g)].flatMap(({ 0: head, 1: name = '', index }) => {
    const start = index + head.length
    const boundary = text.indexOf('\n--', start)
    const end = boundary < 0 ? text.length : text[boundary - 1] === '\r' ? boundary - 1 : boundary
    return isSecretName(name, 'query', end - start) ? [{ start, end, place: 'content', name }] : []
  })
}
