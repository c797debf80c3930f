// The IANA HTTP Method Registry (RFC 9110 §16.1): what each registered method is, so that a name can be told from a mere token.
type Kind = 'safe' | 'idempotent' | 'neither'

const NAMES: Readonly<Record<Kind, string>> = {
  safe: 'GET HEAD OPTIONS TRACE PROPFIND REPORT SEARCH QUERY PRI',
  idempotent: 'PUT DELETE ACL BASELINE-CONTROL BIND CHECKIN CHECKOUT COPY LABEL LINK MERGE MKACTIVITY MKCALENDAR MKCOL MKREDIRECTREF '
    + 'MKWORKSPACE MOVE ORDERPATCH PROPPATCH REBIND UNBIND UNCHECKOUT UNLINK UNLOCK UPDATE UPDATEREDIRECTREF VERSION-CONTROL',
  neither: 'POST CONNECT PATCH LOCK',
}

/** Every registered method a client may send, with its properties: `safe` implies idempotent (RFC 9110 §9.2). */
export const REGISTERED_METHODS: ReadonlyMap<string, Kind> = new Map(
  (Object.keys(NAMES) as Kind[]).flatMap(kind => NAMES[kind].split(' ').map(name => [name, kind] as const)),
)

/** Nobody has defined it, so nobody implements it: it is asked to see what a server says of methods that it does not know. Of letters alone, since some parsers take no others. */
export const NOBODYS_METHOD = 'FROBNICATE'

/** @returns whether the method is known to change nothing (RFC 9110 §9.2.1); of what is not registered nobody knows. */
export function isSafe(method: string): boolean {
  return REGISTERED_METHODS.get(method) === 'safe'
}

/** @returns whether a server may change something when it is asked with this method */
export function mayChange(method: string): boolean {
  return !isSafe(method) && method !== NOBODYS_METHOD
}
