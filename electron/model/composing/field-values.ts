// Values that a request's fields often have, to begin from; any other may be typed.

const VALUES: Readonly<Record<string, readonly string[]>> = {
  'accept': ['application/json', 'text/html', 'application/problem+json', 'text/plain;q=0.5', '*/*'],
  'accept-encoding': ['gzip', 'gzip, br', 'identity'],
  'accept-language': ['en', 'de, en;q=0.7'],
  'cache-control': ['no-cache', 'no-store', 'max-age=0', 'max-stale', 'only-if-cached'],
  'connection': ['close', 'keep-alive', 'upgrade'],
  'content-encoding': ['gzip', 'br'],
  'content-range': ['bytes 0-4/10'],
  'content-type': [
    'application/json', 'application/merge-patch+json', 'application/json-patch+json', 'application/x-www-form-urlencoded', 'text/plain; charset=utf-8', 'text/csv', 'application/xml',
    'application/octet-stream',
  ],
  'depth': ['0', '1', 'infinity'],
  'expect': ['100-continue'],
  'if-match': ['*', '"abc"'],
  'if-none-match': ['*', '"abc"'],
  'max-forwards': ['0', '1'],
  'overwrite': ['T', 'F'],
  'prefer': ['return=minimal', 'return=representation', 'respond-async'],
  'range': ['bytes=0-4', 'bytes=-5'],
  'te': ['trailers'],
  'transfer-encoding': ['chunked', 'gzip, chunked'],
  'upgrade': ['websocket'],
}

/** @returns values to begin from for a field, whatever the case of its name */
export function usualValues(name: string): readonly string[] {
  const key = name.toLowerCase()
  return (Object.hasOwn(VALUES, key) ? VALUES[key] : undefined) ?? []
}
