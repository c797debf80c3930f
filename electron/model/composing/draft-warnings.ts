// What is malformed in a structured draft, or contradicts itself: said before it is sent.
import type { StructuredDraft } from '../draft.ts'
import { phrase } from '../phrase.ts'
import { paceObstacle } from '../pieces.ts'
import { ABSOLUTE_FORM, AUTHORITY_FORM, HOST, TOKEN } from '../token.ts'
import { fieldWarnings, framingWarnings } from './field-warnings.ts'
import { jsonFault } from './json-text.ts'
import { firstOdd, signNamed, type Fault, type Place, type Warning } from './warning.ts'

/** What may stand in a URI, the reserved signs among them (RFC 3986 §2). */
const URI_SIGN = /^[\w\-.~!$&'()*+,;=:@/?#[\]%]$/

/** @returns everything that is odd, in the order of the message */
export function draftWarnings(draft: StructuredDraft): Warning[] {
  const pace = paceObstacle(new TextEncoder().encode(draft.content).length, draft.pieces)
  return [
    ...at('method', methodFault(draft.method)), ...at('target', targetFault(draft)), ...fieldWarnings(draft), ...framingWarnings(draft), ...contentWarnings(draft),
    ...(pace ? [{ at: { part: 'pieces' } as const, says: pace, section: 'RFC 9112 §7.1' }] : []),
  ]
}

const at = (part: 'method' | 'target', fault: Fault | undefined): Warning[] => (fault ? [{ at: { part }, says: fault[0], section: fault[1] }] : [])

/** @returns what is wrong with a method */
export function methodFault(method: string): Fault | undefined {
  if (method === '') return [phrase('warning.method-empty'), 'RFC 9112 §3']
  const odd = firstOdd(method, TOKEN)
  if (odd !== undefined) return [phrase('warning.method-sign', { sign: signNamed(odd) }), 'RFC 9110 §9.1']
  return method === 'PRI' ? [phrase('warning.pri'), 'RFC 9113 §3.4'] : undefined
}

/** @returns what is wrong with a target, or with the form that it has for this method */
export function targetFault({ method, target }: Pick<StructuredDraft, 'method' | 'target'>): Fault | undefined {
  if (target === '') return [phrase('warning.target-empty'), 'RFC 9112 §3.2.1']
  const odd = firstOdd(target, URI_SIGN)
  if (odd !== undefined) return [phrase('warning.target-sign', { sign: signNamed(odd), encoded: percentEncoded(odd) }), /\s/.test(odd) ? 'RFC 9112 §3.2' : 'RFC 3986 §2']
  const [broken] = /%(?![0-9A-Fa-f]{2}).{0,2}/.exec(target) ?? []
  if (broken !== undefined) return [phrase('warning.target-percent', { found: broken }), 'RFC 3986 §2.1']
  if (target.includes('#')) return [phrase('warning.target-fragment'), 'RFC 9110 §7.1']
  return formFault(method, target)
}

function formFault(method: string, target: string): Fault | undefined {
  if (method === 'CONNECT') {
    const port = Number(AUTHORITY_FORM.exec(target)?.[1])
    return port >= 1 && port <= 65_535 ? undefined : [phrase('warning.connect'), 'RFC 9112 §3.2.3']
  }
  if (target.startsWith('/')) return undefined
  if (target === '*') return method === 'OPTIONS' ? undefined : [phrase('warning.target-star'), 'RFC 9112 §3.2.4']
  const authority = ABSOLUTE_FORM.exec(target)?.[2] ?? ''
  return authority !== '' && HOST.test(authority) ? undefined : [phrase('warning.target-form'), 'RFC 9112 §3.2']
}

/** A lone half of a pair has no encoding of its own and goes out as U+FFFD. */
function percentEncoded(sign: string): string {
  return Array.from(new TextEncoder().encode(sign), octet => `%${octet.toString(16).toUpperCase().padStart(2, '0')}`).join('')
}

function contentWarnings({ method, fields, content }: StructuredDraft): Warning[] {
  const at: Place = { part: 'content' }
  const type = fields.find(({ name }) => name.toLowerCase() === 'content-type')?.value
  if (content === '') return []
  if (method === 'TRACE') return [{ at, says: phrase('warning.trace-content'), section: 'RFC 9110 §9.3.8' }]
  if (method === 'GET' || method === 'HEAD' || method === 'DELETE') return [{ at, says: phrase('warning.get-content', { method }), section: SECTION_OF_CONTENT[method] }]
  if (type === undefined) return [{ at, says: phrase(method === 'QUERY' ? 'warning.query-type' : 'warning.no-type'), section: method === 'QUERY' ? 'RFC 10008 §2' : 'RFC 9110 §8.3' }]
  const fault = isJsonType(type) ? jsonFault(content) : undefined
  if (!fault) return []
  return [{ at, says: fault === 'end' ? phrase('warning.not-json-end') : phrase('warning.not-json', { line: fault.line, column: fault.column }), section: 'RFC 8259 §2' }]
}

const SECTION_OF_CONTENT = { GET: 'RFC 9110 §9.3.1', HEAD: 'RFC 9110 §9.3.2', DELETE: 'RFC 9110 §9.3.5' } as const

/** @returns whether a media type says JSON (RFC 8259 §11; RFC 6839 §3.1) */
export function isJsonType(type: string): boolean {
  return /^[^;]*[/+]json\s*(;|$)/i.test(type)
}
