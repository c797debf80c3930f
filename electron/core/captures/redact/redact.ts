// Takes the secrets out of a capture. Each octet of a secret is replaced by one, so that every length and every place still holds.
import type { Redacted, SecretPlace } from '../../../model/capture-form.ts'
import type { ExchangeRecord, H2Wire } from '../../../model/exchange.ts'
import { framesIn, FrameType } from '../../wire/h2/frames.ts'
import { readH2Request, readH2Responses } from '../../wire/h2/read-h2-message.ts'
import { readRequest, readResponses } from '../../wire/read-message.ts'
import { atOnce, type Steps } from '../../turns/in-turns.ts'
import { marked, merged, type Secret } from './secret.ts'
import { secretsInField, secretsInHead } from './secrets-in-text.ts'
import { secretsOfSide } from './side-secrets.ts'

/** What stands elsewhere too is looked for from this length on: a shorter text would be found where nobody meant it. */
const LEAST_OF_ECHO = 8
/** A request with more secrets than this is none that anybody sends. */
const MOST_ECHOES = 100
/** How many names are told one by one. */
const MOST_NAMES = 200
const LONGEST_NAME = 80

export interface Clean { readonly records: ExchangeRecord[]; readonly redacted: Redacted[] }
interface Sides { readonly record: ExchangeRecord; readonly request: Text; readonly response: Text }
interface Text { readonly text: string; readonly secrets: readonly Secret[] }

/** @returns the records without their secrets, and what these were. The records that were given stay as they are. */
export function redact(records: readonly ExchangeRecord[]): Clean {
  return atOnce(redacting(records))
}

/** The same in steps, one for each request of the learner. */
export function* redacting(records: readonly ExchangeRecord[]): Steps<Clean> {
  const tally = new Map<string, Redacted>()
  const count = ({ place, name }: Pick<Secret, 'place' | 'name'>): void => {
    const shown = name.replace(/\p{Cc}/gu, ' ').slice(0, LONGEST_NAME)
    const key = tally.size < MOST_NAMES ? `${place} ${shown}` : place
    tally.set(key, { place, name: tally.size < MOST_NAMES ? shown : '…', count: (tally.get(key)?.count ?? 0) + 1 })
  }
  const clean = new Map<ExchangeRecord, ExchangeRecord>()
  for (const same of Map.groupBy(records, ({ trace }) => trace).values()) {
    const sides = same.map(record => ({ record, ...secretsOf(record) }))
    const echoes = valuesOf(sides)
    for (const side of sides) clean.set(side.record, without(side, echoes, count))
    yield
  }
  return { records: records.map(record => clean.get(record) ?? record), redacted: [...tally.values()].sort((one, other) => other.count - one.count) }
}

function secretsOf({ request, response, h2 }: ExchangeRecord): Omit<Sides, 'record'> {
  const [asked, answered] = [bufferOf(request), bufferOf(response)]
  const message = h2 ? readH2Request(asked, h2.requestFields) : readRequest(asked)
  const responses = h2 ? readH2Responses(answered, h2.responseFields) : readResponses(answered, message?.method ?? 'GET')
  const [question, answer] = [asked.toString('latin1'), answered.toString('latin1')]
  return {
    request: { text: question, secrets: secretsOfSide(question, message ? [message] : [], h2 !== undefined) },
    response: { text: answer, secrets: secretsOfSide(answer, responses, h2 !== undefined) },
  }
}

/** @returns the secrets of one request of the learner, wherever it was seen. */
function valuesOf(sides: readonly Sides[]): string[] {
  const values = new Set<string>()
  const add = (text: string, secrets: readonly Secret[]): void => {
    for (const { start, end, place } of secrets) for (const form of formsOf(text.slice(start, end), place)) if (form.length >= LEAST_OF_ECHO) values.add(form)
  }
  for (const { record: { h2 }, request, response } of sides) {
    add(request.text, request.secrets)
    add(response.text, response.secrets)
    for (const [name, value] of [...h2?.requestFields ?? [], ...h2?.responseFields ?? []].flat()) add(value, secretsInField(name, value))
  }
  return [...values].sort((one, other) => other.length - one.length).slice(0, MOST_ECHOES)
}

/** A secret may be told again without the escapes of a URI, and a password without the name before it (RFC 7617 §2). */
function formsOf(text: string, place: SecretPlace): string[] {
  const pair = place === 'field' ? Buffer.from(text, 'base64').toString('latin1') : place === 'user-info' ? text : ''
  const password = /^[ -9;-~]*:([ -~]+)$/.exec(pair)?.[1]
  return [text, ...(text.includes('%') ? [text.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))] : []), ...(password === undefined ? [] : [password])]
}

function without({ record, request, response }: Sides, echoes: readonly string[], count: (secret: Pick<Secret, 'place' | 'name'>) => void): ExchangeRecord {
  const clean = (text: string, secrets: readonly Secret[]): string => {
    const all = merged([...secrets, ...echoesIn(text, echoes)])
    all.forEach(count)
    return all.length === 0 ? text : replaced(text, all)
  }
  const { ruling, failure, h2 } = record
  const lists = (fields: H2Wire['requestFields']) => fields.map(list => list.map(([name, value]) => [name, clean(value, secretsInField(name, value))] as const))
  const clear = h2 && { ...h2, requestFields: lists(h2.requestFields), responseFields: lists(h2.responseFields) }
  const bytes = (side: 'request' | 'response', { text, secrets }: Text): Uint8Array => {
    const plain = clean(text, secrets)
    const fields = `${side}Fields` as const
    const isHeadClear = JSON.stringify(h2?.[fields]) === JSON.stringify(clear?.[fields])
    if (plain === text && isHeadClear) return record[side]
    return isHeadClear ? Buffer.from(plain, 'latin1') : withoutHeads(Buffer.from(plain, 'latin1'))
  }
  const sentence = (text: string): string => replaced(text, merged([...secretsInHead(text), ...echoesIn(text, echoes)]))
  const values = <T extends Readonly<Record<string, string | number>>>(said: T): T =>
    Object.fromEntries(Object.entries(said).map(([name, value]) => [name, typeof value === 'string' ? sentence(value) : value])) as T
  return {
    ...record, request: bytes('request', request), response: bytes('response', response),
    ...(ruling && { ruling: { ...ruling, method: sentence(ruling.method), target: sentence(ruling.target), because: { ...ruling.because, values: values(ruling.because.values) } } }),
    ...(failure && { failure: { ...failure, values: values(failure.values) } }),
    ...(clear && { h2: clear }),
  }
}

function echoesIn(text: string, echoes: readonly string[]): Secret[] {
  return echoes.flatMap(value => {
    const found: Secret[] = []
    for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + value.length)) found.push({ start: at, end: at + value.length, place: 'echo', name: '' })
    return found
  })
}

function replaced(text: string, secrets: readonly Secret[]): string {
  let done = ''
  let at = 0
  for (const { start, end, isNumber } of secrets) {
    done += text.slice(at, start) + marked(text.slice(start, end), isNumber)
    at = end
  }
  return done + text.slice(at)
}

/** A compressed field block (RFC 7541) cannot be changed in a part; what it said stands in the lists beside it. Its frames keep their lengths. */
function withoutHeads(bytes: Buffer): Buffer {
  const clear = Buffer.from(bytes)
  let at = 0
  for (const { type, bytes: frame, from, to } of framesIn(bytes)) {
    if (type === FrameType.headers || type === FrameType.continuation) clear.fill(0, at + from, at + to)
    at += frame.length
  }
  return clear
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
