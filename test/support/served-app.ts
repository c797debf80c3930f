// The app as `lab501 serve` opens it, in a process of its own that ends by itself when the test lets go.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

const CLI = join(import.meta.dirname, '..', '..', 'electron', 'cli', 'lab501.js')

export interface ServedApp {
  /** With its token. */
  readonly url: string
  readonly pid: number | undefined
  /** Ends the process as Ctrl-C would, or as a crash does. */
  stop(signal?: 'SIGINT' | 'SIGKILL'): Promise<void>
}

/** @returns the running app, which keeps its attempts in `dataFolder`. */
export function serveApp(dataFolder: string, ...more: readonly string[]): Promise<ServedApp> {
  return serveAppAt({}, dataFolder, ...more)
}

/** The same with some names of the environment changed. */
export async function serveAppAt(env: Readonly<Record<string, string>>, dataFolder: string, ...more: readonly string[]): Promise<ServedApp> {
  const child = spawn(process.execPath, [CLI, 'serve', '--no-open', '--port', '0', '--data', dataFolder, ...more], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } })
  const url = await printedUrl(child)
  return {
    url,
    pid: child.pid,
    async stop(signal = 'SIGINT') {
      if (child.exitCode !== null || child.signalCode !== null) return
      const over = once(child, 'exit')
      child.kill(signal)
      await over
    },
  }
}

function printedUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    const hear = (text: Buffer) => {
      said += text.toString()
      const url = /http:\/\/\S+#token=\S+/.exec(said)?.[0]
      if (url !== undefined) resolve(url)
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('exit', code => reject(new Error(`lab501 serve ended with ${code}: ${said}`)))
  })
}
