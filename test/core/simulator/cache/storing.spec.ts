import { describe, expect, it } from 'vitest'
import { Asking, dateIn, lines, second, URI, valueOf } from './asking.ts'

const FRESH = 'Cache-Control: max-age=100'
const AUTH = lines('Authorization: Basic Zm9v')

describe('what is stored (RFC 9111 §3)', () => {
  it.each([200, 203, 204, 299, 301, 302, 303, 307, 308, 400, 403, 404, 405, 410, 414, 451, 499, 500, 501, 502, 503, 504, 599])('%i with an explicit lifetime', status => {
    expect(second(lines(FRESH), { status }).from).toBe('store')
  })

  it.each([206, 412, 416, 428, 429, 431, 511])('never %i, whatever it says', status => {
    expect(second(lines(FRESH, 'ETag: "a"'), { status }).from).toBe('origin')
  })

  it.each([200, 203, 204, 300, 301, 308, 404, 405, 410, 414, 451, 501])('%i with a modification date alone: heuristically cacheable (RFC 9110 §15.1)', status => {
    expect(second(lines(`Date: ${dateIn(0)}`, `Last-Modified: ${dateIn(-1_000)}`), { status }).from).toBe('store')
  })

  it.each([201, 202, 302, 303, 307, 400, 401, 403, 409, 500, 502, 503, 504, 599])('not %i with a modification date alone', status => {
    const { from, sent } = second(lines(`Date: ${dateIn(0)}`, `Last-Modified: ${dateIn(-1_000)}`), { status })
    expect([from, sent]).toEqual(['origin', []])
  })

  it('another status with a modification date, if it says that it is public', () => {
    expect(second(lines('Cache-Control: public', `Date: ${dateIn(0)}`, `Last-Modified: ${dateIn(-1_000)}`), { status: 599 }).from).toBe('store')
  })

  it.each([
    ['no-store', ['Cache-Control: no-store, max-age=100'], 'no-store'], ['no-store in another case', ['cache-control: MAX-AGE=9, No-STORE'], 'no-store'], ['no-store on a second line', [FRESH, 'Cache-Control: no-store'], 'no-store'],
    ['no-store behind a quote that is never closed', [FRESH, 'Cache-Control: a="b, no-store'], 'no-store'], ['private', ['Cache-Control: private, max-age=100'], 'private'], ['Vary: *', [FRESH, 'Vary: *'], 'vary'],
    ['Vary: * among others', [FRESH, 'Vary: , Foo', 'Vary: *'], 'vary'], ['nothing to go by', [], 'pointless'], ['no-cache and no validator', ['Cache-Control: no-cache, max-age=9'], 'pointless'],
  ] as const)('not a response with %s', (_, fields, why) => {
    const { received } = new Asking().ask({}, { fields: lines(...fields) })
    expect(received).toMatchObject({ stored: false, why })
  })

  it.each([
    ['POST', 'POST', {}, 'method'], ['HEAD', 'HEAD', {}, 'method'], ['an unknown method', 'FROBNICATE', {}, 'method'], ['no-store in the request', 'GET', { fields: lines('Cache-Control: no-store') }, 'request-no-store'],
    ['content in the request', 'GET', { hasContent: true }, 'request-content'], ['a connection that ended too early (§3.3)', 'GET', { complete: false }, 'incomplete'],
  ] as const)('nothing after %s', (_, method, more, why) => {
    const { received } = new Asking().ask({ method, ...more }, { fields: lines(FRESH), ...more, ...('fields' in more && { fields: lines(FRESH) }) })
    expect(received).toMatchObject({ stored: false, why })
  })

  it('nothing that is larger than the store, and the longest unused goes first', () => {
    const asking = new Asking({ mostBytes: 10_000 })
    const big = (content: string) => ({ fields: lines(FRESH), content })
    expect(asking.ask({ uri: `${URI}/0` }, big('x'.repeat(20_000))).received).toMatchObject({ stored: false, why: 'too-large' })
    for (const at of [1, 2, 3, 4]) asking.ask({ uri: `${URI}/${at}` }, big('x'.repeat(2_000)))
    expect(asking.cache.bytes).toBeLessThanOrEqual(10_000)
    expect([1, 2, 3, 4].map(at => asking.cache.lookup({ method: 'GET', uri: `${URI}/${at}`, fields: [] }, asking.nowMs).kind)).toEqual(['forward', 'fresh', 'fresh', 'fresh'])
  })

  it('no more small responses than there is room for with all that keeping them takes', () => {
    const asking = new Asking({ mostBytes: 1_048_576 })
    for (let nth = 0; nth < 2_000; nth += 1) asking.ask({ uri: `${URI}/${nth}` }, { fields: lines(FRESH), content: 'x' })
    expect(asking.cache.bytes).toBeLessThanOrEqual(1_048_576)
    expect(asking.cache.purge()).toBeLessThan(1_000)
    expect(asking.cache.bytes).toBe(0)
  })

  it('nothing that grows too large by a 304', () => {
    const asking = new Asking({ mostBytes: 2_000 })
    asking.ask({}, { fields: lines('Cache-Control: max-age=1', 'ETag: "a"') })
    const { answer } = asking.wait(3).ask({}, { status: 304, fields: lines('ETag: "a"', `New: ${'x'.repeat(2_000)}`) })
    expect([answer?.status, asking.cache.bytes]).toEqual([200, 0])
  })
})

describe('must-understand (§5.2.2.3)', () => {
  it.each([[200, 'store'], [501, 'store'], [599, 'origin'], [299, 'origin']])('overrules no-store for a status that is understood: %i from the %s', (status, from) => {
    expect(second(lines('Cache-Control: max-age=100, no-store, must-understand'), { status }).from).toBe(from)
  })
})

describe('requests with Authorization (§3.5)', () => {
  it.each([['max-age=100', 'origin'], ['max-age=100, public', 'store'], ['max-age=100, must-revalidate', 'store'], ['s-maxage=100', 'store'], ['max-age=100, proxy-revalidate', 'origin']])('%s: the next is answered from the %s', (control, from) => {
    expect(second(lines(`Cache-Control: ${control}`), { asked: { fields: AUTH }, again: {} }).from).toBe(from)
  })

  it('a response that was not asked for with it may answer one that is', () => {
    expect(second(lines(FRESH), { asked: {}, again: { fields: AUTH } }).from).toBe('store')
  })
})

describe('which fields are kept (§3.1)', () => {
  it('not those of one connection, of one proxy, or that Connection lists', () => {
    const gone = ['Connection: a, B', 'A: 1', 'b: 2', 'Keep-Alive: timeout=5', 'Proxy-Connection: x', 'TE: x', 'Trailer: x', 'Transfer-Encoding: x', 'Upgrade: x', 'Proxy-Authenticate: x', 'Proxy-Authentication-Info: x', 'Proxy-Authorization: x']
    const { answer } = second(lines(FRESH, ...gone, 'C: 3'))
    expect(answer?.fields.map(([name]) => name)).toEqual(['Cache-Control', 'C', 'Date', 'Age', 'Cache-Status'])
  })

  it.each(['Set-Cookie: a=b', 'Clear-Site-Data: "cache"', 'Content-Range: bytes 0-1/9', 'Content-Encoding: gzip', 'Strict-Transport-Security: max-age=1', 'WWW-Authenticate: Basic realm="x"', 'Made-Up: y'])('%s', field => {
    const { answer, from } = second(lines(FRESH, field))
    expect([from, valueOf(answer, field.split(':')[0] ?? '')]).toEqual(['store', field.slice(field.indexOf(':') + 2)])
  })

  it('not those that a qualified private names (§5.2.2.7)', () => {
    const { answer, from } = second(lines('Cache-Control: private="Who, x", max-age=100', 'who: me', 'Other: 1'))
    expect([from, valueOf(answer, 'who'), valueOf(answer, 'other')]).toEqual(['store', '', '1'])
  })

  it('a date is added where there is none or no valid one (RFC 9110 §6.6.1), and otherwise left alone', () => {
    expect(valueOf(second(lines(FRESH)).answer, 'date')).toBe(dateIn(0))
    expect(valueOf(second(lines(FRESH, 'Date: soon')).answer, 'date')).toBe(dateIn(0))
    expect(valueOf(second(lines(FRESH, `Date: ${dateIn(-7)}`)).answer, 'date')).toBe(dateIn(-7))
  })
})
