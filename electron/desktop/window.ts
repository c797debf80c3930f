// The one window. It is shown when there is something to see.
import { BrowserWindow, screen, type BrowserWindowConstructorOptions } from 'electron'
import { PAGE_URL } from './own-page.ts'
import { keepPlace, keptPlace, MIN, type WindowPlace } from './window-place.ts'

/** @returns the options; the page gets no Node, no shared world and no way out of its sandbox. */
export function windowOptions(preload: string, dark: boolean, { at, width, height }: WindowPlace): BrowserWindowConstructorOptions {
  return {
    title: 'Lab 501',
    ...at,
    width,
    height,
    minWidth: MIN.width,
    minHeight: MIN.height,
    show: false,
    backgroundColor: dark ? '#16181d' : '#ffffff',
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      webviewTag: false,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  }
}

export interface WindowNeeds {
  readonly preload: string
  readonly dark: boolean
  /** Where the place of the window is kept. */
  readonly folder: string
  readonly log: (line: string) => void
  /** Sees the window before the first byte of its page. @returns what loads the page again, for a reason */
  readonly prepare: (window: BrowserWindow) => (reason: string) => void
}

/** @returns a window that is loading the page, where it was when it was closed. */
export function openWindow({ preload, dark, folder, log, prepare }: WindowNeeds): BrowserWindow {
  const place = keptPlace(folder, screen.getAllDisplays().map(({ workArea }) => workArea))
  const window = new BrowserWindow(windowOptions(preload, dark, place))
  window.once('ready-to-show', () => {
    // Which shows it too: before there is something to see, that would be an empty window.
    if (place.maximized) window.maximize()
    window.show()
  })
  window.on('close', () => {
    const trouble = keepPlace(folder, window)
    if (trouble) log(`desktop: the place of the window is not kept: ${trouble}`)
  })
  const loadAgain = prepare(window)
  window.loadURL(PAGE_URL).catch((error: unknown) => { if (!isInterrupted(error)) loadAgain(`it could not be loaded: ${String(error)}`) })
  return window
}

/** Somebody pressed *Reload* before it was there: it is being loaded. */
const isInterrupted = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ERR_ABORTED'

/** Brings a window to the front, as a second start does. */
export function showWindow(window: Pick<BrowserWindow, 'isMinimized' | 'restore' | 'show' | 'focus'>): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
