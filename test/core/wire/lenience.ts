// What the parser takes although it looks odd, and the reason: the other half of docs/wire-strictness.md.
const H = 'Host: localhost\r\n'
const GET = `GET / HTTP/1.1\r\n${H}`
const POST = `POST /widgets HTTP/1.1\r\n${H}`
const CHUNKED = `${POST}Transfer-Encoding: chunked\r\n\r\n`
const line = (requestLine: string) => `${requestLine}\r\n${H}\r\n`

/** One request each; the next one has to be read where these bytes end. */
export const TAKEN: readonly (readonly [what: string, bytes: string, content: string, section: string])[] = [
  ['empty lines before the request line, eight at most', `\r\n\r\n${GET}\r\n`, '', 'RFC 9112 §2.2'],
  ['a method in small letters: another method', line('get / HTTP/1.1'), '', 'RFC 9110 §9.1'],
  ['a method of odd characters', line("!#$%&'*+-.^_`|~ / HTTP/1.1"), '', 'RFC 9110 §5.6.2'],
  ['a higher minor version, as 1.1', line('GET / HTTP/1.9'), '', 'RFC 9110 §2.5'],
  ['absolute form', line('GET http://localhost/a HTTP/1.1'), '', 'RFC 9112 §3.2.2'],
  ['octets in a target that a URI does not list', line('GET /{x}|"<>`^\\ HTTP/1.1'), '', 'RFC 9112 §3.2 (ours)'],
  ['an empty Host', 'GET / HTTP/1.1\r\nHost:\r\n\r\n', '', 'RFC 9112 §3.2'],
  ['no Host in HTTP/1.0', 'GET / HTTP/1.0\r\n\r\n', '', 'RFC 9112 §3.2'],
  ['a Host that differs from the absolute form, which wins', 'GET http://localhost/ HTTP/1.1\r\nHost: other\r\n\r\n', '', 'RFC 9112 §3.2.2'],
  ['white space around a field value, none after the colon, no value', `${GET}A: \t b \t\r\nB:c\r\nD:\r\n\r\n`, '', 'RFC 9112 §5.1'],
  ['octets beyond ASCII in a field value', `${GET}A: \xe9\r\n\r\n`, '', 'RFC 9110 §5.5'],
  ['content with GET: framing does not depend on the method', `${GET}Content-Length: 3\r\n\r\nabc`, 'abc', 'RFC 9112 §6'],
  ['a Content-Length with leading zeros', `${POST}Content-Length: 0003\r\n\r\nabc`, 'abc', 'RFC 9110 §8.6'],
  ['Chunked in capitals', `${POST}Transfer-Encoding: Chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n`, 'abc', 'RFC 9112 §7'],
  ['a chunk size with leading zeros, in either case', `${CHUNKED}00A\r\n0123456789\r\n00a\r\n0123456789\r\n000\r\n\r\n`, '01234567890123456789', 'RFC 9112 §7.1'],
  ['chunk extensions, which are ignored', `${CHUNKED}3;a=1;b="c"\r\nabc\r\n0;d\r\n\r\n`, 'abc', 'RFC 9112 §7.1.1'],
  ['white space before a chunk extension', `${CHUNKED}3 ; a\r\nabc\r\n0\r\n\r\n`, 'abc', 'RFC 9112 §7.1.1'],
  ['trailers, which are thrown away', `${CHUNKED}3\r\nabc\r\n0\r\nA: b\r\n\r\n`, 'abc', 'RFC 9110 §6.5.1'],
  ['trailers that would change the framing: they do not', `${CHUNKED}3\r\nabc\r\n0\r\nContent-Length: 9\r\nTransfer-Encoding: x\r\nHost: y\r\n\r\n`, 'abc', 'RFC 9110 §6.5.1'],
]
