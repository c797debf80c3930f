// Long work in steps: at once for a command and a test, in turns where others wait for the processor.

/** Each `yield` is a place to stop at. */
export type Steps<T> = Generator<void, T>

/** Hears how much of long work is done, from 0 to 1. */
export type Tell = (done: number) => void

/** How long a turn lasts, in milliseconds. */
const TURN_MS = 8

export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}

export async function inTurns<T>(steps: Steps<T>): Promise<T> {
  for (;;) {
    const endMs = performance.now() + TURN_MS
    do {
      const { done, value } = steps.next()
      if (done) return value
    } while (performance.now() < endMs)
    await new Promise(resolve => setImmediate(resolve))
  }
}
