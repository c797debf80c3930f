// Where each registered method is defined, and whether an answer to it can be stored. Safe and idempotent stand in methods.ts.
import { REGISTERED_METHODS } from '../methods.ts'

/** `explicit`: only if the answer says how long it is fresh and that it stands for the target (RFC 9110 §9.3.3; RFC 5789 §2). */
export type Cacheable = 'yes' | 'explicit' | 'no'

/** The references of the IANA HTTP Method Registry. PRI is not there to be sent, and stands in it so that nobody else takes the name. */
export const METHOD_SECTIONS = {
  'GET': 'RFC 9110 §9.3.1', 'HEAD': 'RFC 9110 §9.3.2', 'POST': 'RFC 9110 §9.3.3', 'PUT': 'RFC 9110 §9.3.4', 'DELETE': 'RFC 9110 §9.3.5',
  'CONNECT': 'RFC 9110 §9.3.6', 'OPTIONS': 'RFC 9110 §9.3.7', 'TRACE': 'RFC 9110 §9.3.8', 'PATCH': 'RFC 5789 §2', 'QUERY': 'RFC 10008 §2',
  'PROPFIND': 'RFC 4918 §9.1', 'PROPPATCH': 'RFC 4918 §9.2', 'MKCOL': 'RFC 4918 §9.3', 'COPY': 'RFC 4918 §9.8', 'MOVE': 'RFC 4918 §9.9',
  'LOCK': 'RFC 4918 §9.10', 'UNLOCK': 'RFC 4918 §9.11', 'SEARCH': 'RFC 5323 §2', 'ACL': 'RFC 3744 §8.1', 'MKCALENDAR': 'RFC 4791 §5.3.1',
  'BIND': 'RFC 5842 §4', 'UNBIND': 'RFC 5842 §5', 'REBIND': 'RFC 5842 §6', 'ORDERPATCH': 'RFC 3648 §7', 'MKREDIRECTREF': 'RFC 4437 §6',
  'UPDATEREDIRECTREF': 'RFC 4437 §7', 'VERSION-CONTROL': 'RFC 3253 §3.5', 'REPORT': 'RFC 3253 §3.6', 'CHECKOUT': 'RFC 3253 §4.3', 'CHECKIN': 'RFC 3253 §4.4',
  'UNCHECKOUT': 'RFC 3253 §4.5', 'MKWORKSPACE': 'RFC 3253 §6.3', 'UPDATE': 'RFC 3253 §7.1', 'LABEL': 'RFC 3253 §8.2', 'MERGE': 'RFC 3253 §11.2',
  'BASELINE-CONTROL': 'RFC 3253 §12.6', 'MKACTIVITY': 'RFC 3253 §13.5', 'LINK': 'RFC 2068 §19.6.1.2', 'UNLINK': 'RFC 2068 §19.6.1.3', 'PRI': 'RFC 9113 §3.4',
} as const

export type RegisteredMethod = keyof typeof METHOD_SECTIONS

export interface MethodFacts { readonly name: RegisteredMethod; readonly kind: 'safe' | 'idempotent' | 'neither'; readonly cacheable: Cacheable; readonly section: string }

const CACHEABLE: Readonly<Record<string, Cacheable>> = { GET: 'yes', HEAD: 'yes', QUERY: 'yes', POST: 'explicit', PATCH: 'explicit' }

/** Every registered method by its name, the common ones first. Names are case-sensitive (RFC 9110 §9.1). */
export const METHOD_FACTS: ReadonlyMap<string, MethodFacts> = new Map((Object.keys(METHOD_SECTIONS) as RegisteredMethod[]).map(name => (
  [name, { name, kind: REGISTERED_METHODS.get(name) ?? 'neither', cacheable: CACHEABLE[name] ?? 'no', section: METHOD_SECTIONS[name] }]
)))
