// The texts of electron/core/inspector/rules/extensions.ts: fields that extensions of HTTP define.
import type { RuleText } from '../rule-text.ts'

export const extensionTexts = {
  'link-rev': {
    title: 'A link says rev',
    seen: 'Link is "{value}".',
    why: 'It turns the direction of the relation round, and was confused with rel so often that it is deprecated.',
    fix: 'Send rel with the relation that goes the other way.',
  },
  'link-parameter-unreadable': {
    title: 'A parameter of a link does not read',
    seen: 'The parameter {name} of a link is "{value}".',
    why: 'type is a media type, and anchor a URI reference. A client passes over what is neither, or over the link.',
    fix: 'Write TYPE/SUBTYPE, or a URI with what it cannot have encoded.',
  },
  'alt-svc-unreadable': {
    title: 'Alt-Svc does not read',
    seen: 'Alt-Svc is "{value}".',
    why: 'It is the word clear and nothing else, or a list of protocols, each with a host and a port in double quotes. Clients pass over the rest, and stay where they are.',
    fix: 'Write PROTOCOL="HOST:PORT", or clear alone.',
  },
  'deprecation-unreadable': {
    title: 'Deprecation is not a date',
    seen: 'Deprecation is "{value}".',
    why: 'It is a Structured Field: an @ and the seconds since 1970. Earlier drafts had true and HTTP dates, which nobody has to read any more.',
    fix: 'Write @SECONDS.',
  },
  'cache-status-unknown': {
    title: 'A word in Cache-Status that nobody defined',
    seen: 'Cache-Status says {word}.',
    why: 'What it means only its author knows. Tools that read the field pass over it.',
    fix: 'Take a defined word, or put the rest into detail.',
  },
  'proxy-status-unknown': {
    title: 'A word in Proxy-Status that nobody defined',
    seen: 'Proxy-Status says {word}.',
    why: 'Parameters and kinds of error are registered, so that whoever reads them knows whose fault it was. Another word tells nobody.',
    fix: 'Take a registered word, and put the rest into details.',
  },
  'targeted-unreadable': {
    title: 'A directive for a content delivery network does not read',
    seen: '{name} does not read: CDN-Cache-Control is "{value}".',
    why: 'The field looks like Cache-Control and is a Structured Field: lifetimes are whole numbers without quotes, flags have no value. The cache passes over the directive.',
    fix: 'Write the number alone, and the flag alone.',
  },
  'cache-groups-unreadable': {
    title: 'A cache group that is not a string',
    seen: '{name} is "{value}".',
    why: 'Groups are strings in double quotes. What is none names no group, so that nothing is taken out of a cache together.',
    fix: 'Put the names into double quotes.',
  },
  'group-invalidation-in-vain': {
    title: 'Cache-Group-Invalidation where it has no meaning',
    seen: 'The field stands in the answer to {method}.',
    why: 'A cache must ignore it in the answer to a safe method: whoever only reads must not be able to empty a cache.',
    fix: 'Send it with answers to unsafe methods.',
  },
  'dictionary-unreadable': {
    title: 'Available-Dictionary is not a hash',
    seen: 'Available-Dictionary is "{value}".',
    why: 'It is the hash of the dictionary as a byte sequence, between colons. With anything else the server cannot know which dictionary the client holds.',
    fix: 'Write :BASE64:.',
  },
  'dictionary-offer-unreadable': {
    title: 'Use-As-Dictionary does not read',
    seen: 'Use-As-Dictionary is "{value}".',
    why: 'match is needed, and is a string, like id; match-dest is a list of strings, type a token. A client that cannot read the offer keeps no dictionary.',
    fix: 'Write match="PATTERN" first.',
  },
  'dictionary-not-accepted': {
    title: 'A dictionary is offered, and no coding that uses one',
    why: 'A client that names a dictionary must also say that it takes dcb or dcz. Otherwise the server cannot use it.',
    fix: 'Add dcb or dcz to Accept-Encoding.',
  },
  'vary-on-dictionary': {
    title: 'A coding with a dictionary, and Vary does not say so',
    why: 'Only a client with the same dictionary can read it. A cache that does not know this gives it to everybody.',
    fix: 'Send Vary: Accept-Encoding, Available-Dictionary.',
  },
  'hints-without-vary': {
    title: 'Hints are asked for, and Vary does not name them',
    seen: 'Vary lacks {names}.',
    why: 'If the answer depends on a hint, a cache has to know it. If it does not, there is no need to ask.',
    fix: 'Name in Vary the hints that choose the answer.',
  },
} as const satisfies Readonly<Record<string, RuleText>>
