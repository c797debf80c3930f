// The texts of electron/core/inspector/rules/cookies.ts: cookies that a client changes, shortens or drops.
import type { RuleText } from '../rule-text.ts'

export const cookieTexts = {
  'cookie-attribute-unreadable': {
    title: 'An attribute of a cookie does not read',
    seen: '{name} of the cookie {cookie} is "{value}".',
    why: 'A client passes over the attribute and keeps the cookie, so that it lives longer or goes further than was meant.',
    fix: 'Send a date, a whole number of seconds, a domain, or Strict, Lax or None.',
  },
  'cookie-attribute-unknown': {
    title: 'An attribute of a cookie that nobody defined',
    seen: 'The cookie {cookie} has the attribute {name}.',
    why: 'A client passes over it. Version and Priority are among those that once were something.',
    fix: 'Leave it out.',
  },
  'cookie-attribute-twice': {
    title: 'An attribute of a cookie that stands twice',
    seen: 'The cookie {cookie} has {name} more than once.',
    why: 'A server should not repeat an attribute. Clients take the last one, and other programs the first.',
    fix: 'Send it once.',
  },
  'cookie-twice': {
    title: 'A cookie that is set twice in one answer',
    seen: 'The cookie {cookie} is set more than once.',
    why: 'A server should not set the same name twice in one answer. The last one wins, if the lines stay in order.',
    fix: 'Set it once.',
  },
  'cookie-large': {
    title: 'A cookie that is larger than a client has to take',
    seen: 'The cookie {cookie} has {octets} octets.',
    why: 'A client has to take 4096 octets with name and attributes. Browsers drop what is larger without a word, and each request would carry it.',
    fix: 'Keep the data on the server, and send a name for it.',
  },
  'cookie-long-lived': {
    title: 'A cookie that is to live longer than clients let it',
    seen: 'The cookie {cookie} is to live for {days} days.',
    why: 'Browsers shorten every life to 400 days. Whoever counts on more is wrong without noticing.',
    fix: 'Set it again on a visit.',
  },
  'cookie-needs-secure': {
    title: 'A cookie that needs Secure, and has none',
    seen: 'The cookie {cookie} is not Secure, and says {because}.',
    why: 'Browsers drop such a cookie, or what it says. It may be sent across sites, or claims that it is safe, and could be read on the way.',
    fix: 'Add Secure.',
  },
  'cookie-host-prefix': {
    title: 'A cookie whose name promises more than it keeps',
    seen: 'The cookie {cookie} does not stay with its host and the path /.',
    why: 'A name that begins with __Host- promises that no other host set it. With Domain, or with a path other than /, browsers drop the cookie.',
    fix: 'Leave Domain out, and send Path=/.',
  },
} as const satisfies Readonly<Record<string, RuleText>>
