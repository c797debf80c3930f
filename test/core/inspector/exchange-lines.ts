// Exchanges in a line, for examples of rules: the octets are made here and read by the recorder's own reader.
import { readExchange } from '../../../electron/core/recorder/read-exchange.ts'
import type { Exchange, ExchangeRecord } from '../../../electron/model/exchange.ts'

type Known = Partial<Pick<ExchangeRecord, 'trace' | 'hop' | 'side' | 'source' | 'ending' | 'dropped'>> & { readonly connection?: string; readonly nth?: number; readonly at?: number }
export type Written = Known & { readonly request: string; readonly response: string }
/** One exchange, or several that stand in one capture. */
export type Example = Written | readonly Written[]

/**
 * Lines are parted by `|`; after `||` stands content. What a short form leaves out is added: the version, Host, and Content-Length
 * for content that has neither length nor coding. A text that begins with `!` is taken as it is.
 * @param response several in a row are parted by ` >> `; a 1xx gets no length
 */
export function x(request: string, response: string, known: Known = {}): Written {
  return { ...known, request: octets(request, false), response: response === '' ? '' : response.split(' >> ').map(each => octets(each, true)).join('') }
}

/** @returns the exchanges as the recorder would have read them, numbered from 1. */
export function exchangesOf(example: Example): Exchange[] {
  const all = Array.isArray(example) ? example as readonly Written[] : [example as Written]
  return all.map(({ request, response, connection, nth = 1, at, trace, hop = 'client-origin', side = 'client', source = 'raw', ending = 'kept-open', dropped }, place) => readExchange({
    seq: place + 1, trace: trace ?? `t${place + 1}`, hop, side, source, ending, ...(dropped && { dropped }),
    connection: { id: connection ?? `c${place + 1}`, clientPort: 40_000, serverPort: 8_080, nth }, timing: { startedWallMs: at ?? place },
    request: Buffer.from(request, 'latin1'), response: Buffer.from(response, 'latin1'),
  }))
}

function octets(text: string, isResponse: boolean): string {
  if (text.startsWith('!')) return text.slice(1).replaceAll('|', '\r\n')
  const cut = text.indexOf('||')
  const content = cut < 0 ? '' : text.slice(cut + 2).replaceAll('|', '\r\n')
  const [first = '', ...fields] = (cut < 0 ? text : text.slice(0, cut)).split('|')
  const has = (name: string) => fields.some(field => field.toLowerCase().startsWith(`${name}:`))
  const start = isResponse ? `HTTP/1.1 ${first}` : / HTTP\//.test(first) ? first : `${first} HTTP/1.1`
  const host = isResponse || has('host') ? [] : ['Host: a']
  const length = content === '' || has('content-length') || has('transfer-encoding') ? [] : [`Content-Length: ${content.length}`]
  const none = isResponse && content === '' && length.length === 0 && !has('content-length') && !has('transfer-encoding') && !/^(?:1|204|304)/.test(first) ? ['Content-Length: 0'] : []
  return `${[start, ...host, ...fields, ...length, ...none].join('\r\n')}\r\n\r\n${content}`
}
