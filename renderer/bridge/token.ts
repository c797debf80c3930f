// The access token of the browser host: it comes in the fragment, and leaves the address bar at once.

const KEY = 'lab501.token'

export interface TokenPlaces {
  readonly location: Pick<Location, 'hash' | 'pathname' | 'search'>
  readonly history: Pick<History, 'replaceState'>
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>
}

const tokenIn = (hash: string) => new URLSearchParams(hash.slice(1)).get('token')

/** Must run before the router reads the fragment. @returns the token of this tab, or an empty text. */
export function takeToken({ location, history, storage }: TokenPlaces): string {
  const token = tokenIn(location.hash)
  if (token !== null) {
    storage.setItem(KEY, token)
    history.replaceState(null, '', location.pathname + location.search)
  }
  return storage.getItem(KEY) ?? ''
}

/**
 * Takes the token of a link that was opened in a tab where the page is open already: only the fragment is another one then, and nothing is loaded.
 * The address is that from before again. @returns whether there was one; the page is to be loaded anew then
 */
export function takeLateToken({ oldURL, newURL }: Pick<HashChangeEvent, 'oldURL' | 'newURL'>, { history, storage }: Omit<TokenPlaces, 'location'>): boolean {
  const token = tokenIn(new URL(newURL).hash)
  if (token === null) return false
  storage.setItem(KEY, token)
  history.replaceState(null, '', oldURL)
  return true
}
