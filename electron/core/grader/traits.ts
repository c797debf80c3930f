// What of a request can differ from another request, part by part, and where each part stands.
import type { ExpectationOf } from '../../model/expectation.ts'
import type { RequestMessage } from '../../model/message.ts'
import type { Evidence } from '../../model/verdict.ts'
import { at, contentPlace, fieldPlaces, startOf } from './evidence.ts'
import type { Reading } from './reading.ts'

/** `method`, `target`, `version`, `content`, or `field:` and a name in small letters. */
export type Part = string

export interface Traits {
  readonly reading: Reading
  readonly named: string | undefined
  /** All parts but the named one. A field is the list of its values in order; the order among names says nothing (RFC 9110 §5.3). */
  readonly others: ReadonlyMap<Part, string>
}

/** @returns the part that an expectation names. */
export function partOf(differOnlyIn: ExpectationOf<'contrast'>['differOnlyIn']): Part {
  return typeof differOnlyIn === 'string' ? differOnlyIn : `field:${differOnlyIn.field.toLowerCase()}`
}

/** @returns the parts of a request, without what follows from other parts; undefined when there is no request. */
export function traitsOf(reading: Reading, named: Part): Traits | undefined {
  const { request } = reading.exchange
  if (!request) return undefined
  const parts = new Map<Part, string>([
    ['method', request.method],
    ['target', request.target],
    ['version', request.version],
    ['content', reading.text('request')],
  ])
  for (const [name, values] of valuesByName(request)) parts.set(`field:${name}`, JSON.stringify(values))
  const value = parts.get(named)
  parts.delete(named)
  leaveOutFraming(parts, reading, named)
  return { reading, named: value, others: parts }
}

/** @returns a text that two requests share if they do not differ but in the named part, and perhaps others do: what is cheap to tell. */
export function roughlyOf({ exchange: { request } }: Reading, named: Part): string {
  if (!request) return ''
  const { method, target, version } = request
  return `${named === 'method' ? '' : method} ${named === 'target' ? '' : target} ${named === 'version' ? '' : version}`
}

/** @returns the parts other than the named one in which two requests differ; the length of other content is not told apart. */
export function differencesOf(one: Traits, other: Traits, named: Part): Part[] {
  const parts = new Set([...one.others.keys(), ...other.others.keys()])
  const differing = [...parts].filter(part => one.others.get(part) !== other.others.get(part))
  const follows = differing.includes('content') ? LENGTH : areLoose(one, other, named) ? TYPE : undefined
  return differing.filter(part => part !== follows)
}

/** @returns a text that two requests share if they do not differ but in the named part, or in the type of no content. */
export function signatureOf({ others }: Traits, named: Part): string {
  const strict = named === 'content' ? [...others].filter(([part]) => part !== TYPE) : [...others]
  return JSON.stringify(strict.sort(([one], [other]) => one < other ? -1 : 1))
}

/** @returns the Content-Type, where it is not told by the signature; empty where there is no content to have one. */
export function typeOf({ named, others }: Traits): string | undefined {
  return named === '' ? '' : others.get(TYPE)
}

/** @returns the part by the name that a person would use. */
export function labelOf(part: Part, readings: readonly Reading[]): string {
  if (!part.startsWith('field:')) return part
  const name = part.slice('field:'.length)
  const lines = readings.flatMap(({ exchange }) => exchange.request?.fields ?? [])
  return lines.find(line => line.name.toLowerCase() === name)?.name ?? name
}

/** @returns where the part stands in a request; where it is not there, the request line. */
export function placesOfPart(part: Part, reading: Reading): Evidence[] {
  const { request } = reading.exchange
  if (request && part === 'method') return [at(reading, 'request', request.methodRange)]
  if (request && part === 'target') return [at(reading, 'request', request.targetRange)]
  if (part === 'content') return [contentPlace(reading, 'request')]
  return part.startsWith('field:') ? fieldPlaces(reading, 'request', part.slice('field:'.length)) : [startOf(reading, 'request')]
}

const TYPE = 'field:content-type'
const LENGTH = 'field:content-length'
const CODING = 'field:transfer-encoding'
const CONNECTION = 'field:connection'

/** What has no content needs no Content-Type, and clients send none (RFC 9110 §8.3). */
function areLoose(one: Traits, other: Traits, named: Part): boolean {
  return named === 'content' && (one.named === '' || other.named === '')
}

function leaveOutFraming(parts: Map<Part, string>, { exchange }: Reading, named: Part): void {
  if (named === 'content') {
    parts.delete(LENGTH)
    parts.delete(CODING)
  }
  // RFC 9112 §6.2: no Content-Length beside Transfer-Encoding, so one goes when the other comes
  if (named === CODING) parts.delete(LENGTH)
  if (named === LENGTH) parts.delete(CODING)
  // RFC 9110 §8.6: some methods get a Content-Length of 0 from the client, where others get none
  if (parts.get('content') === '' && parts.get(LENGTH) === '["0"]') parts.delete(LENGTH)
  // RFC 9110 §7.6.1: control options for this one connection, which a client adds by itself, as undici does with HEAD
  if (named !== CONNECTION) parts.delete(CONNECTION)
  // The port is not the learner's choice: an attempt goes on over restarts, and the lab may get another port
  const host = parts.get('field:host')
  if (host !== undefined) parts.set('field:host', host.replace(`:${exchange.connection.serverPort}"`, ':port"'))
}

function valuesByName({ fields }: RequestMessage): Map<string, string[]> {
  const values = new Map<string, string[]>()
  for (const { name, value } of fields) {
    const key = name.toLowerCase()
    values.set(key, [...values.get(key) ?? [], value])
  }
  return values
}
