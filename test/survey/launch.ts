// Starts a server as a process group of its own, and stops that group, whatever happens.
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { ask } from './ask.ts'
import type { Place, Program, Server } from './server.ts'
import { freePort } from '../support/free-port.ts'

const BUILD_MS = 180_000
const READY_MS = 30_000
const STOP_MS = 3_000
const HELLO = 'Hello, survey.\n'
const READY = Buffer.from('GET /hello.txt HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')

const running = new Map<ChildProcess, Place>()
process.on('exit', () => running.forEach((place, child) => {
  signal(child, 'SIGKILL')
  removeFolder(place)
}))

export interface Running { readonly place: Place; readonly stop: () => Promise<void> }

/** @returns the server once it answers. @throws Error with what it printed when it does not. */
export async function launch(server: Server, backend: number): Promise<Running> {
  const place = await makePlace(backend)
  const removePlace = () => removeFolder(place)
  try {
    const program = server.program(place)
    writeFiles(place, program)
    if (program.build) await promisify(execFile)(program.build[0], program.build.slice(1), { timeout: BUILD_MS, cwd: place.folder })
    const child = spawn(program.command, [...program.args], {
      cwd: place.folder, env: { ...process.env, ...program.env }, detached: process.platform !== 'win32', stdio: ['ignore', 'pipe', 'pipe'],
    })
    running.set(child, place)
    let printed = ''
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => { printed = (printed + text).slice(-2_000) })
    child.on('error', error => { printed += error.message })
    const stop = async () => {
      await stopChild(child)
      removePlace()
    }
    if (await isReady(child, place.port)) return { place, stop }
    // That a program is not there is said in the next turn only.
    await sleep(1)
    await stop()
    throw new Error(`${server.name} did not answer on port ${place.port}: ${printed.trim()}`)
  } catch (error) {
    removePlace()
    throw error
  }
}

async function makePlace(backend: number): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'lab501-survey-'))
  // Some servers give up the rights that they were started with.
  chmodSync(folder, 0o777)
  const www = join(folder, 'www')
  mkdirSync(www)
  writeFileSync(join(www, 'hello.txt'), HELLO)
  // Or a DELETE that works would take the file from the requests after it.
  chmodSync(www, 0o555)
  return { folder, www, port: await freePort(), backend, app: name => join(import.meta.dirname, 'apps', name) }
}

function removeFolder({ folder, www }: Place): void {
  if (!existsSync(folder)) return
  chmodSync(www, 0o755)
  rmSync(folder, { recursive: true, force: true })
}

function writeFiles({ folder }: Place, { files = {} }: Program): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
}

async function isReady(child: ChildProcess, port: number): Promise<boolean> {
  const end = performance.now() + READY_MS
  while (performance.now() < end && child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
    const { response } = await ask(port, READY)
    if (response.length > 0) return true
    await sleep(100)
  }
  return false
}

function signal(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined) return
  try {
    // The whole group: workers go with their master.
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, name)
  } catch {
    running.delete(child)
  }
}

async function stopChild(child: ChildProcess): Promise<void> {
  const isGone = child.exitCode !== null || child.signalCode !== null || child.pid === undefined
  const gone = isGone ? Promise.resolve() : once(child, 'exit')
  signal(child, 'SIGTERM')
  await Promise.race([gone, sleep(STOP_MS, undefined, { ref: false })])
  signal(child, 'SIGKILL')
  await gone
  running.delete(child)
}
