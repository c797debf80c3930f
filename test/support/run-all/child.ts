// Runs one program with a deadline, and ends it with everything it started.
import { spawn, type ChildProcess } from 'node:child_process'
import { delimiter, join } from 'node:path'

export const ROOT = join(import.meta.dirname, '../../..')

export interface Ended {
  /** Undefined when a signal or the deadline ended it. */
  readonly code: number | undefined
  /** Both streams, in the order of arrival. */
  readonly output: string
  readonly seconds: number
}

const running = new Set<ChildProcess>()
const GRACE_MS = 20_000
const hasGroups = process.platform !== 'win32'

/** @returns when the program has ended; a program that is not there ends with its reason as output. */
export function runProgram(program: string, args: readonly string[], { timeoutMs, env = {} }: { timeoutMs: number; env?: Readonly<Record<string, string>> }): Promise<Ended> {
  const begun = performance.now()
  const child = spawn(program, args, {
    cwd: ROOT,
    detached: hasGroups,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A bare `node` or `npm` in a test is the project's, however the tests were started.
    env: { ...process.env, PATH: [join(ROOT, 'node_modules/.bin'), process.env['PATH']].join(delimiter), FORCE_COLOR: '0', NO_COLOR: '1', ...env },
  })
  running.add(child)
  return new Promise(resolve => {
    const parts: string[] = []
    let isLate = false
    const end = (code: number | null) => {
      clearTimeout(deadline)
      running.delete(child)
      resolve({ code: isLate ? undefined : (code ?? undefined), output: parts.join(''), seconds: (performance.now() - begun) / 1_000 })
    }
    const deadline = setTimeout(() => {
      isLate = true
      parts.push(`\n${program} was ended after ${Math.round(timeoutMs / 1_000)} s\n`)
      interrupt(child)
    }, timeoutMs)
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (part: string) => parts.push(part))
    child.on('error', error => { parts.push(error.message); end(null) }).on('close', end)
  })
}

/** Runs a script of the project's tools with this very Node. */
export function runTool(script: string, args: readonly string[], options: { timeoutMs: number; env?: Readonly<Record<string, string>> }): Promise<Ended> {
  return runProgram(process.execPath, [join(ROOT, 'node_modules', script), ...args], options)
}

/** Ends what is still running; for when this process is told to end. */
export function killAll(): void {
  for (const child of running) interrupt(child)
}

// Playwright's workers are in groups of their own: only when it is asked to end does it end them, and it writes its report then.
function interrupt(child: ChildProcess): void {
  signal(child, 'SIGINT')
  setTimeout(() => { if (running.has(child)) signal(child, 'SIGKILL') }, GRACE_MS).unref()
}

function signal(child: ChildProcess, name: 'SIGINT' | 'SIGKILL'): void {
  if (child.pid === undefined) return
  try {
    if (hasGroups) process.kill(-child.pid, name)
    else child.kill(name)
  } catch {
    child.kill(name)
  }
}
