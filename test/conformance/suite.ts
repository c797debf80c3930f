// The public suite (https://github.com/http-tests/cache-tests) in a folder: its origin, its client and what its results mean.
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'

/** What the suite says of one of its tests. `kind` absent: required. */
export interface SuiteTest {
  readonly id: string
  readonly name: string
  readonly kind?: 'required' | 'optimal' | 'check'
  readonly depends_on?: readonly string[]
  readonly browser_only?: boolean
}
/** True, or which of the suite's assertions failed and how; `Setup` means that the test could not be made. */
export type SuiteResult = true | readonly [name: string, message: string]
export interface Suite { readonly folder: string; readonly client: string; readonly server: string; readonly tests: readonly SuiteTest[] }

/** The engine has a folder of its own since 2021; version 0.4.5, the one on npm, has it at the top. */
const LAYOUTS = [{ client: 'test-engine/cli.mjs', server: 'test-engine/server/server.mjs' }, { client: 'cli.mjs', server: 'server/server.mjs' }]

/** @returns the suite in a folder. @throws Error that says what is missing there */
export async function openSuite(path: string): Promise<Suite> {
  const folder = resolve(path)
  const layout = LAYOUTS.find(({ client, server }) => [client, server, 'tests/index.mjs'].every(file => existsSync(join(folder, file))))
  if (!layout) throw new Error(`${folder} does not hold the suite: there is neither ${LAYOUTS.map(({ client }) => client).join(' nor ')}. Get it with "npm pack http-cache-tests" or from its repository, and run "npm install --ignore-scripts" in it.`)
  const { default: groups } = await import(pathToFileURL(join(folder, 'tests/index.mjs')).href) as { default: readonly { readonly tests: readonly SuiteTest[] }[] }
  return { ...layout, folder, tests: groups.flatMap(({ tests }) => tests).filter(({ browser_only: isForBrowsers }) => !isForBrowsers) }
}

/** Starts the suite's own origin and waits until it takes connections. @returns what ends it */
export async function startOrigin({ folder, server }: Suite, port: number): Promise<() => Promise<void>> {
  const child = spawn(process.execPath, [server], { cwd: folder, env: { ...process.env, ...config({ port: String(port) }) }, stdio: 'ignore' })
  const end = () => ended(child)
  for (let tries = 0; tries < 100; tries += 1) {
    if (child.exitCode !== null) throw new Error(`the suite's origin did not start on port ${port}: exit code ${child.exitCode}`)
    if (await isListening(port)) return end
    await sleep(50)
  }
  await end()
  throw new Error(`the suite's origin does not listen on port ${port}`)
}

/** Runs all of the suite, or one test, through the cache at `port`. @returns the results by id; of one test what its client says instead */
export async function runClient({ folder, client }: Suite, port: number, id = ''): Promise<string> {
  const child = spawn(process.execPath, ['--no-warnings', client], { cwd: folder, env: { ...process.env, ...config({ base: `http://127.0.0.1:${port}`, id }) }, stdio: ['ignore', 'pipe', 'inherit'] })
  const parts: Buffer[] = []
  child.stdout.on('data', (part: Buffer) => parts.push(part))
  const code = await new Promise<number | null>(done => child.once('close', done))
  if (code !== 0) throw new Error(`the suite's client ended with exit code ${code}`)
  return Buffer.concat(parts).toString('utf8')
}

/** The suite reads its settings as npm hands them to a script. */
function config(settings: Readonly<Record<string, string>>): Record<string, string> {
  const all = { protocol: 'http', port: '', base: '', id: '', pidfile: join(tmpdir(), `http-cache-tests-${process.pid}.pid`), ...settings }
  return Object.fromEntries(Object.entries(all).flatMap(([name, value]) => [[`npm_config_${name}`, value], [`npm_package_config_${name}`, value]]))
}

function isListening(port: number): Promise<boolean> {
  return new Promise(done => {
    const socket = connect({ port, host: '127.0.0.1' })
    socket.once('connect', () => done(true)).once('error', () => done(false)).once('close', () => socket.destroy())
    socket.once('connect', () => socket.destroy())
  })
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const closed = new Promise(done => child.once('close', done))
  child.kill()
  await closed
}
