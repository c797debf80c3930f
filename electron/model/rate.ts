// A bucket of tokens: so many at once, so many a second after that.

export interface Rate {
  /** @returns whether there was one left. */
  take(): boolean
}

/** @returns a full bucket; `nowMonoMs` is a monotonic clock. */
export function openRate(burst: number, perSecond: number, nowMonoMs: () => number = () => performance.now()): Rate {
  let left = burst
  let last = nowMonoMs()
  return {
    take() {
      const now = nowMonoMs()
      left = Math.min(burst, left + ((now - last) / 1_000) * perSecond)
      last = now
      if (left < 1) return false
      left -= 1
      return true
    },
  }
}
