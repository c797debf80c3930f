// A capture as a part of a lab: its solution, a known mistake, or a resource that answers as was seen. Text for the author to put in its place.
import { stringify } from 'yaml'
import { fromBase64 } from '../../model/bytes.ts'
import type { Deed, ScenarioEvent } from '../../model/control.ts'
import type { StructuredDraft } from '../../model/draft.ts'
import { finalResponse, type Exchange } from '../../model/exchange.ts'
import { httpFileFromDraft, HttpFileError } from '../../model/http-file.ts'
import { scriptFromHttpFile } from '../../model/http-script.ts'
import { contentBytes, type FieldLine, type RequestMessage, type ResponseMessage } from '../../model/message.ts'
import { phrase, type Phrase } from '../../model/phrase.ts'
import type { AnswerValue } from '../../model/question.ts'
import { FIELD_VALUE } from '../../model/token.ts'

export interface SavedText {
  readonly text: string
  /** What could not be written down. */
  readonly left: Phrase[]
}

/** Whoever sends or answers writes these by itself (RFC 9112 §6, RFC 9110 §6.6.1, §7.2, §7.6.1). */
const OWN_OF_REQUEST = new Set(['host', 'connection', 'content-length', 'transfer-encoding'])
const OWN_OF_RESPONSE = new Set(['connection', 'keep-alive', 'content-length', 'transfer-encoding', 'date', 'server'])
const UNITS = [['d', 86_400_000], ['h', 3_600_000], ['m', 60_000], ['s', 1_000], ['ms', 1]] as const

export interface Told { readonly exchanges: readonly Exchange[]; readonly events: readonly ScenarioEvent[]; readonly answers: Readonly<Record<string, AnswerValue>> }

/** @returns the part `solution` of a `proof.yaml`: the requests in their order, with what was done to the topology between them, and the answers. */
export function asSolution(told: Told): SavedText {
  const { play, left } = playOf(told)
  return { text: stringify({ solution: play }, YAML), left }
}

/** @returns one of the `mistakes` of a `proof.yaml`. @param of the expectation that it has to fail at */
export function asMistake(told: Told, of: string): SavedText {
  const { play, left } = playOf(told)
  return { text: stringify([{ id: 'new-mistake', says: 'What somebody does who has not understood it.', ...play, fails: { of } }], YAML), left }
}

/** @returns `resources` of an origin that answer as was seen last for each target and method. */
export function asResources(exchanges: readonly Exchange[]): SavedText {
  const left: Phrase[] = []
  const resources: Record<string, Record<string, unknown>> = {}
  for (const exchange of exchanges) {
    const { request, id } = exchange
    const response = finalResponse(exchange)
    const path = request?.target.split('?', 1)[0] ?? ''
    if (!request || !response || !path.startsWith('/')) left.push(phrase('save-as.no-answer', { id }))
    else (resources[path] ??= {})[request.method] = replyOf(response, exchange, left)
  }
  return { text: stringify({ resources }, YAML), left }
}

/** No line is folded: what stands in the text is what is sent. */
const YAML = { lineWidth: 0, blockQuote: 'literal' } as const

function playOf({ exchanges, events, answers }: Told): { play: { requests: string; answers?: Told['answers'] }; left: Phrase[] } {
  const left: Phrase[] = []
  const parts: string[] = []
  let controls: string[] = []
  let next = 0
  const takeEvents = (before: number) => {
    for (let event = events[next]; event && event.afterSeq < before; event = events[next += 1]) {
      const line = lineOf(event.control)
      if (line === undefined) left.push(phrase('save-as.no-line', { kind: event.control.kind }))
      else controls.push(`# ${line}\n`)
    }
  }
  for (const exchange of exchanges) {
    takeEvents(exchange.seq)
    const text = requestOf(exchange)
    if (text === undefined) left.push(phrase('save-as.no-text', { id: exchange.id }))
    else {
      parts.push(`${controls.join('')}${text}`)
      controls = []
    }
  }
  takeEvents(Number.POSITIVE_INFINITY)
  if (controls.length > 0) parts.push(controls.join(''))
  const given = Object.keys(answers).length > 0
  return { play: { requests: parts.join('\n###\n'), ...(given && { answers }) }, left }
}

/** @returns the request as text that is read back as the same, wherever it stands; undefined when there is none. */
function requestOf({ request, requestBytes }: Exchange): string | undefined {
  const content = request && textOf(request, requestBytes)
  if (!request || content === undefined) return undefined
  const fields = request.fields.filter(({ name }) => !name.startsWith(':') && !OWN_OF_REQUEST.has(name.toLowerCase())).map(({ name, value }) => ({ name, value }))
  const draft: StructuredDraft = { kind: 'structured', method: request.method, target: request.target, fields, content, ...(request.version === 'HTTP/2' && { protocol: 'h2' as const }) }
  try {
    const text = httpFileFromDraft(draft)
    const [first] = scriptFromHttpFile(`${text}\n###\nGET /\n`)
    return first?.kind === 'send' && first.draft.kind === 'structured' && first.draft.content === content ? text : undefined
  } catch (error) {
    if (error instanceof HttpFileError) return undefined
    throw error
  }
}

/** @returns the content as text; undefined when all of it is not here, or is no text. */
function textOf(message: RequestMessage | ResponseMessage, side: string): string | undefined {
  const bytes = fromBase64(side)
  if (!message.content.complete || message.content.parts.some(part => part.end > bytes.length)) return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(contentBytes(message, bytes))
  } catch {
    return undefined
  }
}

function lineOf(control: Deed): string | undefined {
  switch (control.kind) {
    case 'advance': {
      const [unit, ms] = UNITS.find(([, length]) => control.ms % length === 0) ?? ['ms', 1]
      return `@advance ${control.ms / ms}${unit}`
    }
    case 'deploy': return control.build === undefined ? undefined : `@deploy ${control.participant} ${control.build}`
    case 'toggle': return /\s/.test(control.toggle) ? undefined : `@toggle ${control.toggle} ${control.on ? 'on' : 'off'}`
    // A row each: what the server implements, and what one resource takes.
    case 'edit': return [...(control.implements ? [['*', control.implements] as const] : []), ...Object.entries(control.takes ?? {})].map(([row, methods]) => `@edit ${control.participant} ${[row, ...methods].join(' ')}`).join('\n# ')
    case 'redraw': return undefined
    default: return `@${control.kind} ${control.participant}`
  }
}

function replyOf(response: ResponseMessage, { responseBytes, id }: Exchange, left: Phrase[]): Record<string, unknown> {
  const content = textOf(response, responseBytes)
  if (content === undefined) left.push(phrase('save-as.no-content', { id }))
  const fields: Record<string, string> = {}
  for (const { name, value } of response.fields.filter(field => isKept(field))) {
    const known = Object.keys(fields).find(one => one.toLowerCase() === name.toLowerCase())
    if (!FIELD_VALUE.test(value) || (known && name.toLowerCase() === 'set-cookie')) left.push(phrase('save-as.no-field', { id, name }))
    // Lines of one name are one list (RFC 9110 §5.3).
    else fields[known ?? name] = known ? `${fields[known] ?? ''}, ${value}` : value
  }
  const type = Object.entries(fields).find(([name]) => name.toLowerCase() === 'content-type')
  const json = content !== undefined && type && /^application\/([\w.-]+\+)?json$/.test(type[1]) ? jsonOf(content) : undefined
  if (json && type?.[1] === 'application/json') delete fields[type[0]]
  return {
    kind: 'reply', ...(response.status !== 200 && { status: response.status }), ...(Object.keys(fields).length > 0 && { fields }),
    ...(json ? { json: json.value } : content ? { text: content } : {}),
  }
}

function isKept({ name }: FieldLine): boolean {
  return !name.startsWith(':') && !OWN_OF_RESPONSE.has(name.toLowerCase())
}

/** @returns the value, if a handler's `json` would be laid out as this very text. */
function jsonOf(text: string): { value: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return `${JSON.stringify(value, null, 2)}\n` === text ? { value } : undefined
  } catch {
    return undefined
  }
}
