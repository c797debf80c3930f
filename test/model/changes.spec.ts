import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readRequest, readResponses } from '../../electron/core/wire/read-message.ts'
import { changesBetween, type Change, type SeenMessage } from '../../electron/model/changes.ts'

const bytesOf = (lines: string) => Buffer.from(lines.trim().split('\n').map(line => line.trim()).join('\r\n').replace(/(?<!\r\n\r\n[\s\S]*)$/, '\r\n\r\n'), 'latin1')

function request(lines: string): SeenMessage {
  const bytes = bytesOf(lines)
  const message = readRequest(bytes)
  if (!message) throw new Error('not a request')
  return { message, bytes }
}

function response(text: string): SeenMessage {
  const bytes = Buffer.from(text, 'latin1')
  const message = readResponses(bytes, 'GET').at(-1)
  if (!message) throw new Error('not a response')
  return { message, bytes }
}

/** `kind name: was → is`, with the marked octets in brackets. */
function told({ bytes: came }: SeenMessage, { bytes: left }: SeenMessage, changes: readonly Change[]): string[] {
  const shown = (bytes: Uint8Array, span: Change['was']) => span?.ranges.map(({ start, end }) => Array.from({ length: end - start }, (_, nth) => {
    const at = start + nth
    const open = span.marks.some(mark => mark.start === at) ? '[' : ''
    const close = span.marks.some(mark => mark.end === at + 1) ? ']' : ''
    return open + String.fromCharCode(bytes[at] ?? 0) + close
  }).join('')).join('|') ?? '-'
  return changes.map(({ kind, part, was, is }) => `${kind} ${part}: ${shown(came, was)} → ${shown(left, is)}`)
}

const of = (inbound: SeenMessage, outbound: SeenMessage) => told(inbound, outbound, changesBetween(inbound, outbound))

describe('what changed between a message that came in and the one that left', () => {
  it('is marked word by word: what a gateway adds, takes away and writes anew', () => {
    const came = request(`GET /old HTTP/1.1
      Host: 127.0.0.1:4501
      Accept: text/plain
      Connection: keep-alive
      Via: 1.1 edge
      Max-Forwards: 10`)
    const left = request(`HEAD /old HTTP/1.1
      host: 127.0.0.1:43211
      Accept: text/plain
      Via: 1.1 edge, 1.1 gw
      Max-Forwards: 9
      Forwarded: for=127.0.0.1`)
    expect(of(came, left)).toEqual([
      'changed start-line: [GET] /old HTTP/1.1 → [HEAD] /old HTTP/1.1',
      'changed field: [Host]: 127.0.0.1:[4501] → [host]: 127.0.0.1:[43211]',
      'same field: Accept: text/plain → Accept: text/plain',
      'removed field: [Connection: keep-alive] → -',
      'changed field: Via: 1.1 edge → Via: 1.1 edge[, 1.1 gw]',
      'changed field: Max-Forwards: [10] → Max-Forwards: [9]',
      'added field: - → [Forwarded: for=127.0.0.1]',
    ])
  })

  it('is nothing where only the order of other names is another (RFC 9110 §5.3)', () => {
    const came = request('GET / HTTP/1.1\nA: 1\nB: 2\nA: 3')
    const left = request('GET / HTTP/1.1\nB: 2\nA: 1\nA: 3')
    expect(changesBetween(came, left).every(({ kind }) => kind === 'same')).toBe(true)
  })

  it('matches lines of one name by their value first, then in their order', () => {
    const came = request('GET / HTTP/1.1\nX: one\nX: two\nX: three')
    const left = request('GET / HTTP/1.1\nX: two\nX: four')
    expect(of(came, left).slice(1)).toEqual(['changed field: X: [one] → X: [four]', 'same field: X: two → X: two', 'removed field: [X: three] → -'])
  })

  it('knows content from its framing: the same octets in chunks and by length', () => {
    const came = response('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\nSum: 5\r\n\r\n')
    const left = response('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabcde')
    expect(of(came, left)).toEqual([
      'same start-line: HTTP/1.1 200 OK → HTTP/1.1 200 OK', 'added field: - → [Content-Length: 5]', 'removed field: [Transfer-Encoding: chunked] → -',
      'same content: abc|de → abcde', 'removed trailer: [Sum: 5] → -',
    ])
  })

  it('finds the octets of content, over the borders of chunks', () => {
    const came = response('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nx on\r\n5\r\nce, y\r\n0\r\n\r\n')
    const left = response('HTTP/1.1 304 Not Modified\r\nContent-Length: 10\r\n\r\n')
    const other = response('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nx twice, y')
    expect(of(came, other).at(-1)).toBe('changed content: x [on]|[ce], y → x [twice], y')
    expect(of(came, left).slice(0, 1)).toEqual(['changed start-line: HTTP/1.1 [200] [OK] → HTTP/1.1 [304] [Not Modified]'])
    expect(of(came, left).at(-1)).toBe('removed content: [x on]|[ce, y] → -')
  })

  it('says no more of a content that is not all here than what is here', () => {
    const whole = response('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabcdefghi')
    const part = { message: whole.message, bytes: whole.bytes.subarray(0, whole.bytes.length - 5) }
    expect(of(part, part).at(-1)).toBe('same content: abcd → abcd')
  })

  it('marks nothing in what is the same, and all that is not: without the marks both sides are equal', () => {
    const value = fc.stringMatching(/^[a-d ,;=]{0,12}$/).map(text => text.trim() || 'd')
    const fields = fc.array(fc.tuple(fc.constantFrom('A', 'B', 'b', 'C'), value), { maxLength: 6 })
    fc.assert(fc.property(fields, fields, (one, other) => {
      const [came, left] = [one, other].map(lines => request(['GET / HTTP/1.1', ...lines.map(([name, text]) => `${name}: ${text}`)].join('\n'))) as [SeenMessage, SeenMessage]
      const changes = changesBetween(came, left)
      const count = (key: 'was' | 'is') => changes.filter(change => change.part === 'field' && change[key]).length
      expect([count('was'), count('is')]).toEqual([one.length, other.length])
      const without = (bytes: Uint8Array, span: Change['was']) => span?.ranges.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, nth) => start + nth))
        .filter(at => !span.marks.some(mark => mark.start <= at && at < mark.end)).map(at => bytes[at]).join()
      for (const { kind, was, is } of changes) if (kind === 'changed' || kind === 'same') expect(without(came.bytes, was)).toBe(without(left.bytes, is))
    }))
  })
})
