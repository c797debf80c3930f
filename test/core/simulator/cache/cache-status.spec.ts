import { describe, expect, it } from 'vitest'
import { cacheStatus } from '../../../../electron/core/simulator/cache/cache-status.ts'
import { Asking, lines, second, valueOf, type Asked, type Reply } from './asking.ts'

const told = (fields: string[], again: Asked = {}, reply: Reply | 'failed' = {}, seconds = 3) => valueOf(second(lines(...fields), { again, reply, seconds }).answer, 'cache-status') ?? ''
const ETAG = 'ETag: "a"'

describe('Cache-Status (RFC 9211)', () => {
  it.each([
    ['a hit', told(['Cache-Control: max-age=60']), 'edge; hit; ttl=57'],
    ['a stale hit', told(['Cache-Control: max-age=1'], { fields: lines('Cache-Control: max-stale') }), 'edge; hit; ttl=-2'],
    ['a 304 of its own', told(['Cache-Control: max-age=60', ETAG], { fields: lines('If-None-Match: "a"') }), 'edge; hit; ttl=57'],
    ['a miss', valueOf(new Asking().ask().answer, 'cache-status'), 'edge; fwd=uri-miss; fwd-status=200'],
    ['a miss that was stored', valueOf(new Asking().ask({}, { status: 501, fields: lines('Cache-Control: max-age=60') }).answer, 'cache-status'), 'edge; fwd=uri-miss; fwd-status=501; stored; ttl=60'],
    ['another variant', told(['Cache-Control: max-age=60', 'Vary: Foo'], { fields: lines('Foo: 1') }), 'edge; fwd=vary-miss; fwd-status=200'],
    ['a method', told([], { method: 'FROBNICATE' }, { status: 501 }), 'edge; fwd=method; fwd-status=501'],
    ['a part of what is stored', told(['Cache-Control: max-age=60'], { fields: lines('Range: bytes=0-1') }), 'edge; hit; ttl=57'],
    ['parts', told(['Cache-Control: max-age=60'], { fields: lines('Range: bytes=0-0,2-2') }, { status: 206 }), 'edge; fwd=bypass; fwd-status=206'],
    ['what the client wants', told(['Cache-Control: max-age=60'], { fields: lines('Cache-Control: no-cache') }), 'edge; fwd=request; fwd-status=200'],
    ['a validation', told(['Cache-Control: max-age=1', ETAG], {}, { status: 304, fields: lines(ETAG, 'Cache-Control: max-age=7') }), 'edge; fwd=stale; fwd-status=304; ttl=7'],
    ['a failed one', told(['Cache-Control: max-age=1'], {}, 'failed'), 'edge; fwd=stale; ttl=-2'],
    ['an error that was not shown', told(['Cache-Control: max-age=1, stale-if-error=9'], {}, { status: 503 }), 'edge; fwd=stale; fwd-status=503; ttl=-2'],
  ])('of %s', (_, said, expected) => {
    expect(said?.replaceAll(';', '; ').replaceAll(';  ', '; ')).toBe(expected)
  })

  it('comes after what caches nearer to the origin said, each time anew', () => {
    const asking = new Asking()
    asking.ask({}, { fields: lines('Cache-Control: max-age=60', 'Cache-Status: inner; hit') })
    expect(asking.ask().answer?.fields.filter(([name]) => name === 'Cache-Status').map(([, value]) => value.split(';')[0])).toEqual(['inner', 'edge'])
  })

  it('writes a name that is no token as a string', () => {
    expect(cacheStatus('7 "edge"', { hit: true })).toEqual(['Cache-Status', '"7 \\"edge\\"";hit'])
  })
})
