import { EventEmitter } from 'node:events'
import type { IpcMain } from 'electron'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Port } from '../../electron/contract/port.ts'
import { connectPage, type PageLane } from '../../electron/desktop/ipc-port.ts'
import { FakeContents } from './fake-contents.ts'

const PAGE = 'app://lab501/#/labs/one'
let ipc: EventEmitter
let contents: FakeContents
let ports: Port[]
let heard: string[]
let closed: number
let broken: number
let log: string[]

beforeEach(() => {
  ipc = new EventEmitter()
  contents = new FakeContents()
  ports = []
  heard = []
  closed = broken = 0
  log = []
  connectPage({
    ipc: ipc as unknown as IpcMain, contents: contents as unknown as PageLane['contents'], log: line => log.push(line), onBroken: () => { broken += 1 },
    serve(port) {
      ports.push(port)
      port.onFrame(frame => heard.push(frame))
      port.onClose(() => { closed += 1 })
    },
  })
  contents.emit('did-navigate')
})

const frame = (url: string | undefined, parent: object | null = null) => (url === undefined ? null : { url, parent })
const say = (message: unknown[], { senderFrame = frame(PAGE), id = 1 } = {}) => ipc.emit('lab:frame', { sender: { id }, senderFrame }, ...message)

describe('the IPC port', () => {
  it('carries text both ways on the one channel', () => {
    say(['hello'])
    ports[0]?.post('answer')
    expect({ heard, sent: contents.sent }).toEqual({ heard: ['hello'], sent: [['lab:frame', 'answer']] })
  })

  it.each([
    ['a page of the network', frame('https://evil.example/')], ['another host of our scheme', frame('app://evil/')], ['a host that begins like ours', frame('app://lab501.evil/')],
    ['a name before our host', frame('app://x@lab501/')], ['an empty page', frame('about:blank')], ['no page', frame('')], ['a file', frame('file:///lab501/')],
    ['a frame within our page', frame(PAGE, {})], ['a frame that is gone', frame(undefined)],
  ])('drops a message from %s', (_who, senderFrame) => {
    say(['hello'], { senderFrame })
    expect({ heard, log }).toEqual({ heard: [], log: ['desktop: a message from another frame was dropped'] })
  })

  it('drops what is no text, more than one thing, and what is too long', () => {
    for (const message of [[undefined], [1], [{}], [['x']], [Buffer.from('x')], [], ['a', 'b'], ['x'.repeat(2 * 2 ** 20 + 1)]]) say(message)
    expect({ heard, dropped: log.length }).toEqual({ heard: [], dropped: 8 })
  })

  it('leaves the messages of another window alone', () => {
    say(['hello'], { id: 2 })
    expect({ heard, log }).toEqual({ heard: [], log: [] })
  })

  it('gives each load of the page a port of its own, so that no answer reaches a page that did not ask', () => {
    contents.emit('did-navigate')
    ports[0]?.post('late')
    ports[1]?.post('in time')
    ports[0]?.close()
    expect({ closed, broken, sent: contents.sent }).toEqual({ closed: 1, broken: 0, sent: [['lab:frame', 'in time']] })
  })

  it('closes when the page crashes or the window goes, and then listens no more', () => {
    contents.emit('render-process-gone')
    expect(closed).toBe(1)
    contents.emit('did-navigate')
    contents.emit('destroyed')
    expect({ closed, listeners: ipc.listenerCount('lab:frame') }).toEqual({ closed: 2, listeners: 0 })
  })

  it('tells when the core closed it', () => {
    ports[0]?.close()
    ports[0]?.close()
    expect({ closed, broken }).toEqual({ closed: 1, broken: 1 })
  })
})
