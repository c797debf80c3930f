// The app has no network access of its own: every connection of a served app that works a lab, and of the commands, is written down.
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildWhenStale } from '../../electron/cli/opening/build-page.ts'
import { PROJECT } from '../../electron/cli/opening/project.ts'
import { pageOn } from '../served/support.ts'

const HOOK = new URL('../support/watch-sockets.js', import.meta.url).href
/** Loopback (RFC 1122 §3.2.1.3, RFC 4291 §2.5.3), and its one name, for which nobody is asked (RFC 6761 §6.3). */
const isHere = (host: string) => /^(127(\.\d+){3}|::1|localhost)$/.test(host)
const running = new Set<ChildProcess>()
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lab501-network-'))
  await buildWhenStale(PROJECT, () => undefined)
}, 120_000)
afterAll(() => {
  for (const child of running) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

/** Every Node that is started from there is watched. */
const env = (name: string) => ({ ...process.env, NODE_OPTIONS: `--import ${HOOK}`, LAB501_SOCKETS: join(folder, name), ELECTRON_SKIP_BINARY_DOWNLOAD: '1' })
/** What was noted in a file: each kind of connection with its processes. */
function noted(name: string) {
  const lines = existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8').trim().split('\n').map(line => line.split(' ')) : []
  return { processes: new Set(lines.map(([pid]) => pid)), away: lines.filter(([, kind, host = '']) => kind !== 'path' && !isHere(host)), here: lines.filter(([, kind]) => kind === 'tcp').length }
}

describe('the app', () => {
  it('connects to loopback alone, with each lab, a playground and an audit, in both of its processes', async () => {
    const child = spawn(process.execPath, ['electron/cli/lab501.js', 'serve', '--no-open', '--port', '0', '--data', join(folder, 'data')], { cwd: PROJECT, env: env('served'), stdio: ['ignore', 'pipe', 'inherit'] })
    running.add(child)
    const [line] = await once(child.stdout.setEncoding('utf8'), 'data') as [string]
    const url = line.slice(line.indexOf('http')).trim()
    const caller = await pageOn({ url, port: Number(new URL(url).port), close: async () => undefined })
    const draft = { kind: 'structured' as const, method: 'FROBNICATE', target: '/widgets', fields: [], content: '' }
    for (const { id } of await caller.call('labs.list', {})) {
      const { attempt } = await caller.call('attempts.open', { lab: id })
      await caller.call('requests.send', { attempt: attempt.id, draft })
    }
    const [starter] = await caller.call('benches.starters', {})
    if (!starter) throw new Error('there is no starter')
    const { attempt: { id: attempt } } = await caller.call('benches.begin', { setup: starter.setup })
    await caller.call('audits.plan', { attempt, plan: { kind: 'conformance', target: '/', isSafe: false } })
    await caller.call('audits.run', { attempt, kind: 'conformance', mayChange: true })
    await expect.poll(async () => (await caller.call('audits.list', { attempt }))[0]?.state).toBe('done')
    child.kill('SIGINT')
    await once(child, 'close')
    running.delete(child)
    const { processes, away, here } = noted('served')
    expect(away).toEqual([])
    expect(here).toBeGreaterThan(10)
    // The topologies are in a process of their own, and it is watched too.
    expect(processes.size).toBeGreaterThan(1)
  })

  it.each(['list', 'run reproduce-501', 'pack validate labs/first-steps', 'pack test labs/first-steps', 'doctor'])('connects to loopback alone: lab501 %s', async line => {
    const child = spawn(process.execPath, ['electron/cli/lab501.js', ...line.split(' ')], { cwd: PROJECT, env: { ...env('commands'), LAB501_DATA: join(folder, 'commands-data') }, stdio: 'ignore' })
    await once(child, 'close')
    expect(noted('commands').away).toEqual([])
  })
})

describe('the watch', () => {
  it('notices a name that is looked up and a connection elsewhere', async () => {
    const tries = `require('node:net').connect({ host: '192.0.2.1', port: 9 }).on('error', () => {}).destroy(); require('node:dns').lookup('lab.invalid', () => {}); process.exit(0)`
    await promisify(execFile)(process.execPath, ['-e', tries], { env: env('noticed') })
    expect(noted('noticed').away.map(([, ...rest]) => rest.join(' '))).toEqual(['tcp 192.0.2.1 9', 'name lab.invalid'])
  })
})
