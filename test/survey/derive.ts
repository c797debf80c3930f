// Personas from the dataset: each measured answer in its parts, with marks where something of the request or of the day stood.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readResponses } from '../../electron/core/wire/read-message.ts'
import { MARK, type PackedPersona, type PackedRow } from '../../electron/core/simulator/personas/packed.ts'
import { fromBase64 } from '../../electron/model/bytes.ts'
import { contentBytes, fieldValues } from '../../electron/model/message.ts'
import { reasonPhrase } from '../../electron/model/status.ts'
import type { Survey, SurveyKind, SurveyServer } from '../../electron/model/survey.ts'

const ROOT = join(import.meta.dirname, '../..')
/** What answers of every persona are made of, and the list of those that there are. */
export const MEASURED = join(ROOT, 'electron/core/simulator/personas/measured.ts')
export const LIST = join(ROOT, 'electron/model/persona-list.ts')

const FILE = 'Hello, survey.'
/** What stands behind a server, and is seen in its answer when it let the request through. */
const BEHIND: Readonly<Record<SurveyKind, RegExp>> = { files: /^Hello, survey\.$/m, routes: /^Hello, survey\.$/m, handler: /^handler: /m, proxy: /^backend: /m }

/** It is counted anew for every answer. */
const LENGTH = /(^|\n)(content-length: )\d+/i
/** Octets of content that are kept as they came. */
const LONGEST = 1_200

interface Asked { readonly method: string; readonly target: string; readonly head: string }

export function writePersonas(survey: Survey): void {
  writeFileSync(MEASURED, measuredText(survey))
  writeFileSync(LIST, listText(survey))
}

/** @returns the list of personas as a module of the model. */
export function listText({ servers }: Survey): string {
  const rows = servers.map(({ id, name, kind, version, measured }) => `  ${quoted(id)}: { name: ${quoted(name)}, kind: ${quoted(kind)}, version: ${quoted(version)}, measured: ${quoted(measured)} },`)
  return `// Made by \`npm run survey\` from labs/field-survey/survey.json; not to be edited.\nexport const PERSONAS = {\n${rows.join('\n')}\n} as const\n`
}

/** @returns the answers of every persona as a module; a line for each, read when somebody wears it. */
export function measuredText(survey: Survey): string {
  const requests = survey.requests.map(({ id, says, section }) => `  ${quoted(id)}: [${quoted(says)}, ${quoted(section)}],`)
  const personas = survey.servers.map(server => `  ${quoted(server.id)}: ${quoted(JSON.stringify(packPersona(survey, server)))},`)
  return [
    '// Made by `npm run survey` from labs/field-survey/survey.json; not to be edited.',
    '/** What was asked, and where the specification speaks of it. */', 'export const ASKED: Readonly<Record<string, readonly [says: string, section: string]>> = {', ...requests, '}',
    '/** What was answered: JSON of a PackedPersona for each. */', 'export const MEASURED = {', ...personas, '}', '',
  ].join('\n')
}

function packPersona({ requests, measurements }: Survey, { id, kind }: SurveyServer): PackedPersona {
  const texts: string[] = []
  const pool = (text: string) => (texts.includes(text) ? texts.indexOf(text) : texts.push(text) - 1)
  const rows = measurements.filter(({ server }) => server === id).map(({ request, ending, response }): [string, PackedRow] => {
    const bytes = Buffer.from(fromBase64(requests.find(one => one.id === request)?.bytes ?? ''))
    return [request, packRow(Buffer.from(fromBase64(response)), askedOf(bytes.toString('latin1')), kind, ending, pool)]
  })
  return { texts, rows: Object.fromEntries(rows) }
}

function askedOf(text: string): Asked {
  const [head = ''] = text.split('\r\n\r\n', 1)
  const [method = '', target = ''] = (head.trimStart().split(/\r?\n/, 1)[0] ?? '').split(/[\t ]+/)
  return { method, target, head }
}

/** @param pool keeps a text once @returns ending, head, content; the content is left out where what stands behind answered */
function packRow(response: Buffer, asked: Asked, kind: SurveyKind, ending: PackedRow[0], pool: (text: string) => number): PackedRow {
  // An answer to CONNECT may have sent content as the beginning of a tunnel (RFC 9110 §9.3.6).
  const final = readResponses(response, asked.method === 'CONNECT' ? 'GET' : asked.method).findLast(({ status }) => status === 0 || status >= 200)
  if (response.length === 0) return [ending, -1, -1]
  const whole = response.toString('latin1')
  // An invitation, and then nothing.
  if (!final) return [ending, -1, pool(whole)]
  const stands = BEHIND[kind]
  if (final.status === 0) {
    if (!stands.test(whole)) return [ending, -1, pool(marked(whole, asked))]
    // What is no status line of HTTP/1 may still stand before fields.
    const [head = '', ...rest] = whole.split('\r\n\r\n')
    return [ending, rest.length > 0 ? pool(marked(head, asked).replace(LENGTH, '$1$2')) : -1, 'through']
  }
  const end = whole.indexOf('\r\n\r\n', final.startLine.start)
  const [date] = fieldValues(final, 'date')
  const templated = (text: string) => marked(date === undefined ? text : text.replaceAll(date, MARK.date), asked)
  const content = Buffer.from(contentBytes(final, response)).toString('latin1')
  const isThrough = final.status === 200 && (asked.method === 'HEAD' || stands.test(content))
  const head = templated(whole.slice(final.startLine.start, end)).replace(LENGTH, content.length > 0 || isThrough ? '$1$2' : '$&')
  const said = isThrough ? throughAs(kind, content, asked) : pool(shortened(templated(content), final.status, fieldValues(final, 'content-type')[0]))
  return /^HTTP\/1\.1 100[ \r]/.test(whole) ? [ending, pool(head), said, 1] : [ending, pool(head), said]
}

/** A long page is somebody's work, and no fact: a short one of its kind stands for it. */
function shortened(content: string, status: number, type = ''): string {
  if (content.length <= LONGEST) return content
  const title = `${status} ${reasonPhrase(status)}`
  return type.includes('html') ? `<!DOCTYPE html>\n<title>${title}</title>\n<h1>${title}</h1>\n` : `${title}\n`
}

/** Some servers make capitals of a method's letters before they pass it on. */
function throughAs(kind: SurveyKind, content: string, { method }: Asked): 'through' | 'through-upper' {
  const isRaised = method !== method.toUpperCase() && (kind === 'files' || kind === 'routes' ? content.includes(FILE) : content.includes(` ${method.toUpperCase()}`))
  return isRaised ? 'through-upper' : 'through'
}

function marked(text: string, { method, target, head }: Asked): string {
  const [line = ''] = head.split('\r\n', 1)
  let said = text.replaceAll(head, MARK.head)
  for (const written of [target, target.replaceAll('/', '&#47;'), target.replaceAll('/', '&#x2F;')]) said = target.length > 4 ? said.replaceAll(written, MARK.target) : said
  const name = method.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
  const escaped = name.replaceAll('&', '&amp;').replaceAll('\'', '(?:&#39;|&#x27;|&#0*39;|\')')
  return method === '' || line === '' ? said : said.replaceAll(new RegExp(`(?<![\\w-])(?:${name}|${escaped})(?![\\w-])`, 'g'), (found, at: number) => (isList(said, at) ? found : MARK.method))
}

/** A method that stands in a field's list is not the request's. */
function isList(text: string, at: number): boolean {
  return /(?:^|\n)(?:allow|public|accept-patch|access-control-allow-methods): [^\n]*$/i.test(text.slice(0, at))
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll('\'', '\\\'').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll(/[\0-\x1f\x7f-\uffff]/g, one => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)}'`
}
