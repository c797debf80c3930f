// A socket that hears what a client really sends: one request on each connection, answered with 200.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'

export interface Ear {
  /** Such as `http://127.0.0.1:4501`. */
  readonly base: string
  /** @returns the request, octet by octet as latin1, that a line makes when a real shell runs it, proxy variables or not */
  from(line: string, shell?: 'sh' | 'bash'): Promise<string>
  /** @returns what a program sends, or undefined and what it said when it sent nothing */
  fromProgram(program: string, args: readonly string[], env?: Readonly<Record<string, string>>): Promise<{ readonly request: string | undefined; readonly told: string }>
  close(): void
}

const PROXIES = { http_proxy: 'http://127.0.0.1:9', ALL_PROXY: 'http://127.0.0.1:9' }

export async function listen(): Promise<Ear> {
  let heard: Buffer[] = []
  const server = createServer(socket => {
    let bytes = Buffer.alloc(0)
    socket.on('error', () => undefined)
    socket.on('data', data => {
      bytes = Buffer.concat([bytes, data])
      if (!isWhole(bytes)) return
      heard.push(bytes)
      bytes = Buffer.alloc(0)
      socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n')
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const fromProgram: Ear['fromProgram'] = async (program, args, env = {}) => {
    heard = []
    const child = spawn(program, args, { env: { ...process.env, ...PROXIES, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
    let told = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => { told += data.toString() })
    await once(child, 'close')
    return { request: heard[0]?.toString('latin1'), told }
  }
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async from(line, shell = 'sh') {
      const { request, told } = await fromProgram(shell, ['-c', line])
      if (request === undefined) throw new Error(`nothing arrived from ${line}\n${told}`)
      return request
    },
    fromProgram,
    close: () => void server.close(),
  }
}

function isWhole(bytes: Buffer): boolean {
  const end = bytes.indexOf('\r\n\r\n')
  const head = bytes.subarray(0, Math.max(end, 0)).toString('latin1')
  if (/^transfer-encoding: *chunked/im.test(head)) return bytes.toString('latin1').endsWith('0\r\n\r\n')
  return end >= 0 && bytes.length >= end + 4 + Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0)
}
