// The texts of electron/core/inspector/rules/status.ts: what a status needs beside it.
import type { RuleText } from '../rule-text.ts'

export const statusTexts = {
  '405-without-allow': {
    title: '405 without Allow',
    seen: '{method} is not allowed, and the answer does not say what is.',
    why: 'A 405 must list the methods that the resource takes: the client has chosen a wrong one and can choose again. An empty list is a list.',
    fix: 'Send Allow with the methods that the resource takes.',
  },
  '405-allows-it': {
    title: '405 with an Allow that names the very method',
    seen: '{method} is refused, and Allow names {method}.',
    why: 'The status says that the resource does not take the method, the field says that it does. One of the two is untrue.',
    fix: 'Leave the method out of Allow, or take it.',
  },
  '405-allows-nothing': {
    title: '405 with an empty Allow',
    why: 'That is legal: the resource takes no method now, perhaps because it was switched off. More often the list was forgotten.',
    fix: 'List the methods that the resource takes, if there are any.',
  },
  '405-unknown-method': {
    title: '405 for a method that nobody registered',
    seen: '{method} is registered nowhere, and got 405.',
    why: '405 is for a method that the server recognises and implements. For one that it does not know, 501 is the answer that it should give. Only who knows the server can tell which it is.',
    fix: 'Answer 501 to a method that no resource takes.',
  },
  '400-for-method': {
    title: '400 for a request that is well-formed',
    seen: '{method} is a token, and the request got 400.',
    why: 'An unknown method is not a syntax error. A server that does not recognise it should answer 501. Parsers that know a fixed list of names often answer 400.',
    fix: 'Let the parser take any token, and answer 501 to those that are not implemented.',
  },
  '500-for-method': {
    title: '500 for a method that nobody registered',
    seen: '{method} got 500, where {known} got {status}.',
    why: 'That the server does not know a method is no surprise to it, or should not be one: 501 says so. 500 says that something broke.',
    fix: 'Look for the method before the handler runs, and answer 501.',
  },
  '501-to-get': {
    title: '501 to GET or HEAD',
    seen: '{method} got 501.',
    why: 'All general-purpose servers must support GET and HEAD, so the method cannot be what is not implemented. What lies behind this one resource may be; then the content should say so.',
    fix: 'Say in the content what is not implemented, and whether it will be; for something that is simply not there, answer 404.',
  },
  '501-for-range': {
    title: '501 to PUT with Content-Range',
    why: 'That was a rule of RFC 2616, which is gone. A server that does not take partial PUT should answer 400.',
    fix: 'Answer 400.',
  },
  '505-to-http-1': {
    title: '505 to a request of HTTP/1',
    seen: '{version} got 505, in an answer of the same major version.',
    why: '505 says that the server does not support the major version of the request. This answer was made in it.',
    fix: 'Answer 426 to ask for another protocol, or 400 if the version was not read.',
  },
  '401-without-challenge': {
    title: '401 without WWW-Authenticate',
    why: 'A 401 must carry a challenge that says how to prove who one is. Without it the client cannot do better next time.',
    fix: 'Send WWW-Authenticate; answer 403 where no credentials would help.',
  },
  '407-without-challenge': {
    title: '407 without Proxy-Authenticate',
    why: 'A 407 must carry a challenge that says how to prove to this proxy who one is.',
    fix: 'Send Proxy-Authenticate.',
  },
  '426-without-upgrade': {
    title: '426 without Upgrade',
    why: 'A 426 must name the protocol that is wanted, or nobody can follow it.',
    fix: 'Send Upgrade with the protocol.',
  },
  '415-without-accept-patch': {
    title: '415 to PATCH without Accept-Patch',
    why: 'A server that does not take this kind of patch should say which kinds it takes. The method is implemented, so 501 would be wrong.',
    fix: 'Send Accept-Patch with the media types of the patches that are taken.',
  },
  '416-without-length': {
    title: '416 without Content-Range',
    why: 'A 416 should say how long the representation is, so that the client can ask for a part that exists.',
    fix: 'Send Content-Range: bytes */LENGTH.',
  },
  '206-without-range': {
    title: '206 that does not say which part, or was not asked for one',
    why: 'A 206 answers a request with Range. One part says in Content-Range which it is; several come as multipart/byteranges. Without that the client cannot put the parts together.',
    fix: 'Send Content-Range, or the whole with 200.',
  },
  '304-unasked': {
    title: '304 to a request without a condition',
    why: '304 answers a conditional GET or HEAD. Whoever did not ask that way may hold nothing that could be used.',
    fix: 'Answer 200 with the representation.',
  },
  'moved-nowhere': {
    title: 'A redirection without Location',
    seen: '{status} does not say where to.',
    why: 'This status should carry the URI that is to be asked instead. Without it nothing can follow.',
    fix: 'Send Location.',
  },
  'moved-changes-method': {
    title: 'A redirection that may turn POST into GET',
    seen: '{status} to a POST.',
    why: 'For historical reasons a client may send GET after a 301 or 302 to POST, and browsers do. The content is then lost.',
    fix: 'Send 308 or 307 to keep the method, 303 to change it on purpose.',
  },
  'use-proxy': {
    title: 'A status that is deprecated',
    why: '305 let a server choose a proxy for the client, which was a way to be led astray. It is deprecated, and clients do not follow it.',
    fix: 'Do not send it.',
  },
  'created-nowhere': {
    title: '201 to POST without Location',
    why: 'Without Location the thing that was created is the target of the request itself. After a POST to a collection that is seldom meant.',
    fix: 'Send Location with the URI of what was created.',
  },
  'created-by-safe-method': {
    title: 'Something was created by a safe method',
    seen: '201 to {method}.',
    why: 'A safe method asks for nothing to be changed. Crawlers and caches send it whenever they like, and each time one more thing is there.',
    fix: 'Create with POST or PUT.',
  },
  'status-unasked': {
    title: 'A status about a field that was not sent',
    seen: '{status} to a request without {field} or its likes.',
    why: 'The status says that what the request asked for in its fields cannot be done, and it asked for nothing there. Most often another status is meant.',
    fix: 'Answer 400, or the status that says what the matter is.',
  },
  '304-describes-content': {
    title: 'A 304 that describes content',
    seen: '{name} stands in a 304.',
    why: 'A 304 brings no content, and should leave out what describes it, but for what a cache needs. A cache writes it over what it holds.',
    fix: 'Send ETag, Date, Vary, Cache-Control, Expires and Content-Location only.',
  },
  'retry-after-in-vain': {
    title: 'Retry-After where it has no meaning',
    seen: 'Retry-After with {status}.',
    why: 'The field has a meaning with 503, 429, 413 and redirections. With any other status, 501 and 405 among them, nothing says that the same request will do better later.',
    fix: 'Leave it out; if it is about load or maintenance, the status is 503.',
  },
  'retry-after-unsaid': {
    title: 'A temporary refusal does not say for how long',
    seen: '{status} without Retry-After.',
    why: 'Both 503 and 429 may say when it makes sense to come back. Without it every client makes up its own waiting time, and many make up a short one.',
    fix: 'Send Retry-After if it is known.',
  },
  'retry-after-past': {
    title: 'Retry-After lies before Date',
    why: 'The date by which the client shall wait is over when the answer is made, so it says: now.',
    fix: 'Give a number of seconds, which needs no clock.',
  },
  'status-unregistered': {
    title: 'The status is not registered',
    seen: '{status} is not in the IANA registry.',
    why: 'A client treats it as the x00 of its class, so that whatever was meant besides is lost.',
    fix: 'Take a registered status, and put the detail into the content.',
  },
  'reason-of-another': {
    title: 'The reason phrase belongs to another status',
    seen: '"{reason}" is the phrase of {own}, and the status is {status}.',
    why: 'Only the number counts; HTTP/2 has no phrase at all. A person who reads a log may still be misled.',
    fix: 'Leave the phrase out, or send the one of the status.',
  },
  'reason-beyond-ascii': {
    title: 'A reason phrase beyond ASCII',
    why: 'The octets are allowed, and nobody says in which encoding they are. HTTP/2 has no phrase at all.',
    fix: 'Leave the phrase out, and explain in the content.',
  },
  'interim-to-http-1.0': {
    title: 'An interim response to HTTP/1.0',
    seen: '{status} to a client of HTTP/1.0.',
    why: 'HTTP/1.0 has no 1xx, and a server must not send one to such a client, which may take it for the answer.',
    fix: 'Send the final response only.',
  },
  'continue-unasked': {
    title: '100 that nobody asked for',
    why: 'The request did not expect it. A client has to pass over it, and some do not.',
    fix: 'Send 100 to a request with Expect: 100-continue only.',
  },
  'switch-unasked': {
    title: '101 to a protocol that nobody asked for, or that is not named',
    why: 'A server must not switch to a protocol that the client did not offer, and must name in Upgrade the one that it switches to.',
    fix: 'Answer as if there were no Upgrade, which a server may always do.',
  },
} as const satisfies Readonly<Record<string, RuleText>>
