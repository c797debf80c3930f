// Which server may be looked at: one on this machine, named by a loopback address or by `localhost`. No name is ever looked up.
import { aside } from '../../model/asides-en.ts'
import type { LoopbackAddress } from '../client/destination.ts'

export interface OwnServer {
  /** Tried in this order until something listens. */
  readonly addresses: readonly LoopbackAddress[]
  readonly port: number
  /** What Host says (RFC 9110 §7.2). */
  readonly authority: string
  /** The path and query of the URL that was named. */
  readonly target: string
}

/** The URL names no server that may be looked at; the message says why, and the mend. */
export class NotOwnServer extends Error {}

/** @returns the server that `url` names, or in words why it is not looked at. */
export function readOwnServer(url: string): { readonly server: OwnServer } | { readonly refusal: string } {
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(url) ? url : /^:?\d{1,5}$/.test(url) ? `http://127.0.0.1:${url.replace(':', '')}` : `http://${url}`
  const parsed = URL.parse(text)
  if (!parsed) return { refusal: aside('no-url', { url }) }
  if (parsed.protocol !== 'http:') return { refusal: aside('no-http', { protocol: parsed.protocol }) }
  if (parsed.username !== '' || parsed.password !== '') return { refusal: aside('user-info') }
  const addresses = addressesOf(parsed.hostname)
  if (!addresses) return { refusal: aside('not-here', { host: parsed.hostname }) }
  return { server: { addresses, port: Number(parsed.port || 80), authority: parsed.host, target: `${parsed.pathname}${parsed.search}` } }
}

/** `localhost` is this machine by definition (RFC 6761 §6.3), so there is nothing to ask a resolver, and nobody who could answer something else. */
function addressesOf(hostname: string): readonly LoopbackAddress[] | undefined {
  if (hostname === 'localhost') return ['127.0.0.1', '::1']
  if (hostname === '[::1]') return ['::1']
  return isLoopback4(hostname) ? [hostname] : undefined
}

/** The URL parser has already written every IPv4 address as four numbers (WHATWG URL, "IPv4 serializer"). */
function isLoopback4(hostname: string): hostname is LoopbackAddress {
  return /^127(?:\.\d{1,3}){3}$/.test(hostname)
}
