// A stand-in for Electron, enough to run the built main bundle in plain Node. It plays a page that describes the app,
// lists the labs, opens one, sends a request and is then closed, and writes down all that it was told to do.
import { fork } from 'node:child_process'
import { EventEmitter } from 'node:events'

const told: Record<string, unknown> = { order: [] as string[] }
const order = told['order'] as string[]
const env = JSON.parse(process.env['STAND_IN'] ?? '{}') as { firstInstance?: boolean; crash?: boolean; ask?: object[]; early?: unknown[]; late?: unknown[]; loadFails?: string }
const keep = (name: string) => (...args: unknown[]) => { order.push(name); told[name] = args }

class App extends EventEmitter {
  isPackaged = false
  quits = 0
  getVersion = () => '0.1.0'
  setPath = keep('setPath')
  addRecentDocument = (file: string): void => void (told['recent'] = [...(told['recent'] as string[] | undefined) ?? [], file])
  clearRecentDocuments = keep('clearRecentDocuments')
  getPath = (): unknown => (told['setPath'] as unknown[])[1]
  enableSandbox = keep('enableSandbox')
  requestSingleInstanceLock = () => env.firstInstance !== false
  whenReady = async () => {
    order.push('ready')
    if (env.early) this.emit('open-file', { preventDefault: () => order.push('open-file taken') }, ...env.early)
  }
  quit(): void {
    order.push('quit')
    let prevented = false
    this.emit('will-quit', { preventDefault() { prevented = true } })
    if (!prevented) this.exit(0)
  }
  exit(code: number): void {
    order.push('exit')
    process.stdout.write(JSON.stringify({ ...told, code }))
    process.exit(code)
  }
}
export const app = new App()

class Contents extends EventEmitter {
  id = 1
  mainFrame = { url: 'app://lab501/', parent: null }
  isDestroyed = () => false
  setWindowOpenHandler = keep('setWindowOpenHandler')
  reload(): void {
    order.push('reload')
    void BrowserWindow.all[0]?.play('app://lab501/')
  }
  answers: unknown[] = []
  events: unknown[] = []
  send(_channel: string, frame: string): void {
    const said = JSON.parse(frame) as { id?: number; value?: { attempt: { id: string } } }
    if (said.id === undefined) return void this.events.push(said)
    this.answers.push(said)
    told['answers'] = this.answers
    told['events'] = this.events
    if (said.id === 3) this.ask({ kind: 'call', id: 4, name: 'requests.send', input: { attempt: said.value?.attempt.id, draft: DRAFT } })
    if (said.id === 4) { BrowserWindow.all[0]?.emit('close'); app.quit() }
  }
  ask(frame: object): void {
    ipcMain.emit('lab:frame', { sender: this, senderFrame: this.mainFrame }, JSON.stringify(frame))
  }
}

export class BrowserWindow extends EventEmitter {
  static all: BrowserWindow[] = []
  static getAllWindows = () => BrowserWindow.all
  webContents = new Contents()
  constructor(options: unknown) {
    super()
    BrowserWindow.all.push(this)
    told['window'] = options
    app.emit('web-contents-created', {}, this.webContents)
  }
  show = keep('show')
  focus = keep('focus')
  isMinimized = () => false
  destroy = keep('destroy')
  maximize = keep('maximize')
  getNormalBounds = () => ({ x: 40, y: 50, width: 1_000, height: 700 })
  isMaximized = () => false
  async loadURL(url: string): Promise<void> {
    order.push('loadURL')
    if (env.loadFails === undefined) return await this.play(url)
    // What was interrupted is loaded by whoever interrupted it.
    if (env.loadFails === 'ERR_ABORTED') setImmediate(() => void this.play(url))
    throw Object.assign(new Error(`${env.loadFails} loading '${url}'`), { code: env.loadFails })
  }
  async play(url: string): Promise<void> {
    const response = await handlers.get('app')?.({ url, method: 'GET' })
    told['page'] = { url, status: response?.status, policy: response?.headers.get('content-security-policy') }
    this.webContents.emit('did-navigate')
    this.emit('ready-to-show')
    for (const [nth, one] of (env.ask ?? []).entries()) this.webContents.ask({ kind: 'call', id: 10 + nth, ...one })
    if (env.late) app.emit('second-instance', {}, ...env.late)
    this.webContents.ask({ kind: 'call', id: 1, name: 'app.describe', input: {} })
    this.webContents.ask({ kind: 'call', id: 2, name: 'labs.list', input: {} })
    this.webContents.ask({ kind: 'call', id: 3, name: 'attempts.open', input: { lab: 'reproduce-501' } })
  }
}

/** A utility process: a child of Node's own that finds `process.parentPort`. */
export const utilityProcess = {
  fork(program: string) {
    order.push('utilityProcess.fork')
    const child = fork(program, { serialization: 'advanced', execArgv: ['--import', new URL('./parent-port.ts', import.meta.url).href] })
    return Object.assign(new EventEmitter(), {
      postMessage: (message: object) => void child.send(message, () => undefined),
      kill: () => child.kill('SIGKILL'),
      on: (event: string, listener: (...args: unknown[]) => void) => child.on(event, listener),
      once: (event: string, listener: (...args: unknown[]) => void) => child.once(event, listener),
    })
  },
}

const DRAFT = { kind: 'structured', method: 'FROBNICATE', target: '/widgets', fields: [], content: '' }

type Handler = (request: { url: string; method: string }) => Promise<Response>
const handlers = new Map<string, Handler>()
export const protocol = {
  registerSchemesAsPrivileged: keep('registerSchemesAsPrivileged'),
  handle(scheme: string, handler: Handler) { order.push('handle'); handlers.set(scheme, handler) },
}
const locks = ['setPermissionRequestHandler', 'setPermissionCheckHandler', 'setDevicePermissionHandler', 'setDisplayMediaRequestHandler', 'setSpellCheckerEnabled']
export const session = {
  defaultSession: Object.assign(new EventEmitter(), { webRequest: { onBeforeRequest: keep('onBeforeRequest') } }, Object.fromEntries(locks.map(name => [name, keep(name)]))),
}
export const ipcMain = new EventEmitter()
export const dialog = { showErrorBox: keep('showErrorBox'), showOpenDialog: async () => ({ canceled: true, filePaths: [] }) }
export const Menu = { buildFromTemplate: (template: unknown) => template, setApplicationMenu: keep('setApplicationMenu') }
export const screen = { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1_920, height: 1_040 } }] }
export const nativeTheme = { shouldUseDarkColors: true }
export const shell = { openExternal: async () => undefined }
