// The simulator under a load: started with its limits, asked for its memory, stopped at the end of a block.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import type { Limits } from '../../../electron/model/scenario.ts'

const State = z.object({ grownMiB: z.number(), heapMiB: z.number(), sockets: z.number() })
export type ServerState = z.infer<typeof State>

export interface LoadedServer extends AsyncDisposable {
  readonly port: number
  /** `grownMiB` is the most that was resident beyond the start; `heapMiB` is after a collection. */
  readonly state: () => Promise<ServerState>
}

/** @returns a server that listens. @param files lowers its limit of open files, on systems that have one */
export async function loadedServer(limits: Partial<Limits> = {}, files?: number): Promise<LoadedServer> {
  const args = ['--expose-gc', join(import.meta.dirname, 'server.ts'), JSON.stringify(limits)]
  const lowered = ['-c', `ulimit -n ${files}; exec "$0" "$@"`, process.execPath, ...args]
  const child = spawn(files === undefined ? process.execPath : 'sh', files === undefined ? args : lowered, { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  const next = async () => String((await lines.next()).value)
  return {
    port: Number(await next()),
    state: async () => {
      child.stdin.write('\n')
      return State.parse(JSON.parse(await next()))
    },
    async [Symbol.asyncDispose]() {
      const exited = child.exitCode === null ? once(child, 'exit') : undefined
      child.stdin.end()
      await exited
    },
  }
}
