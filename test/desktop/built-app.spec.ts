// The bundle that ships, run against a stand-in for Electron.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import vm from 'node:vm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildWhenStale } from '../../electron/cli/opening/build-page.ts'
import { PROJECT } from '../../electron/cli/opening/project.ts'
import { runChild } from '../../electron/cli/opening/run-child.ts'
import { Verifier } from '../../electron/core/collector/verifier.ts'
import { madeUpResult } from '../../electron/core/collector/warm-up.ts'
import { lockFolder } from '../../electron/core/store/folder-lock.ts'
import { startVerifier } from '../../electron/verifier-thread.ts'

let data: string
beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'lab501-desktop-'))
  await buildWhenStale(PROJECT, line => process.stderr.write(`${line}\n`))
}, 120_000)
afterAll(() => rmSync(data, { recursive: true, force: true }))

const built = (file: string) => join(PROJECT, 'out', file)

/** Everything that a program of the bundle imports, through the pieces that it shares with others. */
function importsOf(file: string): string[] {
  const named = [...readFileSync(built(`main/${file}`), 'utf8').matchAll(/^import [^;\n]*? from ["']([^"'\n]+)["'];?$|^import ["']([^"'\n]+)["'];?$/gm)].map(([, from, bare]) => (from ?? bare ?? '').replace(/^node:/, ''))
  return named.flatMap(name => (name.startsWith('.') ? importsOf(join(dirname(file), name)) : [name]))
}

interface Menu { readonly label?: string; readonly submenu?: readonly Menu[] }
const labels = (menu: readonly Menu[] = []): readonly string[] => menu.flatMap(({ label, submenu }) => [...(label === undefined ? [] : [label]), ...labels(submenu)])

interface Told {
  readonly order: readonly string[]
  readonly code: number
  readonly window?: { readonly webPreferences: Record<string, unknown>; readonly show: boolean; readonly backgroundColor: string; readonly x?: number }
  readonly page?: { readonly url: string; readonly status: number; readonly policy: string }
  readonly answers?: readonly { readonly id: number; readonly kind: string; readonly value: unknown }[]
  readonly events?: readonly unknown[]
  readonly showErrorBox?: readonly string[]
  readonly setPath?: readonly string[]
  readonly setApplicationMenu?: readonly [readonly Menu[]]
  readonly recent?: readonly string[]
}

async function runApp(folder: string, standIn: object = {}, ...more: readonly string[]): Promise<Told> {
  const register = new URL('./stand-in/register.ts', import.meta.url).href
  const env = { ...process.env, STAND_IN: JSON.stringify(standIn), NODE_OPTIONS: '' }
  const { output } = await runChild(process.execPath, ['--import', register, built('main/main.js'), '--data', folder, ...more], PROJECT, 30_000, env)
  const at = output.indexOf('{"order"')
  if (at < 0) throw new Error(`the app said nothing: ${output}`)
  return JSON.parse(output.slice(at, output.indexOf('\n', at) < 0 ? undefined : output.indexOf('\n', at))) as Told
}

describe('the built desktop app', () => {
  it('locks, opens the core, shows the page, answers it over the contract, and ends in order', async () => {
    const { order, code, window, page, answers, setPath } = await runApp(data)
    expect(code).toBe(0)
    expect(order.slice(0, 3)).toEqual(['registerSchemesAsPrivileged', 'enableSandbox', 'setPath'])
    expect(order.indexOf('setPermissionRequestHandler')).toBeLessThan(order.indexOf('loadURL'))
    expect(order.indexOf('setWindowOpenHandler')).toBeLessThan(order.indexOf('loadURL'))
    expect(order.slice(-3)).toEqual(['quit', 'quit', 'exit'])
    expect(setPath).toEqual(['userData', join(data, 'desktop')])
    expect(window).toMatchObject({ show: false, backgroundColor: '#16181d' })
    expect(window?.webPreferences).toEqual({
      preload: built('preload/preload.cjs'), contextIsolation: true, sandbox: true, nodeIntegration: false, nodeIntegrationInSubFrames: false, nodeIntegrationInWorker: false,
      webSecurity: true, webviewTag: false, allowRunningInsecureContent: false, experimentalFeatures: false, navigateOnDragDrop: false, spellcheck: false,
    })
    expect(page).toMatchObject({ url: 'app://lab501/', status: 200 })
    expect(page?.policy).toContain("default-src 'none'")
    expect(answers?.map(({ id, kind }) => [id, kind])).toEqual([[1, 'value'], [2, 'value'], [3, 'value'], [4, 'value']])
    expect(answers?.[0]?.value).toMatchObject({ entry: 'desktop', dataFolder: data })
    // The server's side and the client's side of one request, which went through the utility process.
    expect(answers?.[3]?.value).toEqual({ exchanges: ['x2'] })
    expect(order.indexOf('utilityProcess.fork')).toBeLessThan(order.indexOf('loadURL'))
    expect(existsSync(join(data, 'lab501.sqlite-wal'))).toBe(false)
  })

  it.each([['ERR_FAILED', ['loadURL', 'reload']], ['ERR_ABORTED', ['loadURL']]])('goes on when its page is not there at first (%s): it is loaded again, unless somebody else does so', async (loadFails, loads) => {
    const { order, code, page, showErrorBox } = await runApp(data, { loadFails })
    expect({ code, showErrorBox, status: page?.status }).toEqual({ code: 0, showErrorBox: undefined, status: 200 })
    expect(order.filter(did => did === 'loadURL' || did === 'reload')).toEqual(loads)
  })

  it('opens its window where it was closed', async () => {
    const { window } = await runApp(data)
    expect(window).toMatchObject({ x: 40, y: 50, width: 1_000, height: 700 })
  })

  it('fills the screen again where it did, once there is something to see', async () => {
    const folder = join(data, 'filled')
    mkdirSync(join(folder, 'desktop'), { recursive: true })
    writeFileSync(join(folder, 'desktop/window.json'), JSON.stringify({ x: 40, y: 50, width: 1_000, height: 700, maximized: true }))
    const { order } = await runApp(folder)
    expect(order.filter(did => ['loadURL', 'maximize', 'show'].includes(did))).toEqual(['loadURL', 'maximize', 'show'])
  })

  it('shows the packs that the system hands over: by name at the start, by a double-click before it is ready, and to the app that runs', async () => {
    const pack = (name: string) => join(data, name)
    const { answers, events, order } = await runApp(data, {
      ask: [{ name: 'packs.offers', input: {} }], early: [pack('double-clicked.labpack')], late: [['lab501', '--inspect', 'late.labpack', 'other.txt'], data],
    }, pack('named.LABPACK'))
    expect(answers?.find(({ id }) => id === 10)?.value).toMatchObject([{ name: 'named.LABPACK' }, { name: 'double-clicked.labpack' }])
    expect(events).toContainEqual({ kind: 'event', name: 'packs.offered', body: { offer: 'offer-3', name: 'late.labpack' } })
    expect(order).toContain('open-file taken')
    expect(order).toContain('focus')
  })

  it('lists in its menu what was opened before, at the next start too', async () => {
    const { recent } = await runApp(data, {}, join(data, 'again.labpack'))
    expect(recent).toEqual([join(data, 'again.labpack')])
    const { setApplicationMenu: [menu] = [] } = await runApp(data)
    const isListed = (name: string) => labels(menu).includes(`${name} — ${data}`)
    expect([isListed('again.labpack'), isListed('late.labpack')]).toEqual(process.platform === 'darwin' ? [false, false] : [true, true])
  })

  it('speaks around the page as the page does, from its first menu on at the next start, and where it cannot start', async () => {
    const folder = join(data, 'spoken')
    const words = { 'menu.file': 'Datei', 'role.copy': 'Kopieren', 'action.home': 'Alle Labs', 'dialog.cannot-go-on': 'Lab 501 kann nicht weitermachen' }
    const { answers, setApplicationMenu: [menu] = [] } = await runApp(folder, { ask: [{ name: 'app.speak', input: { words } }, { name: 'app.speak', input: { words: { 'menu.file': 'a\nb' } } }] })
    expect([10, 11].map(asked => answers?.find(({ id }) => id === asked)?.kind)).toEqual(['value', 'failure'])
    expect(labels(menu)).toEqual(expect.arrayContaining(['Datei', 'Kopieren', 'Alle Labs', 'Edit']))
    const { setApplicationMenu: [kept] = [] } = await runApp(folder)
    expect(labels(kept)).toEqual(labels(menu))
    const lock = lockFolder(folder)
    const { code, showErrorBox } = await runApp(folder)
    lock[Symbol.dispose]()
    expect([code, showErrorBox?.[0]]).toEqual([2, words['dialog.cannot-go-on']])
  })

  it('gives way to the instance that has this data folder', async () => {
    const { order, window } = await runApp(data, { firstInstance: false })
    expect({ window, ready: order.includes('ready'), end: order.slice(-2) }).toEqual({ window: undefined, ready: false, end: ['quit', 'exit'] })
  })

  it('says in plain words that the work cannot be kept, and ends with 2', async () => {
    const file = join(data, 'a-file')
    writeFileSync(file, '')
    const { code, showErrorBox, window } = await runApp(file)
    expect({ code, window }).toEqual({ code: 2, window: undefined })
    expect(showErrorBox?.[0]).toBe('Lab 501 cannot go on')
    expect(showErrorBox?.[1]).toContain(`There is no place to keep your attempts: ${file}`)
  })

  it.runIf(process.platform === 'linux')('says so too below /proc, where no folder can be made, and does not hang', async () => {
    const { code, showErrorBox } = await runApp('/proc/lab501/data')
    expect(code).toBe(2)
    expect(showErrorBox?.[1]).toContain('There is no place to keep your attempts: /proc/lab501/data/desktop')
  })

  it('needs nothing but Electron and Node', () => {
    const main = importsOf('main.js')
    expect(main.filter(name => name !== 'electron' && name !== 'sqlite' && !builtinModules.includes(name))).toEqual([])
    expect(main.length).toBeGreaterThan(5)
  })

  it('has a program for the process of the topologies that needs Node alone, and no database', () => {
    const imported = importsOf('topology.js')
    expect(imported.filter(name => !builtinModules.includes(name))).toEqual([])
    expect(imported).toContain('net')
  })

  it('has a program for the thread that verifies results, which needs Node alone', async () => {
    expect(importsOf('verifier.js').filter(name => !builtinModules.includes(name))).toEqual([])
    const told: string[] = []
    using verifier = new Verifier(() => startVerifier(built('main/verifier.js')), line => told.push(line))
    const proof = { message: new Uint8Array(1), signature: new Uint8Array(64) }
    expect(await verifier.verify({ bytes: madeUpResult(), isKept: false, proof })).toMatchObject({ sheet: { learner: { name: 'Nobody' } }, isProven: false })
    expect(told).toEqual([])
  })
})

describe('the built preload', () => {
  it('gives the page one lane on one channel, and no event to climb out on', () => {
    const sent: unknown[] = []
    const shown: [name: string, api: Record<string, (...args: never[]) => unknown>][] = []
    const listening: [channel: string, listener: (...args: unknown[]) => void][] = []
    const electron = {
      contextBridge: { exposeInMainWorld: (name: string, api: Record<string, (...args: never[]) => unknown>) => shown.push([name, api]) },
      ipcRenderer: { send: (...args: unknown[]) => sent.push(args), on: (channel: string, listener: () => void) => listening.push([channel, listener]) },
    }
    const source = readFileSync(built('preload/preload.cjs'), 'utf8')
    const required: string[] = []
    vm.runInNewContext(source, { require: (name: string) => { required.push(name); return electron }, exports: {}, module: { exports: {} } })
    expect(required).toEqual(['electron'])
    expect(shown.map(([name, api]) => [name, Object.keys(api)])).toEqual([['labBridge', ['post', 'onFrame']]])
    const [, api] = shown[0] ?? []
    const heard: unknown[] = []
    api?.['post']?.('out' as never)
    api?.['post']?.({} as never)
    api?.['onFrame']?.(((...args: unknown[]) => heard.push(args)) as never)
    listening[0]?.[1]({ sender: 'an event' }, 'in')
    expect({ sent, channels: listening.map(([channel]) => channel), heard }).toEqual({ sent: [['lab:frame', 'out'], ['lab:frame', '[object Object]']], channels: ['lab:frame'], heard: [['in']] })
  })
})
