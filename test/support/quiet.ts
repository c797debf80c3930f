// A wait for silence. A process that was not let run for a while finds its timers over before it hears what came meanwhile, so it waits in steps, with a look at what came after each.

const STEPS = 10

export interface Quiet {
  /** Begins anew: something came. */
  readonly wait: (ms: number) => void
  readonly end: () => void
}

/** @param act is done when nothing began it anew for as long as was said */
export function quiet(act: () => void): Quiet {
  let timer: NodeJS.Timeout | undefined
  function wait(ms: number, left = STEPS): void {
    clearTimeout(timer)
    timer = setTimeout(() => { if (left > 1) wait(ms, left - 1); else act() }, ms / STEPS)
  }
  return { wait: ms => wait(ms), end: () => clearTimeout(timer) }
}
