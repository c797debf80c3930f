// What is said before something odd is sent, and that nothing a strict reader refuses goes out without a word.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RequestReader } from '../../../electron/core/wire/request-reader.ts'
import { composingEnglish } from '../../../electron/model/composing/composing-en.ts'
import { draftWarnings } from '../../../electron/model/composing/draft-warnings.ts'
import { rawWarnings } from '../../../electron/model/composing/raw-warnings.ts'
import { bytesFromRawText, literalBytes, type StructuredDraft } from '../../../electron/model/draft.ts'

const draft = (method: string, target: string, fields: readonly (readonly [string, string])[] = [], content = '', more: Partial<StructuredDraft> = {}): StructuredDraft =>
  ({ kind: 'structured', method, target, fields: fields.map(([name, value]) => ({ name, value })), content, ...more })

/** Where and what, as one text: `target-sign RFC 9112 §3.2 {"part":"target"}`. */
const told = (warnings: ReturnType<typeof draftWarnings>) => warnings.map(({ at, says, section }) => `${says.id.replace('warning.', '')} ${section} ${'field' in at ? `${at.part} ${at.field}` : 'line' in at ? `line ${at.line}` : at.part}`)
const said = new Set<string>()
const note = (warnings: ReturnType<typeof draftWarnings>) => {
  for (const { says } of warnings) said.add(says.id)
  return told(warnings)
}

describe('of a request in parts', () => {
  it.each<[StructuredDraft, string[]]>([
    [draft('FROBNICATE', '/widgets?a=b&c=%41'), []],
    [draft('get', '/'), []],
    [draft('OPTIONS', '*'), []],
    [draft('GET', 'http://example.org/x'), []],
    [draft('CONNECT', 'example.org:443'), []],
    [draft('CONNECT', '[::1]:443'), []],
    [draft('POST', '/', [['Content-Type', 'application/problem+json; charset=utf-8'], ['Content-Length', '2']], '{}'), []],
    [draft('', '/'), ['method-empty RFC 9112 §3 method']],
    [draft('GE T', '/'), ['method-sign RFC 9110 §9.1 method']],
    [draft('GET\u00e9', '/'), ['method-sign RFC 9110 §9.1 method']],
    [draft('PRI', '*'), ['pri RFC 9113 §3.4 method', 'target-star RFC 9112 §3.2.4 target']],
    [draft('GET', ''), ['target-empty RFC 9112 §3.2.1 target']],
    [draft('GET', '/a b'), ['target-sign RFC 9112 §3.2 target']],
    [draft('GET', '/{id}'), ['target-sign RFC 3986 §2 target']],
    [draft('GET', '/\u00e9'), ['target-sign RFC 3986 §2 target']],
    [draft('GET', '/100%'), ['target-percent RFC 3986 §2.1 target']],
    [draft('GET', '/a#b'), ['target-fragment RFC 9110 §7.1 target']],
    [draft('GET', 'widgets'), ['target-form RFC 9112 §3.2 target']],
    [draft('GET', '*'), ['target-star RFC 9112 §3.2.4 target']],
    [draft('CONNECT', '/'), ['connect RFC 9112 §3.2.3 target']],
    [draft('GET', '/', [['', 'x']]), ['field-empty RFC 9110 §5.1 name 0']],
    [draft('GET', '/', [['A', '1'], ['Host ', 'x']]), ['field-space RFC 9112 §5.1 name 1']],
    [draft('GET', '/', [['A B', 'x']]), ['field-sign RFC 9110 §5.1 name 0']],
    [draft('GET', '/', [[':path', '/']]), ['field-pseudo RFC 9113 §8.3 name 0']],
    [draft('GET', '/', [['A', '1\r\nB: 2']]), ['value-break RFC 9110 §5.5 value 0']],
    [draft('GET', '/', [['A', '\u0001']]), ['value-sign RFC 9110 §5.5 value 0']],
    [draft('GET', '/', [['A', ' x']]), ['value-edges RFC 9110 §5.5 value 0']],
    [draft('GET', '/', [['A', 'caf\u00e9']]), ['value-beyond RFC 9110 §5.5 value 0']],
    [draft('POST', '/', [['Content-Type', 'text/plain'], ['Content-Length', '9']], 'abc'), ['length-wrong RFC 9112 §6.3 value 1']],
    [draft('POST', '/', [['Content-Type', 'text/plain'], ['Content-Length', 'three']], 'abc'), ['length-number RFC 9110 §8.6 value 1']],
    [draft('GET', '/', [['Content-Length', '0'], ['content-length', '0']]), ['length-twice RFC 9112 §6.3 value 1']],
    [draft('GET', '/', [['Content-Length', '0'], ['Transfer-Encoding', 'chunked']]), ['length-and-coding RFC 9112 §6.2 value 1', 'coding-by-hand RFC 9112 §7.1 value 1']],
    [draft('GET', '/', [['Transfer-Encoding', 'gzip']]), ['coding-last RFC 9112 §6.1 value 0']],
    [draft('GET', '/', [['Transfer-Encoding', 'chunked']], '', { protocol: 'http/1.0' }), ['coding-old RFC 9112 §6.1 value 0']],
    [draft('GET', '/', [['Host', 'a'], ['Host', 'b']]), ['host-twice RFC 9112 §3.2 value 1']],
    [draft('GET', '/', [['Host', 'a b']]), ['host-wrong RFC 9112 §3.2 value 0']],
    [draft('GET', '/', [['Transfer-Encoding', 'chunked']], '', { protocol: 'h2' }), ['h2-field RFC 9113 §8.2.2 name 0']],
    [draft('POST', '/', [], 'x'), ['no-type RFC 9110 §8.3 content']],
    [draft('QUERY', '/', [], 'x'), ['query-type RFC 10008 §2 content']],
    [draft('TRACE', '/', [], 'x'), ['trace-content RFC 9110 §9.3.8 content']],
    [draft('DELETE', '/', [], 'x'), ['get-content RFC 9110 §9.3.5 content']],
    [draft('POST', '/', [['Content-Type', 'application/json']], '{"a": }'), ['not-json RFC 8259 §2 content']],
    [draft('POST', '/', [['Content-Type', 'application/json']], '{"a": 1'), ['not-json-end RFC 8259 §2 content']],
    [draft('POST', '/', [['Content-Type', 'text/plain']], 'x'.repeat(2_000), { pieces: { octets: 1, pauseMs: 1 } }), ['failure.pace RFC 9112 §7.1 pieces']],
  ])('%j', (one, expected) => {
    expect(note(draftWarnings(one))).toEqual(expected)
  })

  it('names signs that cannot be seen, and how another is written', () => {
    expect(draftWarnings(draft('G\tT', '/a b')).map(({ says }) => says.values)).toEqual([{ sign: 'a tab' }, { sign: 'a blank', encoded: '%20' }])
    expect(draftWarnings(draft('GET', '/\u{1f642}')).map(({ says }) => says.values)).toEqual([{ sign: '"\u{1f642}"', encoded: '%F0%9F%99%82' }])
    expect(draftWarnings(draft('GET', '/', [['A', '\u0085']]))[0]?.says.values).toEqual({ sign: 'U+0085' })
  })
})

describe('of raw bytes', () => {
  it.each<[string, string[]]>([
    ['', []],
    ['GET / HTTP/1.1\nHost: a\n\n', []],
    ['GET /\n', []],
    ['GET / HTTP/1.0\n\n', []],
    ['POST / HTTP/1.1\nHost: a\nContent-Length: 3\n\nabc', []],
    ['POST / HTTP/1.1\nHost: a\nContent-Length: 3\n\nabcGET / HTTP/1.1\nHost: a\n\n', []],
    ['POST / HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\n\n0\n\n', []],
    ['GE T / HTTP/1.1\nHost: a\n\n', ['raw-start RFC 9112 §3 line 1']],
    ['G@T /a#b HTTP/1.1\nHost: a\n\n', ['method-sign RFC 9110 §9.1 line 1', 'target-fragment RFC 9110 §7.1 line 1']],
    ['GET  / HTTP/1.1\nHost: a\n\n', ['raw-start RFC 9112 §3 line 1']],
    ['GET / http/1.1\nHost: a\n\n', ['raw-version RFC 9112 §2.3 line 1']],
    ['GET / HTTP/1.1\\nHost: a\n\n', ['raw-bare-lf RFC 9112 §2.2 raw']],
    ['GET / HTTP/1.1\nHost: a\nB: \\rx\n\n', ['raw-bare-cr RFC 9112 §2.2 raw', 'value-break RFC 9110 §5.5 line 3']],
    ['GET / HTTP/1.1\n\n', ['host-missing RFC 9112 §3.2 raw']],
    ['GET / HTTP/1.1\nHost: a\nHost: a\n\n', ['host-twice RFC 9112 §3.2 line 3']],
    ['GET / HTTP/1.1\nHost: a\nno colon\n\n', ['raw-no-colon RFC 9112 §5 line 3']],
    ['GET / HTTP/1.1\nHost: a\n more\n\n', ['raw-fold RFC 9112 §5.2 line 3']],
    ['GET / HTTP/1.1\nHost: a\nB : c\n\n', ['field-space RFC 9112 §5.1 line 3']],
    ['GET / HTTP/1.1\nHost: a\n', ['raw-endless RFC 9112 §2.1 raw']],
    ['POST / HTTP/1.1\nHost: a\nContent-Length: 5\n\nabc', ['length-wrong RFC 9112 §6.3 line 3']],
    ['POST / HTTP/1.1\nHost: a\nContent-Length: 3\nContent-Length: 3\n\nabc', ['length-twice RFC 9112 §6.3 line 4']],
    ['POST / HTTP/1.1\nHost: a\nContent-Length: 3\nTransfer-Encoding: chunked\n\n0\n\n', ['length-and-coding RFC 9112 §6.2 line 4']],
    ['POST / HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\n\n3;x=1\nabc\n0\nT: u\n\n', []],
    ['POST / HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\n\n4\nabc\n0\n\n', ['raw-chunks RFC 9112 §7.1 raw']],
    ['POST / HTTP/1.1\nHost: a\nTransfer-Encoding: foo\n\n', ['coding-last RFC 9112 §6.1 line 3']],
  ])('%j', (text, expected) => {
    expect(note(rawWarnings(bytesFromRawText(text), undefined))).toEqual(expected)
  })

  it('is also about how long it would take', () => {
    expect(told(rawWarnings(new Uint8Array(9), { octets: 1, pauseMs: 9_000 })).at(-1)).toBe('failure.pace RFC 9112 §7.1 pieces')
  })
})

it('every warning has been given', () => {
  expect(Object.keys(composingEnglish).filter(id => id.startsWith('warning.') && !said.has(id))).toEqual([])
})

/** @returns whether a strict reader refuses the bytes, or still waits for more of the first request */
function isRefused(bytes: Uint8Array): boolean {
  const limit = bytes.length + 1
  const reader = new RequestReader({ method: limit, requestLine: limit, fieldSection: limit, content: limit })
  reader.push(Buffer.from(bytes))
  for (let event = reader.next(); event; event = reader.next()) {
    if (event.kind === 'fault') return true
    if (event.kind === 'end') return false
  }
  return true
}

describe('what a strict reader refuses', () => {
  const soup = fc.string({ unit: fc.constantFrom('a', 'B', ' ', '\t', ':', '/', '*', '\r', '\n', '\0', '\u0007', '%', '#', '\u00e9', '{'), maxLength: 6 })
  const names = fc.oneof(soup, fc.constantFrom('Host', 'Content-Length', 'Transfer-Encoding', 'content-length'))
  const values = fc.oneof(soup, fc.constantFrom('0', '3', 'chunked', 'gzip', 'localhost', '3, 3'))
  const fields = fc.array(fc.tuple(names, values), { maxLength: 3 })

  it('never goes out in parts without a word', () => {
    fc.assert(fc.property(fc.oneof(soup, fc.constant('POST')), fc.oneof(soup, fc.constant('/')), fields, soup, (method, target, named, content) => {
      const one = draft(method, target, named, content)
      if (isRefused(literalBytes(one, 'localhost'))) expect(draftWarnings(one), JSON.stringify(one)).not.toEqual([])
    }), { numRuns: 3_000 })
  })

  it('never goes out raw without a word', () => {
    const lines = fc.array(fc.tuple(names, fc.constantFrom(': ', ':', ' : ', ''), values, fc.constantFrom('\r\n', '\n')).map(parts => parts.join('')), { maxLength: 3 })
    const starts = fc.constantFrom('GET / HTTP/1.1\r\n', 'POST /x HTTP/1.1\r\n', 'GET  / HTTP/1.1\r\n', 'get / HTTP/1.0\r\n', 'G\u00e9T / HTTP/1.1\r\n', '\r\nGET / HTTP/1.1\r\n')
    fc.assert(fc.property(starts, lines, fc.constantFrom('\r\n', '\n', ''), soup, (start, named, end, content) => {
      const bytes = Buffer.from(`${start}Host: a\r\n${named.join('')}${end}${content}`, 'latin1')
      if (isRefused(bytes)) expect(rawWarnings(bytes, undefined), JSON.stringify(bytes.toString('latin1'))).not.toEqual([])
    }), { numRuns: 3_000 })
  })
})
