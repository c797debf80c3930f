// A page that crashed comes back where it was: its place is in its URL, the learner's work is in the store.
import type { RenderProcessGoneDetails, WebContents } from 'electron'

const MAX_REVIVALS = 3
const WITHIN_MS = 60_000

export interface Reviver {
  readonly contents: Pick<WebContents, 'on' | 'reload' | 'isDestroyed'>
  /** The page crashed again and again. */
  readonly giveUp: (reason: string) => void
  readonly log: (line: string) => void
  readonly nowMonoMs?: () => number
}

/**
 * Reloads the page when its process dies.
 * @returns a function that reloads it for another reason, within the same limit.
 */
export function reviveOnCrash({ contents, giveUp, log, nowMonoMs = () => performance.now() }: Reviver): (reason: string) => void {
  let revivals: number[] = []

  function revive(reason: string): void {
    log(`desktop: the page is loaded again: ${reason}`)
    if (contents.isDestroyed()) return
    const now = nowMonoMs()
    revivals = [...revivals.filter(then => now - then < WITHIN_MS), now]
    if (revivals.length > MAX_REVIVALS) giveUp(reason)
    else contents.reload()
  }

  contents.on('render-process-gone', (_event: unknown, { reason, exitCode }: RenderProcessGoneDetails) => {
    if (reason !== 'clean-exit') revive(`its process is gone (${reason}, ${exitCode})`)
  })
  return revive
}
