// Every octet of a side belongs to one part, and each part is where it is said to be.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readRequest, readResponses } from '../../electron/core/wire/read-message.ts'
import { toLatin1 } from '../../electron/model/bytes.ts'
import { keyOf, partAt, partsOf } from '../../electron/model/parts.ts'

const request = (text: string) => {
  const bytes = Buffer.from(text, 'latin1')
  const message = readRequest(bytes)
  return { bytes, parts: partsOf(message ? [message] : [], bytes) }
}
const response = (text: string, method = 'GET') => {
  const bytes = Buffer.from(text, 'latin1')
  return { bytes, parts: partsOf(readResponses(bytes, method), bytes) }
}
const spelled = ({ bytes, parts }: ReturnType<typeof request>) => parts.map(part => [keyOf(part), toLatin1(bytes.subarray(part.range.start, part.range.end))])

describe('the parts of a message', () => {
  it('are the three of the request line, fields, the empty line and the content', () => {
    expect(spelled(request('POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nhiX'))).toEqual([
      ['0.method.0', 'POST'], ['0.target.0', '/a'], ['0.version.0', 'HTTP/1.1'], ['0.field.0', 'Host: h'], ['0.field.1', 'Content-Length: 2'],
      ['0.blank.0', '\r\n'], ['0.content.0', 'hi'], ['1.rest.1', 'X'],
    ])
  })

  it('are those of each response, the interim ones first', () => {
    expect(spelled(response('HTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\nHTTP/1.1 204\r\n\r\n')).map(([key]) => key)).toEqual([
      '0.version.0', '0.status.0', '0.reason.0', '0.field.0', '0.blank.0', '1.version.0', '1.status.0', '1.blank.0',
    ])
  })

  it('are chunks with their size lines, the last one and the trailers', () => {
    expect(spelled(response('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=1\r\nabc\r\n2\r\nde\r\n0\r\nT: 1\r\n\r\n')).slice(4)).toEqual([
      ['0.blank.0', '\r\n'], ['0.chunk.0', '3;x=1\r\nabc\r\n'], ['0.chunk.1', '2\r\nde\r\n'], ['0.last-chunk.0', '0\r\n'], ['0.trailer.0', 'T: 1'],
    ])
  })

  it('are lines that do not read, too, each by itself', () => {
    expect(spelled(request('GET / HTTP/1.1\nHost : h\nno colon\nA: b\n\n'))).toEqual([
      ['0.method.0', 'GET'], ['0.target.0', '/'], ['0.version.0', 'HTTP/1.1'], ['0.odd.0', 'Host : h'], ['0.odd.1', 'no colon'], ['0.field.0', 'A: b'], ['0.blank.0', '\n'],
    ])
    expect(spelled(response('what is this\r\n'))).toEqual([['0.odd.0', 'what is this']])
    expect(spelled(request('\r\n\r\nGET / HTTP/1.1\r\n\r\n'))[0]).toEqual(['1.rest.0', '\r\n\r\n'])
  })

  it('take in the blanks and line ends after them', () => {
    const { parts } = request('GET / HTTP/1.1\r\nHost: h\r\n\r\n')
    expect([0, 3, 4, 5, 14, 15, 16, 23, 24, 25, 26, 99].map(offset => partAt(parts, offset)?.kind)).toEqual([
      'method', 'method', 'target', 'target', 'version', 'version', 'field', 'field', 'field', 'blank', 'blank', 'blank',
    ])
    expect(partAt([], 0)).toBeUndefined()
  })

  it('of HTTP/2 share the octets of the block that they are compressed in', () => {
    const block = { start: 0, end: 20 }
    const message = { kind: 'request' as const, method: 'GET', methodRange: block, target: '/', targetRange: block, version: 'HTTP/2', startLine: block, malformations: [], range: { start: 0, end: 40 },
      fields: [{ name: ':method', value: 'GET', line: block, valueRange: block }],
      content: { framing: 'frames' as const, range: { start: 20, end: 40 }, parts: [{ start: 29, end: 40 }], length: 11, complete: true, trailers: [] } }
    const parts = partsOf([message], new Uint8Array(40))
    expect(parts.map(part => `${keyOf(part)} ${part.range.start}-${part.range.end}`)).toEqual([
      '0.block.0 0-20', '0.method.0 0-20', '0.target.0 0-20', '0.version.0 0-20', '0.field.0 0-20', '0.frame.0 20-40',
    ])
    expect([partAt(parts, 3)?.kind, partAt(parts, 25)?.kind]).toEqual(['block', 'frame'])
  })
})

it('whatever the octets are, parts are in order, do not overlap, have a name each, and every octet has one', () => {
  const piece = fc.constantFrom('GET', ' ', '/x', 'HTTP/1.1', '\r\n', '\n', '\r', 'A: b', 'Host:h', ':', 'Content-Length: 3', 'Transfer-Encoding: chunked', '3', '0', 'abc', '\r\n\r\n', 'HTTP/1.1 200 OK', 'HTTP/1.1 100', '\0')
  fc.assert(fc.property(fc.array(piece, { maxLength: 24 }), fc.boolean(), (pieces, asks) => {
    const { bytes, parts } = asks ? request(pieces.join('')) : response(pieces.join(''))
    for (const [nth, { range }] of parts.entries()) {
      expect(range.end).toBeGreaterThan(range.start)
      expect(range.end).toBeLessThanOrEqual(bytes.length)
      expect(range.start).toBeGreaterThanOrEqual(parts[nth - 1]?.range.end ?? 0)
    }
    expect(new Set(parts.map(keyOf)).size).toBe(parts.length)
    for (let offset = 0; offset < bytes.length; offset += 1) expect(partAt(parts, offset)).toBeDefined()
  }), { numRuns: 3_000 })
})
