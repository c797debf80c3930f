// A port of the bridge over Electron's IPC: one for each load of the page, so that no answer reaches a page that did not ask.
import type { IpcMain, IpcMainEvent, WebContents } from 'electron'
import type { Port } from '../contract/port.ts'
import { CHANNEL } from './channel.ts'
import { isOwnPage } from './own-page.ts'

/** As the browser host's: a draft's content is at most 1 MiB, a third more in base64. */
const MAX_FRAME_LENGTH = 2 * 2 ** 20

export interface PageLane {
  readonly ipc: Pick<IpcMain, 'on' | 'off'>
  readonly contents: Pick<WebContents, 'id' | 'on' | 'once' | 'send' | 'isDestroyed'>
  /** Gets a port for each load of the page. */
  readonly serve: (port: Port) => void
  /** The core closed the port, because the page said something that is no frame. */
  readonly onBroken: () => void
  readonly log: (line: string) => void
}

/** Keeps the page of `contents` connected from load to load until it is destroyed. */
export function connectPage({ ipc, contents, serve, onBroken, log }: PageLane): void {
  let current: { readonly frame: ((frame: string) => void)[]; readonly close: (() => void)[] } | undefined

  function begin(): void {
    end()
    const mine = { frame: [], close: [] } as NonNullable<typeof current>
    current = mine
    serve({
      post(frame) { if (current === mine && !contents.isDestroyed()) contents.send(CHANNEL, frame) },
      onFrame: listener => void mine.frame.push(listener),
      onClose: listener => void mine.close.push(listener),
      close() {
        if (current !== mine) return
        end()
        onBroken()
      },
    })
  }

  function end(): void {
    const ended = current
    current = undefined
    for (const listener of ended?.close ?? []) listener()
  }

  function hear(event: IpcMainEvent, ...message: readonly unknown[]): void {
    const [frame] = message
    if (event.sender.id !== contents.id) return
    if (!isFromOwnPage(event)) return log('desktop: a message from another frame was dropped')
    if (message.length !== 1 || typeof frame !== 'string') return log('desktop: a message that is no text was dropped')
    if (frame.length > MAX_FRAME_LENGTH) return log(`desktop: a frame of ${frame.length} characters was dropped`)
    for (const listener of current?.frame ?? []) listener(frame)
  }

  ipc.on(CHANNEL, hear)
  // Emitted when a new document is there: before its scripts run, after the old one's last word.
  contents.on('did-navigate', begin)
  contents.on('render-process-gone', end)
  contents.once('destroyed', () => { end(); ipc.off(CHANNEL, hear) })
}

/** The frame is null once it has gone; a frame with a parent is not the page. */
function isFromOwnPage({ senderFrame }: IpcMainEvent): boolean {
  return senderFrame !== null && senderFrame.parent === null && isOwnPage(senderFrame.url)
}
