// Every place where the parser refuses, and what it takes although it looks odd. docs/wire-strictness.md is this table.
const H = 'Host: localhost\r\n'
const GET = `GET / HTTP/1.1\r\n${H}`
const POST = `POST /widgets HTTP/1.1\r\n${H}`
const CHUNKED = `${POST}Transfer-Encoding: chunked\r\n\r\n`
const line = (requestLine: string) => `${requestLine}\r\n${H}\r\n`

/** `MUST` also where the specification leaves a recipient two ways and taking the bytes as they are is neither; `ours`: it may be taken. */
export type Force = 'MUST' | 'SHOULD' | 'ours'
export type Refusal = readonly [what: string, bytes: string, status: number, check: string, section: string, force: Force]

const REQUEST_LINE: readonly Refusal[] = [
  ['a method that is not a token', line('GE(T / HTTP/1.1'), 400, 'well-formed', 'RFC 9112 §3.1', 'SHOULD'],
  ['a method with a NUL', line('GE\0T / HTTP/1.1'), 400, 'well-formed', 'RFC 9112 §3.1', 'SHOULD'],
  ['an empty method', ' / HTTP/1.1\r\n', 400, 'well-formed', 'RFC 9112 §3', 'SHOULD'],
  ['a method that is longer than any', line(`${'X'.repeat(65)} / HTTP/1.1`), 501, 'target-length', 'RFC 9112 §3', 'SHOULD'],
  ['a method without end', 'X'.repeat(65), 501, 'target-length', 'RFC 9112 §3', 'SHOULD'],
  ['bytes of another protocol (TLS)', `\x16\x03\x01\x02\0\x01${'\x99'.repeat(70)}`, 400, 'well-formed', 'RFC 9112 §2.2', 'SHOULD'],
  ['a request line without a version (HTTP/0.9)', 'GET /\r\n', 400, 'well-formed', 'RFC 9112 §3', 'SHOULD'],
  ['a request line of one word', 'GET\r\n', 400, 'well-formed', 'RFC 9112 §3', 'SHOULD'],
  ['two spaces after the method', line('GET  / HTTP/1.1'), 400, 'well-formed', 'RFC 9112 §3', 'ours'],
  ['two spaces before the version', line('GET /  HTTP/1.1'), 400, 'well-formed', 'RFC 9112 §3', 'ours'],
  ['a space after the version', line('GET / HTTP/1.1 '), 400, 'well-formed', 'RFC 9112 §3', 'ours'],
  ['tabs instead of spaces', line('GET\t/\tHTTP/1.1'), 400, 'well-formed', 'RFC 9112 §3', 'ours'],
  ['a bare CR in the request line', line('GET /\rHTTP/1.1 HTTP/1.1'), 400, 'well-formed', 'RFC 9112 §2.2', 'MUST'],
  ['a request line that ends in LF alone', `GET / HTTP/1.1\n${H}\r\n`, 400, 'well-formed', 'RFC 9112 §2.2', 'ours'],
  ['an empty line that is LF alone', `\n${GET}\r\n`, 400, 'well-formed', 'RFC 9112 §2.2', 'ours'],
  ['white space on the empty line before the request line', ` \r\n${GET}\r\n`, 400, 'well-formed', 'RFC 9112 §2.2', 'SHOULD'],
  ['nothing but empty lines', '\r\n'.repeat(20), 400, 'well-formed', 'RFC 9112 §2.2', 'ours'],
  ['a version in small letters', line('GET / http/1.1'), 400, 'well-formed', 'RFC 9112 §2.3', 'SHOULD'],
  ['a version without a minor number', line('GET / HTTP/1'), 400, 'well-formed', 'RFC 9112 §2.3', 'SHOULD'],
  ['a version with two digits', line('GET / HTTP/1.10'), 400, 'well-formed', 'RFC 9112 §2.3', 'SHOULD'],
  ['HTTP/2.0 on the request line', 'GET / HTTP/2.0\r\n', 505, 'version', 'RFC 9110 §15.6.6', 'ours'],
  ['HTTP/0.9 on the request line', 'GET / HTTP/0.9\r\n', 505, 'version', 'RFC 9110 §15.6.6', 'ours'],
  ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 505, 'version', 'RFC 9110 §15.6.6', 'ours'],
]

const TARGET: readonly Refusal[] = [
  ['a space in the target', line('GET /a b HTTP/1.1'), 400, 'well-formed', 'RFC 9112 §3.2', 'SHOULD'],
  ['an octet beyond ASCII in the target', line('GET /\xe9 HTTP/1.1'), 400, 'well-formed', 'RFC 9112 §3.2', 'SHOULD'],
  ['a control character in the target', line('GET /\x01 HTTP/1.1'), 400, 'well-formed', 'RFC 9112 §3.2', 'SHOULD'],
  ['a fragment in the target', line('GET /a#b HTTP/1.1'), 400, 'well-formed', 'RFC 9112 §3.2', 'SHOULD'],
  ['a target of no form', line('GET a HTTP/1.1'), 400, 'well-formed', 'RFC 9112 §3.2', 'SHOULD'],
  ['an asterisk for another method than OPTIONS', line('GET * HTTP/1.1'), 400, 'well-formed', 'RFC 9112 §3.2.4', 'SHOULD'],
  ['an absolute form without a host', line('GET http:///a HTTP/1.1'), 400, 'well-formed', 'RFC 9110 §4.2.1', 'MUST'],
  ['an absolute form with a user', line('GET http://a@localhost/ HTTP/1.1'), 400, 'well-formed', 'RFC 9110 §4.2.4', 'SHOULD'],
  ['an authority form for another method than CONNECT', line('GET localhost:80 HTTP/1.1'), 400, 'well-formed', 'RFC 9112 §3.2.3', 'SHOULD'],
  ['CONNECT to a path', line('CONNECT /a HTTP/1.1'), 400, 'well-formed', 'RFC 9112 §3.2.3', 'SHOULD'],
  ['CONNECT to an absolute form', line('CONNECT http://localhost:80/ HTTP/1.1'), 400, 'well-formed', 'RFC 9112 §3.2.3', 'SHOULD'],
  ['CONNECT without a port', line('CONNECT a: HTTP/1.1'), 400, 'well-formed', 'RFC 9110 §9.3.6', 'MUST'],
  ['CONNECT to port 0', line('CONNECT a:0 HTTP/1.1'), 400, 'well-formed', 'RFC 9110 §9.3.6', 'MUST'],
  ['CONNECT to port 65536', line('CONNECT a:65536 HTTP/1.1'), 400, 'well-formed', 'RFC 9110 §9.3.6', 'MUST'],
  ['a target that is too long', line(`GET /${'a'.repeat(8_000)} HTTP/1.1`), 414, 'target-length', 'RFC 9112 §3', 'MUST'],
  ['a target without end', `GET /${'a'.repeat(8_001)}`, 414, 'target-length', 'RFC 9112 §3', 'MUST'],
]

const FIELDS: readonly Refusal[] = [
  ['white space before the colon', 'GET / HTTP/1.1\r\nHost : a\r\n\r\n', 400, 'well-formed', 'RFC 9112 §5.1', 'MUST'],
  ['a tab before the colon of a framing field', `${POST}Content-Length\t: 3\r\n\r\nabc`, 400, 'well-formed', 'RFC 9112 §5.1', 'MUST'],
  ['a folded line (obs-fold)', `${GET}A: b\r\n c\r\n\r\n`, 400, 'well-formed', 'RFC 9112 §5.2', 'MUST'],
  ['a line folded with a tab', `${POST}Transfer-Encoding:\r\n\tchunked\r\n\r\n`, 400, 'well-formed', 'RFC 9112 §5.2', 'MUST'],
  ['white space before the first field', `GET / HTTP/1.1\r\n ${H}\r\n`, 400, 'well-formed', 'RFC 9112 §2.2', 'MUST'],
  ['a field line without a colon', `${GET}Abc\r\n\r\n`, 400, 'well-formed', 'RFC 9112 §5', 'SHOULD'],
  ['a field line without a name', `${GET}: b\r\n\r\n`, 400, 'well-formed', 'RFC 9112 §5', 'SHOULD'],
  ['a field name that is not a token', `${GET}A(b): c\r\n\r\n`, 400, 'well-formed', 'RFC 9110 §5.1', 'SHOULD'],
  ['a field name with a NUL', `${POST}Content-Length\0: 3\r\n\r\nabc`, 400, 'well-formed', 'RFC 9110 §5.1', 'SHOULD'],
  ['a field name with an octet beyond ASCII', `${GET}\xe9: b\r\n\r\n`, 400, 'well-formed', 'RFC 9110 §5.1', 'SHOULD'],
  ['a bare CR in a field value', `${GET}A: b\rc\r\n\r\n`, 400, 'well-formed', 'RFC 9110 §5.5', 'MUST'],
  ['a bare CR before the line end', `${GET}A: b\r\r\n\r\n`, 400, 'well-formed', 'RFC 9112 §2.2', 'MUST'],
  ['a NUL in a field value', `${GET}A: b\0c\r\n\r\n`, 400, 'well-formed', 'RFC 9110 §5.5', 'MUST'],
  ['another control character in a field value', `${GET}A: b\x0bc\r\n\r\n`, 400, 'well-formed', 'RFC 9110 §5.5', 'ours'],
  ['DEL in a field value', `${GET}A: \x7f\r\n\r\n`, 400, 'well-formed', 'RFC 9110 §5.5', 'ours'],
  ['a field line that ends in LF alone', `${GET}A: b\n\r\n`, 400, 'well-formed', 'RFC 9112 §2.2', 'ours'],
  ['a field section that ends in LF alone', `${GET}\n`, 400, 'well-formed', 'RFC 9112 §2.2', 'ours'],
  ['a field section that is too long', `${GET}${`A: ${'b'.repeat(1_000)}\r\n`.repeat(17)}\r\n`, 431, 'host', 'RFC 9110 §5.4', 'MUST'],
  ['a field line without end', `${GET}A: ${'b'.repeat(17_000)}`, 431, 'host', 'RFC 9110 §5.4', 'MUST'],
  ['more field lines than fit', `${GET}${'a:\r\n'.repeat(4_200)}`, 431, 'host', 'RFC 9110 §5.4', 'MUST'],
]

const HOST: readonly Refusal[] = [
  ['no Host field', 'GET / HTTP/1.1\r\n\r\n', 400, 'host', 'RFC 9112 §3.2', 'MUST'],
  ['no Host field beside an absolute form', 'GET http://localhost/ HTTP/1.1\r\n\r\n', 400, 'host', 'RFC 9112 §3.2', 'MUST'],
  ['two Host fields, even alike', `${GET}${H}\r\n`, 400, 'host', 'RFC 9112 §3.2', 'MUST'],
  ['two Host fields in HTTP/1.0', `GET / HTTP/1.0\r\n${H}${H}\r\n`, 400, 'host', 'RFC 9112 §3.2', 'MUST'],
  ['a Host with a path', 'GET / HTTP/1.1\r\nHost: a/b\r\n\r\n', 400, 'host', 'RFC 9112 §3.2', 'MUST'],
  ['a Host with a user', 'GET / HTTP/1.1\r\nHost: a@localhost\r\n\r\n', 400, 'host', 'RFC 9112 §3.2', 'MUST'],
  ['a Host with a space', 'GET / HTTP/1.1\r\nHost: a b\r\n\r\n', 400, 'host', 'RFC 9112 §3.2', 'MUST'],
  ['a Host with a port that is no number', 'GET / HTTP/1.1\r\nHost: localhost:x\r\n\r\n', 400, 'host', 'RFC 9112 §3.2', 'MUST'],
  ['a Host with an octet beyond ASCII', 'GET / HTTP/1.1\r\nHost: \xe9\r\n\r\n', 400, 'host', 'RFC 9112 §3.2', 'MUST'],
]

const FRAMING: readonly Refusal[] = [
  ['Transfer-Encoding with Content-Length', `${POST}Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n`, 400, 'framing', 'RFC 9112 §6.1', 'ours'],
  ['Content-Length with Transfer-Encoding', `${POST}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n`, 400, 'framing', 'RFC 9112 §6.1', 'ours'],
  ['Transfer-Encoding in HTTP/1.0', 'POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n', 400, 'framing', 'RFC 9112 §6.1', 'MUST'],
  ['a final coding that is not chunked', `${POST}Transfer-Encoding: foo\r\n\r\n`, 400, 'framing', 'RFC 9112 §6.3', 'MUST'],
  ['a final coding that only looks like chunked', `${POST}Transfer-Encoding: xchunked\r\n\r\n`, 400, 'framing', 'RFC 9112 §6.3', 'MUST'],
  ['chunked with a parameter', `${POST}Transfer-Encoding: chunked;q=1\r\n\r\n`, 400, 'framing', 'RFC 9112 §7.1', 'SHOULD'],
  ['chunked in quotes', `${POST}Transfer-Encoding: "chunked"\r\n\r\n`, 400, 'framing', 'RFC 9112 §6.3', 'MUST'],
  ['chunked before another coding', `${POST}Transfer-Encoding: chunked, foo\r\n\r\n`, 400, 'framing', 'RFC 9112 §6.3', 'MUST'],
  ['chunked before another coding, in two lines', `${POST}Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n`, 400, 'framing', 'RFC 9112 §6.3', 'MUST'],
  ['chunked twice', `${POST}Transfer-Encoding: chunked, chunked\r\n\r\n`, 400, 'framing', 'RFC 9112 §6.1', 'SHOULD'],
  ['chunked in two field lines', `${POST}Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n`, 400, 'framing', 'RFC 9112 §6.1', 'SHOULD'],
  ['an empty Transfer-Encoding', `${POST}Transfer-Encoding:\r\n\r\n`, 400, 'framing', 'RFC 9112 §6.1', 'SHOULD'],
  ['a Transfer-Encoding of commas', `${POST}Transfer-Encoding: ,\r\nContent-Length: 3\r\n\r\n`, 400, 'framing', 'RFC 9112 §6.1', 'SHOULD'],
  ['an empty member behind chunked', `${POST}Transfer-Encoding: chunked,\r\n\r\n`, 400, 'framing', 'RFC 9110 §5.6.1.2', 'ours'],
  ['an empty member before chunked', `${POST}Transfer-Encoding: ,chunked\r\n\r\n`, 400, 'framing', 'RFC 9110 §5.6.1.2', 'ours'],
  ['chunked with a no-break space', `${POST}Transfer-Encoding: chunked\xa0\r\n\r\n`, 400, 'framing', 'RFC 9112 §6.3', 'MUST'],
  ['an unknown coding before chunked', `${POST}Transfer-Encoding: foo, chunked\r\n\r\n`, 501, 'transfer-coding', 'RFC 9112 §6.1', 'SHOULD'],
  ['two Content-Lengths that differ', `${POST}Content-Length: 3\r\nContent-Length: 4\r\n\r\n`, 400, 'framing', 'RFC 9112 §6.3', 'MUST'],
  ['two Content-Lengths that agree', `${POST}Content-Length: 3\r\nContent-Length: 3\r\n\r\n`, 400, 'framing', 'RFC 9112 §6.3', 'ours'],
  ['a listed Content-Length that differs', `${POST}Content-Length: 3, 4\r\n\r\n`, 400, 'framing', 'RFC 9112 §6.3', 'MUST'],
  ['a listed Content-Length that agrees', `${POST}Content-Length: 3, 3\r\n\r\n`, 400, 'framing', 'RFC 9112 §6.3', 'ours'],
  ['an empty Content-Length', `${POST}Content-Length:\r\n\r\n`, 400, 'framing', 'RFC 9112 §6.3', 'MUST'],
  ['a negative Content-Length', `${POST}Content-Length: -1\r\n\r\n`, 400, 'framing', 'RFC 9112 §6.3', 'MUST'],
  ['a Content-Length with a plus', `${POST}Content-Length: +3\r\n\r\n`, 400, 'framing', 'RFC 9112 §6.3', 'MUST'],
  ['a hexadecimal Content-Length', `${POST}Content-Length: 0x3\r\n\r\n`, 400, 'framing', 'RFC 9112 §6.3', 'MUST'],
  ['a Content-Length with something behind it', `${POST}Content-Length: 3 3\r\n\r\n`, 400, 'framing', 'RFC 9112 §6.3', 'MUST'],
  ['a Content-Length beyond counting', `${POST}Content-Length: 99999999999999999999\r\n\r\n`, 400, 'framing', 'RFC 9110 §8.6', 'MUST'],
  ['more content than the limit', `${POST}Content-Length: 1048577\r\n\r\n`, 413, 'content', 'RFC 9110 §15.5.14', 'ours'],
]

const CHUNKS: readonly Refusal[] = [
  ['a chunk beyond the limit of content', `${CHUNKED}100001\r\n`, 413, 'content', 'RFC 9110 §15.5.14', 'ours'],
  ['a chunk size that is no number', `${CHUNKED}xyz\r\n`, 400, 'framing', 'RFC 9112 §7.1', 'SHOULD'],
  ['a chunk size with 0x', `${CHUNKED}0x3\r\nabc\r\n`, 400, 'framing', 'RFC 9112 §7.1', 'SHOULD'],
  ['a chunk size with a sign', `${CHUNKED}-3\r\n`, 400, 'framing', 'RFC 9112 §7.1', 'SHOULD'],
  ['an empty chunk size', `${CHUNKED}\r\n`, 400, 'framing', 'RFC 9112 §7.1', 'SHOULD'],
  ['a chunk size beyond counting', `${CHUNKED}10000000000000000\r\n`, 400, 'framing', 'RFC 9112 §7.1', 'MUST'],
  ['a chunk size with white space and no extension', `${CHUNKED}3 \r\nabc\r\n`, 400, 'framing', 'RFC 9112 §7.1', 'SHOULD'],
  ['white space before a chunk size', `${CHUNKED} 3\r\nabc\r\n`, 400, 'framing', 'RFC 9112 §7.1', 'SHOULD'],
  ['a chunk that is longer than its size', `${CHUNKED}3\r\nabcd\r\n`, 400, 'framing', 'RFC 9112 §7.1', 'SHOULD'],
  ['a chunk that ends in LF alone', `${CHUNKED}3\r\nabc\n0\r\n\r\n`, 400, 'framing', 'RFC 9112 §7.1', 'SHOULD'],
  ['a chunk line that ends in LF alone', `${CHUNKED}3\nabc\r\n`, 400, 'framing', 'RFC 9112 §7.1', 'SHOULD'],
  ['a bare CR in a chunk extension', `${CHUNKED}3;a\rb\r\nabc\r\n`, 400, 'framing', 'RFC 9112 §2.2', 'MUST'],
  ['a NUL in a chunk extension', `${CHUNKED}3;a\0\r\nabc\r\n`, 400, 'framing', 'RFC 9112 §7.1.1', 'SHOULD'],
  ['a chunk extension without end', `${CHUNKED}3;${'a'.repeat(2_000)}`, 400, 'framing', 'RFC 9112 §7.1.1', 'SHOULD'],
  ['chunk extensions without end, each small', `${CHUNKED}${`1;${'a'.repeat(1_000)}\r\nx\r\n`.repeat(20)}`, 400, 'framing', 'RFC 9112 §7.1.1', 'SHOULD'],
  ['a malformed trailer', `${CHUNKED}0\r\nA b\r\n\r\n`, 400, 'framing', 'RFC 9112 §7.1.2', 'SHOULD'],
  ['a trailer with white space before its colon', `${CHUNKED}0\r\nA : b\r\n\r\n`, 400, 'framing', 'RFC 9112 §5.1', 'MUST'],
  ['a folded trailer', `${CHUNKED}0\r\nA: b\r\n c\r\n\r\n`, 400, 'framing', 'RFC 9112 §5.2', 'MUST'],
  ['a trailer that ends in LF alone', `${CHUNKED}0\r\nA: b\n\r\n`, 400, 'framing', 'RFC 9112 §2.2', 'ours'],
  ['a trailer section that ends in LF alone', `${CHUNKED}0\r\n\n`, 400, 'framing', 'RFC 9112 §7.1', 'SHOULD'],
  ['trailers without end', `${CHUNKED}0\r\n${'A: b\r\n'.repeat(4_000)}`, 400, 'framing', 'RFC 9110 §5.4', 'MUST'],
]

export const REFUSED: Readonly<Record<string, readonly Refusal[]>> = {
  'Request line': REQUEST_LINE, 'Request target': TARGET, 'Field lines': FIELDS, Host: HOST, 'Framing of the content': FRAMING, 'Chunked coding': CHUNKS,
}
