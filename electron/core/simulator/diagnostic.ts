// `/api/status/{code}`: any status with the fields and the content that a good server would send with it; one below 200 comes before a 200.
import { aside } from '../../model/asides-en.ts'
import { canBeAsked, DIAGNOSTIC_OPTIONS as OPTIONS, type DiagnosticOptions as Options } from '../../model/diagnostic.ts'
import { phrase } from '../../model/phrase.ts'
import { reasonPhrase } from '../../model/status.ts'
import type { OutField } from '../wire/write-message.ts'
import { NO_BYTES, problemAnswer, type Answer } from './answer.ts'

const DELAY_LIMIT_MS = 30_000

/** Fields that a status must or should have: required ones first, each with the section that asks for it. */
function ownFields(status: number, allow: readonly string[]): OutField[] {
  switch (status) {
    case 103: return [['Link', '</style.css>; rel=preload; as=style']] // RFC 8297 §2
    case 201: return [['Location', '/api/status/200']] // RFC 9110 §15.3.2
    case 206: return [['Content-Range', 'bytes 0-0/1']] // §15.3.7
    case 301: case 302: case 303: case 307: case 308: return [['Location', '/api/status/200']] // §15.4
    case 304: return [['ETag', '"lab501"']] // §15.4.5
    case 401: return [['WWW-Authenticate', 'Basic realm="Lab 501"']] // §15.5.2, MUST
    case 405: return [['Allow', allow.join(', ')]] // §15.5.6, MUST
    case 406: return [['Vary', 'Accept']] // §12.5.5
    case 407: return [['Proxy-Authenticate', 'Basic realm="Lab 501"']] // §15.5.8, MUST
    case 408: return [['Connection', 'close']] // §15.5.9
    case 415: return [['Accept', 'application/json'], ['Accept-Encoding', 'identity']] // §15.5.16
    case 416: return [['Content-Range', 'bytes */1']] // §15.5.17
    case 426: return [['Upgrade', 'HTTP/2.0'], ['Connection', 'Upgrade']] // §15.5.22 MUST, §7.8
    case 428: case 431: case 511: return [['Cache-Control', 'no-store']] // RFC 6585: MUST NOT be stored
    case 429: return [['Retry-After', '30'], ['Cache-Control', 'no-store']] // RFC 6585 §4
    case 451: return [['Link', '</api/status/200>; rel="blocked-by"']] // RFC 7725 §4
    case 503: return [['Retry-After', '30']] // RFC 9110 §15.6.4
    default: return []
  }
}

/**
 * @param code the last segment of the target @param query what follows `?` @param allow the server's methods
 * @param interim sends a 1xx answer before the final one; absent where none may be sent
 * @returns the answer, or 400 with what is wrong with the code or an option, and the mend.
 */
export function diagnosticAnswer(code: string, query: string, allow: readonly string[], interim?: (status: number, fields: readonly OutField[]) => void): Answer {
  const options = readOptions(query)
  const wrong = typeof options === 'string' ? options : wrongIn(code, options)
  if (typeof options === 'string' || wrong !== undefined) {
    const because = phrase('decision.handler-bad-options', { what: wrong ?? '' })
    return problemAnswer(400, because, `${wrong}. Ask for ${'/api/status/{code}'} with a code from 100 to 599 and any of ?${OPTIONS.join('&')}.`)
  }
  const status = Number(code)
  if (status >= 200) return build(status, options, allow)
  interim?.(status, ownFields(status, allow))
  return build(200, options, allow)
}

function build(status: number, options: Options, allow: readonly string[]): Answer {
  const because = phrase('decision.handler-reply', { status })
  const fields = ownFields(status, allow).filter(([name]) => {
    const option = name.toLowerCase()
    return !(option === 'retry-after' || option === 'cache-control') || options[option] === undefined
  })
  if (options['retry-after'] !== undefined) fields.push(['Retry-After', options['retry-after']])
  if (options['cache-control'] !== undefined) fields.push(['Cache-Control', options['cache-control']])
  const delayMs = Number(options.delay ?? 0)
  if (status === 204 || status === 304 || status === 205) return { status, fields, content: NO_BYTES, delayMs, because }
  const type = options['content-type'] ?? (status >= 400 ? 'application/problem+json' : 'application/json')
  return { status, fields: [...fields, ['Content-Type', type]], content: contentOf(status, type), delayMs, because }
}

function contentOf(status: number, type: string): Buffer {
  const title = reasonPhrase(status) || `Status ${status}`
  const detail = `The diagnostic endpoint was asked for ${status}.`
  if (status === 206) return Buffer.from('1')
  if (/^[a-z]+\/(?:[a-z.-]+\+)?json\b/i.test(type)) {
    return Buffer.from(`${JSON.stringify({ type: 'about:blank', title, status, detail, ...(status === 501 && { permanent: false }) }, null, 2)}\n`)
  }
  if (/^text\/html\b/i.test(type)) return Buffer.from(`<!doctype html>\n<title>${status} ${title}</title>\n<h1>${status} ${title}</h1>\n<p>${detail}</p>\n`)
  return Buffer.from(`${status} ${title}\n${detail}\n`)
}

function readOptions(query: string): Options | string {
  const options: Options = {}
  // A plus stands for itself in a media type, such as application/problem+json; elsewhere for a blank, as in forms.
  for (const [name, value] of new URLSearchParams(query.replaceAll('+', '%2B'))) {
    const known = OPTIONS.find(option => option === name)
    if (!known) return aside('option-unknown', { name: name.slice(0, 40) })
    if (options[known] !== undefined) return aside('option-twice', { name: known })
    options[known] = known === 'content-type' ? value.replaceAll(';+', '; ') : value.replaceAll('+', ' ')
  }
  return options
}

function wrongIn(code: string, options: Options): string | undefined {
  const { delay } = options
  if (!/^[1-5]\d\d$/.test(code)) return aside('option-code', { code: code.slice(0, 40) })
  if (!canBeAsked(Number(code))) return aside('option-101')
  if (delay !== undefined && (!/^\d{1,5}$/.test(delay) || Number(delay) > DELAY_LIMIT_MS)) return aside('option-delay', { most: DELAY_LIMIT_MS })
  if (options['retry-after'] !== undefined && !/^\d{1,9}$/.test(options['retry-after']) && !isHttpDate(options['retry-after'])) {
    return aside('option-retry')
  }
  if (options['content-type'] !== undefined && !/^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(?:\s*;\s*[\w-]+=[\w"-]+)*$/.test(options['content-type'])) {
    return aside('option-type')
  }
  return options['cache-control'] !== undefined && !/^[ -~]+$/.test(options['cache-control']) ? aside('option-cache') : undefined
}

function isHttpDate(text: string): boolean {
  const time = Date.parse(text)
  return !Number.isNaN(time) && new Date(time).toUTCString() === text
}
