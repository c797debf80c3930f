// The headless package, as somebody installs it: without the registry, from a clean folder, on a machine where nothing was built.
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildWhenStale } from '../../electron/cli/opening/build-page.ts'
import { PROJECT, version } from '../../electron/cli/opening/project.ts'
import { runChild } from '../../electron/cli/opening/run-child.ts'
import { codeOf, handOver, learner } from '../core/collector/learner.ts'
import { pageOn } from '../served/support.ts'

const run = promisify(execFile)
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
let folder: string
let home: string
/** The Node of this test stands first, as its user's would. */
const env = () => ({ PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter), HOME: home, LAB501_DATA: join(home, 'data') })
const installed = (...path: string[]) => join(home, 'node_modules', ...path)
const lab501 = (...args: string[]) => run(installed('.bin/lab501'), args, { cwd: home, env: env(), maxBuffer: 2 ** 24 })

beforeAll(async () => {
  await buildWhenStale(PROJECT, () => undefined)
  folder = mkdtempSync(join(tmpdir(), 'lab501-headless-'))
  home = join(folder, 'home')
  mkdirSync(home)
  const built = await runChild(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '-c', 'electron/headless.vite.config.ts'], PROJECT, 120_000)
  if (built.code !== 0) throw new Error(built.output)
  await run(npm, ['pack', join(PROJECT, 'dist/headless'), '--pack-destination', folder], { cwd: folder })
  writeFileSync(join(home, 'package.json'), '{}')
  await run(npm, ['install', '--offline', '--no-audit', '--no-fund', join(folder, `lab501-${version()}.tgz`)], { cwd: home })
}, 240_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the headless package', () => {
  it('is one package that asks for no other, and holds neither sources nor tests', () => {
    expect(readdirSync(join(home, 'node_modules')).filter(name => !name.startsWith('.'))).toEqual(['lab501'])
    const files = readdirSync(installed('lab501'), { recursive: true, encoding: 'utf8' })
    expect(files.filter(file => /(?<!\.d)\.(ts|vue|map)$|node_modules|^test/.test(file))).toEqual([])
    expect(files).toEqual(expect.arrayContaining(['LICENSE', 'docs/third-party-notices.txt', 'electron/topology.js', 'electron/verifier.js', 'out/renderer/index.html', 'labs/first-steps/pack.yaml']))
  })

  it('lists the labs, proves a pack of its own making, and says that the machine is fit', async () => {
    expect((await lab501('list')).stdout).toContain('reproduce-501')
    await lab501('pack', 'new', 'mine')
    expect((await lab501('pack', 'test', 'mine')).stdout).toContain('mutation score 100 %')
    expect((await lab501('doctor')).stdout).toMatch(/^ok {4}Node [^]*Lab 501 works here\.\n$/)
  })

  it('goes onto a stick as it is, and runs from there with this machine\'s Node', async () => {
    const { stdout } = await lab501('kit', 'workshop', '--labs', 'reproduce-501')
    expect(stdout).toContain('the headless package, no desktop app')
    const stick = join(home, 'workshop/stick')
    const check = await run('sh', [join(stick, 'check.sh'), '--json'], { cwd: folder, env: env() }).catch((error: unknown) => error as { stdout: string })
    const { findings } = JSON.parse(check.stdout) as { findings: { id: string; ok: boolean }[] }
    expect(findings.filter(({ id }) => ['node', 'keeping', 'packs', 'composer'].includes(id)).map(({ ok }) => ok)).toEqual([true, true, true, true])
    const child = spawn('sh', [join(stick, 'start.sh'), '--no-open', '--port', '0'], { cwd: folder, env: env(), stdio: ['ignore', 'pipe', 'inherit'] })
    const [line] = await once(child.stdout.setEncoding('utf8'), 'data') as [string]
    expect(await (await fetch(line.slice(line.indexOf('http')).trim())).text()).toContain('<title>Lab 501</title>')
    child.kill('SIGINT')
    await once(child, 'close')
  })

  it('collects what a learner sends, and has it verified by a thread of its own', async () => {
    const child = spawn(installed('.bin/lab501'), ['collect', '--listen', '127.0.0.1:0'], { cwd: home, env: env(), stdio: ['ignore', 'pipe', 'pipe'] })
    let [said, told] = ['', '']
    child.stderr.setEncoding('utf8').on('data', part => { told += String(part) })
    for await (const part of child.stdout.setEncoding('utf8')) if ((said += String(part)).includes('Results are kept')) break
    const code = /^ {6}((?:\S+ *\n? *)+)$/m.exec(said.slice(said.indexOf('Join code')))?.[1] ?? ''
    const ada = await learner('Ada')
    expect(await handOver(codeOf(code.trim().split(/\s+/).join('-')), ada.bytes, ada.privateKey)).toEqual({ outcome: 'done' })
    child.kill('SIGINT')
    expect(await once(child, 'close')).toEqual([0, null])
    expect(told).toContain('Ada')
    expect(told).toContain('kept: 1, sent again: 0, refused: 0')
    expect(told).not.toContain('thread')
  })

  it('opens the app in the browser host, where a request of the page is answered by a simulator', async () => {
    const child = spawn(installed('.bin/lab501'), ['start', '--no-open'], { cwd: home, env: env(), stdio: ['ignore', 'pipe', 'inherit'] })
    const [line] = await once(child.stdout.setEncoding('utf8'), 'data') as [string]
    expect(line).toMatch(/^Electron is not available here \(this package has none\), so Lab 501 runs in your browser: http/)
    const url = line.slice(line.indexOf('http')).trim()
    expect(await (await fetch(url)).text()).toContain('<title>Lab 501</title>')
    const caller = await pageOn({ url, port: Number(new URL(url).port), close: async () => undefined })
    const { attempt } = await caller.call('attempts.open', { lab: 'reproduce-501' })
    const sent = await caller.call('requests.send', { attempt: attempt.id, draft: { kind: 'structured', method: 'FROBNICATE', target: '/widgets', fields: [], content: '' } })
    expect(sent.exchanges).toHaveLength(1)
    child.kill('SIGINT')
    const [code] = await once(child, 'close') as [number]
    expect(code).toBe(0)
  })
})
