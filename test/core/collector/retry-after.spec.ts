// When to try again: what Retry-After asks for (RFC 9110 §10.2.3), else longer each time.
import { expect, it } from 'vitest'
import { readRetryAfter, waitMs } from '../../../electron/core/collector/retry-after.ts'

const NOW = Date.UTC(2026, 10, 30, 12)

it.each([
  ['120', 120_000], ['0', 0], [' 5 ', 5_000], ['Mon, 30 Nov 2026 12:00:30 GMT', 30_000], ['Mon, 30 Nov 2026 11:00:00 GMT', 0], ['999999999', 3_600_000],
  [undefined, undefined], ['', undefined], ['-1', undefined], ['1.5', undefined], ['soon', undefined], ['soon GMT', undefined], ['2026-11-30', undefined],
])('Retry-After: %s', (value, ms) => {
  expect(readRetryAfter(value, NOW)).toBe(ms)
})

it('waits at least as long as it is asked to, and those who were told the same not equally long', () => {
  expect([waitMs(1, 10_000, 0), waitMs(9, 10_000, 0.5)]).toEqual([10_000, 11_000])
})

it('waits twice as long each time, up to five minutes, and never less than half of it', () => {
  expect([1, 2, 3, 4].map(failed => waitMs(failed, undefined, 1))).toEqual([2_000, 4_000, 8_000, 16_000])
  expect([1, 2, 3, 4].map(failed => waitMs(failed, undefined, 0))).toEqual([1_000, 2_000, 4_000, 8_000])
  expect(waitMs(60, undefined, 1)).toBe(300_000)
})
