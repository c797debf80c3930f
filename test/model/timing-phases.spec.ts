// Where the time of an exchange went, and why its connection ended.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Exchange, Timing } from '../../electron/model/exchange.ts'
import { ENDING_REASONS, endingOf, phasesOf } from '../../electron/model/timing-phases.ts'
import { capture } from '../support/transcript.ts'

const one = (transcript: string) => capture(transcript)[0] as Exchange
const phases = (side: 'client' | 'server', timing: Omit<Timing, 'startedWallMs'>, version = '1.1') =>
  phasesOf({ ...one(`> GET / HTTP/${version}`), side, timing: { startedWallMs: 0, ...timing } }).map(({ kind, fromMs, toMs }) => `${kind} ${fromMs}-${toMs}`)
/** A transcript has no frames; the version is what tells. */
const http2 = (exchange: Exchange): Exchange => ({ ...exchange, ...(exchange.request && { request: { ...exchange.request, version: 'HTTP/2' } }) })

it('the asking end connects, waits and receives; the answering end answers and writes', () => {
  expect(phases('client', { connectMs: 2, firstByteMs: 5, lastByteMs: 9 })).toEqual(['connect 0-2', 'wait 2-5', 'receive 5-9'])
  expect(phases('client', { firstByteMs: 5, lastByteMs: 5 })).toEqual(['wait 0-5', 'receive 5-5'])
  expect(phases('server', { firstByteMs: 1, lastByteMs: 4 })).toEqual(['answer 0-1', 'write 1-4'])
  expect(phases('client', { connectMs: 2 })).toEqual(['connect 0-2'])
  expect(phases('server', {})).toEqual([])
})

it('a stream of HTTP/2 is timed from its own beginning, after its connection', () => {
  expect(phasesOf({ ...http2(one('> GET / HTTP/1.1')), timing: { startedWallMs: 0, connectMs: 2, firstByteMs: 3, lastByteMs: 4 } }).map(({ toMs }) => toMs)).toEqual([2, 5, 6])
})

it('whatever the clock did, phases follow each other without gaps', () => {
  const ms = fc.option(fc.double({ min: -5, max: 1_000, noNaN: true }), { nil: undefined })
  fc.assert(fc.property(ms, ms, ms, fc.constantFrom('client' as const, 'server' as const), (connectMs, firstByteMs, lastByteMs, side) => {
    const timing = { startedWallMs: 0, ...(connectMs !== undefined && { connectMs }), ...(firstByteMs !== undefined && { firstByteMs }), ...(lastByteMs !== undefined && { lastByteMs }) }
    let at = 0
    for (const { fromMs, toMs } of phasesOf({ ...one('> GET / HTTP/1.1'), side, timing })) {
      expect(fromMs).toBe(at)
      expect(toMs).toBeGreaterThanOrEqual(fromMs)
      at = toMs
    }
  }))
})

const OK = '> GET / HTTP/1.1\n< HTTP/1.1 200 OK\n< Content-Length: 0'
const ENDS: Readonly<Record<string, Exchange>> = {
  'kept-open': one(OK),
  'close-said': one(`@ ending=server-closed\n${OK}\n< Connection: foo, Close`),
  'close-asked': one('@ ending=server-closed\n> GET / HTTP/1.1\n> Connection: close\n< HTTP/1.1 204 No Content'),
  'old-version': one('@ ending=server-closed\n> GET / HTTP/1.0\n< HTTP/1.1 204 No Content'),
  'marks-end': one('@ ending=server-closed\n> GET / HTTP/1.1\n< HTTP/1.1 200 OK\n<\n< all'),
  'server-left-early': one('@ ending=server-closed\n> GET / HTTP/1.1'),
  'server-left': one(`@ ending=server-closed\n${OK}`),
  'client-left-early': one('@ ending=client-closed\n> GET / HTTP/1.1\n< HTTP/1.1 200 OK\n< Content-Length: 9\n<\n< a'),
  'client-left': one(`@ ending=client-closed\n${OK}`),
  reset: one('@ ending=reset\n> GET / HTTP/1.1'),
  'timed-out': one('@ ending=timed-out\n> GET / HTTP/1.1'),
  refused: one('@ ending=refused'),
  'stream-over': http2(one(OK)),
  'stream-reset': http2(one('@ ending=reset\n> GET / HTTP/1.1')),
}

it.each(ENDING_REASONS)('a connection can have the reason %s', reason => {
  expect(ENDS[reason] && endingOf(ENDS[reason])).toEqual({ reason, section: expect.stringMatching(/^RFC \d+ §\d/) })
})

it('of HTTP/2 the RFC of HTTP/2 speaks', () => {
  expect(endingOf(http2({ ...one(OK), ending: 'server-closed' })).section).toBe('RFC 9113 §9.1')
})
