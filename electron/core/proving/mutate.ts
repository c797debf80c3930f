// Captures that differ from a solution's in one respect. Each must be caught by some expectation, or the lab's grading has a hole.
import { judge } from '../grader/judge.ts'
import { readExchange } from '../recorder/read-exchange.ts'
import type { ByteRange } from '../../model/bytes.ts'
import type { ScenarioEvent } from '../../model/control.ts'
import { finalResponse, learnersView, type Exchange, type ExchangeRecord } from '../../model/exchange.ts'
import type { Expectation } from '../../model/expectation.ts'
import type { Lab } from '../../model/lab.ts'
import { originsOf, upstreamsOf } from '../../model/scenario.ts'
import type { Evidence } from '../../model/verdict.ts'

export interface Mutant { readonly what: string; readonly exchanges: readonly Exchange[] }

/** A change of one record; undefined leaves it out. */
type Change = (record: ExchangeRecord) => ExchangeRecord | undefined

interface Solution {
  readonly records: readonly ExchangeRecord[]
  readonly lab: Lab
  /** The exchange of each record, in their order. */
  readonly exchanges: readonly Exchange[]
}

/**
 * Of every request: left out, another method, target and status. Of what an expectation rests on besides: a field dropped or changed, other content,
 * another end, source or version, another hop answering. Where an expectation has an order: the other way about.
 * @param records the solution's capture, both sides of every hop
 */
export function mutantsOf(records: readonly ExchangeRecord[], lab: Lab, events: readonly ScenarioEvent[] = []): Mutant[] {
  const exchanges = records.map(record => readExchange(record))
  const solution: Solution = { records, lab, exchanges }
  const seen = learnersView(exchanges).filter(({ source }) => source !== 'recorded')
  const mutants = [
    ...seen.flatMap((exchange, nth) => ofEvery(solution, exchange, nameOf(exchange, nth))),
    ...restingOn(solution, events).flatMap(({ expectation, evidence }) => [
      ...seen.flatMap((exchange, nth) => ofOne(solution, expectation, evidence, exchange, nameOf(exchange, nth))),
      ...ofOrder(solution, expectation, evidence),
    ]),
  ]
  return [...new Map(mutants.map(mutant => [mutant.what, mutant])).values()]
}

function nameOf(exchange: Exchange, nth: number): string {
  const { request } = exchange
  return `request ${nth + 1} (${request ? `${request.method} ${request.target}` : 'none'}, ${finalResponse(exchange)?.status ?? 'no answer'})`
}

/** The bytes on which each expectation rests that has to be met and is. */
function restingOn({ lab, exchanges }: Solution, events: readonly ScenarioEvent[]): { expectation: Expectation; evidence: readonly Evidence[] }[] {
  const evidence = new Map(judge(lab, exchanges, [], events).map(verdict => [verdict.of, verdict.evidence]))
  return lab.steps.flatMap(step => step.expectations.filter(({ optional }) => !optional).map(expectation => ({ expectation, evidence: evidence.get(expectation.id) ?? [] })))
}

function ofEvery(solution: Solution, exchange: Exchange, name: string): Mutant[] {
  const { request } = exchange
  const final = finalResponse(exchange)
  const mutant = (what: string, change: Change) => mutantOf(solution, `${name}: ${what}`, [exchange.trace], change)
  const implemented = originsOf(solution.lab.scenario).flatMap(origin => origin.implements)
  const method = request && (!implemented.includes(request.method) || request.method === 'HEAD') ? 'GET' : 'XYZZY'
  const status = final?.status === 501 ? '500' : final && final.status >= 500 ? '501' : final?.status === 404 ? '200' : '404'
  return [
    mutant('left out', () => undefined),
    ...request && method !== request.method ? [mutant(`the method ${method}`, inMessage('request', ({ request: there }) => there?.method === request.method ? there.methodRange : undefined, method))] : [],
    ...request ? [mutant('the target with a letter more', inMessage('request', ({ request: there }) => there && { start: there.targetRange.end, end: there.targetRange.end }, 'x'))] : [],
    ...final ? [mutant(`the status ${status}`, inMessage('response', there => finalResponse(there)?.status === final.status ? finalResponse(there)?.statusRange : undefined, status))] : [],
  ]
}

/** What only counts where an expectation looks: at these bytes, or at a part that it names. */
function ofOne(solution: Solution, expectation: Expectation, evidence: readonly Evidence[], exchange: Exchange, name: string): Mutant[] {
  const own = solution.exchanges.filter(({ trace }) => trace === exchange.trace)
  const places = evidence.filter(place => own.some(({ id }) => id === place.exchange))
  if (places.length === 0) return []
  const alike = tracesLike(exchange, solution.exchanges)
  const mutant = (what: string, change: Change) => mutantOf(solution, `${name}: ${what}`, alike, change)
  const names = (key: string) => namesKey(expectation, key)
  return [
    ...places.flatMap(place => ofPlace(expectation, place, own, mutant)),
    ...names('ending') ? [mutant('another end of the connection', record => ({ ...record, ending: record.ending === 'reset' ? 'kept-open' : 'reset' }))] : [],
    ...names('source') ? [mutant('another source', record => ({ ...record, source: record.source === 'participant' ? 'participant' : record.source === 'raw' ? 'outside' : 'raw' }))] : [],
    ...names('version') && exchange.request ? [mutant('another version', inMessage('request', ({ request }) => request && { start: request.targetRange.end + 1, end: request.startLine.end }, exchange.request.version === 'HTTP/1.0' ? 'HTTP/1.1' : 'HTTP/1.0'))] : [],
    ...names('answeredBy') || names('hops') ? ofAnswerer(solution, exchange, name) : [],
  ]
}

function ofPlace(expectation: Expectation, { exchange: id, side, range }: Evidence, own: readonly Exchange[], mutant: (what: string, change: Change) => Mutant): Mutant[] {
  const exchange = own.find(one => one.id === id)
  const message = side === 'request' ? exchange?.request : exchange && finalResponse(exchange)
  if (!message) return []
  const field = message.fields.find(({ line }) => line.start === range.start && line.end === range.end)
  if (field) {
    const lineOf = (there: Exchange) => messageOf(there, side)?.fields.find(({ name }) => name === field.name)
    return [
      mutant(`without ${field.name}`, inMessage(side, there => withLineBreak(lineOf(there)?.line), '')),
      ...asksForValue(expectation, field.name) ? [mutant(`another ${field.name}`, inMessage(side, there => lineOf(there)?.valueRange, otherText(field.value) || 'x'))] : [],
    ]
  }
  if (message.content.length === 0 || message.content.range.start !== range.start || message.content.range.end !== range.end) return []
  return [
    ...namesMoreThanLack(expectation) ? [mutant(`other content of the ${side}`, inContent(side, otherText))] : [],
    ...lacksOf(expectation).map(word => mutant(`content of the ${side} that has "${word}"`, inContent(side, text => `${word}${text.slice(word.length)}`))),
  ]
}

/** Where the request went further in, as if the entry had answered; where it did not, as if it had gone on. */
function ofAnswerer({ records, lab, exchanges }: Solution, { trace, hop, seq }: Exchange, name: string): Mutant[] {
  const isInner = (record: ExchangeRecord) => record.trace === trace && record.source === 'participant'
  const shown = (what: string, changed: readonly ExchangeRecord[]): Mutant => ({ what: `${name}: ${what}`, exchanges: changed.map(record => readExchange(record)) })
  if (records.some(isInner)) return [shown('nobody further in was asked', records.filter(record => !isInner(record)))]
  const entry = lab.scenario.participants.find(participant => hop.endsWith(`-${participant.name}`))
  const [upstream] = entry ? upstreamsOf(entry) : []
  const own = records.find(record => record.seq === seq)
  if (!entry || upstream === undefined || !own) return []
  const last = Math.max(...exchanges.map(exchange => exchange.seq))
  const inner: ExchangeRecord = { ...own, seq: last + 1, hop: `${entry.name}-${upstream}`, side: 'client', source: 'participant', connection: { ...own.connection, id: `${own.connection.id}-inner` } }
  return [shown(`${upstream} was asked`, [...records, inner])]
}

/** Numbers are given the other way about, so that what came first is last. */
function ofOrder({ records, exchanges }: Solution, expectation: Expectation, evidence: readonly Evidence[]): Mutant[] {
  const isOrdered = expectation.kind === 'order' || expectation.after !== undefined || expectation.before !== undefined
  const isOfSeveral = new Set(exchanges.map(({ trace }) => trace)).size > 1
  if (!isOrdered || !isOfSeveral || evidence.length === 0) return []
  const seqs = records.map(({ seq }) => seq)
  const mirrored = records.map((record, nth): ExchangeRecord => ({ ...record, seq: seqs[seqs.length - 1 - nth] ?? record.seq }))
  return [{ what: 'all requests the other way about', exchanges: mirrored.sort((one, other) => one.seq - other.seq).map(record => readExchange(record)) }]
}

/** Those that would do just as well: a solution may ask twice what one answer shows. */
function tracesLike({ request, ...exchange }: Exchange, exchanges: readonly Exchange[]): string[] {
  const status = finalResponse(exchange)?.status
  return exchanges.filter(other => other.request?.method === request?.method && other.request?.target === request?.target && finalResponse(other)?.status === status).map(({ trace }) => trace)
}

function mutantOf({ records }: Solution, what: string, traces: readonly string[], change: Change): Mutant {
  return { what, exchanges: records.flatMap(record => traces.includes(record.trace) ? change(record) ?? [] : [record]).map(record => readExchange(record)) }
}

/** The text at a place of one side becomes another. The frames of HTTP/2 are left alone: their fields stand in no octets of their own (RFC 7541). */
function inMessage(side: 'request' | 'response', placeOf: (exchange: Exchange) => ByteRange | undefined, text: string): Change {
  return record => {
    const place = 'h2' in record && record.h2 ? undefined : placeOf(readExchange(record))
    return place ? { ...record, [side]: spliced(record[side], place, text) } : record
  }
}

/** Of the same length, so that the framing stays true. */
function inContent(side: 'request' | 'response', change: (text: string) => string): Change {
  return record => {
    const parts = 'h2' in record && record.h2 ? [] : messageOf(readExchange(record), side)?.content.parts ?? []
    return parts.reduce((changed, { start, end }) => {
      const text = latin1(changed[side].subarray(start, end))
      return { ...changed, [side]: spliced(changed[side], { start, end }, change(text).slice(0, text.length)) }
    }, record)
  }
}

function messageOf(exchange: Exchange, side: 'request' | 'response') {
  return side === 'request' ? exchange.request : finalResponse(exchange)
}

function withLineBreak(line: ByteRange | undefined): ByteRange | undefined {
  return line && { start: line.start, end: line.end + 2 }
}

/** Every letter and digit is the next one. */
function otherText(text: string): string {
  return text.replace(/[a-zA-Z0-9]/g, one => one === 'z' ? 'a' : one === 'Z' ? 'A' : one === '9' ? '0' : String.fromCharCode(one.charCodeAt(0) + 1))
}

/** Whether a condition of the expectation, other than those of its feedback, names `key`. */
function namesKey({ feedback: _feedback, ...expectation }: Expectation, key: string): boolean {
  const isNamed = (value: unknown): boolean => typeof value === 'object' && value !== null
    && Object.entries(value).some(([name, inner]) => (name === key && inner !== undefined) || isNamed(inner))
  return isNamed(expectation)
}

/** Whether some condition wants a certain value of a field, and not only that it is there, or within bounds, or not such a one. */
function asksForValue({ feedback: _feedback, ...expectation }: Expectation, field: string): boolean {
  const open = new Set(['not', 'lacks', 'atLeast', 'atMost'])
  const isCertain = (match: unknown, key: string): boolean => !open.has(key)
    && (typeof match === 'object' && match !== null ? Object.entries(match).some(([name, inner]) => isCertain(inner, name)) : match !== undefined && match !== 'present' && match !== 'absent')
  const isAsked = (value: unknown): boolean => typeof value === 'object' && value !== null
    && Object.entries(value).some(([name, inner]) => name.toLowerCase() === field.toLowerCase() ? isCertain(inner, name) : isAsked(inner))
  return isAsked(expectation)
}

/** Content that only has to lack something may be any other. */
function namesMoreThanLack(expectation: Expectation): boolean {
  return ['json', 'schema', 'contains', 'equals', 'differOnlyIn'].some(key => namesKey(expectation, key))
}

function lacksOf({ feedback: _feedback, ...expectation }: Expectation): string[] {
  const found: string[] = []
  const walk = (value: unknown, key = '') => {
    if (key === 'lacks' && typeof value === 'string') found.push(value)
    if (typeof value === 'object' && value !== null) for (const [name, inner] of Object.entries(value)) walk(inner, name)
  }
  walk(expectation)
  return found
}

function spliced(bytes: Uint8Array, { start, end }: ByteRange, text: string): Uint8Array {
  const insert = Uint8Array.from(text, character => character.charCodeAt(0))
  const whole = new Uint8Array(bytes.length - (end - start) + insert.length)
  whole.set(bytes.subarray(0, start))
  whole.set(insert, start)
  whole.set(bytes.subarray(end), start + insert.length)
  return whole
}

function latin1(bytes: Uint8Array): string {
  return Array.from(bytes, octet => String.fromCharCode(octet)).join('')
}
