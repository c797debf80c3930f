// What a measurement says, without what is different each time: dates, ports, lengths, the wording.
import { readResponses } from '../../electron/core/wire/read-message.ts'
import { fromBase64 } from '../../electron/model/bytes.ts'
import { fieldValues } from '../../electron/model/message.ts'
import type { Measurement, Survey } from '../../electron/model/survey.ts'

export interface Outcome {
  /** Of the final response; 0 when what came is no HTTP/1 response; absent when nothing came. */
  readonly status?: number
  /** The members of `Allow` in the order of the alphabet; absent without the field (RFC 9110 §10.2.1: empty is something else). */
  readonly allow?: readonly string[]
  readonly connection: 'open' | 'closed' | 'silent'
  /** The media type of the content; `none` without content, `untyped` without a type. */
  readonly content: string
}

/** @param method of the request */
export function outcomeOf({ response, ending }: Pick<Measurement, 'response' | 'ending'>, method: string): Outcome {
  const bytes = Buffer.from(fromBase64(response))
  const connection = ending === 'kept-open' ? 'open' : ending === 'timed-out' ? 'silent' : 'closed'
  const final = readResponses(bytes, method).findLast(({ status }) => status === 0 || status >= 200)
  if (!final) return { connection, content: 'none' }
  const allow = fieldValues(final, 'allow')
  const [type] = fieldValues(final, 'content-type')
  const isEmpty = final.content.length === 0
  return {
    status: final.status,
    ...(allow.length > 0 && { allow: allow.join(',').split(',').map(member => member.trim()).filter(member => member !== '').toSorted() }),
    connection,
    content: isEmpty ? 'none' : type?.split(';', 1)[0]?.trim().toLowerCase() ?? 'untyped',
  }
}

/** @returns the outcome of every measurement, by server and then by request. */
export function outcomes({ requests, measurements }: Pick<Survey, 'requests' | 'measurements'>): Map<string, Map<string, Outcome>> {
  const methods = new Map(requests.map(({ id, bytes }) => [id, Buffer.from(fromBase64(bytes)).toString('latin1').split(' ', 1)[0] ?? '']))
  const all = new Map<string, Map<string, Outcome>>()
  for (const measurement of measurements) {
    const ofServer = all.get(measurement.server) ?? new Map<string, Outcome>()
    all.set(measurement.server, ofServer.set(measurement.request, outcomeOf(measurement, methods.get(measurement.request) ?? '')))
  }
  return all
}

/** @returns an outcome in a few words. */
export function outcomeText({ status, allow, connection, content }: Outcome): string {
  if (status === undefined) return connection === 'silent' ? 'no answer' : 'closed without an answer'
  const fields = allow === undefined ? 'no Allow' : `Allow: ${allow.join(', ') || '(empty)'}`
  return `${status || 'not HTTP/1'}, ${fields}, content ${content}, connection ${connection}`
}
