// Runs a program to its end and keeps what it says.
import { spawn } from 'node:child_process'

export interface Ended {
  /** Null when it was ended by a signal or could not be started. */
  readonly code: number | null
  readonly output: string
}

const MAX_OUTPUT = 100_000

/** @returns how it ended; after `timeoutMs` it is ended. Never rejects. */
export function runChild(command: string, args: readonly string[], cwd: string, timeoutMs: number, env: NodeJS.ProcessEnv = process.env): Promise<Ended> {
  return new Promise(resolve => {
    let output = ''
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], timeout: timeoutMs, killSignal: 'SIGKILL' })
    const keep = (chunk: Buffer) => { output = (output + chunk.toString('utf8')).slice(-MAX_OUTPUT) }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.once('error', error => resolve({ code: null, output: `${output}${error.message}` }))
    child.once('close', code => resolve({ code, output }))
  })
}
