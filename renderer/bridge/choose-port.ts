// Which lane this page has: the preload's bridge in the desktop, a WebSocket to its own host anywhere else.
import { ipcPort } from './ipc-port.ts'
import { socketPort } from './socket-port.ts'
import { takeLateToken, takeToken } from './token.ts'
import type { Lane } from './keep-connected.ts'

/** @returns how to open the lane, again and again. */
export function choosePort(window: Window): Lane {
  const bridge = window.labBridge
  if (bridge) return () => Promise.resolve(ipcPort(bridge))
  const { location, history, sessionStorage: storage } = window
  const token = takeToken({ location, history, storage })
  window.addEventListener('hashchange', event => { if (takeLateToken(event, { history, storage })) location.reload() })
  const url = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/bridge`
  return onRefused => socketPort({ url, token, onRefused })
}
