// The access token of the browser host: it comes in the fragment, and leaves the address bar at once.

const KEY = 'lab501.token'

export interface TokenPlaces {
  readonly location: Pick<Location, 'hash' | 'pathname' | 'search'>
  readonly history: Pick<History, 'replaceState'>
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>
}

/** Must run before the router reads the fragment. @returns the token of this tab, or an empty text. */
export function takeToken({ location, history, storage }: TokenPlaces): string {
  const token = new URLSearchParams(location.hash.slice(1)).get('token')
  if (token !== null) {
    storage.setItem(KEY, token)
    history.replaceState(null, '', location.pathname + location.search)
  }
  return storage.getItem(KEY) ?? ''
}
