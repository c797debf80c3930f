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

describe('after a refusal', () => {
  it('nothing more is read, because the next beginning cannot be trusted', () => {
    expect(readAll([`GE(T / HTTP/1.1\r\n${HOST}\r\n`, `GET / HTTP/1.1\r\n${HOST}\r\n`]).requests).toEqual([])
  })
})

describe('half an empty line', () => {
  it('begins nothing, as a whole one begins nothing: a client that adds CR LF behind its content is not waiting for an answer', () => {
    expect([readAll(['\r']).midMessage, readAll(['\r\n']).midMessage, readAll(['\r\nG']).midMessage, readAll(['\r\r']).midMessage]).toEqual([false, false, true, true])
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
})
