// Two requests on one connection, the first with framing that can be read in two ways: whoever else reads it must see the same requests
// with the same boundaries as we do, or we must have refused what follows.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { httpParserJs, llhttp, milo, ours } from './peers/readers.ts'

const H = 'Host: 127.0.0.1'
const HIDDEN = `GET /hidden HTTP/1.1\r\n${H}\r\n\r\n`
const NEXT = `GET /next HTTP/1.1\r\n${H}\r\n\r\n`

const length = fc.oneof(
  fc.constantFrom('0', '3', '5', String(HIDDEN.length), String(HIDDEN.length + 5)),
  fc.constantFrom('+5', '-1', '0x5', '5, 5', '5,6', '5 5', '05', '5.0', '5e0', '', '\x0b5', '5;', '18446744073709551617', '0,', ',0'),
)
const coding = fc.constantFrom('chunked', 'Chunked', ' chunked', 'chunked ', '\tchunked', '\x0bchunked', 'chunked\x0b', 'chunked\xa0', '\xa0chunked', 'xchunked', 'chunked;q=1', '"chunked"', 'chunked,', ',chunked', 'chunked, identity', 'identity, chunked', 'identity', 'gzip, chunked', 'chunked, chunked', 'chunked\r\n\t', '\r\n chunked', '')
const nameOf = (name: string) => fc.oneof({ weight: 6, arbitrary: fc.constant(name) }, fc.constantFrom(name.toLowerCase(), `${name} `, ` ${name}`, `${name}\t`, `X\r${name}`, `${name}\0`, `X: y\n${name}`, `\x0b${name}`, name.replace('-', '_')))
const fieldLine = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(nameOf('Content-Length'), length).map(([name, value]) => `${name}: ${value}`) },
  { weight: 3, arbitrary: fc.tuple(nameOf('Transfer-Encoding'), coding).map(([name, value]) => `${name}: ${value}`) },
  fc.constantFrom('Connection: keep-alive', 'Connection: Content-Length', 'Expect: 100-continue', 'Content-Length:3', 'Trailer: Content-Length', 'A: b'),
)
const size = fc.constantFrom('3', '03', '3;a=b', '3 ;a', '3 ', ' 3', '0x3', '3\t', '+3', '00000000000000003', '3;\n', '100000000000003', 'g', '')
const chunked = fc.tuple(size, fc.constantFrom('\r\n', '\n', '\r', '\r\r\n', ''), fc.constantFrom('0\r\n\r\n', '0\r\nContent-Length: 9\r\n\r\n', '0\r\n\n', '0;\r\n\r\n', '0\n\n', '000\r\nTransfer-Encoding: x\r\n\r\n', '-0\r\n\r\n', '0\r\n'))
  .map(([first, end, last]) => `${first}\r\nabc${end}${last}`)
const content = fc.oneof(fc.constantFrom('', 'abc', 'abcde', HIDDEN, `0\r\n\r\n${HIDDEN}`, `3\r\nabc\r\n0\r\n\r\n`, `3\r\nabc\r\n0\r\n\r\n${HIDDEN}`), chunked)
const version = fc.oneof({ weight: 5, arbitrary: fc.constant('HTTP/1.1') }, fc.constant('HTTP/1.0'))
const stream = fc.tuple(fc.constantFrom('POST', 'POST', 'GET', 'HEAD', 'DELETE'), version, fc.array(fieldLine, { minLength: 1, maxLength: 3 }), content, fc.constantFrom('\r\n', '\r\n', '\r\n', '\r\n', '\n'))
  .map(([method, of, lines, body, end]) => `${method} /first ${of}\r\n${H}\r\nX: y\r\n${lines.join('\r\n')}\r\n${end}${body}${NEXT}`)

const boundaries = (requests: readonly { method: string; target: string; content: string }[]) => requests.map(({ method, target, content: of }) => [method, target, of])

/** Where a peer reads what is clear in another way than RFC 9112 says. */
const MISREADS: Readonly<Record<string, readonly { readonly name: string; readonly applies: (bytes: string) => boolean }[]>> = {
  milo: [{ name: 'white space behind a value is no part of it (RFC 9112 §5.1); it takes "chunked " for another coding', applies: bytes => /^transfer-encoding:[\t ]*chunked[\t ]+\r$/im.test(bytes) }],
}

describe.each([['llhttp', llhttp], ['http-parser-js', httpParserJs], ['milo', milo]] as const)('pairs with ambiguous framing, against %s', (peer, read) => {
  it('have the same number of requests with the same boundaries, or we refuse the connection', async () => {
    const counts = { alike: 0, refused: 0, theyStop: 0, misread: 0 }
    await fc.assert(fc.asyncProperty(stream, async bytes => {
      const { requests, refuses } = ours(bytes)
      const we = boundaries(requests)
      const they = boundaries(await read(bytes))
      if (MISREADS[peer]?.some(({ applies }) => applies(bytes)) && JSON.stringify(they) !== JSON.stringify(we)) {
        counts.misread += 1
        return
      }
      const both = Math.min(we.length, they.length)
      // Whatever we answered before we refused was read alike.
      expect(they.slice(0, both), JSON.stringify(bytes)).toEqual(we.slice(0, both))
      if (they.length > we.length) {
        expect(refuses, `${JSON.stringify(bytes)} is read on by the other`).toBe(true)
        counts.refused += 1
      } else counts[they.length === we.length ? 'alike' : 'theyStop'] += 1
    }), { numRuns: 6_000, seed: 501 })
    expect(counts.alike).toBeGreaterThan(300)
    expect(counts.misread > 0, 'a difference is listed if and only if it occurs').toBe(peer in MISREADS)
  }, 120_000)
})
