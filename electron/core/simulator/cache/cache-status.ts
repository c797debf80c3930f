// What the cache says about how it handled a request (RFC 9211).
import { serializeList, Token, type BareItem } from 'structured-headers'
import { TOKEN } from '../../../model/scenario.ts'

/** Why a request went on (RFC 9211 §2.2). `miss` and `partial` are in the vocabulary and not used here. */
export type Forwarded = 'bypass' | 'method' | 'uri-miss' | 'vary-miss' | 'miss' | 'request' | 'stale' | 'partial'

/** What one member says. `ttl` in whole seconds, negative when stale. */
export interface Handling {
  readonly hit?: true
  readonly fwd?: Forwarded
  readonly fwdStatus?: number
  readonly stored?: boolean
  readonly ttl?: number
}

/** @returns the member as a field line, to be sent after those of caches nearer to the origin (RFC 9211 §2). @param cache its name */
export function cacheStatus(cache: string, { hit, fwd, fwdStatus, stored, ttl }: Handling): readonly [string, string] {
  const parameters = new Map<string, BareItem>()
  if (hit) parameters.set('hit', true)
  if (fwd) parameters.set('fwd', new Token(fwd))
  if (fwdStatus !== undefined) parameters.set('fwd-status', fwdStatus)
  if (stored) parameters.set('stored', true)
  if (ttl !== undefined && Number.isFinite(ttl)) parameters.set('ttl', Math.floor(ttl))
  const name = TOKEN.test(cache) && /^[A-Za-z*]/.test(cache) ? new Token(cache) : cache
  return ['Cache-Status', serializeList([[name, parameters]])]
}
