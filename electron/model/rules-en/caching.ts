// The texts of electron/core/inspector/rules/caching.ts: whether an answer may be kept.
import type { RuleText } from '../rule-text.ts'

export const cachingTexts = {
  'error-may-be-kept': {
    title: 'A cache may keep this error, and nothing is said about it',
    seen: '{status} without a word on caching.',
    why: 'This status may be kept without being told to, for a time that the cache makes up. When the thing appears, or the function is built, some clients still get the error.',
    fix: 'Say what is meant: Cache-Control: no-store, or a short max-age.',
  },
  'error-is-kept': {
    title: 'A cache is told to keep this error',
    seen: '{status} may be used for {seconds} seconds.',
    why: 'Any status can be kept if it is told so, 500 and 503 too. Often a rule for whole folders sets the lifetime, and nobody thought of errors.',
    fix: 'Send Cache-Control: no-store with errors, unless this is meant.',
  },
  'error-must-not-be-kept': {
    title: 'A lifetime on an answer that must not be kept',
    seen: '{status} with a lifetime.',
    why: 'A cache must not store 428, 429, 431 or 511: each is about this very request.',
    fix: 'Leave the lifetime out.',
  },
  'freshness-in-vain': {
    title: 'A lifetime on an answer that no cache keeps',
    seen: 'The answer to {method} has a lifetime.',
    why: 'Answers to this method are not cacheable, whatever the fields say. A cache that does not know a method must not store its answer.',
    fix: 'Leave it out.',
  },
  'kept-and-not-kept': {
    title: 'no-store beside a lifetime',
    seen: 'no-store stands beside {other}.',
    why: 'no-store wins where it is understood. Which of the two was meant only the author knows.',
    fix: 'Send the one that is meant.',
  },
  'public-and-private': {
    title: 'public beside private',
    why: 'The one lets every cache keep it, the other no shared one. Recipients take the stricter, if they are careful.',
    fix: 'Send the one that is meant.',
  },
  'duration-unreadable': {
    title: 'A lifetime that is no number',
    seen: '{name} is "{value}".',
    why: 'It is a whole number of seconds. With anything else the answer counts as stale, or the directive is passed over.',
    fix: 'Send digits only.',
  },
  'duration-large': {
    title: 'A number of seconds that is larger than caches count',
    seen: '{name} is {value}.',
    why: 'Caches count with 31 bits, which are 68 years, and take what is larger for that. A program that does not may get a negative number.',
    fix: 'Send the seconds that are meant; a year is 31536000.',
  },
  'directive-with-value': {
    title: 'A directive that has no value has one',
    seen: '{name} has a value.',
    why: 'It is there or not. What stands after the equals sign means nothing, and makes some caches pass over the directive.',
    fix: 'Send the name alone, or leave it out.',
  },
  'directive-in-capitals': {
    title: 'A directive in capitals',
    seen: 'Cache-Control has {name}.',
    why: 'Directives are compared without regard to case, and not every program knows that.',
    fix: 'Write it in small letters.',
  },
  'directive-twice': {
    title: 'A directive that stands twice',
    seen: '{name} stands more than once.',
    why: 'A cache takes the first one, or takes the answer for stale. Two programs on the way may each have added one.',
    fix: 'Send it once.',
  },
  'directive-of-responses': {
    title: 'A directive of responses in a request',
    seen: '{name} has no meaning in a request.',
    why: 'It says what a server wants of a cache. In a request every cache passes over it.',
    fix: 'Leave it out, or send the directive of requests that is meant.',
  },
  'directive-of-requests': {
    title: 'A directive of requests in a response',
    seen: '{name} has no meaning in a response.',
    why: 'It says what a client wants of a cache. In a response every cache passes over it.',
    fix: 'Leave it out, or send the directive of responses that is meant.',
  },
  'expires-unreadable': {
    title: 'Expires is not a date',
    seen: 'Expires is "{value}".',
    why: 'A cache must take it for a time in the past. That is often what is meant, and Cache-Control says it better.',
    fix: 'Send Cache-Control: no-cache or no-store.',
  },
  'expires-and-max-age': {
    title: 'Expires and max-age do not agree',
    seen: 'Expires gives {expires} seconds, max-age {age}.',
    why: 'max-age wins where it is known; only old caches look at Expires.',
    fix: 'Send max-age alone.',
  },
  'expires-needless': {
    title: 'Expires beside max-age',
    why: 'Both say the same, and a cache that knows max-age must ignore Expires. Only one of them has to be changed to make them differ.',
    fix: 'Send max-age alone.',
  },
  'public-needless': {
    title: 'public where it changes nothing',
    why: 'A cache may keep this answer without it. public is for what it may not keep otherwise, such as the answer to a request with Authorization.',
    fix: 'Leave it out.',
  },
  'credentials-for-everybody': {
    title: 'An answer to somebody in particular is for everybody',
    seen: '{name} lets shared caches keep the answer to a request with Authorization.',
    why: 'Without it no shared cache may. That is right for what everybody gets who has credentials, and a leak for the rest.',
    fix: 'Send private, unless the answer is the same for all.',
  },
  'freshness-unsaid': {
    title: 'A cache has to guess for how long this is fresh',
    why: 'Without a lifetime a cache may make one up from Last-Modified; a tenth of the age is usual. What was changed years ago is then kept for months.',
    fix: 'Send Cache-Control with what is meant.',
  },
  'no-validator': {
    title: 'Nothing to ask with whether it changed',
    why: 'Without ETag and Last-Modified a client that holds a copy has to fetch the whole again. A change can be lost to another that was made at the same time.',
    fix: 'Send an ETag.',
  },
  'vary-on-coding': {
    title: 'A coding was chosen, and Vary does not say so',
    why: 'The content coding follows Accept-Encoding. A cache that does not know it gives compressed content to clients that cannot read it.',
    fix: 'Send Vary: Accept-Encoding, with uncompressed answers too.',
  },
  'vary-on-everything': {
    title: 'Vary: *',
    why: 'It says that the answer depends on something besides the request’s fields. No cache can use it again without asking.',
    fix: 'Name the fields; if it must not be used again, say Cache-Control: no-cache.',
  },
  'vary-too-fine': {
    title: 'Vary makes hardly two requests alike',
    seen: 'Vary is "{value}".',
    why: 'A cache keeps one answer for each combination. With User-Agent, Cookie or many fields nearly every request is one of its own.',
    fix: 'Name only what changes the answer, or use two targets.',
  },
  'vary-needless': {
    title: 'A name in Vary that changes nothing',
    seen: 'Vary names {name} to no effect.',
    why: 'Host is part of what is asked for anyway, negotiation by Negotiate is not in use, and a name that stands twice counts once. Some caches keep nothing that has Vary.',
    fix: 'Leave it out.',
  },
  'cookie-for-everybody': {
    title: 'A shared cache may keep a cookie',
    why: 'Set-Cookie does not keep a cache from storing the answer, and this one is said to be for everybody. The next client gets the cookie of the first.',
    fix: 'Send Cache-Control: private, or no cookie.',
  },
  'age-unreadable': {
    title: 'Age is not a number',
    seen: 'Age is "{value}".',
    why: 'It is a whole number of seconds. A cache passes over anything else, and takes what is old for new.',
    fix: 'Send digits only.',
  },
  'stale': {
    title: 'The answer is older than it may be',
    seen: 'It is {age} seconds old, and was fresh for {seconds}.',
    why: 'A cache gave it all the same, because it was allowed to, could not reach the origin, or does not care.',
    fix: 'Look at why it was not validated.',
  },
  'error-from-cache': {
    title: 'The error comes from a cache',
    seen: 'The {status} was not made for this request.',
    why: 'What the server can do may have changed since. Nothing that is done there shows until the copy is too old or taken out.',
    fix: 'Ask the origin directly to see what it says today; then take the copy out of the cache.',
  },
  'uncacheable-from-cache': {
    title: 'An answer to this method comes from a cache',
    seen: 'The answer to {method} was not made for this request.',
    why: 'Answers to this method are not cacheable. A cache that gives one claims for the server what it did not do.',
    fix: 'Let the cache keep answers to GET and HEAD only.',
  },
  'cache-status-contradicts': {
    title: 'Cache-Status says both that it had it and that it asked',
    seen: '{cache} says hit and fwd.',
    why: 'A request was either satisfied by the cache or went forward. The two exclude each other.',
    fix: 'Send one of them.',
  },
  'pragma-in-response': {
    title: 'Pragma in a response',
    why: 'It was never defined there, and is deprecated in requests. No cache has to obey it.',
    fix: 'Send Cache-Control.',
  },
  'pragma-unknown': {
    title: 'Pragma says something that nobody defined',
    seen: 'Pragma is "{value}".',
    why: 'Only no-cache ever had a meaning, and that is deprecated too.',
    fix: 'Send Cache-Control.',
  },
  'warning-obsolete': {
    title: 'Warning is obsolete',
    why: 'Caches no longer make it, and nobody reads it.',
    fix: 'Leave it out; Age and Cache-Status tell more.',
  },
} as const satisfies Readonly<Record<string, RuleText>>
