// The browser's lane: a WebSocket whose first frame proves that this page was given the token.
import type { Port } from '../../electron/contract/port.ts'

/** What the server closes with when the token is wrong or missing. */
const WRONG_TOKEN = 4401

export interface SocketLane {
  readonly url: string
  readonly token: string
  readonly onRefused: () => void
}

/** @returns a port once the socket is open. @throws Error when nothing answers. */
export function socketPort({ url, token, onRefused }: SocketLane): Promise<Port> {
  const socket = new WebSocket(url)
  const frames: ((frame: string) => void)[] = []
  const closes: (() => void)[] = []
  const port: Port = {
    // What is said while it closes is lost anyway, and the one who asked hears that it closed.
    post: frame => { if (socket.readyState === WebSocket.OPEN) socket.send(frame) },
    onFrame: listener => void frames.push(listener),
    onClose: listener => void closes.push(listener),
    close: () => socket.close(),
  }
  socket.addEventListener('message', ({ data }) => {
    if (typeof data === 'string') for (const listener of frames) listener(data)
    else socket.close()
  })
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => {
      socket.send(JSON.stringify({ kind: 'hello', token }))
      resolve(port)
    })
    socket.addEventListener('close', ({ code }) => {
      if (code === WRONG_TOKEN) onRefused()
      for (const listener of closes) listener()
      reject(new Error(`the socket closed with ${code}`))
    })
  })
}
