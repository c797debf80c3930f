/**
 * Many calls, few runs: a call during a run waits for one more run after it.
 * @returns a function whose promise settles when a run that began after the call is over.
 */
export function coalesce(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  let next: Promise<void> | undefined
  const start = () => {
    running = run().finally(() => { running = undefined })
    return running
  }
  return () => {
    // First: when one is over, the next one may not have started yet.
    if (next) return next
    if (!running) return start()
    next = running.catch(() => undefined).then(() => {
      next = undefined
      return start()
    })
    return next
  }
}
