// What makes a request or response malformed over HTTP/2 (RFC 9113 §8.1.1). It describes; who reads the stream decides what to do.
import { aside } from '../../../model/asides-en.ts'
import { TOKEN } from '../../../model/token.ts'
import type { H2Field } from './static-table.ts'

const PSEUDO = { request: [':method', ':scheme', ':path', ':authority', ':protocol'], response: [':status'] } as const
/** About one connection, so they have no place here (RFC 9113 §8.2.2). */
const OF_THE_CONNECTION = new Set(['connection', 'proxy-connection', 'keep-alive', 'transfer-encoding', 'upgrade'])

/** @returns a sentence for each thing that is wrong with the fields of a message's head; none when they are as they must be. */
export function headMalformations(kind: 'request' | 'response', fields: readonly H2Field[]): string[] {
  const said: string[] = []
  const isConnect = fields.some(([name, value]) => name === ':method' && value === 'CONNECT')
  const required = kind === 'response' ? PSEUDO.response : isConnect ? [':method', ':authority'] : [':method', ':scheme', ':path']
  for (const name of required) if (!fields.some(([known]) => known === name)) said.push(aside('h2-missing', { name }))
  const lastPseudo = fields.findLastIndex(([name]) => name.startsWith(':'))
  for (const [at, [name, value]] of fields.entries()) {
    const isPseudo = name.startsWith(':')
    if (isPseudo && !(PSEUDO[kind] as readonly string[]).includes(name)) said.push(aside('h2-pseudo', { name, kind }))
    if (isPseudo && fields.findIndex(([known]) => known === name) < at) said.push(aside('h2-twice', { name }))
    if (!isPseudo && at < lastPseudo) said.push(aside('h2-order', { name }))
    if (!isPseudo) said.push(...fieldMalformations(name, value))
  }
  return said
}

/** @returns what is wrong with one field of a head or a trailer section (RFC 9113 §8.2). */
export function fieldMalformations(name: string, value: string): string[] {
  if (name !== name.toLowerCase()) return [aside('h2-capitals', { name })]
  if (OF_THE_CONNECTION.has(name)) return [aside('h2-connection', { name })]
  if (name === 'te' && value.toLowerCase() !== 'trailers') return [aside('h2-te')]
  if (!TOKEN.test(name)) return [aside('h2-name')]
  return /[\0\r\n]|^[\t ]|[\t ]$/.test(value) ? [aside('h2-value', { name })] : []
}
