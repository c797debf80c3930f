// Carries out a write plan on a socket, one step after the other.
import type { Socket } from 'node:net'
import type { WriteStep } from './write-plan.ts'

/**
 * Octets are waited for until the system has taken them, so that nothing piles up and a reset does not overtake them.
 * @param taken is told of each step as it begins, and with undefined that everything is written; what `ends` means is up to whoever is told
 * @returns a way to stop it; afterwards `taken` is not called again.
 */
export function runPlan(socket: Socket, plan: readonly WriteStep[], taken: (step: WriteStep | undefined) => void): () => void {
  let at = 0
  let isStopped = false
  let timer: NodeJS.Timeout | undefined
  const next = () => {
    if (isStopped) return
    const step = plan[at]
    at += 1
    taken(step)
    if (!step || 'ends' in step) return
    if ('pauseMs' in step) timer = setTimeout(next, step.pauseMs)
    // A socket that is gone says so by its own events.
    else socket.write(step.bytes, error => { if (!error) next() })
  }
  next()
  return () => {
    isStopped = true
    clearTimeout(timer)
  }
}
