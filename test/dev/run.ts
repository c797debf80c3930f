// `npm run dev`: page and core from their sources. Vite brings each save of the page; a save of the core or of a lab starts the core again, and the page connects anew.
import { fork, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { watch } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as pass } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { createServer } from 'vite'
import type { DevCore } from './core.ts'
import { freePort } from '../support/free-port.ts'

const ROOT = join(import.meta.dirname, '..', '..')
/** What the core is made of; tests, texts about it and what editors leave behind are not. */
const OF_THE_CORE = /^electron\/(?!desktop\/|main\.ts|preload\.ts).*\.(ts|json)$|^labs\/(?!.*\/?\.).*[^~]$/
/** An editor writes a file in several steps, and a switch of branches many files. */
const QUIET_MS = 150
const LONGEST_STOP_MS = 6_000

const { values } = parseArgs({ options: { data: { type: 'string', default: join(ROOT, 'out', 'dev-data') }, port: { type: 'string', default: '5173' } } })
const say = (line: string): void => void process.stdout.write(`${line}\n`)
const asked: DevCore = { data: resolve(values.data), port: await freePort(), token: randomBytes(24).toString('base64url') }
let core: ChildProcess | undefined
let turn = Promise.resolve()
let changed: string | undefined

function begin(): void {
  const child = fork(join(import.meta.dirname, 'core.ts'), { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  core = child
  child.on('message', () => say(`The core runs (process ${child.pid ?? '?'}).`))
  child.once('exit', code => {
    if (core !== child) return
    core = undefined
    say(`The core ended (${code ?? 'by a signal'}); the next save starts it again.`)
  })
  child.send(asked, () => undefined)
}

/** Ends the core in order: its store is one process's alone. */
async function end(): Promise<void> {
  const child = core
  core = undefined
  if (!child || child.exitCode !== null || child.signalCode !== null) return
  const over = once(child, 'exit')
  if (child.connected) child.disconnect()
  if (await Promise.race([over, pass(LONGEST_STOP_MS, 'late', { ref: false })]) === 'late') child.kill('SIGKILL')
  await over
}

function onSaved(file: string): void {
  if (!OF_THE_CORE.test(file)) return
  const isFirst = changed === undefined
  changed = file
  if (!isFirst) return
  turn = turn.then(async () => {
    await pass(QUIET_MS)
    say(`${changed ?? file} was saved: the core starts again.`)
    changed = undefined
    await end()
    begin()
  })
}

const watchers = ['electron', 'labs'].map(folder => watch(join(ROOT, folder), { recursive: true }, (_event, file) => { if (file !== null) onSaved(`${folder}/${file.replaceAll('\\', '/')}`) }))
begin()
const vite = await createServer({
  configFile: join(ROOT, 'renderer', 'vite.config.ts'),
  server: { port: Number(values.port), proxy: { '^/bridge$': { target: `http://127.0.0.1:${asked.port}`, ws: true, changeOrigin: true, rewriteWsOrigin: true } } },
})
await vite.listen()
say(`Lab 501 runs from its sources: ${vite.resolvedUrls?.local[0] ?? ''}#token=${asked.token}`)
await Promise.race(['SIGINT', 'SIGTERM', 'SIGHUP'].map(signal => once(process, signal)))
for (const watcher of watchers) watcher.close()
await turn
await Promise.all([end(), vite.close()])
process.exit(0)
