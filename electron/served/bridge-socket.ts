// The bridge of the served app: a WebSocket that speaks only to a page from our own address which knows the token.
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import type { Port } from '../contract/port.ts'
import { isOwnAuthority, isOwnOrigin } from './origin-check.ts'
import { BRIDGE_PATH, targetOf } from './page-requests.ts'
import { openRate } from '../model/rate.ts'
import { socketPort, textOf } from './socket-port.ts'
import { isHello } from './token.ts'

/** RFC 6455 §7.4.1 and our own: the page must show its token first. */
const GOING_AWAY = 1001
const POLICY_VIOLATION = 1008
const NO_TOKEN = 4401

/** A draft's content is at most 1 MiB, a third more in base64. */
const MAX_FRAME_BYTES = 2 * 2 ** 20
const MAX_SOCKETS = 16
const HELLO_MS = 5_000
const FRAMES_AT_ONCE = 2_000
const FRAMES_PER_SECOND = 500
const GOODBYE_MS = 500

export interface BridgeOptions {
  readonly token: string
  readonly port: () => number
  /** Gets each port whose page showed the token. */
  readonly serve: (port: Port) => void
  readonly log: (line: string) => void
  readonly helloMs?: number
}

/** @returns the listener for `upgrade`, and a function that says goodbye to every page. */
export function openBridge({ token, port, serve, log, helloMs = HELLO_MS }: BridgeOptions) {
  // No compression: it would let the length of a frame tell of its content, and loopback needs none.
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES, maxFragments: 64, perMessageDeflate: false })

  function upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    // A page that is gone is gone; its port hears of it by the close.
    stream.on('error', () => undefined)
    const refusal = refuse(request)
    if (refusal) stream.end(`HTTP/1.1 ${refusal}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
    else sockets.handleUpgrade(request, stream, head, greet)
  }

  function refuse(request: IncomingMessage): string | undefined {
    const target = targetOf(request)
    if (!target) return '400 Bad Request'
    if (!isOwnAuthority(target.authority, port())) return '421 Misdirected Request'
    if (target.path !== BRIDGE_PATH) return '404 Not Found'
    if (!isOwnOrigin(request.headers.origin, port())) return '403 Forbidden'
    if (sockets.clients.size >= MAX_SOCKETS) return '503 Service Unavailable\r\nRetry-After: 5'
    return undefined
  }

  function greet(socket: WebSocket): void {
    const late = setTimeout(() => turnAway(socket, 'no token came'), helloMs)
    socket.on('error', error => log(`browser host: a frame was refused: ${error.message}`))
    socket.once('close', () => clearTimeout(late))
    socket.once('message', (data, isBinary) => {
      clearTimeout(late)
      if (isBinary || !isHello(textOf(data), token)) return turnAway(socket, 'the token is missing or wrong')
      const rate = openRate(FRAMES_AT_ONCE, FRAMES_PER_SECOND)
      socket.on('message', () => { if (!rate.take()) socket.close(POLICY_VIOLATION, 'too many frames') })
      serve(socketPort(socket))
    })
  }

  /** Firmly, as a stranger could keep the place by not answering the close frame. */
  function turnAway(socket: WebSocket, reason: string): void {
    socket.close(NO_TOKEN, reason)
    setTimeout(() => socket.terminate(), GOODBYE_MS).unref()
  }

  async function close(): Promise<void> {
    const gone = [...sockets.clients].map(socket => new Promise(resolve => socket.once('close', resolve)))
    for (const socket of sockets.clients) socket.close(GOING_AWAY, 'Lab 501 was closed')
    const firmly = setTimeout(() => { for (const socket of sockets.clients) socket.terminate() }, GOODBYE_MS)
    await Promise.all(gone)
    clearTimeout(firmly)
    sockets.close()
  }

  return { upgrade, close }
}
