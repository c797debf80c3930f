// The one window. It is shown when there is something to see.
import { BrowserWindow, type BrowserWindowConstructorOptions } from 'electron'
import { PAGE_URL } from './own-page.ts'

/** @returns the options; the page gets no Node, no shared world and no way out of its sandbox. */
export function windowOptions(preload: string, dark: boolean): BrowserWindowConstructorOptions {
  return {
    title: 'Lab 501',
    width: 1_320,
    height: 880,
    minWidth: 720,
    minHeight: 520,
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

/** @returns a window that is loading the page; `prepare` sees it before the first byte. */
export function openWindow(preload: string, dark: boolean, prepare: (window: BrowserWindow) => void): BrowserWindow {
  const window = new BrowserWindow(windowOptions(preload, dark))
  window.once('ready-to-show', () => window.show())
  prepare(window)
  void window.loadURL(PAGE_URL)
  return window
}

/** Brings a window to the front, as a second start does. */
export function showWindow(window: Pick<BrowserWindow, 'isMinimized' | 'restore' | 'show' | 'focus'>): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
