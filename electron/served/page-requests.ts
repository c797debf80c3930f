// Answers plain HTTP requests with files of the page, in the order that the labs teach:
// well-formed, authority, method known, resource there, method taken.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pageHeaders } from '../page/page-headers.ts'
import { readPageFile } from '../page/page-files.ts'
import { isOwnAuthority } from './origin-check.ts'
import type { Rate } from '../model/rate.ts'

/** RFC 9110 §9.3 and RFC 5789: known here, so 405 where a resource does not take them. CONNECT has no resource. */
const KNOWN_METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE']
const ALLOW = 'GET, HEAD'
export const BRIDGE_PATH = '/bridge'

interface Answer {
  readonly status: number
  readonly fields?: Record<string, string>
  readonly type?: string
  readonly content: Buffer | string
}

/** @returns the listener for `request`. */
export function answerWithPage(pageFolder: string, port: () => number, rate: Rate, log: (line: string) => void) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    decide(request, pageFolder, port(), rate).then(
      answer => send(request, response, port(), answer),
      (error: unknown) => {
        log(`browser host: ${request.method ?? ''} ${request.url ?? ''}: ${error instanceof Error ? error.message : String(error)}`)
        send(request, response, port(), { status: 500, content: 'The page could not be read; the log has the details.\n' })
      },
    )
  }
}

async function decide(request: IncomingMessage, pageFolder: string, port: number, rate: Rate): Promise<Answer> {
  const { method = '' } = request
  if (!rate.take()) return { status: 429, fields: { 'Retry-After': '1' }, content: 'Too many requests.\n' }
  const target = targetOf(request)
  if (!target) return { status: 400, content: 'One Host field and a target that starts with a slash, please.\n' }
  if (!isOwnAuthority(target.authority, port)) return { status: 421, content: 'This server answers for its own loopback address only.\n' }
  if (!KNOWN_METHODS.includes(method)) return { status: 501, content: 'No resource of this server implements this method.\n' }
  if (target.path === BRIDGE_PATH && method === 'GET') return { status: 426, fields: { Upgrade: 'websocket', Connection: 'Upgrade' }, content: 'The bridge is a WebSocket.\n' }
  const file = await readPageFile(pageFolder, target.path)
  if (!file && target.path !== BRIDGE_PATH) return { status: 404, content: 'The page has no such file.\n' }
  if (!file || (method !== 'GET' && method !== 'HEAD')) {
    return { status: 405, fields: { Allow: file ? ALLOW : 'GET' }, content: 'This resource is only read.\n' }
  }
  return { status: 200, fields: { 'Cache-Control': file.cacheControl }, type: file.type, content: file.bytes }
}

/** Origin-form or absolute-form; with the latter the Host field does not count (RFC 9112 §3.2.2). */
export function targetOf({ url = '', rawHeaders }: IncomingMessage): { authority: string; path: string } | undefined {
  const hosts = rawHeaders.filter((_, at) => at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === 'host')
  const [, authority = hosts[0], rest = ''] = /^http:\/\/([^/?#]*)(.*)$/i.exec(url) ?? [url, undefined, url]
  const path = (rest === '' && rest !== url ? '/' : rest).split('?', 1)[0] ?? ''
  return hosts.length === 1 && authority !== undefined && path.startsWith('/') ? { authority, path } : undefined
}

function send(request: IncomingMessage, response: ServerResponse, port: number, { status, fields, type, content }: Answer): void {
  // 'self' covers WebSockets in today's browsers, not in older ones; CSP has no syntax for an IPv6 address.
  const host = request.headers.host ?? ''
  const socketOrigin = isOwnAuthority(host, port) && !host.startsWith('[') ? [`ws://${host.toLowerCase()}`] : []
  const hasContent = request.headers['content-length'] !== undefined || request.headers['transfer-encoding'] !== undefined
  response.writeHead(status, {
    ...pageHeaders(socketOrigin),
    'Cache-Control': 'no-store',
    'Content-Type': type ?? 'text/plain; charset=utf-8',
    'Content-Length': Buffer.byteLength(content),
    // Content that nobody reads is not worth waiting for.
    ...(hasContent && { Connection: 'close' }),
    ...fields,
  })
  response.end(request.method === 'HEAD' ? undefined : content)
}
