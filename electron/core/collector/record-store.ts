// A learning record store that somebody typed: statements go there over the REST interface of xAPI 1.0.3 (part three of the specification), and its answers mean what they mean there.
import { request as plainly } from 'node:http'
import { request as securely } from 'node:https'
import { isIP } from 'node:net'
import { refusalIn } from '../../model/refusals-en.ts'
import type { Statement } from '../results/xapi.ts'
import { readRetryAfter } from './retry-after.ts'

const ANSWER_MS = 30_000

export interface RecordStore {
  /** Where statements are posted. */
  readonly url: URL
  /** `name:password`. */
  readonly credentials: string
}

/** The address of a record store that cannot be used; the message says why, and the mend. */
export class NoRecordStore extends Error {}

/** `stored`: all of them are there. `one by one`: the batch was refused whole, for something in it. `later`: it may be tried again. `refused`: not. */
export type Posted = { readonly outcome: 'stored' | 'one by one' } | { readonly outcome: 'later'; readonly why: string; readonly afterMs?: number } | { readonly outcome: 'refused'; readonly why: string }

/** @returns where statements go. @param typed the endpoint, as record stores name it @throws NoRecordStore */
export function statementsUrl(typed: string): URL {
  const url = URL.parse(typed)
  if (!url || !['http:', 'https:'].includes(url.protocol)) throw new NoRecordStore(refusalIn('store-address', { address: typed.slice(0, 200) }))
  if (url.username !== '' || url.password !== '') throw new NoRecordStore(refusalIn('store-secret'))
  if (url.protocol === 'http:' && !isHere(url.hostname)) throw new NoRecordStore(refusalIn('store-plain', { address: `https://${url.host}${url.pathname}` }))
  url.search = url.hash = ''
  url.pathname = `${url.pathname.replace(/\/(?:statements\/?)?$/, '')}/statements`
  return url
}

/** @param credentials `name:password` @throws NoRecordStore for an address, or for credentials, that cannot be sent (RFC 7617 §2) */
export function recordStore(typed: string, credentials: string): RecordStore {
  const url = statementsUrl(typed)
  if (!arePair(credentials)) throw new NoRecordStore(refusalIn('store-name'))
  return { url, credentials }
}

/** @returns whether it is a name and a password with a colon between them, on one line */
export function arePair(credentials: string): boolean {
  return /^[^:\n]+:[^\n]*$/.test(credentials)
}

/** Posts statements; none of them is there unless all are (part three, section 2.1.2). */
export async function post({ url, credentials }: RecordStore, statements: readonly Statement[], signal: AbortSignal): Promise<Posted> {
  const content = Buffer.from(JSON.stringify(statements))
  try {
    const { status, retryAfter } = await answered(url, content, credentials, signal)
    const afterMs = readRetryAfter(retryAfter, Date.now())
    switch (status) {
      case 200: case 204: return { outcome: 'stored' }
      // One of these ids is there already, with something else in it, such as another name: it was told, and stays as it was told first.
      case 409: return { outcome: statements.length > 1 ? 'one by one' : 'stored' }
      case 413: return statements.length > 1 ? { outcome: 'one by one' } : { outcome: 'refused', why: refusalIn('store-long') }
      case 429: case 503: return { outcome: 'later', why: refusalIn('store-answered', { status }), ...(afterMs !== undefined && { afterMs }) }
      default: return { outcome: 'refused', why: refusalIn('store-answered', { status }) }
    }
  } catch (error) {
    return { outcome: 'later', why: refusalIn('store-away', { code: error instanceof Error && 'code' in error ? String(error.code) : error instanceof Error ? error.message : String(error) }) }
  }
}

function answered(url: URL, content: Buffer, credentials: string, signal: AbortSignal): Promise<{ status: number; retryAfter: string | undefined }> {
  return new Promise((resolve, reject) => {
    const begin = url.protocol === 'https:' ? securely : plainly
    const request = begin(url, {
      method: 'POST', agent: false, signal, timeout: ANSWER_MS,
      headers: {
        'Content-Type': 'application/json', 'Content-Length': content.length, 'X-Experience-API-Version': '1.0.3',
        Authorization: `Basic ${Buffer.from(credentials).toString('base64')}`, Connection: 'close',
      },
    }, response => {
      response.resume().on('error', reject).on('end', () => resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] }))
    })
    request.on('timeout', () => request.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' }))).on('error', reject).end(content)
  })
}

/** Loopback (RFC 1122 §3.2.1.3, RFC 4291 §2.5.3), and its name (RFC 6761 §6.3). */
function isHere(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || (isIP(host) === 4 && host.startsWith('127.'))
}
