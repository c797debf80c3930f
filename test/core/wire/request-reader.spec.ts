import { describe, expect, it } from 'vitest'
import { readAll } from '../../support/read-all.ts'

const HOST = 'Host: 127.0.0.1:4501\r\n'

describe('what a strict reader takes', () => {
  it.each(['FROBNICATE', 'frobnicate', 'get', 'PROPFIND', 'TRACE', 'QUERY', 'M-SEARCH', 'GET2', '$x', '*', "!#$%&'*+-.^_`|~"])('the method token %s, in the case it was sent', method => {
    expect(readAll([`${method} /widgets HTTP/1.1\r\n${HOST}\r\n`]).requests).toEqual([
      { method, target: '/widgets', version: 'HTTP/1.1', fields: [['Host', '127.0.0.1:4501']], content: '' },
    ])
  })

  it('pipelined requests, each with its own content', () => {
    const stream = `POST /a HTTP/1.1\r\n${HOST}Content-Length: 3\r\n\r\nabcGET /b HTTP/1.1\r\n${HOST}\r\n`
    const { requests, position } = readAll([stream])
    expect(requests.map(({ method, target, content }) => [method, target, content])).toEqual([['POST', '/a', 'abc'], ['GET', '/b', '']])
    expect(position).toBe(stream.length)
  })

  it('chunked content with extensions and trailers, which are not content', () => {
    const { requests } = readAll([`POST / HTTP/1.1\r\n${HOST}Transfer-Encoding: Chunked\r\n\r\n3;a=1;b="c"\r\nabc\r\n00A\r\n0123456789\r\n0\r\nX-Sum: 1\r\n\r\n`])
    expect(requests[0]?.content).toBe('abc0123456789')
  })

  it.each([
    ['CONNECT', 'example.com:443'], ['CONNECT', '[::1]:8080'], ['OPTIONS', '*'], ['GET', 'http://127.0.0.1:4501/a?b=c'], ['GET', '/a%20b?c=d&e'], ['GET', '//two'],
  ])('%s with the target %s', (method, target) => {
    expect(readAll([`${method} ${target} HTTP/1.1\r\n${HOST}\r\n`]).requests).toHaveLength(1)
  })

  it('HTTP/1.0 without a Host field', () => {
    expect(readAll(['GET / HTTP/1.0\r\n\r\n']).requests).toHaveLength(1)
  })

  it('a few empty lines before the request line (RFC 9112 §2.2)', () => {
    expect(readAll([`\r\n\r\nGET / HTTP/1.1\r\n${HOST}\r\n`]).requests).toHaveLength(1)
  })

  it('white space around a field value, which is not part of it; octets beyond ASCII in it, which are', () => {
    expect(readAll([`GET / HTTP/1.1\r\n${HOST}A: \t b\xe9 c \t\r\nB:\r\n\r\n`]).requests[0]?.fields.slice(1)).toEqual([['A', 'b\xe9 c'], ['B', '']])
  })
})

const refused: [what: string, bytes: string, status: number, check: string][] = [
  ['a method that is not a token', `GE(T / HTTP/1.1\r\n${HOST}\r\n`, 400, 'well-formed'],
  ['an empty request line with a space', ' / HTTP/1.1\r\n', 400, 'well-formed'],
  ['a request line without a version', 'GET /\r\n', 400, 'well-formed'],
  ['a version in small letters', 'GET / http/1.1\r\n', 400, 'well-formed'],
  ['two spaces after the method', 'GET  / HTTP/1.1\r\n', 400, 'well-formed'],
  ['a space in the target', 'GET /a b HTTP/1.1\r\n', 400, 'well-formed'],
  ['an octet beyond ASCII in the target', 'GET /\xe9 HTTP/1.1\r\n', 400, 'well-formed'],
  ['a fragment in the target', 'GET /a#b HTTP/1.1\r\n', 400, 'well-formed'],
  ['a target of no form', `GET a HTTP/1.1\r\n${HOST}\r\n`, 400, 'well-formed'],
  ['an asterisk for another method than OPTIONS', `GET * HTTP/1.1\r\n${HOST}\r\n`, 400, 'well-formed'],
  ['CONNECT to a path', `CONNECT /a HTTP/1.1\r\n${HOST}\r\n`, 400, 'well-formed'],
  ['CONNECT without a port', `CONNECT a: HTTP/1.1\r\n${HOST}\r\n`, 400, 'well-formed'],
  ['CONNECT to port 0', `CONNECT a:0 HTTP/1.1\r\n${HOST}\r\n`, 400, 'well-formed'],
  ['CONNECT to port 65536', `CONNECT a:65536 HTTP/1.1\r\n${HOST}\r\n`, 400, 'well-formed'],
  ['a line that ends in LF alone', 'GET / HTTP/1.1\n', 400, 'well-formed'],
  ['a bare CR in a field value', `GET / HTTP/1.1\r\n${HOST}A: b\rc\r\n\r\n`, 400, 'well-formed'],
  ['a NUL in a field value', `GET / HTTP/1.1\r\n${HOST}A: b\0c\r\n\r\n`, 400, 'well-formed'],
  ['white space before the colon', 'GET / HTTP/1.1\r\nHost : a\r\n\r\n', 400, 'well-formed'],
  ['a folded line', `GET / HTTP/1.1\r\n${HOST}A: b\r\n c\r\n\r\n`, 400, 'well-formed'],
  ['white space before the first field', `GET / HTTP/1.1\r\n ${HOST}\r\n`, 400, 'well-formed'],
  ['a field line without a colon', `GET / HTTP/1.1\r\n${HOST}Abc\r\n\r\n`, 400, 'well-formed'],
  ['a field line without a name', `GET / HTTP/1.1\r\n${HOST}: b\r\n\r\n`, 400, 'well-formed'],
  ['nothing but empty lines', '\r\n'.repeat(20), 400, 'well-formed'],
  ['a method that is longer than any', `${'X'.repeat(65)} / HTTP/1.1\r\n${HOST}\r\n`, 501, 'target-length'],
  ['a method without end', 'X'.repeat(65), 501, 'target-length'],
  ['a target that is too long', `GET /${'a'.repeat(8_000)} HTTP/1.1\r\n${HOST}\r\n`, 414, 'target-length'],
  ['a target without end', `GET /${'a'.repeat(8_001)}`, 414, 'target-length'],
  ['HTTP/2.0 on the request line', 'GET / HTTP/2.0\r\n', 505, 'version'],
  ['HTTP/0.9 on the request line', 'GET / HTTP/0.9\r\n', 505, 'version'],
  ['no Host field', 'GET / HTTP/1.1\r\n\r\n', 400, 'host'],
  ['two Host fields, even alike', `GET / HTTP/1.1\r\n${HOST}${HOST}\r\n`, 400, 'host'],
  ['a Host that is none', 'GET / HTTP/1.1\r\nHost: a/b\r\n\r\n', 400, 'host'],
  ['a field section that is too long', `GET / HTTP/1.1\r\n${HOST}${`A: ${'b'.repeat(1_000)}\r\n`.repeat(17)}\r\n`, 431, 'host'],
  ['a field line without end', `GET / HTTP/1.1\r\n${HOST}A: ${'b'.repeat(17_000)}`, 431, 'host'],
  ['Transfer-Encoding with Content-Length', `POST / HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n`, 400, 'framing'],
  ['Transfer-Encoding in HTTP/1.0', 'POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n', 400, 'framing'],
  ['a final coding that is not chunked', `POST / HTTP/1.1\r\n${HOST}Transfer-Encoding: foo\r\n\r\n`, 400, 'framing'],
  ['chunked before another coding', `POST / HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked, foo\r\n\r\n`, 400, 'framing'],
  ['chunked twice', `POST / HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked, chunked\r\n\r\n`, 400, 'framing'],
  ['chunked in two field lines', `POST / HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n`, 400, 'framing'],
  ['an empty Transfer-Encoding', `POST / HTTP/1.1\r\n${HOST}Transfer-Encoding:\r\n\r\n`, 400, 'framing'],
  ['an unknown coding before chunked', `POST / HTTP/1.1\r\n${HOST}Transfer-Encoding: foo, chunked\r\n\r\n`, 501, 'transfer-coding'],
  ['two Content-Lengths that differ', `POST / HTTP/1.1\r\n${HOST}Content-Length: 3\r\nContent-Length: 4\r\n\r\n`, 400, 'framing'],
  ['a negative Content-Length', `POST / HTTP/1.1\r\n${HOST}Content-Length: -1\r\n\r\n`, 400, 'framing'],
  ['a Content-Length with a plus', `POST / HTTP/1.1\r\n${HOST}Content-Length: +3\r\n\r\n`, 400, 'framing'],
  ['a hexadecimal Content-Length', `POST / HTTP/1.1\r\n${HOST}Content-Length: 0x3\r\n\r\n`, 400, 'framing'],
  ['a Content-Length beyond counting', `POST / HTTP/1.1\r\n${HOST}Content-Length: 99999999999999999999\r\n\r\n`, 400, 'framing'],
  ['more content than the limit', `POST / HTTP/1.1\r\n${HOST}Content-Length: 1048577\r\n\r\n`, 413, 'content'],
  ['a chunk beyond the limit', `POST / HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked\r\n\r\n100001\r\n`, 413, 'content'],
  ['a chunk size that is no number', `POST / HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked\r\n\r\nxyz\r\n`, 400, 'framing'],
  ['a chunk size with white space', `POST / HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked\r\n\r\n3 \r\nabc\r\n`, 400, 'framing'],
  ['a chunk that is longer than its size', `POST / HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n`, 400, 'framing'],
  ['a chunk line that ends in LF alone', `POST / HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked\r\n\r\n3\nabc\r\n`, 400, 'framing'],
  ['a chunk extension without end', `POST / HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked\r\n\r\n3;${'a'.repeat(2_000)}`, 400, 'framing'],
  ['a malformed trailer', `POST / HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked\r\n\r\n0\r\nA b\r\n\r\n`, 400, 'framing'],
  ['trailers without end', `POST / HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked\r\n\r\n0\r\n${'A: b\r\n'.repeat(4_000)}`, 400, 'framing'],
]

describe('what a strict reader refuses', () => {
  it.each(refused)('%s', (_, bytes, status, check) => {
    const { fault } = readAll([bytes])
    expect({ status: fault?.status, check: fault?.check }).toEqual({ status, check })
  })

  it('and after a refusal it reads nothing more, because the next beginning cannot be trusted', () => {
    expect(readAll([`GE(T / HTTP/1.1\r\n${HOST}\r\n`, `GET / HTTP/1.1\r\n${HOST}\r\n`]).requests).toEqual([])
  })
})

describe('bytes come as they come', () => {
  const stream = `POST /a HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked\r\n\r\n3;x\r\nabc\r\n0\r\nT: u\r\n\r\n\r\nPUT /b HTTP/1.1\r\n${HOST}Content-Length: 4\r\n\r\nwxyzget /c HTTP/1.1\r\n${HOST}\r\n`
  const whole = readAll([stream])

  it('any cut in two gives the same requests', () => {
    expect(whole.requests).toHaveLength(3)
    for (let at = 0; at <= stream.length; at += 1) expect(readAll([stream.slice(0, at), stream.slice(at)])).toEqual(whole)
  })

  it('octet by octet gives the same requests', () => {
    expect(readAll([...stream])).toEqual(whole)
  })

  it.each(refused)('octet by octet refuses %s just the same', (_, bytes) => {
    expect(readAll([...bytes]).fault).toEqual(readAll([bytes]).fault)
  })
})
