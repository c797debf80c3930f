// The address of our own page. It is not on the network, so nothing on the network has the same origin.

export const PAGE_SCHEME = 'app'
export const PAGE_HOST = 'lab501'
export const PAGE_URL = `${PAGE_SCHEME}://${PAGE_HOST}/`

/** @returns whether a URL is one of our own page's. */
export function isOwnPage(url: string): boolean {
  const parsed = URL.parse(url)
  return parsed?.protocol === `${PAGE_SCHEME}:` && parsed.host === PAGE_HOST && parsed.username === '' && parsed.password === ''
}
