// Requests as people write them in `.http` files, parted by lines that begin with `###`.
import { aside } from './asides-en.ts'
import type { StructuredDraft } from './draft.ts'
import { TOKEN } from './scenario.ts'

/** What stands in an `.http` text and can't be read as a request, with the number of its line, from 1. */
export class HttpFileError extends Error {
  readonly line: number
  constructor(line: number, message: string) {
    super(message)
    this.name = 'HttpFileError'
    this.line = line
  }
}

/** The versions that can stand behind a target, and what a draft says for them. */
const VERSIONS: Readonly<Record<string, Pick<StructuredDraft, 'protocol'>>> = { 'HTTP/1.1': {}, 'HTTP/1.0': { protocol: 'http/1.0' }, 'HTTP/2': { protocol: 'h2' } }

interface Line { readonly text: string; readonly number: number; readonly start: number; readonly end: number }

/**
 * Reads request lines, field lines, a blank line and content; `#` and `//` lines before a request line are comments.
 * A `{{url}}` at the front of a target is taken away. The line break at the very end, and blank lines before a `###`,
 * are not content; everything else is kept as it stands.
 * @returns the drafts in order; none for a text without requests. @throws HttpFileError for anything else.
 */
export function draftsFromHttpFile(text: string): StructuredDraft[] {
  return requestsFromHttpFile(text).flatMap(({ draft }) => draft ?? [])
}

/** What stands between two lines that begin with `###`: comments, and a request below them. */
export interface HttpRequest {
  readonly comments: readonly { readonly text: string; readonly line: number }[]
  readonly draft?: StructuredDraft
  /** In place of a draft, below `# @raw`: what is typed in the raw mode, with the number of its first line. */
  readonly raw?: { readonly text: string; readonly line: number }
}

/** Whatever stands below it goes out as it is typed. */
const RAW = /^\s*(#|\/\/)\s*@raw\s*$/

/** @returns what {@link draftsFromHttpFile} reads, with the comments above each request. @throws HttpFileError */
export function requestsFromHttpFile(text: string): HttpRequest[] {
  return requestsOf(linesOf(text)).map(lines => {
    const first = lines.findIndex(line => line.text.trim() !== '' && !/^\s*(#|\/\/)/.test(line.text))
    const mark = lines.slice(0, first < 0 ? lines.length : first).findIndex(line => RAW.test(line.text))
    const above = mark >= 0 ? lines.slice(0, mark) : first < 0 ? lines : lines.slice(0, first)
    const comments = above.filter(line => line.text.trim() !== '').map(line => ({ text: line.text.trim().replace(/^(#|\/\/)\s*/, ''), line: line.number }))
    if (mark >= 0) return { comments, raw: rawOf(lines.slice(mark + 1), lines[mark]?.number ?? 1) }
    return { comments, ...(first >= 0 && { draft: draftOf(text, lines.slice(first)) }) }
  })
}

/**
 * The inverse of {@link draftsFromHttpFile} for one request.
 * @returns text that is read back as exactly this draft.
 * @throws HttpFileError when no such text exists: a blank in the method or target, a field that is no `name: value`,
 * content with a line that begins with `###`.
 */
export function httpFileFromDraft(draft: StructuredDraft): string {
  const head = [`${draft.method} ${draft.target} ${versionOf(draft)}`, ...draft.fields.map(({ name, value }) => `${name}: ${value}`), '']
  const text = `${head.join('\n')}${draft.content === '' ? '' : `\n${draft.content}\n`}`
  if (JSON.stringify(draftsFromHttpFile(text)) !== JSON.stringify([inOrder(draft)])) {
    throw new HttpFileError(1, 'This request has no .http form: it would be read back as another one.')
  }
  return text
}

/** @returns the version as a start line spells it */
export function versionOf({ protocol }: Pick<StructuredDraft, 'protocol'>): string {
  return Object.keys(VERSIONS).find(version => VERSIONS[version]?.protocol === protocol) ?? 'HTTP/1.1'
}

function linesOf(text: string): Line[] {
  return [...text.matchAll(/([^\n]*?)(\r?\n|$)/g)].filter(match => match[0] !== '' || match.index === 0).map((match, nth) => (
    { text: match[1] ?? '', number: nth + 1, start: match.index, end: match.index + match[0].length }
  ))
}

function requestsOf(lines: readonly Line[]): Line[][] {
  const requests: Line[][] = [[]]
  for (const line of lines) {
    if (!line.text.startsWith('###')) requests.at(-1)?.push(line)
    else {
      while (requests.at(-1)?.at(-1)?.text.trim() === '') requests.at(-1)?.pop()
      requests.push([])
    }
  }
  return requests
}

/** An empty line ends the head, whether it was written or not; blank lines around it all are nobody's. */
function rawOf(lines: readonly Line[], mark: number): { text: string; line: number } {
  const text = lines.map(line => line.text).join('\n').trim()
  if (text === '') throw new HttpFileError(mark, aside('file-raw'))
  return { text: text.includes('\n\n') ? text : `${text}\n\n`, line: mark + 1 }
}

function draftOf(text: string, lines: readonly Line[]): StructuredDraft {
  const [requestLine, ...rest] = lines
  const blank = rest.findIndex(line => line.text.trim() === '')
  const fields = (blank < 0 ? rest : rest.slice(0, blank)).map(fieldOf)
  const content = blank < 0 ? [] : rest.slice(blank + 1)
  const whole = content.length === 0 ? '' : text.slice(content[0]?.start, content.at(-1)?.end).replace(/\r?\n$/, '')
  return { kind: 'structured', ...startOf(requestLine), fields, content: whole }
}

function startOf(line: Line | undefined): Pick<StructuredDraft, 'method' | 'target' | 'protocol'> {
  const words = line?.text.trim().split(/\s+/) ?? []
  const [method, target, version = 'HTTP/1.1'] = words
  if (method === undefined || target === undefined || words.length > 3) {
    throw new HttpFileError(line?.number ?? 1, aside('file-line', { found: line?.text.trim() ?? '' }))
  }
  const spoken = Object.hasOwn(VERSIONS, version) ? VERSIONS[version] : undefined
  if (!spoken) throw new HttpFileError(line?.number ?? 1, aside('file-version', { found: version, known: Object.keys(VERSIONS).join(', ') }))
  return { method, target: target.startsWith('{{url}}') ? target.slice('{{url}}'.length) || '/' : target, ...spoken }
}

function fieldOf(line: Line): StructuredDraft['fields'][number] {
  const colon = line.text.indexOf(':')
  const name = line.text.slice(0, Math.max(colon, 0))
  if (!TOKEN.test(name)) {
    throw new HttpFileError(line.number, aside('file-field', { found: line.text.trim() }))
  }
  return { name, value: line.text.slice(colon + 1).trim() }
}

function inOrder({ kind, method, target, protocol, fields, content }: StructuredDraft): StructuredDraft {
  return { kind, method, target, ...(protocol && { protocol }), fields: fields.map(({ name, value }) => ({ name, value })), content }
}
