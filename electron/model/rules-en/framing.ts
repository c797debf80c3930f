// The texts of electron/core/inspector/rules/framing.ts: where messages end.
import type { RuleText } from '../rule-text.ts'

export const framingTexts = {
  'response-malformed': {
    title: 'The response is not well-formed',
    seen: 'In the response {what}.',
    why: 'What does not follow the grammar is read in different ways by different programs. That is how one of them can be made to see another message than the next.',
    fix: 'Write the message as the grammar has it.',
  },
  'no-status-line': {
    title: 'An answer without a status line that reads',
    seen: '{octets} octets came, and they do not begin with a well-formed status line.',
    why: 'A client can only guess what it got, or takes it for an answer of HTTP/0.9, which was content alone. There is no status, so it is neither a success nor an error.',
    fix: 'Answer with a status line, to malformed requests too.',
  },
  'no-answer': {
    title: 'No answer',
    seen: 'The {method} got no final response.',
    why: 'A server answers a request with a response. A connection that ends without one is no status: it is neither 500 nor 501, and nobody knows whether the request had an effect.',
    fix: 'Look at how the connection ended; an answer with a status would say more.',
  },
  'content-cut': {
    title: 'The response is cut off',
    seen: 'The connection ended after {length} octets of content, before the end that was announced.',
    why: 'A message that ends before its framing says so is incomplete, and must not be taken for the whole.',
    fix: 'Send as much as Content-Length says, or all chunks and the last one.',
  },
  'octets-after-response': {
    title: 'Octets after the end of the response',
    seen: '{octets} octets follow the response.',
    why: 'The length that is said is too small, or the server took content for another request and answered that too. A client must not take what it did not ask for as an answer; one that does reads the next answer wrongly.',
    fix: 'Count octets, not characters, for Content-Length; close after a request whose end is not clear.',
  },
  'content-on-head': {
    title: 'Content in an answer to HEAD',
    seen: '{octets} octets follow the head.',
    why: 'A server must not send content in answer to HEAD. On a connection that stays open they are taken for the next response.',
    fix: 'End the answer after the head; the fields stay as for GET.',
  },
  'content-on-204': {
    title: 'Content in a 204',
    seen: '{octets} octets follow the head of a 204.',
    why: 'A 204 ends with its head. What follows is taken for the next response.',
    fix: 'Answer 200 if there is something to say.',
  },
  'content-on-205': {
    title: 'Content in a 205',
    why: 'A server must not send content in a 205, which asks the client to clear its form and nothing else.',
    fix: 'Answer 200 if there is something to say; else Content-Length: 0.',
  },
  'content-on-304': {
    title: 'Content in a 304',
    seen: '{octets} octets follow the head of a 304.',
    why: 'A 304 ends with its head: the client has the content already.',
    fix: 'End the answer after the head.',
  },
  'length-on-204': {
    title: 'Content-Length in a 204',
    why: 'A server must not send Content-Length with 1xx or 204, not even 0: there is no content that could have a length.',
    fix: 'Leave the field out.',
  },
  'coding-on-204': {
    title: 'Transfer-Encoding in a 204',
    why: 'A server must not send Transfer-Encoding with 1xx or 204. A client that looks for chunks waits for ever.',
    fix: 'Leave the field out.',
  },
  'length-and-coding': {
    title: 'Content-Length beside Transfer-Encoding',
    why: 'A sender must not send both. Two programs that believe one each see two different messages, which is how requests are smuggled.',
    fix: 'Send one of them.',
  },
  'length-unreadable': {
    title: 'Content-Length is not a number',
    seen: 'Content-Length is "{value}".',
    why: 'It is a number of octets in decimal digits. With anything else nobody knows where the message ends.',
    fix: 'Send digits only.',
  },
  'length-large': {
    title: 'Content-Length is larger than programs count',
    seen: 'Content-Length is "{value}".',
    why: 'It does not fit into 64 bits. A program that counts on reads a small number, or a negative one.',
    fix: 'Send the number of octets that there are.',
  },
  'length-twice': {
    title: 'Content-Length more than once',
    seen: 'Content-Length is "{value}".',
    why: 'A message has one length. Two that differ make it unreadable; two that are equal are refused by careful recipients all the same.',
    fix: 'Send one field line with one number.',
  },
  'range-unlike-content': {
    title: 'The part is not as long as its range',
    seen: 'Content-Range says {said} octets, and {octets} came.',
    why: 'A client that puts parts together gets a file with holes or with doubled octets, and cannot see it.',
    fix: 'Count the last octet in: 0-0 is one octet.',
  },
  'coding-to-http-1.0': {
    title: 'Transfer-Encoding to a client of HTTP/1.0',
    why: 'A server must not send Transfer-Encoding unless the request was of HTTP/1.1 or later. An older client takes the chunk sizes for content.',
    fix: 'Send a Content-Length, or end the content by closing.',
  },
  'coding-unasked': {
    title: 'A transfer coding that the client did not ask for',
    seen: 'The transfer coding {coding} is not in TE.',
    why: 'Every client reads chunked. Any other coding has to be named in TE, or the client cannot undo it; identity is none any more.',
    fix: 'Send chunked alone.',
  },
  'end-by-close': {
    title: 'The content ends when the connection does, and nothing says so',
    why: 'Without a length and without chunks only the closing ends the content. A client cannot tell the end from a cut, and the connection is lost for the next request.',
    fix: 'Send Content-Length or chunks; else say Connection: close.',
  },
  'connection-used-after-close': {
    title: 'A connection is used after it was said to close',
    why: 'Whoever sends the close option must not take or send another message on that connection.',
    fix: 'Close the connection, or do not say so.',
  },
  'connection-used-after-ambiguity': {
    title: 'A connection is used after a request with two lengths',
    why: 'A server that goes on after a request with both Content-Length and Transfer-Encoding must close the connection after its answer. Otherwise content may be taken for the next request.',
    fix: 'Close the connection, whatever the answer was.',
  },
  'trailer-forbidden': {
    title: 'A field that must not be a trailer',
    seen: '{name} stands after the content.',
    why: 'What frames, routes or explains a message has to be known before its content is read. Recipients ignore it in a trailer, or are led astray.',
    fix: 'Send it in the head.',
  },
  'connection-names-end-to-end': {
    title: 'Connection names a field that is meant for everybody',
    seen: 'Connection names {name}.',
    why: 'Each intermediary takes away what Connection names. A field that is meant for all recipients then reaches the first one only.',
    fix: 'Name fields of this connection only.',
  },
  'upgrade-without-option': {
    title: 'Upgrade without its connection option',
    why: 'Upgrade speaks of this connection. Without Connection: upgrade an intermediary may pass it on to somebody whom it does not concern.',
    fix: 'Send Connection: upgrade with it.',
  },
  'te-without-option': {
    title: 'TE without its connection option',
    why: 'TE speaks of this connection, so that a sender must name it in Connection.',
    fix: 'Send Connection: TE with it.',
  },
} as const satisfies Readonly<Record<string, RuleText>>
