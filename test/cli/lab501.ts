// The command line as a person runs it: a child process, its output, its exit code.
import { execFile } from 'node:child_process'
import { join } from 'node:path'

const CLI = join(import.meta.dirname, '..', '..', 'electron', 'cli', 'lab501.js')

export interface Said { readonly code: number; readonly out: string; readonly err: string }

/** @param cwd the folder that it is run in @param within a program that runs it, with its own words */
export function lab501(args: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}, within: readonly string[] = []): Promise<Said> {
  return new Promise(resolve => {
    const [program = process.execPath, ...words] = [...within, process.execPath, CLI, ...args]
    const child = execFile(program, words, { cwd, env: { ...process.env, ...env }, maxBuffer: 16 * 1_048_576 }, (_error, out, err) => resolve({ code: child.exitCode ?? -1, out, err }))
  })
}
