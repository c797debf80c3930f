// The texts of electron/core/inspector/rules/requests.ts: requests that are wrong, and answers that let them pass.
import type { RuleText } from '../rule-text.ts'

export const requestTexts = {
  'request-malformed': {
    title: 'The request is not well-formed',
    seen: 'In the request {what}.',
    why: 'A server should answer 400 to what does not follow the grammar. That says nothing about which methods it implements.',
    fix: 'Send a message as the grammar has it, unless the fault is the experiment.',
  },
  'host-missing': {
    title: 'No Host field',
    why: 'A client must send Host with every request of HTTP/1.1. Without it a server that serves several names does not know which one is meant.',
    fix: 'Send Host.',
  },
  'host-accepted': {
    title: 'A request without one Host is taken',
    seen: 'The request does not have one Host field, and got {status}.',
    why: 'A server must answer 400 to a request of HTTP/1.1 that has no Host field or more than one. Two servers in a row may else choose two different sites.',
    fix: 'Answer 400.',
  },
  'host-unlike-target': {
    title: 'Host is not the authority of the target',
    seen: 'The target says {authority}, Host says {host}.',
    why: 'When the target has an authority, a client must send the same as Host. The server ignores Host then, and an older one may not.',
    fix: 'Send the same in both.',
  },
  'target-with-userinfo': {
    title: 'A name or password in the target',
    why: 'A sender must not put userinfo into the target: it ends in logs, and makes one authority look like another.',
    fix: 'Send credentials in Authorization.',
  },
  'target-unreadable': {
    title: 'The target has a character that no URI has',
    seen: 'The target is "{target}".',
    why: 'Such a character has to be encoded. Servers refuse the request, encode it themselves, or look for another name, and a fragment is not for them at all.',
    fix: 'Encode it with a percent sign, and leave out what follows #.',
  },
  'target-long': {
    title: 'A target that is longer than everybody takes',
    seen: 'The target has {octets} octets.',
    why: 'Every recipient should take 8000 octets, and many take no more. The answer may be 414.',
    fix: 'Put what selects into content, with QUERY or POST.',
  },
  'colon-space-accepted': {
    title: 'White space before a colon is taken',
    seen: 'A field name ends in white space, and the request got {status}.',
    why: 'A server must answer 400 to it. Programs that read such a name differently have been used to smuggle requests.',
    fix: 'Answer 400.',
  },
  'length-accepted': {
    title: 'A Content-Length that cannot be read is taken',
    seen: 'It is not clear how long the request is, and it got {status}.',
    why: 'An invalid length is an unrecoverable error: the server must answer 400 and close, or it takes content for the next request.',
    fix: 'Answer 400 and close.',
  },
  'coding-end-unclear': {
    title: 'A final transfer coding other than chunked is not answered with 400',
    seen: 'The request does not end in chunked, and got {status}.',
    why: 'Where chunked is not the final coding of a request, its end cannot be known. The server must answer 400 and close. That a coding before it is unknown would be 501.',
    fix: 'Answer 400 and close.',
  },
  'coding-unknown': {
    title: 'A transfer coding that nobody knows is taken',
    seen: 'The transfer coding {coding} is not known, and the request got {status}.',
    why: 'A server that does not understand a transfer coding should answer 501. One that goes on hands content to the application that was never decoded.',
    fix: 'Answer 501.',
  },
  'chunked-refused': {
    title: '501 to a chunked request',
    seen: '{method} got 501 when it came in chunks, and another answer when it did not.',
    why: 'Every recipient of HTTP/1.1 must be able to read chunked, so that this coding can never be what is not implemented.',
    fix: 'Read chunked; answer 411 if a length is wanted all the same.',
  },
  'malformed-accepted': {
    title: 'A malformed request is taken',
    seen: 'In the request {what}, and it got {status}.',
    why: 'A server should answer 400 to what does not follow the grammar. What one program tolerates the next may read otherwise.',
    fix: 'Answer 400.',
  },
  'expect-without-content': {
    title: 'Expect: 100-continue without content',
    why: 'A client must not ask whether it may send content that it does not have.',
    fix: 'Leave the expectation out.',
  },
  'expect-in-http-1.0': {
    title: 'Expect in a request of HTTP/1.0',
    why: 'A server must ignore it there, since a client of HTTP/1.0 knows no 100.',
    fix: 'Leave it out, or send HTTP/1.1.',
  },
  'expect-unknown': {
    title: 'An expectation that nobody defined',
    seen: 'The request expects "{other}".',
    why: 'Only 100-continue is defined. A server may answer 417 to anything else, and many pass over it.',
    fix: 'Leave it out.',
  },
} as const satisfies Readonly<Record<string, RuleText>>
