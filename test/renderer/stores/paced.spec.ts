// What costs much is done at the first call, then with pauses, and once more after the last call.
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { paced } from '../../../renderer/stores/paced.ts'

beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { vi.useRealTimers() })

it('many calls are few runs, each begun a pause after the last one was over', async () => {
  const begun: number[] = []
  const startMs = performance.now()
  const call = paced(async () => {
    begun.push(performance.now() - startMs)
    await new Promise(resolve => setTimeout(resolve, 500))
  }, () => 2_000)
  for (let nth = 0; nth < 60; nth += 1) {
    call()
    await vi.advanceTimersByTimeAsync(100)
  }
  expect(begun).toEqual([0, 2_500, 5_000])
  // Something came after the last run began, so that there is one more, and no other.
  await vi.advanceTimersByTimeAsync(60_000)
  expect(begun).toEqual([0, 2_500, 5_000, 7_500])
})

it('without a pause a call runs at once, and a run that fails is followed by others', async () => {
  let runs = 0
  const call = paced(() => {
    runs += 1
    return Promise.reject(new Error('the lane is lost'))
  }, () => 0)
  for (let nth = 1; nth <= 3; nth += 1) {
    call()
    await vi.advanceTimersByTimeAsync(0)
    expect(runs).toBe(nth)
  }
})
