// Work on a long list in turns, between which the page draws and hears keys.

/** Half of what a frame has at 60 Hz. */
const TURN_MS = 8
/** The clock is not asked for each. */
const AT_ONCE = 32

/** Does `work` for each item, and leaves off where it is no longer wanted. */
export async function takeTurns<T>(items: readonly T[], work: (item: T) => void, isWanted: () => boolean): Promise<void> {
  let until = performance.now() + TURN_MS
  for (let at = 0; at < items.length; at += AT_ONCE) {
    if (performance.now() >= until) {
      await nextTurn()
      if (!isWanted()) return
      until = performance.now() + TURN_MS
    }
    for (const item of items.slice(at, at + AT_ONCE)) work(item)
  }
}

function nextTurn(): Promise<void> {
  const { scheduler } = globalThis as { scheduler?: { yield?: () => Promise<void> } }
  return scheduler?.yield?.() ?? new Promise(resolve => setTimeout(resolve, 0))
}
