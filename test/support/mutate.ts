// Captures that differ from a given one in a single respect, on both sides of the hop.
import type { Exchange, ExchangeRecord } from '../../electron/model/exchange.ts'
import type { Origin } from '../../electron/model/scenario.ts'
import { readExchange } from '../../electron/core/recorder/read-exchange.ts'

export interface Mutant { readonly what: string; readonly exchanges: readonly Exchange[] }

/** @returns mutants of every request of the capture: left out, another method, target, status, and a field gone. */
export function mutantsOf(records: readonly ExchangeRecord[], origin: Origin, fields: readonly string[]): Mutant[] {
  const traces = [...new Set(records.map(record => record.trace))]
  return traces.flatMap((trace, nth) => {
    const of = records.find(record => record.trace === trace)
    const [method = '', target = ''] = text(of?.request).split(' ')
    const status = text(of?.response).split(' ')[1] ?? ''
    const response = text(of?.response)
    const name = `request ${nth + 1} (${method} ${target}, ${status})`
    const mutant = (what: string, change: (record: ExchangeRecord) => ExchangeRecord[]): Mutant => ({
      what: `${name}: ${what}`,
      exchanges: records.flatMap(record => record.trace === trace ? change(record) : [record]).map(record => readExchange(record)),
    })
    const inRequest = (what: string, from: string, to: string) => mutant(what, record => [{ ...record, request: bytes(text(record.request).replace(from, to)) }])
    const inResponse = (what: string, from: string, to: string) => mutant(what, record => [{ ...record, response: bytes(text(record.response).replace(from, to)) }])
    const otherMethod = !origin.implements.includes(method) || method === 'HEAD' ? 'GET' : 'XYZZY'
    const otherStatus = status === '501' ? '500' : status.startsWith('5') ? '501' : '404'
    return [
      mutant('left out', () => []),
      inRequest(`the method ${otherMethod}`, method, otherMethod),
      inRequest('the target with a letter more', target, `${target}x`),
      inResponse(`the status ${otherStatus}`, ` ${status} `, ` ${otherStatus} `),
      ...fields.filter(field => response.includes(`\r\n${field}:`)).map(field => inResponse(`without ${field}`, `\r\n${field}:`, '\r\nX-Gone:')),
    ]
  })
}

/** @returns the capture with `word` changed to another of its length in every response. */
export function withoutWord(records: readonly ExchangeRecord[], word: string): Exchange[] {
  const other = word.replace(/[a-z]/g, letter => letter === 'z' ? 'y' : 'z')
  return records.map(record => readExchange({ ...record, response: bytes(text(record.response).replaceAll(word, other)) }))
}

function text(octets: Uint8Array | undefined): string {
  return Buffer.from(octets ?? []).toString('latin1')
}

function bytes(latin1: string): Uint8Array {
  return Buffer.from(latin1, 'latin1')
}
