// The built page's files, for the two entries that show it. A path is compared with an allow-list, never decoded or mended.
import { lstat, readFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface PageFile {
  readonly bytes: Buffer<ArrayBuffer>
  readonly type: string
  readonly cacheControl: string
}

/** Vite writes nothing else; so no dot files, no `..`, no percent sign, no backslash, no drive letter, no NUL. */
const SEGMENT = /^[A-Za-z0-9_-][A-Za-z0-9_.-]{0,200}$/
const MAX_DEPTH = 8
/** What the build puts into `assets/` carries a hash of its content in its name. */
const HASHED = /^assets\/.+-[A-Za-z0-9_-]{8}\.[a-z0-9]+$/

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json',
  txt: 'text/plain; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
  ico: 'image/x-icon',
  woff2: 'font/woff2',
  wasm: 'application/wasm',
}

/**
 * @param path the path of a URL as it stands, from its first slash, without the query.
 * @returns the file, or undefined when the page has no such file; a link is never followed.
 */
export async function readPageFile(folder: string, path: string): Promise<PageFile | undefined> {
  const segments = segmentsOf(path)
  const type = segments && typeOf(segments)
  if (!segments || !type || !(await isPlainFile(folder, segments))) return undefined
  const name = segments.join('/')
  return {
    bytes: await readFile(join(folder, ...segments)),
    type,
    cacheControl: HASHED.test(name) ? 'public, max-age=31536000, immutable' : 'no-store',
  }
}

function segmentsOf(path: string): string[] | undefined {
  if (path === '/') return ['index.html']
  const segments = path.split('/')
  if (segments.shift() !== '' || segments.length > MAX_DEPTH) return undefined
  return segments.every(segment => SEGMENT.test(segment)) ? segments : undefined
}

function typeOf(segments: readonly string[]): string | undefined {
  const extension = /\.([a-z0-9]+)$/.exec(segments.at(-1) ?? '')?.[1] ?? ''
  return Object.hasOwn(TYPES, extension) ? TYPES[extension] : undefined
}

async function isPlainFile(folder: string, segments: readonly string[]): Promise<boolean> {
  let path = folder
  for (const [at, segment] of segments.entries()) {
    path = join(path, segment)
    const found = await lstat(path).catch(() => undefined)
    if (!(at === segments.length - 1 ? found?.isFile() : found?.isDirectory())) return false
  }
  return true
}
