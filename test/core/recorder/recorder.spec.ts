import { afterEach, expect, it, vi } from 'vitest'
import type { ExchangeRecord } from '../../../electron/model/exchange.ts'
import { recorderInto } from '../../support/segments.ts'

it('does not take a connection over ::1 for the client\'s own one over 127.0.0.1 with the same ports', () => {
  const saved: ExchangeRecord[] = []
  const recorder = recorderInto(saved)
  const seen = (nth: number, isIpv6 = false) =>
    ({ clientPort: 40_000, serverPort: 4_501, nth, isIpv6, timing: { startedWallMs: 0 }, ending: 'kept-open', request: Buffer.alloc(0), response: Buffer.alloc(0) }) as const
  recorder.clientConnected(40_000, 4_501, 'composer')
  recorder.record(seen(1), 'server')
  recorder.record(seen(1), 'client', 'composer')
  recorder.record(seen(1, true), 'server')
  recorder.record(seen(2, true), 'server')
  recorder.record(seen(2), 'server')
  recorder.record(seen(2), 'client', 'composer')
  recorder.flush()
  expect(saved.map(({ side, source, trace }) => [side, source, trace])).toEqual([
    ['server', 'composer', 'c0-1.1'], ['client', 'composer', 'c0-1.1'], ['server', 'outside', 'c0-2.1'], ['server', 'outside', 'c0-2.2'], ['server', 'composer', 'c0-1.2'], ['client', 'composer', 'c0-1.2'],
  ])
  expect(saved.some(record => 'isIpv6' in record)).toBe(false)
})

afterEach(() => void vi.useRealTimers())

it('lets the server\'s side wait for the client\'s only as long as that is not recorded', () => {
  vi.useFakeTimers()
  const saved: ExchangeRecord[] = []
  const recorder = recorderInto(saved)
  const seen = (nth: number) => ({ clientPort: 40_000, serverPort: 4_501, nth, timing: { startedWallMs: 0 }, ending: 'kept-open', request: Buffer.alloc(0), response: Buffer.alloc(0) }) as const
  const sides = () => saved.map(({ side, connection: { nth } }) => `${nth} ${side}`)
  recorder.clientConnected(40_000, 4_501, 'composer')
  recorder.record(seen(1), 'client', 'composer')
  vi.advanceTimersByTime(100)
  recorder.record(seen(1), 'server')
  vi.advanceTimersByTime(100)
  expect(sides()).toEqual(['1 client', '1 server'])
  recorder.record(seen(2), 'server')
  vi.advanceTimersByTime(100)
  expect(sides()).toEqual(['1 client', '1 server'])
  vi.advanceTimersByTime(1_000)
  expect(sides()).toEqual(['1 client', '1 server', '2 server'])
})
