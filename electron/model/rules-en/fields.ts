// The texts of electron/core/inspector/rules/fields.ts: fields that do not read.
import type { RuleText } from '../rule-text.ts'

export const fieldTexts = {
  'date-unreadable': {
    title: 'A date that does not read',
    seen: '{name} is "{value}".',
    why: 'Dates in fields have one form, and two old ones that are still read. A recipient ignores anything else.',
    fix: 'Write it as: Sun, 06 Nov 1994 08:49:37 GMT.',
  },
  'date-obsolete': {
    title: 'A date in an obsolete form',
    seen: '{name} is "{value}".',
    why: 'It has to be read, and must not be sent any more.',
    fix: 'Write it as: Sun, 06 Nov 1994 08:49:37 GMT.',
  },
  'date-missing': {
    title: 'No Date',
    seen: '{status} without Date.',
    why: 'An origin server with a clock must send Date with every 2xx, 3xx and 4xx; with 5xx it may. Ages and lifetimes are counted from it. Only a server that has no clock may leave it out.',
    fix: 'Send Date.',
  },
  'modified-after-date': {
    title: 'Last-Modified lies after Date',
    why: 'A server must not say that something was changed later than the answer was made. A cache would count with a negative age.',
    fix: 'Send the time of the answer instead, or set the clock right.',
  },
  'retry-after-unreadable': {
    title: 'Retry-After is neither a date nor seconds',
    seen: 'Retry-After is "{value}".',
    why: 'It is an HTTP date or a whole number of seconds. A client ignores anything else, and comes back at once.',
    fix: 'Send a whole number of seconds.',
  },
  'field-twice': {
    title: 'A field with one value stands more than once',
    seen: '{name} stands {count} times.',
    why: 'A sender must not repeat a field that is not a list. Recipients take the first, the last, or both with a comma between, which is a fourth value.',
    fix: 'Send it once.',
  },
  'list-with-empty-member': {
    title: 'A list with an empty member',
    seen: '{name} is "{value}".',
    why: 'A recipient passes over a few of them; a sender must not generate any.',
    fix: 'Leave the surplus comma out.',
  },
  'allow-not-methods': {
    title: 'Allow lists something that is no method',
    seen: '"{odd}" is not a method.',
    why: 'Allow is a list of methods with commas between them. Blanks between methods make one name of them that nobody can send.',
    fix: 'Separate the methods by commas.',
  },
  'content-type-unreadable': {
    title: 'Content-Type is not a media type',
    seen: 'Content-Type is "{value}".',
    why: 'A media type has a type and a subtype. Without both a recipient has to guess, which is how text becomes script.',
    fix: 'Send a registered media type.',
  },
  'etag-unreadable': {
    title: 'ETag is not an entity tag',
    seen: 'ETag is "{value}".',
    why: 'An entity tag stands in double quotes, with W/ before them if it is weak. Without the quotes no condition can match it.',
    fix: 'Put it into double quotes.',
  },
  'condition-unreadable': {
    title: 'A condition is not a list of entity tags',
    seen: '{name} is "{value}".',
    why: 'Entity tags stand in double quotes. A condition that does not read cannot hold, so that a change is refused or, worse, done.',
    fix: 'Send the tag as it came in ETag, quotes included, or *.',
  },
  'location-unreadable': {
    title: 'Location is not a URI reference',
    seen: 'Location is "{value}".',
    why: 'It has octets that a URI cannot have. Clients mend them, each in its own way.',
    fix: 'Encode them with percent signs.',
  },
  'via-unreadable': {
    title: 'Via does not read',
    seen: 'Via is "{value}".',
    why: 'Each member is a protocol version and a name, such as "1.1 gw". From what does not read nobody learns the way of the message.',
    fix: 'Write version, blank, name.',
  },
  'weight-unreadable': {
    title: 'A weight that is none',
    seen: '{name} is "{value}".',
    why: 'A weight is a number from 0 to 1 with three decimals at most. Servers pass over the member, or take it for 1.',
    fix: 'Write q=0 to q=1.',
  },
  'max-forwards-unreadable': {
    title: 'Max-Forwards is not a number',
    seen: 'Max-Forwards is "{value}".',
    why: 'It counts hops. With anything else the request goes all the way, or is refused.',
    fix: 'Send digits only.',
  },
  'structured-unreadable': {
    title: 'A Structured Field that does not parse',
    seen: '{name} is "{value}".',
    why: 'A Structured Field parses as a whole or not at all: one wrong character, and the recipient ignores the entire field.',
    fix: 'Let a library write it.',
  },
  'cookie-unreadable': {
    title: 'A cookie without a name',
    seen: 'Set-Cookie begins with "{value}".',
    why: 'A cookie has a name, which is a token, an equals sign and a value. What has no name is dropped by some clients and kept by others as one with an empty name.',
    fix: 'Send NAME=VALUE first.',
  },
  'language-unreadable': {
    title: 'Content-Language is not a list of language tags',
    seen: 'Content-Language is "{value}".',
    why: 'A language tag has letters and digits with hyphens between them, such as de-CH. With underscores it is a locale of some program.',
    fix: 'Write hyphens, and commas between tags.',
  },
  'disposition-unreadable': {
    title: 'Content-Disposition does not read',
    seen: 'Content-Disposition is "{value}".',
    why: 'It begins with a type, inline or attachment. Without one clients do not agree on whether the file name counts.',
    fix: 'Send attachment; filename="NAME".',
  },
  'link-unreadable': {
    title: 'Link does not read',
    seen: 'Link is "{value}".',
    why: 'Each link begins with a URI reference in angle brackets. Without them no client finds the target.',
    fix: 'Write <URI>; rel="NAME".',
  },
  'content-range-unreadable': {
    title: 'Content-Range does not read',
    seen: 'Content-Range is "{value}".',
    why: 'It says which octets these are and how many there are in all. A client that cannot read it must not put the part together with others.',
    fix: 'Write bytes FIRST-LAST/LENGTH.',
  },
  'transport-security-unreadable': {
    title: 'Strict-Transport-Security without max-age',
    seen: 'Strict-Transport-Security is "{value}".',
    why: 'max-age is required. Without it the field is ignored, and the next visit may go over plain HTTP.',
    fix: 'Send max-age with a number of seconds.',
  },
  'field-beyond-ascii': {
    title: 'A field value beyond ASCII',
    seen: '{name} has octets above 7F.',
    why: 'They are allowed for the sake of old messages, and have no agreed encoding: what one program reads as UTF-8 another reads as ISO 8859-1.',
    fix: 'Keep to ASCII, or encode as the definition of the field says.',
  },
  'server-in-detail': {
    title: 'Server tells more than is needed',
    seen: 'Server is "{value}".',
    why: 'A server should not tell needless detail: exact versions and modules help whoever looks for known holes.',
    fix: 'Send the name of the product alone.',
  },
} as const satisfies Readonly<Record<string, RuleText>>
