// Requests for comparing parsers: methods that all of them know, and a choice of what they may read differently.
import fc from 'fast-check'

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'TRACE', 'PROPFIND', 'M-SEARCH', 'PURGE']
const target = fc.oneof({ weight: 6, arbitrary: fc.stringMatching(/^\/[a-z0-9%?=&._~-]{0,12}$/) }, fc.constantFrom('http://127.0.0.1/a', '/a b', '/a#b', '*', 'a', '/{x}|"<>`', '/\x7f', '/\xe9'))
const version = fc.oneof({ weight: 9, arbitrary: fc.constantFrom('HTTP/1.1', 'HTTP/1.0') }, fc.constantFrom('HTTP/2.0', 'HTTP/1.2', 'http/1.1', 'HTTP/1', ''))
const field = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(fc.stringMatching(/^X-[A-Za-z0-9!#$%&'*+.^_`|~-]{1,8}$/), fc.stringMatching(/^[\t ]?[!-~]{0,10}[\t ]?$/)).map(([name, value]) => `${name}:${value}`) },
  fc.constantFrom('A : b', ' A: b', 'A b', ': b', 'A: b\0c', 'A: b\rc', 'A: \xff', 'A:', 'Host: b', 'Connection: close', 'A: b\r\n c', 'A\x7f: b', 'A: \x7f', 'A: \x01'),
)
const framing = fc.constantFrom(
  ['', ''], ['', ''], ['Content-Length: 3\r\n', 'abc'], ['Content-Length: 3\r\n', 'abc'], ['Content-Length: 0\r\n', ''], ['Content-Length: 3, 3\r\n', 'abc'],
  ['Content-Length: 3\r\nContent-Length: 3\r\n', 'abc'], ['Content-Length: +3\r\n', 'abc'], ['Content-Length: 3x\r\n', 'abc'], ['Content-Length:\r\n', ''],
  ['Transfer-Encoding: chunked\r\n', '3\r\nabc\r\n0\r\n\r\n'], ['Transfer-Encoding: chunked\r\n', '3;a=b\r\nabc\r\n0\r\nT: u\r\n\r\n'], ['Transfer-Encoding: CHUNKED\r\n', '0003\r\nabc\r\n0\r\n\r\n'],
  ['Transfer-Encoding: chunked\r\n', '3 \r\nabc\r\n0\r\n\r\n'], ['Transfer-Encoding: chunked\r\n', '3\nabc\n0\n\n'], ['Transfer-Encoding: chunked\r\n', '4\r\nabc\r\n0\r\n\r\n'], ['Transfer-Encoding: chunked\r\n', 'g\r\nabc\r\n0\r\n\r\n'],
  ['Transfer-Encoding: foo, chunked\r\n', '0\r\n\r\n'], ['Transfer-Encoding: foo\r\n', ''], ['Transfer-Encoding: chunked, foo\r\n', ''], ['Transfer-Encoding:\r\n', ''],
  ['Transfer-Encoding: chunked\r\nContent-Length: 3\r\n', '0\r\n\r\n'], ['Content-Length: 3\r\nTransfer-Encoding: chunked\r\n', '0\r\n\r\n'],
)
/** One request, as often malformed as not. */
export const message = fc.tuple(fc.constantFrom(...METHODS), target, version, fc.array(field, { maxLength: 3 }), framing, fc.constantFrom('\r\n', '\r\n', '\r\n', '\r\n', '\r\n', '\n'))
  .map(([method, at, httpVersion, fields, [framed, content], newline]) => {
    const head = `${method} ${at} ${httpVersion}\r\nHost: 127.0.0.1\r\n${fields.map(line => `${line}\r\n`).join('')}${framed}\r\n`
    return head.replaceAll('\r\n', newline) + content
  })
