import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readRequest, readResponses } from '../../../electron/core/wire/read-message.ts'
import { writeResponse } from '../../../electron/core/wire/write-message.ts'
import { contentBytes } from '../../../electron/model/message.ts'

const bytes = (text: string) => Buffer.from(text, 'latin1')
const slice = (text: string, { start, end }: { start: number; end: number }) => text.slice(start, end)

describe('a request read from its bytes', () => {
  const text = '\r\nPOST /a?b HTTP/1.1\r\nHost:  a \r\nTransfer-Encoding: chunked\r\n\r\n3;x\r\nabc\r\n2\r\nde\r\n0\r\nT: u\r\n\r\n'
  const request = readRequest(bytes(text))

  it('knows the place of every part', () => {
    expect(request && [
      slice(text, request.startLine), slice(text, request.methodRange), slice(text, request.targetRange),
      ...request.fields.flatMap(field => [slice(text, field.line), slice(text, field.valueRange)]),
      ...request.content.parts.map(part => slice(text, part)), ...request.content.trailers.map(field => slice(text, field.line)), slice(text, request.range),
    ]).toEqual(['POST /a?b HTTP/1.1', 'POST', '/a?b', 'Host:  a ', 'a', 'Transfer-Encoding: chunked', 'chunked', 'abc', 'de', 'T: u', text.slice(2)])
  })

  it('has the content without its framing', () => {
    expect(request && Buffer.from(contentBytes(request, bytes(text))).toString()).toBe('abcde')
  })

  it.each([
    ['GE(T /a HTTP/1.1\r\nHost: a\r\n\r\n', 'GE(T', '/a', 'the method is not a token'],
    ['hello', 'hello', '', 'the request line has no space after the method'],
    ['GET /a b HTTP/1.1\r\n\r\n', 'GET', '/a', 'the request target contains a space'],
    ['GET / HTTP/1.1\r\nHost : a\r\n\r\n', 'GET', '/', 'there is white space before the colon of a field line'],
  ])('is described, not refused, when it is malformed: %j', (malformed, method, target, what) => {
    const read = readRequest(bytes(malformed))
    expect([read?.method, read?.target, read?.malformations[0]]).toEqual([method, target, what])
  })

  it('is nothing when there is nothing', () => {
    expect([readRequest(bytes('')), readRequest(bytes('\r\n\r\n'))]).toEqual([undefined, undefined])
  })

  it('is read from any bytes at all without an exception, and stays inside them', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), some => {
      const read = readRequest(Buffer.from(some))
      const responses = readResponses(Buffer.from(some), 'GET')
      for (const message of [...(read ? [read] : []), ...responses]) expect(message.range.end).toBeLessThanOrEqual(some.length)
    }), { numRuns: 2_000 })
  })
})

describe('responses read from their bytes', () => {
  it('are the interim ones and the final one', () => {
    const text = 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 501 Not Implemented\r\nContent-Length: 2\r\n\r\nok'
    expect(readResponses(bytes(text), 'POST').map(({ status, reason, statusRange, range }) => [status, reason, slice(text, statusRange), range.end])).toEqual([
      [100, 'Continue', '100', 25], [501, 'Not Implemented', '501', text.length],
    ])
  })

  it.each([
    ['HEAD', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n', 'none', 0], ['GET', 'HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n', 'none', 0],
    ['GET', 'HTTP/1.1 200 OK\r\n\r\nabc', 'until-close', 3], ['GET', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc', 'content-length', 3],
    ['GET', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n', 'chunked', 3],
  ])('to %s end where RFC 9112 §6.3 says: %j', (method, text, framing, length) => {
    const [response] = readResponses(bytes(text), method)
    expect([response?.content.framing, response?.content.length]).toEqual([framing, length])
  })

  it('that are no responses have status 0 and say what is wrong', () => {
    const [garbage] = readResponses(bytes('SSH-2.0-OpenSSH\r\n'), 'GET')
    expect([garbage?.status, garbage?.malformations[0]]).toEqual([0, 'the status line is not a version, three digits and a reason'])
  })

  it('say what was written: writer to reader is the identity', () => {
    const token = fc.stringMatching(/^[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,12}$/).filter(name => !/^(content-length|transfer-encoding)$/i.test(name))
    const value = fc.stringMatching(/^(?:[!-~](?:[ -~]{0,10}[!-~])?)?$/)
    fc.assert(fc.property(fc.integer({ min: 200, max: 599 }).filter(status => status !== 204 && status !== 304), fc.array(fc.tuple(token, value), { maxLength: 6 }), fc.uint8Array({ maxLength: 50 }), (status, fields, content) => {
      const written = writeResponse(status, [...fields, ['Content-Length', String(content.length)]], content)
      const [read] = readResponses(written, 'GET')
      expect(read && [read.status, read.fields.slice(0, -1).map(field => [field.name, field.value]), [...contentBytes(read, written)], read.malformations]).toEqual([status, fields, [...content], []])
    }))
  })
})
