// A learning record store as the xAPI 1.0.3 specification describes its statement resource (part three, sections 1.4, 2.1 and 3): real HTTP on loopback, kept in memory.
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { isDeepStrictEqual } from 'node:util'
import { XapiStatement } from '../results/xapi-rules.ts'

type Fields = Readonly<Record<string, string>>
export interface Lrs { readonly endpoint: string; readonly statements: Map<string, unknown>; readonly asked: string[]; readonly answers: (readonly [number, Fields?])[] }
export const CREDENTIALS = 'lab:s3cret'

/** @param answers what it answers at first, in the place of what it would @param port of one that is there again */
export async function serveLrs(answers: readonly (readonly [number, Fields?])[] = [], port = 0): Promise<Lrs & { close(): Promise<void> }> {
  const statements = new Map<string, unknown>()
  const [asked, left]: [string[], (readonly [number, Fields?])[]] = [[], [...answers]]
  const server = createServer((request, response) => void (async () => {
    const content = await textOf(request)
    const [status, body, fields] = left.length > 0 ? [left[0]?.[0] ?? 500, '', left.shift()?.[1]] as const : [...answerTo(request, content, statements), {}] as const
    asked.push(`${request.method ?? ''} ${status}`)
    response.writeHead(status, { 'X-Experience-API-Version': '1.0.3', 'Content-Type': 'application/json', ...fields }).end(body)
  })())
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const close = async () => {
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
  }
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/xapi/`, statements, asked, answers: left, close }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part)
  return Buffer.concat(parts).toString()
}

function answerTo({ method, url, headers }: IncomingMessage, content: string, statements: Map<string, unknown>): [status: number, body: string] {
  if (headers.authorization !== `Basic ${Buffer.from(CREDENTIALS).toString('base64')}`) return [401, '']
  // Section 3.3: a request without a version that is known is refused.
  if (!/^1[.]0([.]\d+)?$/.test(String(headers['x-experience-api-version'] ?? ''))) return [400, '']
  if (url !== '/xapi/statements') return [404, '']
  if (method !== 'POST') return [405, '']
  if (!/^application\/json/.test(headers['content-type'] ?? '')) return [400, '']
  const batch = [JSON.parse(content) as unknown].flat().map(one => XapiStatement.safeParse(one).data)
  const ids = batch.map(one => one?.id ?? '')
  // Section 2.1.2: all of a batch or nothing; two with one id in it are refused.
  if (batch.includes(undefined) || new Set(ids).size !== ids.length) return [400, '']
  if (batch.some(one => statements.has(one?.id ?? '') && !isDeepStrictEqual(statements.get(one?.id ?? ''), one))) return [409, '']
  for (const one of batch) statements.set(one?.id ?? '', one)
  return [200, JSON.stringify(ids)]
}
