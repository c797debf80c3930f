// Exchanges in a line, for examples of rules. Text has one character for each octet.
import type { ExchangeRecord } from '../../../model/exchange.ts'

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

/** For each rule: what it has to speak about, and what looks alike and is none of its affair. The first of each is shown to whoever reads about the rule. */
export type Examples<Id extends string> = Readonly<Record<Id, { readonly yes: readonly Example[]; readonly no: readonly Example[] }>>

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
