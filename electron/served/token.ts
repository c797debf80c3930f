// The secret that lets a page in. It travels in the URL's fragment, which no browser sends, and in the first frame.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** @returns 32 random bytes, base64url. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** @returns whether a first frame is `{"kind":"hello","token":…}` with our token; the comparison takes the same time for any other. */
export function isHello(frame: string, token: string): boolean {
  let hello: unknown
  try {
    hello = JSON.parse(frame)
  } catch {
    return false
  }
  if (typeof hello !== 'object' || hello === null || !('kind' in hello) || !('token' in hello)) return false
  return hello.kind === 'hello' && typeof hello.token === 'string' && timingSafeEqual(digest(hello.token), digest(token))
}

/** Of one length for any text, as timingSafeEqual wants. */
const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
