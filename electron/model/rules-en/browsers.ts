// The texts of electron/core/inspector/rules/browsers.ts: what browsers make of an answer.
import type { RuleText } from '../rule-text.ts'

export const browserTexts = {
  'type-unlike-content': {
    title: 'The content is not of the type that is said',
    seen: 'The type is {type}, and the content looks like {like}.',
    why: 'One program believes the type and another looks at the content. A picture that is not shown and a page that runs as a script come from there.',
    fix: 'Send the type of the content.',
  },
  'preflight-incomplete': {
    title: 'A question of a browser that nobody would ask so',
    seen: '{name} is "{value}", and this is no preflight.',
    why: 'A preflight is an OPTIONS with Origin and Access-Control-Request-Method. A server takes anything else for an ordinary request.',
    fix: 'Send all three, or none.',
  },
  'preflight-fields-alone': {
    title: 'An answer to a question that was not asked',
    seen: '{name} is "{value}", and the request was no preflight.',
    why: 'Which methods and fields are allowed is asked for by a preflight and read in its answer only. Elsewhere it is dead weight.',
    fix: 'Send it in the answer to the preflight.',
  },
  'allowed-origin-list': {
    title: 'More than one origin in Access-Control-Allow-Origin',
    seen: 'Access-Control-Allow-Origin is "{value}".',
    why: 'The field has one origin, * or null. A browser that finds a list allows nobody.',
    fix: 'Send the one that asked, with Vary: Origin.',
  },
  'origin-not-allowed': {
    title: 'The answer is kept from the page that asked',
    seen: 'The request comes from {origin}, and {allowed} may read the answer.',
    why: 'The request was carried out all the same. Only the page does not get to see what came back.',
    fix: 'Allow the origin if it is meant to read this; else all is well.',
  },
  'credentials-not-true': {
    title: 'Access-Control-Allow-Credentials is not true',
    seen: 'Access-Control-Allow-Credentials is "{value}".',
    why: 'true is the only value, in small letters. With any other a browser acts as if the field were not there.',
    fix: 'Send true, or leave the field out.',
  },
  'any-origin-with-credentials': {
    title: 'Everybody may read, with credentials',
    why: 'A browser refuses * for a request with credentials: every site could read what is meant for one person.',
    fix: 'Send the one origin that asked, with Vary: Origin.',
  },
  'csp-unsafe': {
    title: 'A policy that lets text become script',
    seen: '{name} has {word}.',
    why: 'What such a policy is there to prevent is allowed: whoever gets text into the page gets it run.',
    fix: 'Use nonces or hashes, and no eval.',
  },
  'csp-open': {
    title: 'A policy that takes from anywhere',
    seen: '{name} has {source}.',
    why: 'A source that is every host, or comes without TLS, can be written by anybody on the way.',
    fix: 'Name the hosts, with https.',
  },
  'csp-directive-twice': {
    title: 'A directive of a policy that stands twice',
    seen: '{name} stands more than once in one policy.',
    why: 'The first one counts, and browsers pass over the others. What was added later has no effect.',
    fix: 'Write one directive with all sources.',
  },
  'csp-report-uri': {
    title: 'A policy reports the old way',
    why: 'report-uri is deprecated. Newer browsers look at report-to, older ones at report-uri, so that for some time both make sense.',
    fix: 'Send report-to, and Reporting-Endpoints with it.',
  },
  'report-nowhere': {
    title: 'A report goes to an endpoint that is not there',
    seen: 'No endpoint has the name {group}.',
    why: 'The name is looked up in Reporting-Endpoints of the same answer. A browser that does not find it reports to nobody.',
    fix: 'Send Reporting-Endpoints with this name.',
  },
  'reporting-unreadable': {
    title: 'Where to report does not read',
    seen: '{name} is "{value}".',
    why: 'Endpoints are strings with an https URL. Report-To and NEL are JSON objects with max_age, and with endpoints or report_to. A browser passes over the rest.',
    fix: 'Send Reporting-Endpoints with NAME="https://HOST/PATH".',
  },
  'isolation-unknown': {
    title: 'A policy of isolation that browsers do not know',
    seen: '{name} is "{value}".',
    why: 'With a word that it does not know a browser acts as if the field were not there: nothing is isolated.',
    fix: 'Send a word that the standard has, in small letters.',
  },
  'resource-policy-unknown': {
    title: 'Cross-Origin-Resource-Policy does not read',
    seen: 'Cross-Origin-Resource-Policy is "{value}".',
    why: 'same-origin, same-site and cross-origin are known. With anything else every site may load this.',
    fix: 'Send one of the three.',
  },
  'sniffing-unknown': {
    title: 'X-Content-Type-Options without nosniff',
    seen: 'X-Content-Type-Options is "{value}".',
    why: 'nosniff is the only value. With any other a browser may still guess the type.',
    fix: 'Send nosniff.',
  },
  'frame-options-unknown': {
    title: 'X-Frame-Options does not read',
    seen: 'X-Frame-Options is "{value}".',
    why: 'DENY and SAMEORIGIN are what browsers know. With anything else every site may put this page into a frame.',
    fix: 'Send DENY or SAMEORIGIN, or frame-ancestors in Content-Security-Policy.',
  },
  'clearing-unknown': {
    title: 'Clear-Site-Data does not read',
    seen: 'Clear-Site-Data is "{value}".',
    why: 'Each kind of data stands in double quotes. A browser passes over what has none or is not known, and keeps the data.',
    fix: 'Write "cache", "cookies", "storage" or "*", with the quotes.',
  },
  'permission-unreadable': {
    title: 'A permission that does not read',
    seen: 'Permissions-Policy says of {feature} what browsers do not read.',
    why: 'It is *, self, or a list in brackets of self and origins in double quotes. self in quotes is no origin and no keyword.',
    fix: 'Write FEATURE=(self "https://HOST"), or FEATURE=() for nobody.',
  },
  'permission-for-all': {
    title: 'A powerful feature for every frame',
    seen: 'Permissions-Policy lets every origin use {feature}.',
    why: 'Whatever a page puts into a frame may ask for it then, an advertisement too.',
    fix: 'Name the origins that need it.',
  },
  'referrer-policy-unknown': {
    title: 'Referrer-Policy names nothing that browsers know',
    seen: 'Referrer-Policy is "{value}".',
    why: 'A browser takes the last word that it knows. If there is none, it does what it does by itself.',
    fix: 'Send a word that the standard has.',
  },
  'referrer-policy-unsafe': {
    title: 'Every site learns the whole address',
    seen: 'Referrer-Policy is "{value}".',
    why: 'unsafe-url sends path and query of a page to every site that it links to, without TLS too.',
    fix: 'Send strict-origin-when-cross-origin.',
  },
  'speculation-unreadable': {
    title: 'Speculation-Rules does not read',
    seen: 'Speculation-Rules is "{value}".',
    why: 'It is a list of URLs in double quotes, with https. A browser passes over the rest, and loads nothing ahead.',
    fix: 'Put the URL into double quotes.',
  },
  'server-timing-unreadable': {
    title: 'A metric that does not read',
    seen: 'The metric "{metric}" of Server-Timing does not read.',
    why: 'A metric has a name, and dur is a number of milliseconds. Tools show 0 for what is none.',
    fix: 'Write NAME; dur=NUMBER.',
  },
  'transport-security-off': {
    title: 'Strict-Transport-Security is switched off',
    seen: 'Strict-Transport-Security is "{value}".',
    why: 'A max-age of 0 tells browsers to forget that this host is to be reached over TLS only.',
    fix: 'Send a max-age of a year, unless it is meant to end.',
  },
  'transport-security-directive': {
    title: 'A directive of Strict-Transport-Security that is wrong',
    seen: '{name} is wrong in "{value}".',
    why: 'Each directive stands once, and includeSubDomains has no value. A browser may pass over the whole field.',
    fix: 'Write max-age=SECONDS; includeSubDomains.',
  },
} as const satisfies Readonly<Record<string, RuleText>>
