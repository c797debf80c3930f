// Other parsers behind one signature: the bytes of a connection in, the complete requests that it reads out.
import { createServer, type IncomingMessage } from 'node:http'
import { createRequire } from 'node:module'
import { duplexPair } from 'node:stream'
import { setImmediate as turn } from 'node:timers/promises'
import { HTTPParser } from 'http-parser-js'
import { readAll, type ReadRequest } from '../../../support/read-all.ts'

export type Taken = Pick<ReadRequest, 'method' | 'target' | 'fields' | 'content'>
export type Reader = (bytes: string) => Promise<readonly Taken[]>

const QUIET_TURNS = 4

/** Ours, and whether it refused what followed. */
export function ours(bytes: string): { requests: readonly Taken[]; refuses: boolean } {
  const { requests, fault } = readAll([bytes])
  return { requests: requests.map(({ method, target, fields, content }) => ({ method, target, fields, content })), refuses: fault !== undefined }
}

/** Node's own parser, in a node:http server over a connection in memory. */
export const llhttp: Reader = async bytes => {
  const [client, socket] = duplexPair()
  const server = createServer({ requireHostHeader: false })
  const seen: Taken[] = []
  let progress = 0
  const take = (request: IncomingMessage) => {
    const parts: Buffer[] = []
    progress += 1
    request.on('data', (part: Buffer) => parts.push(part)).on('error', () => undefined)
    request.on('end', () => {
      progress += 1
      seen.push({ method: request.method ?? '', target: request.url ?? '', fields: pairs(request.rawHeaders), content: Buffer.concat(parts).toString('latin1') })
    })
  }
  server.on('request', (request, response) => {
    take(request)
    response.end()
  }).on('checkContinue', take).on('checkExpectation', take).on('clientError', () => undefined)
  server.emit('connection', socket)
  client.resume().on('error', () => undefined)
  socket.on('error', () => undefined)
  client.write(Buffer.from(bytes, 'latin1'))
  for (let quiet = 0, before = progress; quiet < QUIET_TURNS; quiet += 1) {
    await turn()
    if (progress !== before) quiet = 0
    before = progress
  }
  client.destroy()
  socket.destroy()
  server.close()
  return seen
}

/** The parser that Node had in JavaScript before llhttp; it reads field lines as the web once did. */
export const httpParserJs: Reader = async bytes => {
  HTTPParser.encoding = 'latin1'
  const parser = new HTTPParser('REQUEST')
  const seen: Taken[] = []
  let head: { method: string; target: string; fields: [string, string][] } | undefined
  let content = ''
  parser[HTTPParser.kOnHeadersComplete] = info => { head = { method: HTTPParser.methods[info.method] ?? '', target: info.url, fields: pairs(info.headers) } }
  parser[HTTPParser.kOnBody] = (chunk, offset, length) => { content += chunk.toString('latin1', offset, offset + length) }
  parser[HTTPParser.kOnMessageComplete] = () => {
    if (head) seen.push({ ...head, content })
    head = undefined
    content = ''
  }
  parser.execute(Buffer.from(bytes, 'latin1'))
  return seen
}

type Callback = (parser: number, from: number, size: number) => void
/** What we use of it; the package has no types. */
interface Milo {
  readonly memory: { readonly buffer: ArrayBuffer }
  readonly MESSAGE_TYPE_REQUEST: number
  alloc(size: number): number
  create(): number
  setMode(parser: number, mode: number): void
  parse(parser: number, data: number, size: number): number
  setOnMethod(parser: number, callback: Callback): void
  setOnUrl(parser: number, callback: Callback): void
  setOnHeaderName(parser: number, callback: Callback): void
  setOnHeaderValue(parser: number, callback: Callback): void
  setOnData(parser: number, callback: Callback): void
  setOnMessageComplete(parser: number, callback: Callback): void
}
const { milo: machine } = createRequire(import.meta.url)('@perseveranza-pets/milo') as { milo: Milo }
const ROOM = 65_536
const room = machine.alloc(ROOM)

/** A strict parser for HTTP/1.1 only, from Rust as WebAssembly. */
export const milo: Reader = async bytes => {
  const input = Buffer.from(bytes, 'latin1').subarray(0, ROOM)
  const parser = machine.create()
  machine.setMode(parser, machine.MESSAGE_TYPE_REQUEST)
  const seen: Taken[] = []
  let now: Taken = { method: '', target: '', fields: [], content: '' }
  const told = (put: (text: string) => void): Callback => (_, from, size) => put(bytes.slice(from, from + size))
  machine.setOnMethod(parser, told(method => { now = { method, target: '', fields: [], content: '' } }))
  machine.setOnUrl(parser, told(target => { now.target = target }))
  machine.setOnHeaderName(parser, told(name => now.fields.push([name, ''])))
  machine.setOnHeaderValue(parser, told(value => { (now.fields.at(-1) ?? ['', ''])[1] = value }))
  machine.setOnData(parser, told(part => { now.content += part }))
  machine.setOnMessageComplete(parser, () => seen.push(now))
  Buffer.from(machine.memory.buffer, room, ROOM).set(input)
  machine.parse(parser, room, input.length)
  return seen
}

function pairs(raw: readonly string[]): [string, string][] {
  return raw.flatMap((name, at) => (at % 2 === 0 ? [[name, raw[at + 1] ?? ''] as [string, string]] : []))
}
