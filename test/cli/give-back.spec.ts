import { constants, PerformanceObserver } from 'node:perf_hooks'
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { giveBackAtRest } from '../../electron/cli/opening/give-back.ts'

/** @returns counts the collections that somebody asked for. */
function watchAskedFor(): () => number {
  let count = 0
  // The types know no kind of entry that has details.
  const take = (entries: readonly object[]) => {
    count += entries.filter(entry => (Number((entry as { detail?: { flags?: number } }).detail?.flags) & constants.NODE_PERFORMANCE_GC_FLAGS_FORCED) !== 0).length
  }
  const observer = new PerformanceObserver(list => take(list.getEntries()))
  observer.observe({ entryTypes: ['gc'] })
  onTestFinished(() => observer.disconnect())
  return () => { take(observer.takeRecords()); return count }
}

afterEach(() => void vi.useRealTimers())

describe('a host that has just begun', () => {
  it('collects once, so that V8 gives back the room that reading the packs took', async () => {
    const count = watchAskedFor()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    using _ = giveBackAtRest()
    vi.advanceTimersByTime(2_999)
    expect(count()).toBe(0)
    vi.advanceTimersByTime(1)
    vi.useRealTimers()
    await expect.poll(count).toBe(1)
  })

  it('does not when it has ended', () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    giveBackAtRest()[Symbol.dispose]()
    expect(vi.getTimerCount()).toBe(0)
  })
})
