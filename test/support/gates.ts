// Answers of a core that come when a test says so.
import { expect } from 'vitest'
import { CallFailed } from '../../electron/contract/failure.ts'

/** Answers in the order in which the test says. */
export function gates<T>() {
  const waiting: { give: (value: T) => void; refuse: (why: string) => void }[] = []
  return {
    ask: () => new Promise<T>((resolve, reject) => { waiting.push({ give: resolve, refuse: why => { reject(new CallFailed('unavailable', why)) } }) }),
    async asked(nth: number) {
      await expect.poll(() => waiting.length).toBeGreaterThan(nth)
      const [one] = waiting.slice(nth)
      if (!one) throw new Error('nothing was asked')
      return one
    },
  }
}
