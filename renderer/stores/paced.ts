/**
 * Many calls, few runs, with a pause after each: for what costs so much that doing it at every call would hold up the page.
 * @param pauseMs asked when a run is due: so long after the end of the last one it begins at the earliest
 * @returns a function that sees to it that a run begins after the call. A run that fails is no reason to leave out the next.
 */
export function paced(run: () => Promise<void>, pauseMs: () => number): () => void {
  let is: 'idle' | 'waiting' | 'running' | 'running, wanted' = 'idle'
  let endedMs = Number.NEGATIVE_INFINITY
  function wait(): void {
    is = 'waiting'
    setTimeout(() => void begin(), Math.max(0, endedMs + pauseMs() - performance.now()))
  }
  async function begin(): Promise<void> {
    is = 'running'
    await run().catch(() => undefined)
    endedMs = performance.now()
    if (is === 'running') is = 'idle'
    else wait()
  }
  return () => {
    if (is === 'idle') wait()
    else if (is === 'running') is = 'running, wanted'
  }
}
