// Servers that do nothing but give the answer: what this runtime can do at most.
import { createServer as createHttp } from 'node:http'
import { createServer as createNet, type Server, type Socket } from 'node:net'

export interface Started {
  readonly port: number
  readonly stop: () => void | Promise<void>
}

export const CONTENT = `${JSON.stringify([{ id: 7, name: 'sprocket' }, { id: 8, name: 'flange' }], null, 2)}\n`

/** node:http with the same status, fields and content, and no capture. */
export async function bareHttp(): Promise<Started> {
  const server = createHttp((_, response) => {
    response.writeHead(200, { Server: 'lab501', 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(CONTENT) }).end(CONTENT)
  })
  return {
    port: await listening(server),
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** Counts blank lines and writes an answer for each; it understands nothing, so nothing on this runtime answers faster. */
export async function bareNet(): Promise<Started> {
  const answer = Buffer.from(`HTTP/1.1 200 OK\r\nDate: Mon, 05 Jan 2026 09:00:00 GMT\r\nServer: lab501\r\nContent-Type: application/json\r\nContent-Length: ${CONTENT.length}\r\n\r\n${CONTENT}`)
  const sockets = new Set<Socket>()
  const server = createNet({ noDelay: true }, socket => {
    sockets.add(socket)
    let tail = ''
    socket.on('data', (bytes: Buffer) => {
      const text = tail + bytes.toString('latin1')
      let from = 0
      for (let at = text.indexOf('\r\n\r\n'); at >= 0; at = text.indexOf('\r\n\r\n', from)) {
        from = at + 4
        socket.write(answer)
      }
      tail = text.slice(Math.max(from, text.length - 3))
    }).on('error', () => undefined).on('close', () => sockets.delete(socket))
  })
  return {
    port: await listening(server),
    stop: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

function listening(server: Server): Promise<number> {
  return new Promise(resolve => server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    resolve(address && typeof address === 'object' ? address.port : 0)
  }))
}
