// How long an exchange may take as a whole, from waiting for a connection to its last octet, and whether anybody still waits for it.

/** The simulator's longest delay is 30 s; an answer that takes longer than this does not come. */
export const ANSWER_MS = 45_000

/** Nobody waits for the answer any more: whoever asked for it is gone. */
export class GivenUp extends Error {
  constructor() {
    super('nobody waits for the answer any more')
    this.name = 'GivenUp'
  }
}

class OutOfTime extends Error {
  constructor(ms: number) {
    super(`it took longer than ${ms} ms`)
    this.name = 'TimeoutError'
  }
}

/**
 * Never ends early: undici's own timers are coarse, and do.
 * @param gone aborted when nobody waits any more @param run is given a signal that is aborted then, or after `ms`
 */
export async function withPatience<T>(ms: number, gone: AbortSignal | undefined, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const over = new AbortController()
  const leave = () => over.abort(gone?.reason)
  const timer = setTimeout(() => over.abort(new OutOfTime(ms)), ms)
  if (gone?.aborted) leave()
  gone?.addEventListener('abort', leave, { once: true })
  try {
    return await run(over.signal)
  } finally {
    clearTimeout(timer)
    gone?.removeEventListener('abort', leave)
  }
}
