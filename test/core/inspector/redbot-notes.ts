// What REDbot says of a message, as its public source (httplint) has it, and which rule of ours says it too, or why none does. Our own words throughout.
import type { RuleId } from '../../../electron/model/rules-en.ts'

/** Why no rule says what REDbot says. */
export const REASONS = {
  tells: 'no fault: it tells what a value means, which the exchange viewer does at the field, and the handbook at the status',
  asks: 'takes further requests that REDbot sends by itself; here the composer sends them, and the rules on several exchanges compare',
  clock: 'compares with the clock of whoever looks; in a capture that may be the clock of a lab',
  tls: 'a capture does not say whether the connection was under TLS',
  gone: 'is about Internet Explorer, which is gone',
  decodes: 'takes a decoder; the inspector reads octets, and undoes no coding',
  allowed: 'the specification allows it',
  list: 'is a term of a list that browser makers keep, and of no specification',
  free: 'a SHOULD for programs that act for a person; requests that are written by hand need not',
} as const
export type Reason = keyof typeof REASONS

interface Note { readonly says: string; readonly rules: readonly RuleId[] }
interface Left { readonly says: string; readonly why: Reason }
export type RedbotNote = Note | Left

const by = (says: string, ...rules: readonly RuleId[]): Note => ({ says, rules })
const not = (why: Reason, says: string): Left => ({ says, why })

/** By the file of httplint that says it; what several fields share stands under `field`. */
export const REDBOT_NOTES: Readonly<Record<string, readonly RedbotNote[]>> = {
  'message': [
    by('Content-Length is not the length', 'content-cut', 'octets-after-response'), not('tells', 'Content-Length is right'),
    by('content where a message cannot have any', 'content-on-head', 'content-on-204', 'content-on-205', 'content-on-304', 'trace-with-content'),
    by('content that the method gives no meaning', 'content-without-meaning'), by('a long target', 'target-long'), by('a target that is no URI', 'target-unreadable', 'request-malformed'),
    by('a status that is no number', 'no-status-line'), by('a reason phrase beyond ASCII', 'reason-beyond-ascii'), not('free', 'no User-Agent'),
  ],
  'status': [
    by('304 without Date', 'date-missing'), by('304 with fields about content', '304-describes-content'), by('100 unasked', 'continue-unasked'), by('101 unasked', 'switch-unasked'),
    by('201 to a safe method', 'created-by-safe-method'), by('201 without Location', 'created-nowhere'), by('206 without Content-Range, or unasked', '206-without-range'),
    by('a redirection without Location', 'moved-nowhere'), by('a deprecated status', 'use-proxy'), by('a reserved status, 418, or one that is not registered', 'status-unregistered'),
    by('405 that lists the method', '405-allows-it'), by('406, 412, 416 or 417 to a request that has none of the fields', 'status-unasked'),
    not('tells', '103, 104, 208, 400, 403, 404, 405, 406, 409 to 417, 421, 425, 428, 429, 431, 451, 500 to 505, 508 or 511, and what it means'),
  ],
  'cache': [
    by('no Date, with Expires or Last-Modified too', 'date-missing'), by('public and private', 'public-and-private'), by('kept for all although the request has Authorization', 'credentials-for-everybody'),
    by('public that is not needed', 'public-needless'), by('no-cache without a validator', 'no-validator'), by('stale', 'stale'), by('a lifetime that caches make up', 'freshness-unsaid', 'error-may-be-kept'),
    by('max-age and Expires', 'expires-and-max-age', 'expires-needless'), by('a method whose answers are not kept', 'freshness-in-vain', 'uncacheable-from-cache'),
    not('tells', 'who may keep it, whether it must be validated, its age, its lifetime, and when it may be used stale'),
  ],
  'content_encoding': [by('gzip that does not begin as gzip', 'coding-unlike-content'), not('decodes', 'gzip or Brotli that breaks off')],
  'content_type': [by('content of another type than is said', 'type-unlike-content', 'json-unreadable')],
  'field': [
    by('a name that is no token, or beyond ASCII', 'request-malformed', 'response-malformed'),
    by('a value against the grammar', 'field-unreadable', 'allow-not-methods', 'condition-unreadable', 'content-type-unreadable', 'etag-unreadable', 'expires-unreadable', 'if-range-unreadable', 'language-unreadable', 'length-unreadable', 'link-unreadable', 'location-unreadable', 'max-forwards-unreadable', 'retry-after-unreadable', 'via-unreadable', 'weight-unreadable', 'list-with-empty-member'),
    by('a value beyond ASCII', 'field-beyond-ascii'), by('a field of requests in a response', 'field-of-requests'), by('a field of responses in a request', 'field-of-responses'),
    by('a deprecated field', 'field-obsolete', 'pragma-in-response', 'warning-obsolete'), by('a field with one value stands twice', 'field-twice', 'length-twice'),
    by('a large field or head', 'head-large'), by('a field that only costs octets', 'powered-by', 'server-in-detail'), by('a Structured Field that does not parse', 'structured-unreadable'), by('a key that stands twice', 'structured-key-twice'),
    by('a field whose JSON does not read', 'reporting-unreadable'), by('a date that does not read', 'date-unreadable', 'expires-unreadable'), by('a date in an old form', 'date-obsolete'), by('a parameter twice', 'parameter-twice'),
    by('a parameter in single quotes', 'parameter-single-quoted'), by('a parameter with a star that is quoted, has no encoding, another than UTF-8, or does not belong there', 'extended-parameter-unreadable'),
  ],
  'cors': [
    by('a field of preflights without OPTIONS, Origin or the method', 'preflight-incomplete'), by('fields of a preflight in another answer', 'preflight-fields-alone'), by('several allowed origins', 'allowed-origin-list'),
    by('credentials that are not true', 'credentials-not-true'), by('the origin is not allowed', 'origin-not-allowed'), not('tells', 'a preflight; the origin, or every origin, is allowed'),
  ],
  'accept, accept_language': [by('a weight that does not read', 'weight-unreadable'), by('a value that does not read', 'field-unreadable')],
  'accept_ch': [not('tls', 'hints are ignored without TLS'), by('hints that Vary lacks', 'hints-without-vary'), by('no list of tokens', 'structured-unreadable')],
  'accept_ranges': [by('an unknown unit', 'range-unit-unknown')],
  'age': [by('no number, or a negative one', 'age-unreadable'), by('a very large number', 'duration-large')],
  'alt_svc': [by('clear beside others', 'alt-svc-unreadable')],
  'available_dictionary, use_as_dictionary': [by('a dictionary, and no coding that uses it', 'dictionary-not-accepted'), by('no byte sequence', 'dictionary-unreadable'), by('a parameter of the wrong type', 'dictionary-offer-unreadable')],
  'cache_control': [
    by('a value where none belongs', 'directive-with-value'), by('a value of the wrong type', 'duration-unreadable'), by('a very large value', 'duration-large'), by('capitals', 'directive-in-capitals'), by('a directive twice', 'directive-twice'),
    by('directives that override each other', 'kept-and-not-kept', 'public-and-private'), by('a directive of the other kind of message', 'directive-of-requests', 'directive-of-responses'), not('gone', 'pre-check and post-check'),
  ],
  'cache_groups, cache_group_invalidation': [by('groups that are no strings', 'cache-groups-unreadable'), by('invalidation in the answer to a safe method', 'group-invalidation-in-vain')],
  'cache_status': [by('no list', 'structured-unreadable'), by('an unknown parameter or value', 'cache-status-unknown'), not('tells', 'what the caches did')],
  'cdn_cache_control': [by('a value of the wrong type', 'targeted-unreadable'), not('tells', 'directives for networks')],
  'clear_site_data': [by('unknown, unquoted or no values', 'clearing-unknown')],
  'content_disposition': [by('an unknown disposition', 'disposition-unknown', 'disposition-unreadable'), by('no filename', 'attachment-without-name'), by('a percent sign in it', 'file-name-with-percent'), by('a path in it', 'file-name-with-path')],
  'content_encoding (field)': [by('a dictionary that Vary lacks', 'vary-on-dictionary'), by('a coding that was not asked for', 'coding-not-accepted')],
  'content_language': [by('a language twice', 'language-twice')],
  'content_length': [by('Transfer-Encoding beside it', 'length-and-coding'), by('a very large number', 'length-large')],
  'content_range': [
    by('with a status that gives it no meaning', 'content-range-in-vain'), by('no unit, slash, hyphen or number, or two stars', 'content-range-unreadable'), by('ends before it begins, or beyond the whole', 'content-range-backwards'),
    by('no part, in a 206', '206-without-range'), not('tells', 'the length of the whole is not known'),
  ],
  'content_security_policy': [
    by('inline scripts or eval', 'csp-unsafe'), by('all hosts, or http', 'csp-open'), by('a directive twice', 'csp-directive-twice'), by('report-uri', 'csp-report-uri'), by('an endpoint that is not defined', 'report-nowhere'), not('tells', 'a policy is set'),
  ],
  'cross_origin_embedder_policy, cross_origin_opener_policy': [by('an unknown value', 'isolation-unknown'), by('an endpoint that is not defined', 'report-nowhere'), not('allowed', 'the policy and its report-only form in one answer'), not('tells', 'what the value brings about')],
  'cross_origin_resource_policy': [by('an unknown value', 'resource-policy-unknown'), not('tells', 'who may load it')],
  'date': [not('clock', 'the clock of the server is right, or is not'), not('clock', 'Date was changed on the way')],
  'deprecation, sunset': [by('no date', 'deprecation-unreadable'), not('tells', 'the resource is deprecated, or ends')],
  'expect': [by('an unknown expectation', 'expect-unknown'), by('an expectation in HTTP/1.0', 'expect-in-http-1.0')],
  'last_modified': [by('in the future', 'modified-after-date'), not('tells', 'when it changed')],
  'link': [by('rev', 'link-rev'), by('an anchor or type that does not read', 'link-parameter-unreadable')],
  'location': [by('with a status that gives it no meaning', 'location-in-vain'), not('allowed', 'a relative reference')],
  'max_forwards': [by('with a method that gives it no meaning', 'max-forwards-in-vain')],
  'nel, report_to, reporting_endpoints': [by('no objects, or a key that is missing or of the wrong type', 'reporting-unreadable'), by('an endpoint without TLS, or that is no string', 'reporting-unreadable'), by('an endpoint that is not defined', 'report-nowhere')],
  'origin': [by('no origin', 'origin-unreadable')],
  'permissions_policy': [by('every origin', 'permission-for-all'), by('a value, keyword or item that does not read', 'permission-unreadable'), not('tells', 'a policy is set')],
  'pragma': [by('another use than no-cache', 'pragma-unknown', 'pragma-in-response')],
  'proxy_status': [by('no list', 'structured-unreadable'), by('an unknown parameter or value', 'proxy-status-unknown'), not('tells', 'what the intermediaries did')],
  'range': [by('does not read, or ends before it begins', 'range-unreadable')],
  'referer': [not('tls', 'sent from a page under TLS to a target without, or to another origin')],
  'referrer_policy': [by('no known value', 'referrer-policy-unknown'), by('unsafe-url', 'referrer-policy-unsafe'), not('allowed', 'several values, of which the last known one counts')],
  'server': [by('a long value', 'server-in-detail')],
  'server_timing': [by('a time that is no number', 'server-timing-unreadable'), not('allowed', 'no time, or no description')],
  'set_cookie': [
    by('no name', 'cookie-unreadable'), by('Expires, Max-Age, Domain or another attribute that does not read', 'cookie-attribute-unreadable'), by('an unknown attribute, Version or Priority', 'cookie-attribute-unknown'),
    by('an attribute twice', 'cookie-attribute-twice'), by('a cookie twice', 'cookie-twice'), by('a large cookie or value', 'cookie-large'), by('a life of more than 400 days', 'cookie-long-lived'),
    by('SameSite=None, Partitioned or a prefix without Secure', 'cookie-needs-secure'), by('__Host- with Domain, or without Path=/', 'cookie-host-prefix'),
  ],
  'speculation_rules': [by('no string, or a URL without TLS', 'speculation-unreadable')],
  'strict_transport_security': [
    by('no max-age, or one that does not read', 'transport-security-unreadable'), by('a max-age of 0', 'transport-security-off'), by('a directive twice, or with a value that it does not have', 'transport-security-directive'), by('more than one field', 'field-twice'),
    not('list', 'a max-age under a year; preloading that is not allowed, or for which the policy does not suffice'), not('tls', 'sent without TLS'), not('allowed', 'a semicolon at the end'), not('tells', 'it is on, with or without subdomains'),
  ],
  'transfer_encoding': [by('identity, parameters, or a coding that was not asked for', 'coding-unasked')],
  'vary': [by('*', 'vary-on-everything'), by('User-Agent, or many fields', 'vary-too-fine'), by('Host, Negotiate, or a name twice', 'vary-needless')],
  'via': [not('tells', 'intermediaries took part')],
  'x_content_type_options': [by('an unknown value', 'sniffing-unknown'), not('tells', 'the type is not guessed')],
  'x_frame_options': [by('an unknown value', 'frame-options-unknown'), not('tells', 'who may put it into a frame')],
  'of REDbot itself': [
    not('asks', 'whether a compressed answer is sent when it is asked for, and is the same but for its coding'), not('asks', 'whether If-None-Match and If-Modified-Since get a 304 with the fields that it needs'),
    not('asks', 'whether Range gets the right part'), not('asks', 'whether what the page links to is right too'),
  ],
}
