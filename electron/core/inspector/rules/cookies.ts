// Cookies that a client changes, shortens or drops.
import { readDate } from '../../../model/http-date.ts'
import { repeated } from '../grammar.ts'
import { exchangeRule, found, type Found, type UnthemedRule } from '../rule.ts'
import type { Subject } from '../subject.ts'

interface Cookie { readonly name: string; readonly evidence: Found['evidence']; readonly octets: number; readonly attributes: readonly (readonly [name: string, value: string])[] }

/** The revision of RFC 6265, which browsers follow: prefixes, SameSite, and the longest life. */
const REVISION = 'draft-ietf-httpbis-rfc6265bis'
const ATTRIBUTES = new Set(['expires', 'max-age', 'domain', 'path', 'secure', 'httponly', 'samesite', 'partitioned'])
/** What a client has to take at least, name and attributes included (RFC 6265 §6.1). */
const LARGEST = 4_096
const LONGEST_DAYS = 400

export const cookieRules: readonly UnthemedRule[] = [
  cookieRule('cookie-attribute-unreadable', 'warning', 'RFC 6265 §4.1.1', ({ attributes }) => attributes.find(([name, value]) => !readsAs(name, value)), ([name, value]) => ({ name, value })),
  cookieRule('cookie-attribute-unknown', 'note', 'RFC 6265 §4.1.1', ({ attributes }) => attributes.find(([name]) => name !== '' && !ATTRIBUTES.has(name)), ([name]) => ({ name })),
  cookieRule('cookie-attribute-twice', 'warning', 'RFC 6265 §4.1.1', ({ attributes }) => repeated(attributes.map(([name]) => name).filter(name => name !== ''))[0], name => ({ name })),
  exchangeRule('cookie-twice', 'warning', 'RFC 6265 §4.1.1', s => repeated(cookies(s).map(({ name, attributes }) => JSON.stringify([name, of(attributes, 'domain')?.toLowerCase(), of(attributes, 'path')])))
    .map(key => { const [name] = JSON.parse(key) as [string]; return found(cookies(s).filter(cookie => cookie.name === name).flatMap(({ evidence }) => evidence), { cookie: name }) })),
  cookieRule('cookie-large', 'note', 'RFC 6265 §6.1', ({ octets }) => octets > LARGEST ? octets : undefined, octets => ({ octets })),
  cookieRule('cookie-long-lived', 'note', REVISION, ({ attributes }, s) => {
    const days = lifetime(attributes, s) / 86_400
    return days > LONGEST_DAYS ? Math.round(days) : undefined
  }, days => ({ days })),
  cookieRule('cookie-needs-secure', 'error', REVISION, ({ name, attributes }) => {
    if (of(attributes, 'secure') !== undefined) return undefined
    if (of(attributes, 'samesite')?.toLowerCase() === 'none') return 'SameSite=None'
    return /^__(?:secure|host)-/i.exec(name)?.[0] ?? (of(attributes, 'partitioned') === undefined ? undefined : 'Partitioned')
  }, because => ({ because })),
  cookieRule('cookie-host-prefix', 'error', REVISION, ({ name, attributes }) =>
    /^__host-/i.test(name) && (of(attributes, 'domain') !== undefined || of(attributes, 'path') !== '/') ? name : undefined, () => ({})),
]

/** @param look what is odd about one cookie, if anything is; each is told by itself */
function cookieRule<Odd>(
  id: Parameters<typeof exchangeRule>[0], severity: UnthemedRule['severity'], section: string, look: (cookie: Cookie, s: Subject) => Odd | undefined, say: (odd: Odd) => Readonly<Record<string, string | number>>,
): UnthemedRule {
  return exchangeRule(id, severity, section, s => cookies(s).flatMap(cookie => {
    const odd = look(cookie, s)
    return odd === undefined ? [] : [found(cookie.evidence, { cookie: cookie.name, ...say(odd) })]
  }))
}

/** @returns what Set-Cookie sets; what has no name is told by a rule of its own. */
function cookies(s: Subject): Cookie[] {
  return s.lines('response', 'set-cookie').flatMap(({ value, line }) => {
    const [pair = '', ...rest] = value.split(';')
    const attributes = rest.map(part => {
      const [, name = '', text = ''] = /^\s*([^=]*)=?(.*)$/s.exec(part) ?? []
      return [name.trim().toLowerCase(), text.trim()] as const
    })
    const name = pair.includes('=') ? pair.slice(0, pair.indexOf('=')).trim() : ''
    return name === '' ? [] : [{ name, evidence: [s.place('response', line)], octets: value.length, attributes }]
  })
}

/** The last one counts (RFC 6265 §5.3). */
function of(attributes: Cookie['attributes'], wanted: string): string | undefined {
  return attributes.findLast(([name]) => name === wanted)?.[1]
}

function readsAs(name: string, value: string): boolean {
  switch (name) {
    // Clients read dates of cookies more kindly than those of HTTP (RFC 6265 §5.1.1).
    case 'expires': return !Number.isNaN(dateOf(value))
    case 'max-age': return /^(?:0|-?[1-9]\d*)$/.test(value)
    case 'domain': return value !== '' && value !== '.'
    case 'samesite': return /^(?:strict|lax|none)$/i.test(value)
    default: return true
  }
}

function dateOf(value: string): number {
  return Date.parse(value.replace(/(?<=\d)-(?=[A-Za-z])|(?<=[A-Za-z])-(?=\d)/g, ' '))
}

/** Seconds; Max-Age goes before Expires (RFC 6265 §4.1.2.2), which is counted from Date. */
function lifetime(attributes: Cookie['attributes'], s: Subject): number {
  const age = of(attributes, 'max-age')
  if (age !== undefined) return /^\d+$/.test(age) ? Number(age) : 0
  const [until, now] = [dateOf(of(attributes, 'expires') ?? ''), readDate(s.value('response', 'date'))]
  return Number.isNaN(until) || now === undefined ? 0 : until / 1_000 - now
}
