// What of a URL goes into a request: its target, and for whom it is.

export interface UrlParts {
  /** Host and port, as they are written. */
  readonly authority: string
  readonly user?: string
  /** Path and query, without the fragment. */
  readonly target: string
}

/** @returns the parts, or undefined where there is no host. A URL may lack its scheme, as curl has it. @param asIs keeps `.` and `..` in the path */
export function urlParts(url: string, asIs: boolean): UrlParts | undefined {
  const [, userinfo, authority = '', rest = ''] = /^(?:https?:\/\/)?(?:([^/?#@]*)@)?([^/?#]*)([^#]*)/i.exec(url) ?? []
  if (authority === '' || /^[a-z][a-z0-9+.-]*:\/\//i.test(url.replace(/^https?:\/\//i, ''))) return undefined
  const [, path = '', query = ''] = /^([^?]*)(.*)$/s.exec(rest) ?? []
  return { authority, ...(userinfo !== undefined && { user: decoded(userinfo) }), target: (asIs ? path || '/' : withoutDots(path || '/')) + query }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Dot segments are gone before a client sends (RFC 3986 §5.2.4). */
function withoutDots(path: string): string {
  const kept: string[] = []
  const segments = path.split('/').slice(1)
  segments.forEach((segment, nth) => {
    const isLast = nth === segments.length - 1
    if (segment === '..') kept.pop()
    if (segment !== '.' && segment !== '..') kept.push(segment)
    else if (isLast) kept.push('')
  })
  return `/${kept.join('/')}`
}

/** @returns whether both name the same port of this machine */
export function isSamePlace(one: string, other: string): boolean {
  const named = (authority: string) => authority.toLowerCase().replace(/^(localhost|\[::1\]|127\.0\.0\.1)(?=:|$)/, 'here').replace(/^here$/, 'here:80')
  return named(one) === named(other)
}
