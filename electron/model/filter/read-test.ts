// What each key of a filter asks of an exchange. A new key is a line here, one in the page's catalogue, and one in `filter-values.ts`.
import { ENDINGS, finalResponse, type Exchange } from '../exchange.ts'
import { endsOf, type Journey } from '../journey.ts'
import { fieldValues, type FieldLine } from '../message.ts'
import { SEVERITIES } from '../inspection.ts'
import { nearestWord } from '../nearest-word.ts'
import type { NoteWord } from '../notes.ts'
import { phrase, type Phrase } from '../phrase.ts'
import { isRule, rulesEnglish } from '../rules-en.ts'
import { TOKEN } from '../token.ts'
import { contentOf, isIn, textOf } from './searched-text.ts'

/** What is known of the topology that an exchange was captured in. */
export interface Surroundings {
  /** From the client inwards, each with its role. */
  readonly participants: ReadonlyMap<string, string>
  /** Undefined where there is only one participant. */
  readonly wayOf: (exchange: Exchange) => Journey | undefined
  /** Whether the inspector says it of this exchange: a rule, or anything of a severity. */
  readonly isNoted: (exchange: Exchange, word: NoteWord) => boolean
}
/** @param standsFor all that are meant with the exchange: whatever the request caused, or both ends of the hop that is asked for */
export type Test = (exchange: Exchange, around: Surroundings, standsFor: readonly Exchange[]) => boolean

/** What is wrong with a value, and the word that was nearly written. */
export interface Misread { readonly says: Phrase; readonly nearest?: string | undefined }
type Read = (value: string) => Test | Misread

const readers = {
  status: value => {
    const [, sign, bound] = /^(>=?|<=?)([1-5]\d\d)$/.exec(value) ?? []
    const statusOf = (exchange: Exchange) => finalResponse(exchange)?.status
    if (bound !== undefined) return exchange => compare(statusOf(exchange), sign, Number(bound))
    if (value.toLowerCase() === 'none') return exchange => statusOf(exchange) === undefined
    if (!/^[1-5](\d\d|\dx|xx)$/i.test(value)) return { says: phrase('filter.no-status', { value }), nearest: /^[1-5]x?$/i.test(value) ? `${value.charAt(0)}xx` : nearestWord(value, ['none']) }
    const [least, most] = [Number(value.replace(/x/gi, '0')), Number(value.replace(/x/gi, '9'))]
    // An informational response (RFC 9110 §15.2) counts only where one of its class is asked for.
    return ({ responses }) => responses.some(({ status }) => status >= least && status <= most && (status >= 200 || most < 200))
  },
  // Methods are case-sensitive (RFC 9110 §9.1); whoever writes small letters may only be in a hurry.
  method: value => ({ request }) => request !== undefined && (request.method === value || (value === value.toLowerCase() && request.method.toLowerCase() === value)),
  target: value => ({ request }) => request?.target.includes(value) ?? false,
  path: value => ({ request }) => {
    const path = /^(?:[a-z][a-z0-9+.-]*:\/\/[^/?#]*)?([^?#]*)/i.exec(request?.target ?? '')?.[1] ?? ''
    return request !== undefined && (path === value || path.startsWith(value.endsWith('/') ? value : `${value}/`))
  },
  field: value => {
    const cut = value.indexOf('=')
    const [name, wanted] = cut < 0 ? [value, undefined] : [value.slice(0, cut), value.slice(cut + 1).toLowerCase()]
    if (!TOKEN.test(name.replace(/^:/, ''))) return { says: phrase('filter.no-field', { value }) }
    const fits = (line: FieldLine) => line.name.toLowerCase() === name.toLowerCase() && (wanted === undefined || line.value.toLowerCase().includes(wanted))
    return ({ request, responses }) => [...(request ? [request] : []), ...responses].some(({ fields, content }) => fields.some(fits) || content.trailers.some(fits))
  },
  content: value => exchange => isIn(value, exchange, contentOf),
  time: value => quantity(value, 'time:>200ms', { '': 1, ms: 1, s: 1_000 }, ({ timing }) => timing.lastByteMs),
  size: value => quantity(value, 'size:>1kB', { '': 1, b: 1, kb: 1_000, mb: 1_000_000, kib: 1_024, mib: 1_048_576 }, exchange => finalResponse(exchange)?.content.length),
  hop: value => ({ hop }, { participants }) => hop === value || endsOf(hop, [...participants.keys()]).some(end => end === value || participants.get(end) === value),
  from: value => ({ source, request }) => source === value.toLowerCase() || (request !== undefined && fieldValues(request, 'User-Agent').some(agent => agent.toLowerCase().includes(value.toLowerCase()))),
  answered: value => (exchange, { participants, wayOf }) => {
    const by = wayOf(exchange)?.answeredBy ?? (participants.size === 1 && finalResponse(exchange) ? [...participants.keys()][0] : undefined)
    return by === undefined ? value === 'nobody' : by === value || participants.get(by) === value
  },
  ending: value => {
    const wanted = ENDINGS.find(one => one === value.toLowerCase())
    return wanted ? ({ ending }) => ending === wanted : { says: phrase('filter.no-ending', { value, all: ENDINGS.join(', ') }), nearest: nearestWord(value, ENDINGS) }
  },
  version: value => ({ request, responses }) => [request, ...responses].some(message => message !== undefined && (message.version === value || message.version === `HTTP/${value}`)),
  connection: value => ({ connection }) => connection.id === value,
  note: value => {
    const word = noteWordOf(value)
    return word !== undefined ? (_, { isNoted }, standsFor) => standsFor.some(one => isNoted(one, word)) : { says: phrase('filter.no-note', { value }), nearest: nearestWord(value, [...SEVERITIES, ...Object.keys(rulesEnglish)]) }
  },
} satisfies Readonly<Record<string, Read>>

export type FilterKey = keyof typeof readers
export const FILTER_KEYS = Object.keys(readers) as FilterKey[]
/** What can be written after each, to learn by. */
export const EXAMPLES: Readonly<Record<FilterKey, string>> = {
  status: 'status:501', method: 'method:PATCH', target: 'target:page=2', path: 'path:/widgets', field: 'field:Allow=GET', content: 'content:error', time: 'time:>200ms', size: 'size:>1kB',
  hop: 'hop:gateway', from: 'from:curl', answered: 'answered:origin', ending: 'ending:reset', version: 'version:1.1', connection: 'connection:c1', note: 'note:405-without-allow',
}

/** @returns the rule or the severity that is meant. */
export function noteWordOf(value: string): NoteWord | undefined {
  const word = value.toLowerCase()
  return SEVERITIES.find(one => one === word) ?? (isRule(word) ? word : undefined)
}

/** @returns what the word asks, or what is wrong with its value. @param key undefined for text that may stand anywhere */
export function readTest(key: FilterKey | undefined, value: string): Test | Misread {
  if (key === undefined) return exchange => isIn(value, exchange, textOf)
  return value === '' ? { says: phrase('filter.no-value', { key, example: EXAMPLES[key] }) } : readers[key](value)
}

function quantity(value: string, example: string, units: Readonly<Record<string, number>>, of: (exchange: Exchange) => number | undefined): Test | Misread {
  const [, sign, digits, unit = ''] = /^(>=?|<=?)(\d{1,9}(?:\.\d{1,3})?)([a-z]*)$/i.exec(value) ?? []
  const times = units[unit.toLowerCase()]
  if (digits === undefined || times === undefined) return { says: phrase('filter.no-quantity', { value, example }), nearest: /^\d/.test(value) ? `>${value}` : undefined }
  return exchange => compare(of(exchange), sign, Number(digits) * times)
}

function compare(value: number | undefined, sign: string | undefined, bound: number): boolean {
  if (value === undefined) return false
  return sign === '>' ? value > bound : sign === '>=' ? value >= bound : sign === '<' ? value < bound : value <= bound
}
