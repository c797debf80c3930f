// Serves the built page at `app://lab501/`, with the path check and the fields that the browser host uses too.
import type { Protocol } from 'electron'
import { readPageFile } from '../page/page-files.ts'
import { pageHeaders } from '../page/page-headers.ts'
import { isOwnPage, PAGE_SCHEME } from './own-page.ts'

/** Must be called before the app is ready. What Chromium made of the scripts is kept for the next start. */
export function declarePageScheme(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  protocol.registerSchemesAsPrivileged([{ scheme: PAGE_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }])
}

/** @returns the handler for `protocol.handle`. */
export function answerPageRequest(pageFolder: string): (request: Pick<Request, 'method' | 'url'>) => Promise<Response> {
  return async ({ method, url }) => {
    if (!isOwnPage(url)) return plain(404, 'There is no such page.\n')
    if (method !== 'GET' && method !== 'HEAD') return plain(405, 'The page is only read.\n', { Allow: 'GET, HEAD' })
    const file = await readPageFile(pageFolder, new URL(url).pathname)
    if (!file) return plain(404, 'The page has no such file.\n')
    const headers = { ...pageHeaders(), 'Content-Type': file.type, 'Cache-Control': file.cacheControl }
    return new Response(method === 'HEAD' ? null : file.bytes, { status: 200, headers })
  }
}

const plain = (status: number, text: string, fields: Record<string, string> = {}): Response =>
  new Response(text, { status, headers: { ...pageHeaders(), 'Content-Type': 'text/plain; charset=utf-8', ...fields } })
