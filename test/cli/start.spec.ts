// The commands as somebody types them, in processes of their own.
import { spawn, type ChildProcess } from 'node:child_process'
import { createServer } from 'node:net'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildWhenStale } from '../../electron/cli/opening/build-page.ts'
import { PROJECT } from '../../electron/cli/opening/project.ts'
import { dialBridge, pageOn, tokenOf } from '../served/support.ts'

let folder: string
const started = new Set<ChildProcess>()
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lab501-start-'))
  await buildWhenStale(PROJECT, () => undefined)
}, 120_000)
afterAll(() => {
  for (const child of started) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

/** Without a display and without a download, whatever the machine has. */
function lab501(...args: string[]) {
  const { DISPLAY: _x, WAYLAND_DISPLAY: _wayland, ...env } = process.env
  const child = spawn(process.execPath, ['electron/cli/lab501.js', ...args], { cwd: PROJECT, env: { ...env, ELECTRON_SKIP_BINARY_DOWNLOAD: '1', LAB501_DATA: join(folder, 'env') } })
  started.add(child)
  const output = { out: '', err: '' }
  child.stdout.on('data', (chunk: Buffer) => { output.out += chunk.toString() })
  child.stderr.on('data', (chunk: Buffer) => { output.err += chunk.toString() })
  const ended = once(child, 'close').then(([code]) => { started.delete(child); return { code: code as number, ...output } })
  const line = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', () => { if (output.out.includes('\n')) resolve(output.out.trimEnd()) })
    void ended.then(({ err }) => reject(new Error(`it ended: ${err}`)))
  })
  line.catch(() => undefined)
  return { child, ended, line }
}

const at = (url: string) => ({ url, port: Number(new URL(url).port), close: async () => undefined })

describe('npm start', () => {
  it.runIf(process.platform === 'linux')('says in one line why it is the browser and where, works there, and ends in order at Ctrl-C', async () => {
    const { child, ended, line } = lab501('start', '--data', join(folder, 'start'), '--no-open')
    const said = await line
    expect(said).toMatch(/^Electron is not available here \(there is no display\), so Lab 501 runs in your browser: http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43}$/)
    const served = at(said.slice(said.indexOf('http')))
    const page = await fetch(served.url)
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<title>Lab 501</title>')])
    const caller = await pageOn(served)
    expect(await caller.call('app.describe', {})).toMatchObject({ entry: 'served', dataFolder: join(folder, 'start') })
    child.kill('SIGINT')
    child.kill('SIGINT')
    expect(await ended).toEqual({ code: 0, out: `${said}\n`, err: '' })
    expect(existsSync(join(folder, 'start/lab501.sqlite-wal'))).toBe(false)
  })
})

describe('lab501 serve', () => {
  it('serves on the port that was asked for, with a new token each time', async () => {
    const first = lab501('serve', '--port', '0', '--no-open', '--data', join(folder, 'serve'))
    const url = /http\S+/.exec(await first.line)?.[0] ?? ''
    first.child.kill('SIGTERM')
    expect(await first.ended).toMatchObject({ code: 0 })
    const second = lab501('serve', '--port', new URL(url).port, '--no-open', '--data', join(folder, 'serve'))
    const again = /http\S+/.exec(await second.line)?.[0] ?? ''
    expect([new URL(again).port, tokenOf(again) === tokenOf(url)]).toEqual([new URL(url).port, false])
    const stale = dialBridge(Number(new URL(again).port))
    await stale.opened
    stale.socket.send(JSON.stringify({ kind: 'hello', token: tokenOf(url) }))
    expect(await stale.closed).toBe(4401)
    second.child.kill('SIGTERM')
    await second.ended
  })

  it('keeps the work where LAB501_DATA says', async () => {
    const { child, ended, line } = lab501('serve', '--port', '0', '--no-open')
    const caller = await pageOn(at(/http\S+/.exec(await line)?.[0] ?? ''))
    expect(await caller.call('app.describe', {})).toMatchObject({ dataFolder: join(folder, 'env') })
    child.kill('SIGTERM')
    await ended
  })

  it('says in one line what is wrong with what was typed, and ends with 2', async () => {
    const squatter = createServer().listen(0, '127.0.0.1')
    await once(squatter, 'listening')
    const { port } = squatter.address() as { port: number }
    writeFileSync(join(folder, 'a-file'), '')
    const bad: [args: string[], says: RegExp][] = [
      [['serve', '--prot', '1'], /--prot/], [['serve', '--port', 'x'], /--port x: .*number/], [['serve', '--port', '65536'], /65536/], [['serve', '--port'], /--port/],
      [['serve', 'extra'], /extra/], [['start', '--port', '1'], /--port/], [['doctor', '--jsn'], /--jsn/],
      [['serve', '--no-open', '--port', String(port)], new RegExp(`127\\.0\\.0\\.1:${port} is taken .*--port`)],
      [['serve', '--no-open', '--port', String(port), '--data', join(folder, 'never')], new RegExp(`127\\.0\\.0\\.1:${port} is taken .*--port`)],
      [['serve', '--no-open', '--data', ''], /--data is followed by DIR, and here by nothing/], [['doctor', '--data='], /--data is followed by DIR/],
      [['serve', '--no-open', '--port', '0', '--data', join(folder, 'a-file/in')], /no place to keep your attempts: .*a-file.*--data/],
    ]
    const ends = await Promise.all(bad.map(([args]) => lab501(...args).ended))
    for (const [index, { code, out, err }] of ends.entries()) {
      expect({ code, out, lines: err.trimEnd().split('\n').length }, err).toEqual({ code: 2, out: '', lines: 1 })
      expect(err).toMatch(bad[index]?.[1] ?? /never/)
    }
    // The port is tried before anything is kept.
    expect(existsSync(join(folder, 'never'))).toBe(false)
    squatter.close()
  })
})

describe('lab501 doctor', () => {
  it('prints one JSON document, and 0 when the main job can be done', async () => {
    const { code, out } = await lab501('doctor', '--json', '--data', join(folder, 'doctor')).ended
    const document = JSON.parse(out) as { ok: boolean; findings: Record<string, unknown>[] }
    expect(document.findings.map(({ id }) => id)).toEqual(['node', 'store', 'packs', 'page', 'electron', 'port-page', 'port-labs', 'proxy', 'browser'])
    for (const one of document.findings) {
      expect(Object.entries(one).map(([key, value]) => [key, typeof value])).toEqual([['id', 'string'], ['ok', 'boolean'], ['needed', 'boolean'], ['what', 'string'], ['mend', 'string']])
      expect(one['what']).not.toBe('')
      expect(one['mend'] === '').toBe(one['ok'])
    }
    expect([code, document.ok]).toEqual([0, true])
  })

  it('ends with 1 when the work cannot be kept, and says how to mend it', async () => {
    const { code, out } = await lab501('doctor', '--data', join(folder, 'a-file/in')).ended
    expect(code).toBe(1)
    expect(out).toMatch(/^BAD {3}There is no place to keep your attempts: .*\n {6}.*--data/m)
    expect(out).toMatch(/does not work here yet\.\n$/)
  })
})
