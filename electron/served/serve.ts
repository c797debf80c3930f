// The browser host: the same page and the same core as on the desktop, over loopback HTTP and a WebSocket.
import { createServer, ServerResponse, type IncomingMessage, type Server } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Core } from '../core/core.ts'
import { readPageFile } from '../page/page-files.ts'
import { openBridge } from './bridge-socket.ts'
import { listenOnLoopback, portTrouble } from './listen.ts'
import { answerWithPage } from './page-requests.ts'
import { openRate } from '../model/rate.ts'
import { newToken } from './token.ts'

export { PortRefused } from './listen.ts'

export const DEFAULT_PORT = 4500
const HEAD_MS = 10_000
const REQUEST_MS = 15_000
const IDLE_MS = 5_000
const MAX_HEAD_BYTES = 16_384
const MAX_CONNECTIONS = 128
const REQUESTS_AT_ONCE = 500
const REQUESTS_PER_SECOND = 200

export interface ServedOptions {
  readonly core: Pick<Core, 'serve'>
  /** Holds the built `index.html`. */
  readonly pageFolder: string
  /** Fails when this one is taken; without it 4500, or a free one. */
  readonly port?: number | undefined
  /** What the page has to know; a new one for each start, unless a start goes on where another ended. */
  readonly token?: string
  readonly log: (line: string) => void
  /** Times for tests. */
  readonly limits?: { readonly helloMs?: number; readonly headMs?: number }
}

export interface Served {
  /** With the token in its fragment. */
  readonly url: string
  readonly port: number
  close(): Promise<void>
}

/**
 * Starts the browser host on 127.0.0.1 and ::1.
 * @throws PortRefused when `port` cannot be had, Error when the page is not built.
 */
export async function startServed({ core, pageFolder, port: asked, token = newToken(), log, limits }: ServedOptions): Promise<Served> {
  if (!(await readPageFile(pageFolder, '/'))) throw new Error(`${pageFolder} holds no index.html: the page is not built. Run "npm run build"`)
  let port = 0
  const bridge = openBridge({
    token, port: () => port, serve: one => core.serve(one), log, ...(limits?.helloMs !== undefined && { helloMs: limits.helloMs }),
  })
  const answer = answerWithPage(pageFolder, () => port, openRate(REQUESTS_AT_ONCE, REQUESTS_PER_SECOND), log)
  const streams = new Set<Duplex>()

  function create(): Server {
    const headersTimeout = limits?.headMs ?? HEAD_MS
    const server = createServer({
      maxHeaderSize: MAX_HEAD_BYTES, headersTimeout, requestTimeout: Math.max(headersTimeout, REQUEST_MS),
      keepAliveTimeout: IDLE_MS, connectionsCheckingInterval: Math.min(1_000, headersTimeout),
    }, answer)
    server.maxConnections = MAX_CONNECTIONS
    server.on('connection', stream => streams.add(stream.once('close', () => streams.delete(stream))))
    server.on('upgrade', (request: IncomingMessage, stream: Socket, head: Buffer) => {
      if (/websocket/i.test(request.headers.upgrade ?? '')) bridge.upgrade(request, stream, head)
      else ignoreUpgrade(request, stream)
    })
    server.on('connect', (_request, stream: Duplex) => stream.end('HTTP/1.1 501 Not Implemented\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'))
    return server
  }

  /** A server may ignore an Upgrade (RFC 9110 §7.8), such as the `h2c` of `curl --http2`; Node hands over the bare stream. */
  function ignoreUpgrade(request: IncomingMessage, stream: Socket): void {
    const response = new ServerResponse(request)
    response.shouldKeepAlive = false
    response.assignSocket(stream)
    stream.on('error', () => undefined)
    response.once('finish', () => stream.end())
    answer(request, response)
  }

  const { port: opened, servers } = await listenOnLoopback(create, asked, DEFAULT_PORT)
  port = opened
  return {
    url: `http://127.0.0.1:${port}/#token=${token}`,
    port,
    async close() {
      const closed = servers.map(server => new Promise(resolve => server.close(resolve)))
      await bridge.close()
      for (const stream of streams) stream.destroy()
      await Promise.all(closed)
    },
  }
}

/** @returns why the browser host could not have `port`, or undefined when it could. */
export const troubleWithPort = (port: number): Promise<string | undefined> => portTrouble(() => createServer(), port)
