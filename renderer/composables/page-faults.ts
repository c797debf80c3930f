// The page's own errors, for a report of a problem.

const MOST = 20
const LONGEST = 2_000
const faults: string[] = []

/** Keeps what goes wrong in this window from now on. */
export function keepFaults(window: Window): void {
  const keep = (fault: unknown) => {
    const text = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)
    faults.push(`${new Date().toISOString()} ${text}`.slice(0, LONGEST))
    if (faults.length > MOST) faults.shift()
  }
  window.addEventListener('error', ({ error, message }) => keep(error ?? message))
  window.addEventListener('unhandledrejection', ({ reason }) => keep(reason))
}

/** @returns the latest last */
export function keptFaults(): readonly string[] {
  return faults
}
