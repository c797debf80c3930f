// Two exchanges side by side: what is the same, what is only written otherwise, what differs, and what is said of it.
import { describe, expect, it } from 'vitest'
import type { Exchange } from '../../../electron/model/exchange.ts'
import { phrase } from '../../../electron/model/phrase.ts'
import { compareExchanges, isPartly, type Compared } from '../../../renderer/components/compare/compare-exchanges.ts'
import type { Piece, Says } from '../../../renderer/components/compare/compared.ts'
import { comparedContent, type Body } from '../../../renderer/components/compare/compared-content.ts'
import { comparedField } from '../../../renderer/components/compare/compared-field.ts'
import { comparedTexts } from '../../../renderer/components/compare/compared-text.ts'
import { conclusionsOf, isFromStore, type Side } from '../../../renderer/components/compare/conclusions.ts'
import { capture } from '../../support/transcript.ts'

const told = (says: Says | undefined): string => (says === undefined ? '' : 'field' in says ? `field ${says.field}` : says.word.replace('compare.says-', ''))
const marks = (pieces: readonly Piece[] | undefined): string => pieces?.map(({ text, differs }) => (differs ? `[${text}]` : text)).join('') ?? '-'
const pair = (transcript: string): [Exchange, Exchange] => capture(transcript) as [Exchange, Exchange]

function differences(transcript: string, more: Partial<Compared> = {}): string[] {
  const [one, other] = pair(transcript)
  return compareExchanges({ exchange: one, ...more }, { exchange: other }, (word, blanks) => word + JSON.stringify(blanks)).filter(({ kind }) => kind !== 'same')
    .map(({ group, part, name, kind, says }) => [group, part, name, kind === 'alike' ? '~' : '', told(says)].filter(Boolean).join(' '))
}

describe('two exchanges', () => {
  it('are told apart by what means something: 405 against 501', () => {
    expect(differences(`
      > PUT /widgets HTTP/1.1
      > Host: a
      < HTTP/1.1 405 Method Not Allowed
      < Allow: GET, HEAD
      < Content-Length: 26
      <
      < {"status":405,"only":true}

      > FROB /widgets HTTP/1.1
      > host: a
      < HTTP/1.1 501 Not Implemented
      < Content-Length: 14
      <
      < {"status":501}
    `)).toEqual([
      'request method unregistered', 'response status compare.pair-405-501', 'response field Allow only-allow', 'response field Content-Length field Content-Length',
      'response content status value', 'response content only only-one',
    ])
  })

  it.each([
    ['> GET /a HTTP/1.1\n\n> get /a HTTP/1.1', ['request method case']],
    ['> GET /a HTTP/1.1\n\n> PUT /a HTTP/1.1', ['request method safe']],
    ['> PUT /a HTTP/1.1\n\n> POST /b HTTP/1.0', ['request method method', 'request target target', 'request version version']],
    ['> GET /a HTTP/1.1\n< HTTP/1.1 200 OK\n\n> GET /a HTTP/1.1\n< HTTP/1.1 200 Fine', ['response reason ~ reason']],
    ['> GET /a HTTP/1.1\n\n> GET /a HTTP/1.1\n< HTTP/1.1 204 No Content', ['response status status']],
    ['> GET /a HTTP/1.1\n< HTTP/1.1 103 x\n<\n< HTTP/1.1 500 x\n<\n\n> GET /a HTTP/1.1\n< HTTP/1.1 500 x', ['response interim interim']],
    ['> GET /a HTTP/1.1\n< HTTP/1.1 500 x\n\n> GET /a HTTP/1.1\n< HTTP/1.1 500 x', []],
    ['@ ending=reset hop=edge-gw took=5\n> GET /a HTTP/1.1\n\n@ took=9\n> GET /a HTTP/1.1', ['connection hop hop', 'connection ending ending', 'connection took ~ took']],
    ['> GET /a HTTP/1.1\n< HTTP/1.1 200 x\n< Transfer-Encoding: chunked\n<\n< 2\n< ok\n< 0\n<\n\n> GET /a HTTP/1.1\n< HTTP/1.1 200 x\n< Content-Length: 2\n<\n< ok', ['response field Transfer-Encoding field Transfer-Encoding', 'response field Content-Length field Content-Length', 'response framing framing']],
    ['> GET /a HTTP/1.1\n< HTTP/1.1 200 x\n< Content-Length: 4\n<\n< ok\n\n> GET /a HTTP/1.1\n< HTTP/1.1 200 x\n< Content-Length: 4\n<\n< okay', ['response framing incomplete', 'response content content']],
  ] as const)('%j', (transcript, expected) => {
    expect(differences(transcript).filter(row => !row.startsWith('response reason') || expected.some(one => one === row))).toEqual(expected)
  })

  it('can be decided by other checks', () => {
    const decision = { status: 501, steps: [{ check: 'method-implemented' as const, passed: false, because: phrase('decision.method-implemented-nowhere', { method: 'FROB' }), section: 'RFC 9110 §9.1' }] }
    expect(differences('> A / HTTP/1.1\n< HTTP/1.1 501 x\n\n> A / HTTP/1.1\n< HTTP/1.1 501 x', { decision })).toEqual(['response decided decided'])
  })

  it('are compared as far as they are here, and it is known where that is not all', () => {
    const [one] = pair('> GET / HTTP/1.1\n< HTTP/1.1 200 x\n< Content-Length: 5\n<\n< hello')
    expect(isPartly({ exchange: one })).toBe(false)
    expect(isPartly({ exchange: { ...one, responseBytes: one.responseBytes.slice(0, -4) } })).toBe(true)
  })
})

describe('two values of a field', () => {
  it.each([
    ['Allow', ['GET, HEAD'], ['HEAD,GET'], 'alike order', 'GET, HEAD', 'HEAD,GET'],
    ['Allow', ['GET, HEAD'], ['GET, PUT'], 'differs allow-members', 'GET, [HEAD]', 'GET, [PUT]'],
    ['Allow', ['get'], ['GET'], 'differs allow-members', '[get]', '[GET]'],
    ['Allow', ['GET', 'HEAD'], ['GET, HEAD'], 'alike lines', 'GET, HEAD', 'GET, HEAD'],
    ['Allow', [], ['GET'], 'differs only-allow', '-', '[GET]'],
    ['Vary', ['Accept, Origin'], ['origin,accept'], 'alike order', 'Accept, Origin', 'origin,accept'],
    ['Connection', ['Close'], ['close'], 'alike spelling', 'Close', 'close'],
    ['Cache-Control', ['max-age=60, public'], ['Public, max-age="60"'], 'alike order', 'max-age=60, public', 'Public, max-age="60"'],
    ['Cache-Control', ['max-age=60'], ['max-age=61'], 'differs field Cache-Control', '[max-age=60]', '[max-age=61]'],
    ['Content-Type', ['text/HTML;Charset="UTF-8"'], ['text/html; charset=utf-8'], 'alike spelling', 'text/HTML;Charset="UTF-8"', 'text/html; charset=utf-8'],
    ['Content-Type', ['text/html'], ['text/plain'], 'differs field Content-Type', 'text/[html]', 'text/[plain]'],
    ['Accept', ['a/b;q=1, c/d;q=0.50'], ['c/d;q=.5, a/b'], 'alike order', 'a/b;q=1, c/d;q=0.50', 'c/d;q=.5, a/b'],
    ['Transfer-Encoding', ['gzip, chunked'], ['chunked, gzip'], 'differs field Transfer-Encoding', undefined, undefined],
    ['Via', ['1.1 a'], ['1.1 a, 1.1 b'], 'differs field Via', '1.1 a', '1.1 a, [1.1 b]'],
    ['Content-Length', ['007'], ['7'], 'alike spelling', '007', '7'],
    ['Host', ['A.example:1'], ['a.example:1'], 'alike spelling', 'A.example:1', 'a.example:1'],
    ['ETag', ['"x"'], ['W/"x"'], 'differs weak', undefined, undefined],
    ['Date', ['Sun, 06 Nov 1994 08:49:37 GMT'], ['Sunday, 06-Nov-94 08:49:37 GMT'], 'alike date-form', undefined, undefined],
    ['Date', ['Sun, 06 Nov 1994 08:49:37 GMT'], ['Sun, 06 Nov 1994 08:50:37 GMT'], 'differs later', undefined, undefined],
    ['Date', ['Sun, 06 Nov 1994 08:50:37 GMT'], ['Sun, 06 Nov 1994 08:49:37 GMT'], 'differs earlier', undefined, undefined],
    ['Set-Cookie', ['a=1', 'b=2'], ['a=1, b=2'], 'differs field Set-Cookie', undefined, undefined],
    ['X-Any', ['one two'], ['one three'], 'differs value', 'one [two]', 'one [three]'],
    ['X-Any', ['one'], [], 'differs only-one', '[one]', '-'],
    ['Server', ['a'], [], 'differs field Server', '[a]', '-'],
  ] as const)('%s: %j and %j', (name, one, other, expected, was, is) => {
    const { kind, says, values } = comparedField(name, one, other)
    expect(`${kind} ${told(says)}`).toBe(expected)
    if (was !== undefined) expect([marks(values[0]), marks(values[1])]).toEqual([was, is])
  })

  it('of a date are as far apart as they are', () => {
    expect(comparedField('Last-Modified', ['Sun, 06 Nov 1994 08:49:37 GMT'], ['Sun, 06 Nov 1994 08:50:37 GMT']).says).toMatchObject({ spanMs: 60_000, section: 'RFC 9110 §8.8.2' })
  })
})

describe('two contents', () => {
  const body = (content: string | Uint8Array, rest: Partial<Body> = {}): Body => ({ octets: typeof content === 'string' ? new TextEncoder().encode(content) : content, isProblem: false, isCoded: false, ...rest })
  const parts = (one: Body, other: Body) => comparedContent(one, other).map(({ name, kind, says, values }) => `${name || '·'} ${kind} ${told(says)}: ${marks(values[0])} | ${marks(values[1])}`)

  it('of JSON are compared member by member, arrays by position, whatever the order and the blanks', () => {
    expect(parts(body('{"a": {"b": [1, 2]}, "c": "x y", "odd name": null}'), body('{"c":"x z","a":{"b":[1,3,4]}}'))).toEqual([
      'a.b[0] same : 1 | 1', 'a.b[1] differs value: [2] | [3]', 'a.b[2] differs only-one: - | [4]', 'c differs value: "x [y]" | "x [z]"', '"odd name" differs only-one: [null] | -',
    ])
    expect(parts(body('{"a":1,"b":"\\u0041"}'), body('{"b": "A", "a": 1.0}'))[0]).toMatch(/^· alike json-alike/)
  })

  it('of problem details say what a member is for', () => {
    expect(parts(body('{"status":501,"detail":"a"}', { isProblem: true }), body('{"status":405,"x":1}'))).toEqual([
      'status differs problem-status: [501] | [405]', 'detail differs problem-detail: ["a"] | -', 'x differs only-one: - | [1]',
    ])
  })

  it('of other kinds are compared as text, or as octets', () => {
    expect(parts(body('half a loaf'), body('half a cake'))).toEqual(['· differs content: half a [loaf] | half a [cake]'])
    expect(parts(body(Uint8Array.of(0, 1, 2)), body(Uint8Array.of(0, 1, 9)))).toEqual(['· differs octets: [02] | [09]'])
    expect(parts(body('ab', { isCoded: true }), body('ac', { isCoded: true }))[0]).toContain('octets')
    expect(parts(body(''), body('x'))).toEqual(['· differs only-content: - | [x]'])
    expect(parts(body(''), body(''))).toEqual([])
    expect(parts(body('{"a":1}'), body('{"a":1}'))).toEqual(['· same : {"a":1} | {"a":1}'])
  })

  it('however big, deep or hostile, are compared in bounded work', () => {
    const deep = (end: string) => `${'['.repeat(20_000)}${end}${']'.repeat(20_000)}`
    expect(comparedContent(body(deep('1')), body(deep('2'))).length).toBeLessThan(5)
    const wide = (end: number) => JSON.stringify(Object.fromEntries(Array.from({ length: 30_000 }, (_, nth) => [`m${nth}`, nth + end])))
    const rows = comparedContent(body(wide(0)), body(wide(1)))
    expect([rows.length, told(rows.at(-1)?.says)]).toEqual([201, 'too-much'])
    const noise = (seed: number) => Array.from({ length: 50_000 }, (_, nth) => String((nth * seed) % 9973)).join(' ')
    const [row] = comparedContent(body(noise(7)), body(noise(11)))
    expect(marks(row?.values[0]).length).toBeLessThan(2_100)
    expect(parts(body('{"__proto__":{"a":1},"constructor":1}'), body('{"__proto__":{"a":2},"constructor":1}'))).toEqual(['__proto__.a differs value: [1] | [2]', 'constructor same : 1 | 1'])
  })
})

it('without their marks two texts are the same', () => {
  for (const [one, other] of [['a b c d', 'a c d e'], ['', 'x'], ['one two two', 'two one two'], ['x'.repeat(3_000), 'x']] as const) {
    const [was, is] = comparedTexts(one, other).map(pieces => pieces.filter(({ differs, text }) => !differs && text !== '…').map(({ text }) => text).join(''))
    expect(was).toBe(is)
  }
})

describe('what a comparison comes to', () => {
  const side = (transcript: string, more: Partial<Side> = {}): Side => ({ exchange: pair(transcript)[0], isStored: false, ...more })
  const ask = (status: number | '', method = 'GET', known = '') => `${known}\n> ${method} /a HTTP/1.1${status === '' ? '' : `\n< HTTP/1.1 ${status} x`}`
  const words = (one: Side, other: Side) => conclusionsOf(one, other).map(told).map(word => word.replace('compare.', ''))

  it.each([[501, 405], [501, 500], [501, 404], [501, 503], [501, 505], [501, 400], [501, 502], [405, 404], [405, 500]])('%i and %i have a sentence of their own, either way round', (one, other) => {
    const name = `pair-${Math.min(one, other)}-${Math.max(one, other)}`
    expect(words(side(ask(one, 'A')), side(ask(other, 'B', '@ trace=u')))).toEqual([name])
    expect(words(side(ask(other, 'A')), side(ask(one, 'B', '@ trace=u')))).toEqual([name])
  })

  it.each([
    ['HEAD and GET', side(ask(200, 'HEAD')), side(ask(200, 'GET', '@ trace=u')), ['head-get']],
    ['stored and fresh', side(ask(501), { isStored: true }), side(ask(501, 'GET', '@ trace=u')), ['stored-first']],
    ['fresh and stored', side(ask(501)), side(ask(501, 'GET', '@ trace=u'), { isStored: true }), ['stored-second']],
    ['a gateway and an origin', side(ask(501), { answeredBy: 'gw' }), side(ask(501, 'GET', '@ trace=u'), { answeredBy: 'shop' }), ['other-answerer']],
    ['one without an answer', side(ask('')), side(ask(501, 'GET', '@ trace=u')), ['one-silent', 'same-question']],
    ['one question, two answers', side(ask(200)), side(ask(201, 'GET', '@ trace=u')), ['same-question']],
    ['two hops of one request', side(ask(200, 'GET', '@ hop=client-edge')), side(ask(501, 'GET', '@ hop=edge-gw')), ['two-hops']],
    ['two ends of one hop', side(ask(200, 'GET', '@ side=client')), side(ask(200, 'GET', '@ side=server')), ['two-ends']],
    ['nothing to say', side(ask(200)), side(ask(200, 'GET', '@ trace=u')), []],
  ])('%s', (_what, one, other, expected) => expect(words(one, other)).toEqual(expected))

  it('a cache says itself that it used its store, else its answer does', () => {
    const stored = pair('> GET / HTTP/1.1\n< HTTP/1.1 200 x\n< Age: 3')[0]
    const hit = pair('> GET / HTTP/1.1\n< HTTP/1.1 200 x\n< Cache-Status: edge; hit; ttl=4')[0]
    expect([isFromStore(stored, undefined), isFromStore(hit, undefined), isFromStore(stored, 'decision.handler-reply'), isFromStore(pair(ask(200))[0], 'decision.cache-stale')]).toEqual([true, true, false, true])
  })
})
