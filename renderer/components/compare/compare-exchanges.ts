// Two exchanges, part by part, aligned by meaning: what is the same, what is only written otherwise, what is not, and what a difference says.
import { fromBase64 } from '../../../electron/model/bytes.ts'
import type { Check, Decision } from '../../../electron/model/decision.ts'
import { finalResponse, type Exchange } from '../../../electron/model/exchange.ts'
import { contentBytes, fieldValues, type FieldLine, type RequestMessage, type ResponseMessage } from '../../../electron/model/message.ts'
import { REGISTERED_METHODS } from '../../../electron/model/methods.ts'
import type { WordId } from '../../composables/useAllWords.ts'
import { marked, plain, type ComparedRow, type Found, type Says } from './compared.ts'
import { comparedContent, type Body } from './compared-content.ts'
import { comparedField } from './compared-field.ts'
import { comparedTexts } from './compared-text.ts'
import { pairOf } from './conclusions.ts'

type Message = RequestMessage | ResponseMessage
type Pair<T> = readonly [T, T]
type Group = ComparedRow['group']

/** What the bytes do not say, in the words of whoever shows it. */
export interface Compared { readonly exchange: Exchange; readonly decision?: Decision | undefined }
export type Translate = (word: WordId, blanks?: Readonly<Record<string, string | number>>) => string

/** @returns the rows in the order of the wire: request, final response, connection. */
export function compareExchanges(one: Compared, other: Compared, t: Translate): ComparedRow[] {
  const [was, is] = [one.exchange, other.exchange]
  const answers = [finalResponse(was), finalResponse(is)] as const
  const requests = [was.request, is.request] as const
  const statuses = answers.map(answer => answer?.status) as [number | undefined, number | undefined]
  return [
    row('request', 'method', requests.map(request => request?.method), methodSays(requests)),
    row('request', 'target', requests.map(request => request?.target), { word: 'compare.says-target' }),
    row('request', 'version', requests.map(request => request?.version), { word: 'compare.says-version', section: 'RFC 9110 §2.5' }),
    ...messageRows('request', requests, [was.requestBytes, is.requestBytes], t),
    row('response', 'interim', [was, is].map(({ responses }) => responses.filter(({ status }) => status < 200).map(({ status }) => status).join(', ') || undefined), { word: 'compare.says-interim', section: 'RFC 9110 §15.2' }),
    row('response', 'status', answers.map(answer => answer && String(answer.status)), pairOf(...statuses) ?? { word: 'compare.says-status' }),
    ...(statuses[0] === statuses[1] ? [row('response', 'reason', answers.map(answer => answer?.reason), { word: 'compare.says-reason', section: 'RFC 9110 §15.1' }, 'alike')] : []),
    row('response', 'decided', [one, other].map(({ decision }) => decidedBy(decision, t)), { word: 'compare.says-decided' }),
    ...messageRows('response', answers, [was.responseBytes, is.responseBytes], t),
    row('connection', 'hop', [was.hop, is.hop], { word: 'compare.says-hop' }),
    row('connection', 'ending', [was, is].map(({ ending }) => t(`ending.${ending}`)), { word: 'compare.says-ending' }),
    row('connection', 'took', [was, is].map(({ timing }) => (timing.lastByteMs === undefined ? undefined : t('time.ms', { ms: Math.round(timing.lastByteMs * 10) / 10 }))), { word: 'compare.says-took' }, 'alike'),
  ].filter(({ values }) => values[0] !== undefined || values[1] !== undefined)
}

/** @param otherwise whether another value is another meaning */
function row(group: Group, part: ComparedRow['part'], texts: readonly (string | undefined)[], says: Says, otherwise: 'differs' | 'alike' = 'differs'): ComparedRow {
  const [one, other] = texts
  return { group, part, name: '', ...found(one, other, says, otherwise) }
}

function found(one: string | undefined, other: string | undefined, says: Says, otherwise: 'differs' | 'alike'): Found {
  if (one === other) return { values: [one === undefined ? undefined : plain(one), other === undefined ? undefined : plain(other)], kind: 'same' }
  if (one === undefined || other === undefined) return { values: [one === undefined ? undefined : marked(one), other === undefined ? undefined : marked(other)], kind: otherwise, says }
  return { values: otherwise === 'alike' ? [plain(one), plain(other)] : comparedTexts(one, other), kind: otherwise, says }
}

/** The methods' own properties say what another method means (RFC 9110 §9.2). */
function methodSays([one, other]: Pair<RequestMessage | undefined>): Says {
  if (!one || !other) return { word: 'compare.says-method' }
  if (one.method.toLowerCase() === other.method.toLowerCase()) return { word: 'compare.says-case', section: 'RFC 9110 §9.1' }
  const [kind, otherKind] = [REGISTERED_METHODS.get(one.method), REGISTERED_METHODS.get(other.method)]
  if (kind === undefined || otherKind === undefined) return { word: kind === otherKind ? 'compare.says-method' : 'compare.says-unregistered', blanks: { name: kind === undefined ? one.method : other.method }, section: 'RFC 9110 §9.1' }
  if ((kind === 'safe') !== (otherKind === 'safe')) return { word: 'compare.says-safe', blanks: { safe: kind === 'safe' ? one.method : other.method, other: kind === 'safe' ? other.method : one.method }, section: 'RFC 9110 §9.2.1' }
  return { word: 'compare.says-method' }
}

function decidedBy(decision: Decision | undefined, t: Translate): string | undefined {
  const check: Check | undefined = decision?.steps.at(-1)?.check
  return check && t(`check.${check}`)
}

function messageRows(group: 'request' | 'response', messages: Pair<Message | undefined>, bytes: Pair<string>, t: Translate): ComparedRow[] {
  if (!messages[0] && !messages[1]) return []
  const bodies = messages.map((message, nth) => bodyOf(message, bytes[nth] ?? ''))
  const [one, other] = [bodies[0] ?? EMPTY, bodies[1] ?? EMPTY]
  const framings = messages.map(message => (message && message.content.framing !== 'none' ? `${t(`compare.framing-${message.content.framing}`)}${message.content.complete ? '' : `, ${t('compare.incomplete')}`}` : undefined))
  return [
    ...fieldRows(group, 'field', messages.map(message => message?.fields ?? [])),
    row(group, 'framing', framings, { word: messages.some(message => message?.content.complete === false) ? 'compare.says-incomplete' : 'compare.says-framing', section: 'RFC 9112 §6' }),
    ...comparedContent(one, other).map((part): ComparedRow => ({ group, part: 'content', ...part })),
    ...fieldRows(group, 'trailer', messages.map(message => message?.content.trailers ?? [])),
  ]
}

/** Names are matched without case, and their order among one another says nothing (RFC 9110 §5.1, §5.3). */
function fieldRows(group: Group, part: 'field' | 'trailer', sides: readonly (readonly FieldLine[])[]): ComparedRow[] {
  const names = new Map<string, string>()
  for (const { name } of sides.flat()) {
    const key = name.toLowerCase() === ':authority' ? 'host' : name.toLowerCase()
    if (!key.startsWith(':') && !names.has(key)) names.set(key, key === 'host' ? 'Host' : name)
  }
  const [one, other] = [{ fields: sides[0] ?? [] }, { fields: sides[1] ?? [] }]
  return [...names.values()].map(name => ({ group, part, name, ...comparedField(name, fieldValues(one, name), fieldValues(other, name)) }))
}

const EMPTY: Body = { octets: new Uint8Array(), isProblem: false, isCoded: false }

/** Of a big message the first octets are here only. */
function bodyOf(message: Message | undefined, base64: string): Body {
  if (!message || message.content.length === 0) return EMPTY
  const bytes = fromBase64(base64)
  const parts = message.content.parts.map(({ start, end }) => ({ start: Math.min(start, bytes.length), end: Math.min(end, bytes.length) }))
  const length = parts.reduce((sum, { start, end }) => sum + end - start, 0)
  return {
    octets: contentBytes({ content: { ...message.content, parts, length } }, bytes),
    isProblem: fieldValues(message, 'content-type').some(type => /^application\/problem\+json\b/i.test(type)),
    isCoded: fieldValues(message, 'content-encoding').some(coding => coding.trim() !== '' && coding.toLowerCase() !== 'identity'),
  }
}

/** @returns whether either content is not all here, so that what follows was not compared. */
export function isPartly({ exchange }: Compared): boolean {
  const isCut = (message: Message | undefined, base64: string) => message !== undefined && message.content.range.end > Math.floor((base64.replace(/=+$/, '').length * 3) / 4)
  return isCut(exchange.request, exchange.requestBytes) || isCut(finalResponse(exchange), exchange.responseBytes)
}
