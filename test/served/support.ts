// A served app with a page of three files and a core of one call, and raw sockets to be rude with.
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { connect as dial } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import { connect, type CoreCaller } from '../../electron/contract/connect.ts'
import type { Handlers } from '../../electron/contract/contract.ts'
import { CallFailed } from '../../electron/contract/failure.ts'
import type { Port } from '../../electron/contract/port.ts'
import { serve } from '../../electron/contract/serve.ts'
import { startServed, type Served, type ServedOptions } from '../../electron/served/serve.ts'
import { socketPort } from '../../electron/served/socket-port.ts'
import { quiet } from '../support/quiet.ts'

export const SECRET = 'this file is outside the page'

/** A page folder with a link out of it, in a folder with a secret. */
export async function makePage(): Promise<{ folder: string; pageFolder: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'lab501-page-'))
  const pageFolder = join(folder, 'renderer')
  await mkdir(join(pageFolder, 'assets'), { recursive: true })
  await writeFile(join(folder, 'secret.txt'), SECRET)
  await writeFile(join(pageFolder, 'index.html'), '<!doctype html><title>Lab 501</title>')
  await writeFile(join(pageFolder, 'assets', 'index-D3adB33f.js'), 'export {}')
  await writeFile(join(pageFolder, '.hidden.txt'), SECRET)
  await symlink(join(folder, 'secret.txt'), join(pageFolder, 'assets', 'link.txt'))
  await symlink(folder, join(pageFolder, 'out'))
  return { folder, pageFolder, remove: () => rm(folder, { recursive: true, force: true }) }
}

/** Knows one call: `captures.export` answers with the attempt's id. */
export const fakeCore = {
  served: [] as Port[],
  serve(port: Port): void {
    this.served.push(port)
    const known: Partial<Handlers> = { 'captures.export': ({ attempt }) => Promise.resolve({ name: 'a.json', text: attempt, redacted: [], left: [] }) }
    const handlers = new Proxy(known, {
      get: (target, name) => Reflect.get(target, name) ?? (() => Promise.reject(new CallFailed('unavailable', 'not here'))),
    }) as Handlers
    serve(handlers, port, () => undefined)
  },
}

export async function startTestServed(options: Partial<ServedOptions> = {}): Promise<Served & { log: string[]; stop: () => Promise<void> }> {
  const page = await makePage()
  const log: string[] = []
  const served = await startServed({ core: fakeCore, pageFolder: page.pageFolder, port: 0, log: line => log.push(line), ...options })
  return { ...served, log, stop: async () => { await served.close(); await page.remove() } }
}

/** For the first byte of an answer, however busy the machine is. */
const PATIENCE_MS = 10_000

/** Sends `text` as it stands. @returns all that came back until the other end closed, or `quietMs` passed in silence. */
export function raw(port: number, text: string, { host = '127.0.0.1', quietMs = 400 } = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = dial(port, host, () => socket.write(text, 'latin1'))
    const done = () => { silence.end(); socket.destroy(); resolve(answer) }
    const silence = quiet(done)
    silence.wait(Math.max(quietMs, PATIENCE_MS))
    socket.on('data', chunk => {
      answer += chunk.toString('latin1')
      silence.wait(quietMs)
    })
    socket.on('close', done)
    socket.on('error', error => (answer ? done() : reject(error)))
  })
}

/** @returns the status, the field lines with small-letter names, and the content of a raw answer. */
export function parts(answer: string): { status: number; fields: Map<string, string>; content: string } {
  const [head = '', ...rest] = answer.split('\r\n\r\n')
  const [statusLine = '', ...lines] = head.split('\r\n')
  const fields = new Map(lines.map(line => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]))
  return { status: Number(statusLine.split(' ')[1]), fields, content: rest.join('\r\n\r\n') }
}

export const get = (port: number, path: string, host = `127.0.0.1:${port}`): string => `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`

export interface Dialled {
  readonly socket: WebSocket
  /** The close code, or the HTTP status that refused the upgrade. */
  readonly closed: Promise<number>
  readonly opened: Promise<boolean>
}

/** Opens a WebSocket to the bridge as a page of `origin` would. */
export function dialBridge(port: number, { origin = `http://127.0.0.1:${port}`, host = `127.0.0.1:${port}`, address = '127.0.0.1', path = '/bridge' } = {}): Dialled {
  const at = address.includes(':') ? `[${address}]` : address
  const socket = new WebSocket(`ws://${at}:${port}${path}`, { ...(origin && { origin }), headers: { host } })
  const closed = new Promise<number>(resolve => {
    socket.on('unexpected-response', (request, response) => { resolve(response.statusCode ?? 0); request.destroy() })
    socket.on('close', resolve)
  })
  const opened = new Promise<boolean>(resolve => { socket.on('open', () => resolve(true)); void closed.then(() => resolve(false)) })
  socket.on('error', () => undefined)
  return { socket, closed, opened }
}

export const tokenOf = (url: string): string => new URLSearchParams(new URL(url).hash.slice(1)).get('token') ?? ''
export const hello = (token: string): string => JSON.stringify({ kind: 'hello', token })

/** @returns a caller as the page has it. */
export async function pageOn({ url, port }: Served, dialled = dialBridge(port)): Promise<CoreCaller> {
  await dialled.opened
  dialled.socket.send(hello(tokenOf(url)))
  return connect(socketPort(dialled.socket))
}
