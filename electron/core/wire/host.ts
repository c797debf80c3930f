// Which server a request is meant for: the Host field and the forms of the request target (RFC 9112 §3.2, RFC 9110 §7.2).
import { aside } from '../../model/asides-en.ts'
import { phrase } from '../../model/phrase.ts'
import { ABSOLUTE_FORM, AUTHORITY_FORM, HOST } from '../../model/token.ts'
import { malformed, type Fault } from './fault.ts'

/** @returns the fault of the Host field or of the target's form, if there is one. @param hosts values of every Host line */
export function checkHost(line: { readonly method: string; readonly target: string; readonly version: string }, hosts: readonly string[]): Fault | undefined {
  const [host] = hosts
  if (hosts.length > 1) return { check: 'host', status: 400, because: phrase('decision.host-twice'), section: 'RFC 9112 §3.2' }
  if (host === undefined && line.version !== 'HTTP/1.0') {
    return { check: 'host', status: 400, because: phrase('decision.host-missing'), section: 'RFC 9112 §3.2' }
  }
  if (host !== undefined && !HOST.test(host)) {
    return { check: 'host', status: 400, because: phrase('decision.host-wrong', { host }), section: 'RFC 9112 §3.2' }
  }
  return checkForm(line)
}

export type HostOddity = 'host-missing' | 'host-double' | 'host-invalid' | 'host-port' | 'host-user' | 'target-star' | 'target-relative' | 'connect-path' | 'connect-no-port'

/** @returns what a tolerant reader passes over, of what `checkHost` refuses. */
export function hostOddity(line: { readonly method: string; readonly target: string; readonly version: string }, hosts: readonly string[]): HostOddity[] {
  const [host] = hosts
  const isOld = line.version === 'HTTP/1.0' || line.version === 'HTTP/0.9'
  const odd: HostOddity[] = hosts.length > 1 ? ['host-double'] : host === undefined ? (isOld ? [] : ['host-missing']) : HOST.test(host) ? [] : [wrongHost(host)]
  if (!checkForm(line)) return odd
  if (line.method === 'CONNECT') return [...odd, line.target.startsWith('/') ? 'connect-path' : 'connect-no-port']
  return [...odd, line.target === '*' ? 'target-star' : 'target-relative']
}

function wrongHost(host: string): HostOddity {
  const [user, rest] = host.split('@', 2)
  if (user !== undefined && rest !== undefined && HOST.test(rest)) return 'host-user'
  return HOST.test(host.replace(/:[^:]*$/, '')) ? 'host-port' : 'host-invalid'
}

function checkForm({ method, target }: { readonly method: string; readonly target: string }): Fault | undefined {
  if (method === 'CONNECT') {
    const port = Number(AUTHORITY_FORM.exec(target)?.[1])
    return port >= 1 && port <= 65_535 ? undefined : malformed(aside('connect-target'), 'RFC 9112 §3.2.3')
  }
  if (target.startsWith('/')) return undefined
  if (target === '*') return method === 'OPTIONS' ? undefined : malformed(aside('star-target'), 'RFC 9112 §3.2.4')
  const authority = ABSOLUTE_FORM.exec(target)?.[2]
  return authority !== undefined && authority !== '' && HOST.test(authority) ? undefined : malformed(aside('target-form'), 'RFC 9112 §3.2')
}

/** Where a request is meant to go: `scheme` and `host` (without its port) in small letters; `path` with its query, or `*`, or the authority. */
export interface Destination { readonly scheme: string; readonly host: string; readonly path: string }

/** @returns the destination; an absolute-form target wins over the Host field (RFC 9112 §3.2.2). @param over the scheme of the connection (§3.3) */
export function destinationOf(method: string, target: string, hostField: string | undefined, over: 'http' | 'https' = 'http'): Destination {
  const absolute = target.startsWith('/') || method === 'CONNECT' ? null : ABSOLUTE_FORM.exec(target)
  const authority = absolute ? (absolute[2] ?? '') : method === 'CONNECT' ? target : (hostField ?? '')
  const rest = absolute?.[3] ?? ''
  const path = absolute ? (rest.startsWith('/') ? rest : `/${rest}`) : target
  const scheme = absolute?.[1]?.toLowerCase() ?? over
  return { scheme, host: authority.replace(/:\d*$/, '').toLowerCase(), path: absolute && rest === '' && method === 'OPTIONS' ? '*' : path }
}
