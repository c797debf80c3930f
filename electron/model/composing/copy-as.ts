// The same request in the words of other clients, and what each of them cannot send or would send differently.
import { curlLine, curlObstacle, DOT_SEGMENT, PLAIN_TARGET, type Shell } from '../curl-line.ts'
import { literalBytes, rawTextFromBytes, type Draft, type StructuredDraft } from '../draft.ts'
import { HttpFileError, httpFileFromDraft } from '../http-file.ts'
import { phrase, type Phrase } from '../phrase.ts'
import { ABSOLUTE_FORM, TOKEN } from '../token.ts'

export const COPY_FORMS = ['curl', 'http', 'fetch', 'undici', 'python', 'raw'] as const
export type CopyForm = (typeof COPY_FORMS)[number]

/** The text, with what is not the same in it; or why there is none. */
export type Copied = { readonly text: string; readonly remarks: readonly Phrase[] } | { readonly obstacle: Phrase }

export interface CopyTo {
  /** Where the lab answers, such as `http://127.0.0.1:4501`. */
  readonly base: string
  readonly shell: Shell
  /** The certificate to trust where it speaks TLS. */
  readonly caFile?: string
}

/** @returns the draft as the form writes it */
export function copyAs(form: CopyForm, draft: Draft, to: CopyTo): Copied {
  if (form === 'raw') return { text: rawTextFromBytes(literalBytes(draft, to.base.replace(/^https?:\/\//, ''))), remarks: draft.pieces ? [phrase('copy.no-pieces')] : [] }
  if (form === 'curl') {
    const obstacle = curlObstacle(draft, to.shell)
    if (obstacle) return { obstacle: phrase(obstacle === 'line-break' ? 'copy.curl-line-break' : 'copy.curl-literal') }
    return { text: curlLine(draft, to.base, to.shell, to.caFile), remarks: draft.pieces ? [phrase('copy.no-pieces')] : [] }
  }
  if (draft.kind === 'raw') return { obstacle: phrase('copy.literal') }
  if (form === 'http') return httpText(draft, to)
  const client = CLIENTS[form]
  const obstacle = obstacleFor(draft, form, client)
  if (obstacle) return { obstacle }
  return { text: WRITERS[form](draft, to), remarks: remarksOn(draft, form, client) }
}

type Program = 'fetch' | 'undici' | 'python'
const CLIENTS: Readonly<Record<Program, string>> = { fetch: 'fetch', undici: 'undici', python: 'requests' }
const WRITERS: Readonly<Record<Program, (draft: StructuredDraft, to: CopyTo) => string>> = { fetch: fetchText, undici: undiciText, python: pythonText }

/** A whole URL, so that other tools know where to send it; where the target is no path, a Host field says so. */
function httpText(draft: StructuredDraft, { base }: CopyTo): Copied {
  // Whoever reads it takes a whole URL apart, and never sends a fragment.
  if (draft.target.includes('#') || ABSOLUTE_FORM.test(draft.target)) return { obstacle: phrase('copy.http') }
  const hasHost = draft.fields.some(({ name }) => name.toLowerCase() === 'host')
  const placed = draft.target.startsWith('/') ? { ...draft, target: base + draft.target } : hasHost ? draft : { ...draft, fields: [{ name: 'Host', value: base.replace(/^https?:\/\//, '') }, ...draft.fields] }
  try {
    return { text: httpFileFromDraft(placed), remarks: draft.pieces ? [phrase('copy.no-pieces')] : [] }
  } catch (error) {
    if (!(error instanceof HttpFileError)) throw error
    return { obstacle: phrase('copy.http') }
  }
}

/** Methods that fetch refuses (Fetch, "forbidden method"), and those that it writes in capitals ("normalize"). */
const FORBIDDEN = /^(CONNECT|TRACE|TRACK)$/i
const NORMALIZED = /^(DELETE|GET|HEAD|OPTIONS|POST|PUT)$/i
const WITHOUT_CONTENT = /^(GET|HEAD)$/i
/** Fields about framing and the connection, which the libraries keep to themselves. */
const KEPT = /^(transfer-encoding|keep-alive|upgrade|expect|connection|content-length|te|trailer)$/i

/** What the URL Standard encodes, drops or turns around in a path or a query. */
const REWRITTEN_BY_FETCH = /[^\w\-.~!$&'()*+,;=:@/?%[\]|]|\?.*'/

function obstacleFor({ method, target, fields, content }: StructuredDraft, form: Program, client: string): Phrase | undefined {
  if (!TOKEN.test(method) || (form === 'fetch' ? FORBIDDEN.test(method) : method === 'CONNECT')) return phrase('copy.method', { client, method })
  if (!target.startsWith('/')) return phrase('copy.target', { client })
  if (form === 'fetch' && content !== '' && WITHOUT_CONTENT.test(method)) return phrase('copy.content', { client, method })
  const odd = fields.find(({ name, value }) => !TOKEN.test(name) || !/^[\t -~]*$/.test(value) || value !== value.trim())
  if (odd) return phrase('copy.field', { client, name: odd.name })
  const kept = fields.find(({ name }) => KEPT.test(name) || (form === 'fetch' && name.toLowerCase() === 'host'))
  if (kept) return phrase('copy.kept', { client, name: kept.name })
  return /^[!-~]+$/.test(target) ? undefined : phrase('copy.target', { client })
}

function remarksOn({ method, target, fields, pieces, protocol }: StructuredDraft, form: Program, client: string): Phrase[] {
  const repeated = fields.find(({ name }, nth) => fields.findIndex(other => other.name.toLowerCase() === name.toLowerCase()) !== nth)
  const isConditional = form === 'fetch' && fields.some(({ name }) => /^if-(match|none-match|modified-since|unmodified-since|range)$/i.test(name))
  const isRewritten = form === 'fetch' ? REWRITTEN_BY_FETCH.test(target) || DOT_SEGMENT.test(target.replace(/%2e/gi, '.')) : form === 'python' && !PLAIN_TARGET.test(target)
  return [
    ...(form === 'fetch' && NORMALIZED.test(method) && method !== method.toUpperCase() ? [phrase('copy.capitals', { client, method, becomes: method.toUpperCase() })] : []),
    ...(isRewritten ? [phrase('copy.rewritten', { client })] : []),
    ...(isConditional ? [phrase('copy.conditional', { client })] : []),
    ...(repeated && form !== 'undici' ? [phrase('copy.joined', { client, name: repeated.name })] : []),
    ...(protocol ? [phrase('copy.version', { client })] : []),
    ...(pieces ? [phrase('copy.no-pieces')] : []),
  ]
}

/** A literal that is the same in JavaScript and in Python. A lone half of a pair has no UTF-8 and is U+FFFD everywhere. */
function quoted(text: string): string {
  const whole = new TextDecoder().decode(new TextEncoder().encode(text))
  return JSON.stringify(whole).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g, sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

function fetchText({ method, target, fields, content }: StructuredDraft, { base, caFile }: CopyTo): string {
  const hasType = fields.some(({ name }) => name.toLowerCase() === 'content-type')
  const options = [
    ...(method === 'GET' ? [] : [`  method: ${quoted(method)},`]),
    ...(fields.length === 0 ? [] : ['  headers: [', ...fields.map(({ name, value }) => `    [${quoted(name)}, ${quoted(value)}],`), '  ],']),
    // Of a text fetch would say that it is text/plain.
    ...(content === '' ? [] : [`  body: ${hasType ? quoted(content) : `new TextEncoder().encode(${quoted(content)})`},`]),
    "  redirect: 'manual',",
  ]
  return [
    ...(caFile !== undefined && base.startsWith('https:') ? [`// NODE_EXTRA_CA_CERTS=${quoted(caFile)} node request.mjs`] : []),
    `const answer = await fetch(${quoted(base + target)}, {`, ...options, '})', 'console.log(answer.status, answer.statusText, [...answer.headers])', 'console.log(await answer.text())', '',
  ].join('\n')
}

function undiciText({ method, target, fields, content }: StructuredDraft, { base, caFile }: CopyTo): string {
  const isTls = caFile !== undefined && base.startsWith('https:')
  return [
    ...(isTls ? ["import { readFileSync } from 'node:fs'"] : []), "import { Client } from 'undici'", '',
    `const client = new Client(${quoted(base)}, {${isTls ? ` connect: { ca: readFileSync(${quoted(caFile)}) },` : ''} allowH2: false })`,
    'const { statusCode, headers, body } = await client.request({',
    `  method: ${quoted(method)},`, `  path: ${quoted(target)},`,
    ...(fields.length === 0 ? [] : ['  headers: [', ...fields.map(({ name, value }) => `    ${quoted(name)}, ${quoted(value)},`), '  ],']),
    ...(content === '' ? [] : [`  body: ${quoted(content)},`]),
    '})', 'console.log(statusCode, headers)', 'console.log(await body.text())', 'await client.close()', '',
  ].join('\n')
}

function pythonText({ method, target, fields, content }: StructuredDraft, { base, caFile }: CopyTo): string {
  // A dictionary has each name once; what stands twice means the same joined (RFC 9110 §5.3).
  const headers = new Map<string, { name: string; value: string }>()
  for (const { name, value } of fields) {
    const before = headers.get(name.toLowerCase())
    headers.set(name.toLowerCase(), before ? { name: before.name, value: `${before.value}, ${value}` } : { name, value })
  }
  const isResolved = DOT_SEGMENT.test(target) || target.includes('%')
  const isLiteral = method !== method.toUpperCase() || isResolved
  const named = [...headers.values()].map(({ name, value }) => `            ${quoted(name)}: ${quoted(value)},`)
  const of = `${quoted(method)}, ${quoted(base + target)},`
  const given = [
    ...(named.length === 0 ? [] : ['        headers={', ...named, '        },']), ...(content === '' ? [] : [`        data=${quoted(content)}.encode(),`]),
  ]
  const verify = caFile !== undefined && base.startsWith('https:') ? [`    session.verify = ${quoted(caFile)}`] : []
  const ask = isLiteral
    ? [
        `    request = session.prepare_request(requests.Request(${of}`, ...given, '    ))',
        ...(method === method.toUpperCase() ? [] : [`    request.method = ${quoted(method)}  # it would be written in capitals`]),
        ...(isResolved ? [`    request.url = ${quoted(base + target)}  # dots and percent signs would be resolved`] : []),
        '    answer = session.send(request, allow_redirects=False)',
      ]
    : [`    answer = session.request(${of}`, ...given, '        allow_redirects=False,', '    )']
  return [
    'import requests', '', 'with requests.Session() as session:', '    session.trust_env = False  # no proxy between you and the lab', ...verify, ...ask,
    'print(answer.status_code, answer.reason, answer.headers)', 'print(answer.text)', '',
  ].join('\n')
}
