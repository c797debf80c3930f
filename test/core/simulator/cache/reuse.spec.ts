import { describe, expect, it } from 'vitest'
import { Asking, dateIn, lines, second, URI, valueOf } from './asking.ts'

const wants = (control: string) => ({ fields: lines(`Cache-Control: ${control}`) })

describe('what a request asks (RFC 9111 §5.2.1, §5.4)', () => {
  it.each([
    ['max-age=0', 'max-age=100', 'request'], ['max-age=2', 'max-age=100', 'request'], ['max-age=3', 'max-age=100', 'store'], ['max-age=x', 'max-age=100', 'request'], ['min-fresh=98', 'max-age=100', 'request'], ['min-fresh=97', 'max-age=100', 'store'],
    ['min-fresh', 'max-age=100', 'request'], ['no-cache', 'max-age=100', 'request'], ['no-store', 'max-age=100', 'request'], ['only-if-cached', 'max-age=100', 'store'], ['max-stale', 'max-age=1', 'store'], ['max-stale=2', 'max-age=1', 'store'],
    ['max-stale=1', 'max-age=1', 'stale'], ['max-stale=x', 'max-age=1', 'stale'], ['max-stale=', 'max-age=1', 'stale'], ['max-stale=9, max-age=2', 'max-age=1', 'stale'], ['unheard-of', 'max-age=100', 'store'],
    ['max-age=0', 'max-age=100, immutable', 'store'], ['no-cache', 'max-age=100, immutable', 'request'], ['max-age=0', 'max-age=1, immutable', 'stale'],
    ...['must-revalidate', 'proxy-revalidate', 's-maxage=1', 'no-cache'].map(control => ['max-stale', `max-age=1, ${control}`, 'stale']),
  ])('%s of a response with %s, three seconds old: %s', (asked, control, expected) => {
    const { from, lookup } = second(lines(`Cache-Control: ${control}`, 'ETag: "a"'), { again: wants(asked ?? '') })
    expect(from === 'store' ? from : 'why' in lookup && lookup.why).toBe(expected)
  })

  it('max-age=0 asks for validation even of a response of this very moment', () => {
    expect(second(lines('Cache-Control: max-age=100'), { seconds: 0, again: wants('max-age=0') }).lookup).toEqual({ kind: 'forward', why: 'request' })
  })

  it.each(['no-cache', 'x, No-Cache'])('Pragma: %s counts as no-cache, unless there is Cache-Control', pragma => {
    const asked = (...more: string[]) => second(lines('Cache-Control: max-age=100'), { again: { fields: lines(`Pragma: ${pragma}`, ...more) } }).from
    expect([asked(), asked('Cache-Control: max-age=50')]).toEqual(['origin', 'store'])
  })

  it.each([['nothing stored', 'no-store'], ['a stale response', 'max-age=1'], ['a response that must be validated', 'no-cache, max-age=100']])('only-if-cached with %s is a 504', (_, control) => {
    expect(second(lines(`Cache-Control: ${control}`, 'ETag: "a"'), { again: wants('only-if-cached') }).lookup).toEqual({ kind: 'gateway-timeout' })
  })

  it('only-if-cached does not hinder a method that the cache does not understand', () => {
    expect(new Asking().ask({ method: 'FROBNICATE', ...wants('only-if-cached') }).lookup).toEqual({ kind: 'forward', why: 'method' })
  })
})

describe('what a response demands (§5.2.2)', () => {
  it('no-cache is validated each time, whatever its lifetime', () => {
    expect(second(lines('Cache-Control: no-cache, max-age=100', `Expires: ${dateIn(100)}`, 'ETag: "a"'), { seconds: 0, reply: { status: 304, fields: lines('ETag: "a"') } }).from).toBe('validated')
  })

  it('no-cache with names hides these fields until they are validated', () => {
    const asking = new Asking()
    asking.ask({}, { fields: lines('Cache-Control: max-age=9, no-cache="a, B"', 'A: 1', 'b: 2', 'c: 3', 'ETag: "x"') })
    const reused = asking.ask()
    expect([reused.from, valueOf(reused.answer, 'a'), valueOf(reused.answer, 'b'), valueOf(reused.answer, 'c')]).toEqual(['store', '', '', '3'])
    expect(valueOf(asking.wait(20).ask({}, { status: 304, fields: lines('ETag: "x"') }).answer, 'a')).toBe('1')
  })
})

describe('stale responses (§4.2.4, RFC 5861)', () => {
  const stale = (control: string, reply: 'failed' | number, asked = {}, options = {}) => {
    const asking = new Asking(options)
    asking.ask({}, { fields: lines(`Cache-Control: max-age=1${control}`), content: 'old' })
    return asking.wait(3).ask(asked, reply === 'failed' ? reply : { status: reply, content: 'new' })
  }

  it('are used when upstream cannot be reached, unless the lab turns that off', () => {
    expect(stale('', 'failed')).toMatchObject({ from: 'store', answer: { status: 200 } })
    expect(stale('', 'failed', {}, { staleOnFailure: false }).from).toBe('timeout')
    expect(stale(', stale-if-error=9', 'failed', {}, { staleOnFailure: false }).from).toBe('store')
  })

  it.each(['must-revalidate', 'proxy-revalidate', 's-maxage=1', 'no-cache', 'must-revalidate, stale-if-error=99', 's-maxage=1, stale-if-error=99'])('are not used against %s', control => {
    expect(stale(`, ${control}`, 'failed').from).toBe('timeout')
    expect(stale(`, ${control}`, 503).answer?.content.toString()).toBe('new')
  })

  it.each([[500, 'old'], [502, 'old'], [503, 'old'], [504, 'old'], [501, 'new'], [505, 'new'], [404, 'new'], [200, 'new']])('stale-if-error: %i is answered with the %s content', (status, content) => {
    expect(stale(', stale-if-error=60', status).answer?.content.toString()).toBe(content)
    expect(stale('', status, wants('stale-if-error=60')).answer?.content.toString()).toBe(content)
  })

  it.each([[', stale-if-error=1', 503, {}], ['', 503, {}], [', stale-if-error=60', 503, wants('no-cache')], [', stale-if-error=60', 503, wants('max-age=9')], [', stale-if-error=60', 503, { fields: lines('If-Match: "x"') }]])('an error goes to the client: max-age=1%s', (control, status, asked) => {
    expect(stale(control, status, asked).answer?.status).toBe(503)
  })

  it('stale-while-revalidate answers at once and has the response validated, within its window only', () => {
    const within = second(lines('Cache-Control: max-age=1, stale-while-revalidate=5', 'ETag: "a"'))
    expect([within.from, within.lookup]).toMatchObject(['store', { kind: 'stale', validate: { kind: 'revalidate', why: 'stale', conditions: [['If-None-Match', '"a"']] } }])
    expect(second(lines('Cache-Control: max-age=1, stale-while-revalidate=5'), { seconds: 7 }).from).toBe('origin')
    expect(second(lines('Cache-Control: max-age=1, stale-while-revalidate=5, must-revalidate')).from).toBe('origin')
    expect(second(lines('Cache-Control: max-age=1, stale-while-revalidate=5'), { again: wants('max-age=9') }).from).toBe('origin')
  })
})

describe('methods (§3, §4)', () => {
  it.each(['POST', 'PUT', 'OPTIONS', 'TRACE', 'PROPFIND', 'QUERY', 'FROBNICATE', 'get', 'CONNECT'])('%s is never answered from the store', method => {
    expect(second(lines('Cache-Control: max-age=100'), { again: { method } }).lookup).toEqual({ kind: 'forward', why: 'method' })
  })

  it('the same 501 is stored after GET and not after FROBNICATE', () => {
    const asking = new Asking()
    const reply = { status: 501, fields: lines('Cache-Control: max-age=100') }
    asking.ask({ method: 'FROBNICATE' }, reply)
    expect([asking.ask({}, reply).from, asking.ask().from, asking.ask().answer?.status]).toEqual(['origin', 'store', 501])
  })
})

describe('invalidation (§4.4)', () => {
  const after = (method: string, status: number, { uri = URI, stored = URI, fields = lines() } = {}) => {
    const asking = new Asking()
    asking.ask({ uri: stored }, { fields: lines('Cache-Control: max-age=100') })
    const { received } = asking.ask({ method, uri }, { status, fields })
    return [asking.ask({ uri: stored }).from, received?.kind === 'answer' && received.invalidated]
  }

  it.each(['POST', 'PUT', 'DELETE', 'PATCH', 'M-SEARCH', 'FROBNICATE', 'get'])('by %s, which is unsafe or not known to be safe', method => {
    for (const status of [200, 201, 204, 303, 399]) expect(after(method, status)).toEqual(['origin', 1])
  })

  it.each([400, 404, 405, 409, 500, 501, 503])('not by an error: PUT → %i invalidates nothing', status => {
    expect(after('PUT', status)).toEqual(['store', 0])
  })

  it.each(['OPTIONS', 'TRACE', 'PROPFIND', 'QUERY'])('not by %s, which is safe', method => {
    expect(after(method, 200)).toEqual(['store', 0])
  })

  it.each([
    ['Location', 'Location: /widgets', 'origin'], ['Content-Location', 'Content-Location: http://LAB.test:80/widgets#part', 'origin'], ['a relative one', 'Location: ../widgets', 'origin'], ['one of another origin', 'Location: http://other.test/widgets', 'store'],
    ['one of another port', 'Location: http://lab.test:81/widgets', 'store'], ['one of another scheme', 'Location: https://lab.test/widgets', 'store'], ['one that is no reference', 'Location: http://[', 'store'],
  ])('of what the answer names: %s', (_, field, from) => {
    expect(after('POST', 201, { uri: 'http://lab.test/a/b', fields: lines(field) })[0]).toBe(from)
  })

  it('of every variant, and of what is written in another way', () => {
    const asking = new Asking()
    for (const foo of [1, 2]) asking.ask({ fields: lines(`Foo: ${foo}`) }, { fields: lines('Cache-Control: max-age=100', 'Vary: Foo') })
    expect(asking.ask({ method: 'DELETE', uri: 'http://lab.test/x/../widgets' }, { status: 204 }).received).toMatchObject({ invalidated: 2 })
  })

  it('purging forgets one URI or all', () => {
    const asking = new Asking()
    for (const uri of [URI, `${URI}/7`, `${URI}/8`]) asking.ask({ uri }, { fields: lines('Cache-Control: max-age=100') })
    expect([asking.cache.purge(`${URI}/7`), asking.cache.purge(), asking.cache.purge(), asking.cache.bytes]).toEqual([1, 2, 0, 0])
  })
})
