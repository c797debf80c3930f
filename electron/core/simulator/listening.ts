// Sockets that listen on this machine's loopback addresses and nowhere else.
import { createServer, type Server, type Socket } from 'node:net'
import { aside } from '../../model/asides-en.ts'

/** Where a lab's entry listens when nobody asks for another port. */
export const DEFAULT_PORT = 4501
const TRIES = 20

/** The port that was asked for cannot be had; the message says which and the mend. */
export class PortTaken extends Error {}

export interface Listening {
  readonly port: number
  /** False where this machine has no IPv6 loopback. */
  readonly isOnBoth: boolean
  /** The default port could not be had, so it is another. */
  readonly isOther: boolean
  readonly close: () => Promise<void>
}

/**
 * Listens on 127.0.0.1 and on ::1 at the same port, because clients differ in what `localhost` means.
 * @param asked taken is an error; 0 is any free port; undefined is the default, or a free one
 * @throws PortTaken
 */
export async function listenOnLoopback(onSocket: (socket: Socket) => void, asked: number | undefined): Promise<Listening> {
  const wanted = asked ?? DEFAULT_PORT
  for (let tries = 0; ; tries += 1) {
    try {
      const { port, servers } = await tryBoth(onSocket, tries === 0 ? wanted : 0)
      return { port, isOnBoth: servers.length > 1, isOther: tries > 0 && wanted !== 0, close: async () => { await Promise.all(servers.map(closing)) } }
    } catch (error) {
      const isTaken = codeOf(error) === 'EADDRINUSE' || codeOf(error) === 'EACCES'
      if (isTaken && asked !== undefined && asked !== 0) throw new PortTaken(aside('port-taken', { port: asked, code: codeOf(error) }))
      if (!isTaken || tries > TRIES) throw error
    }
  }
}

/** Looks whether a port can be had, and lets it go. @throws PortTaken */
export async function tryPort(port: number): Promise<void> {
  const { close } = await listenOnLoopback(socket => socket.destroy(), port)
  await close()
}

async function tryBoth(onSocket: (socket: Socket) => void, port: number): Promise<{ port: number; servers: Server[] }> {
  const open = () => createServer({ allowHalfOpen: true, noDelay: true }, onSocket)
  const first = open()
  const bound = await listening(first, '127.0.0.1', port)
  const second = open()
  try {
    await listening(second, '::1', bound)
    return { port: bound, servers: [first, second] }
  } catch (error) {
    if (codeOf(error) === 'EADDRNOTAVAIL' || codeOf(error) === 'EAFNOSUPPORT') return { port: bound, servers: [first] }
    await closing(first)
    throw error
  }
}

function listening(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port, exclusive: true, backlog: 1_024 }, () => {
      const address = server.address()
      resolve(address && typeof address === 'object' ? address.port : port)
    })
  })
}

function closing(server: Server): Promise<void> {
  return new Promise(resolve => server.close(() => resolve()))
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
