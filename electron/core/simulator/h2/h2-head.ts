// The fields that http2 has read as the head that every service understands: semantics are the same (RFC 9110 §3.1, RFC 9113 §8.3).
import { aside } from '../../../model/asides-en.ts'
import { phrase } from '../../../model/phrase.ts'
import type { Limits } from '../../../model/scenario.ts'
import { malformed, type Fault } from '../../wire/fault.ts'
import { readRequestLine, type ReadField } from '../../wire/grammar.ts'
import { checkHost } from '../../wire/host.ts'
import type { RequestHead } from '../../wire/request-reader.ts'

export const H2_VERSION = 'HTTP/2'
/** What a field takes on a line of HTTP/1.1 besides name and value, so that the same section is too large over both. */
const LINE_OVERHEAD = 4

/**
 * @param raw names and values in wire order, well-formed as far as nghttp2 looks @param scheme of the connection
 * @returns the head, with Host for `:authority`; or why it is refused. A target under another scheme stands in absolute form.
 */
export function h2Head(raw: readonly string[], limits: Limits, scheme: 'http' | 'https'): RequestHead | Fault {
  const pairs = raw.flatMap((name, at) => (at % 2 === 0 ? [[name, raw[at + 1] ?? ''] as const] : []))
  const pseudo = (name: string) => pairs.find(([known]) => known === name)?.[1]
  const [method = '', authority, path = ''] = [pseudo(':method'), pseudo(':authority'), pseudo(':path')]
  const fault = tooLong(method, path, pairs, limits)
  if (fault) return fault
  const hosts = pairs.filter(([name]) => name === 'host').map(([, value]) => value)
  // RFC 9113 §8.3.1: a Host that differs from :authority makes the request malformed.
  if (authority !== undefined && hosts.some(host => host.toLowerCase() !== authority.toLowerCase())) return malformed(aside('host-differs'), 'RFC 9113 §8.3.1')
  const own = method === 'CONNECT' ? (authority ?? '') : path
  const line = readRequestLine(`${method} ${own} HTTP/1.1`)
  if (typeof line === 'string') return malformed(line, 'RFC 9113 §8.3.1')
  const hostFault = checkHost({ method, target: own, version: H2_VERSION }, authority === undefined ? hosts : [authority])
  if (hostFault) return { ...hostFault, section: 'RFC 9113 §8.3.1' }
  const named = pseudo(':scheme')?.toLowerCase() ?? scheme
  const target = named === scheme || method === 'CONNECT' ? own : `${named}://${authority ?? hosts[0] ?? ''}${own === '*' ? '' : own}`
  return { method, target, version: H2_VERSION, fields: fieldsOf(pairs, authority), ...(scheme === 'https' && { scheme }) }
}

/** A cookie may come in crumbs, which are put together before anybody reads it (RFC 9113 §8.2.3). */
function fieldsOf(pairs: readonly (readonly [name: string, value: string])[], authority: string | undefined): ReadField[] {
  const crumbs = pairs.filter(([name]) => name === 'cookie').map(([, value]) => value)
  const isDropped = (name: string) => name.startsWith(':') || name === 'cookie' || (name === 'host' && authority !== undefined)
  return [
    ...(authority === undefined ? [] : [['host', authority] as const]),
    ...pairs.filter(([name]) => !isDropped(name)),
    ...(crumbs.length > 0 ? [['cookie', crumbs.join('; ')] as const] : []),
  ].map(([name, value]) => ({ name, value, valueStart: 0, valueEnd: value.length }))
}

function tooLong(method: string, path: string, pairs: readonly (readonly [string, string])[], limits: Limits): Fault | undefined {
  if (method.length > limits.method) return { check: 'target-length', status: 501, because: phrase('decision.method-too-long'), section: 'RFC 9110 §15.6.2' }
  if (path.length > limits.requestLine) return { check: 'target-length', status: 414, because: phrase('decision.target-too-long', { limit: limits.requestLine }), section: 'RFC 9110 §15.5.15' }
  const size = pairs.reduce((sum, [name, value]) => sum + (name.startsWith(':') ? 0 : name.length + value.length + LINE_OVERHEAD), 0)
  return size > limits.fieldSection ? { check: 'host', status: 431, because: phrase('decision.fields-too-large', { limit: limits.fieldSection }), section: 'RFC 6585 §5' } : undefined
}
