// Long work in steps: at once for a command and a test, in turns where others wait for the processor.

/** Each `yield` is a place to stop at. */
export type Steps<T> = Generator<void, T>

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
