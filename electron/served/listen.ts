// One port number on both loopback families, because clients differ in what `localhost` means.
import type { Server } from 'node:net'

const FAMILIES = ['127.0.0.1', '::1'] as const
const NO_SUCH_FAMILY = ['EADDRNOTAVAIL', 'EAFNOSUPPORT']
const TRIES = 20

/** A port that was asked for cannot be had; the message says what, where and the mend. */
export class PortRefused extends Error {
  override readonly name = 'PortRefused'
}

export interface Listening {
  readonly port: number
  readonly servers: readonly Server[]
}

/**
 * Listens on 127.0.0.1 and, where there is IPv6, on ::1.
 * @param create makes one server for each family.
 * @param asked this port or none; 0 and undefined leave the choice.
 * @param preferred tried first when the choice is ours.
 * @throws PortRefused when `asked` cannot be had.
 */
export async function listenOnLoopback(create: () => Server, asked: number | undefined, preferred: number): Promise<Listening> {
  if (asked) return await bothFamilies(create, asked)
  for (const port of [...(asked === 0 ? [] : [preferred]), ...Array<number>(TRIES).fill(0)]) {
    const listening = await bothFamilies(create, port).catch((error: unknown) => {
      if (error instanceof PortRefused) return undefined
      throw error
    })
    if (listening) return listening
  }
  throw new PortRefused('no port was free on 127.0.0.1 and ::1 at once. Close some programs and try again')
}

/** @returns why `port` cannot be had on loopback, or undefined when it is free. */
export async function portTrouble(create: () => Server, port: number): Promise<string | undefined> {
  try {
    const { servers } = await bothFamilies(create, port)
    await Promise.all(servers.map(closed))
    return undefined
  } catch (error) {
    if (error instanceof PortRefused) return error.message
    throw error
  }
}

async function bothFamilies(create: () => Server, asked: number): Promise<Listening> {
  const servers: Server[] = []
  let port = asked
  try {
    for (const host of FAMILIES) {
      const server = create()
      const opened = await open(server, port, host)
      if (opened === undefined) continue
      servers.push(server)
      port = opened
    }
    return { port, servers }
  } catch (error) {
    await Promise.all(servers.map(closed))
    throw error
  }
}

function open(server: Server, port: number, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (host === '::1' && NO_SUCH_FAMILY.includes(error.code ?? '')) resolve(undefined)
      else reject(refusal(error, port, host))
    })
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}

function refusal(error: NodeJS.ErrnoException, port: number, host: string): Error {
  const where = host === '::1' ? `[::1]:${port}` : `${host}:${port}`
  if (error.code === 'EADDRINUSE') return new PortRefused(`${where} is taken by another program. Close that program or choose another port with --port`)
  if (error.code === 'EACCES') return new PortRefused(`${where} may not be opened by this user. Choose a port above 1023 with --port`)
  return error
}

const closed = (server: Server): Promise<void> => new Promise(resolve => server.close(() => resolve()))
