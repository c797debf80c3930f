// Runs the desktop app as a child, and knows a window that was closed from one that never came.
import { spawn } from 'node:child_process'

/** The desktop app said by itself why it can't go on. */
const SAID_WHY = 2
/** A sandbox, a driver or a library that is not there stops Electron at once. */
const NEVER_CAME_MS = 15_000

/** @returns the exit code, or undefined when Electron could not even begin. */
export function runElectron(executable: string, project: string, args: readonly string[], neverCameMs = NEVER_CAME_MS): Promise<number | undefined> {
  const began = performance.now()
  return new Promise(resolve => {
    let asked = false
    const child = spawn(executable, [project, ...args], { stdio: 'inherit' })
    // Ctrl-C reaches the whole group, so the app ends itself; a signal to this process alone is handed on.
    const passOn = (signal: NodeJS.Signals) => { asked = true; child.kill(signal) }
    const ignore = () => { asked = true }
    process.on('SIGINT', ignore).on('SIGTERM', passOn).on('SIGHUP', passOn)
    const end = (code: number | undefined) => {
      process.off('SIGINT', ignore).off('SIGTERM', passOn).off('SIGHUP', passOn)
      resolve(code)
    }
    child.once('error', () => end(undefined))
    child.once('exit', code => {
      if (code === 0 || asked) end(0)
      else if (code === SAID_WHY) end(SAID_WHY)
      else end(performance.now() - began < neverCameMs ? undefined : 1)
    })
  })
}
