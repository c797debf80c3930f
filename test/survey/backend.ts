// What stands behind a proxy in the survey: it answers 200 to every method, and says what it was asked.
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'

/** @returns the port of loopback where it listens, and how to stop it. */
export async function startBackend(): Promise<{ port: number; stop: () => void }> {
  const server = createServer(socket => {
    let head = ''
    socket.on('error', () => undefined).setEncoding('latin1')
    socket.on('data', (text: string) => {
      const isOver = head.includes('\r\n\r\n')
      head += text
      if (isOver || !head.includes('\r\n\r\n')) return
      const [requestLine = ''] = head.split('\r\n', 1)
      const content = `backend: ${requestLine}\n`
      // Not to be stored, or the next answer would come from a cache.
      const lines = ['HTTP/1.1 200 OK', 'Content-Type: text/plain', 'Cache-Control: no-store', `Content-Length: ${content.length}`, 'Connection: close']
      socket.end(`${lines.join('\r\n')}\r\n\r\n${requestLine.startsWith('HEAD ') ? '' : content}`)
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return { port: (server.address() as AddressInfo).port, stop: () => void server.close() }
}
