// No process of topologies outlives the core that started it, however that ends.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../store/records.ts'

const OWNER = join(import.meta.dirname, 'owner.ts')

/** Starts a core with a topology. @returns it, the id of the process of its topologies, and the port at which they answer */
async function start(): Promise<{ owner: ChildProcess; pid: number; port: number }> {
  const owner = spawn(process.execPath, [OWNER, temporaryFolder()], { stdio: ['pipe', 'pipe', 'inherit'] })
  for await (const line of createInterface(owner.stdout)) return { owner, ...(JSON.parse(line) as { pid: number; port: number }) }
  throw new Error('it said nothing')
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

it.each([
  ['was killed', (owner: ChildProcess) => owner.kill('SIGKILL')],
  ['ends in order', (owner: ChildProcess) => owner.stdin?.end()],
])('it is gone when the core %s', async (_, end) => {
  const { owner, pid, port } = await start()
  expect([isThere(pid), (await fetch(`http://127.0.0.1:${port}/widgets`)).status]).toEqual([true, 200])
  const exited = once(owner, 'exit')
  end(owner)
  await exited
  await expect.poll(() => isThere(pid)).toBe(false)
})

it('does not mind the signals that a terminal sends to all', async () => {
  const { owner, pid, port } = await start()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.kill(pid, signal)
  expect((await fetch(`http://127.0.0.1:${port}/widgets`)).status).toBe(200)
  const exited = once(owner, 'exit')
  owner.stdin?.end()
  await exited
})
